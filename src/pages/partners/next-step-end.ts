/** The next step is done, or dropped. Its buttons are on the partner and where the step is set. */
import { parse } from '../../house/parse.ts';
import { endNextStep } from '../../rooms/partners/next-steps.ts';
import { mayLog, nextStepEnd } from '../../rooms/partners/partner.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { partnerOf } from './partner.ts';

export const endStep = libraryPage({
  path: '/partners/:id/next-step/end',
  may: mayLog,
  load: partnerOf,
  view: ({ found: { id }, to }) => redirect(to('/partners/:id', { id })),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const removal = await endNextStep(ctx, id, parse(nextStepEnd, fields));
    return go('/partners/:id/next-step', { id }).saying('notice.step_ended', { removal });
  },
});
