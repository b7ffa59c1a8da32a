/** Puts a step of the first week aside. */
import { parse } from '../../house/parse.ts';
import { firstStep, maySettle, settleStep } from '../../rooms/accounts/first-steps.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';

export const firstSteps = libraryPage({
  path: '/first-steps',
  may: maySettle,
  view: ({ to }) => redirect(to('')),
  submit: async ({ ctx, fields, go }) => {
    await settleStep(ctx, parse(firstStep, fields).step);
    return go('').saying('notice.step_settled');
  },
});
