/** The one thing due next: set or replaced; done or dropped by the buttons beside it. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { type NextStep, openStep, setNextStep } from '../../rooms/partners/next-steps.ts';
import { mayLog, nextStepDraft } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Press } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { partnerOf } from './partner.ts';
import { partnerTrail } from './trail.ts';

export const nextStep = libraryPage({
  path: '/partners/:id/next-step',
  may: mayLog,
  load: partnerOf,
  view: async (asked) => ({
    title: asked.language.t('step.title', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: <Next asked={asked} step={await openStep(asked.ctx, asked.found.id)} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const removal = await setNextStep(ctx, id, parse(nextStepDraft, fields));
    return go('/partners/:id', { id }).saying('notice.step_set', { removal });
  },
});

type Props = { asked: LibraryViewing<Partner>; step: NextStep | undefined };

function Next({ asked: { again, ctx, found: partner, to, url }, step }: Props) {
  const { t } = useLanguage();
  const initial = { what: (url.searchParams.get('what') ?? '').slice(0, 300), due_on: today(ctx, 14) };
  return (
    <div class="narrow">
      {step && <Replaced partner={partner} step={step} />}
      <Form again={again} initial={initial}>
        <TextField name="what" label={t('field.what')} hint={t('field.what_hint')} />
        <TextField name="due_on" type="date" label={t('field.due_on')} />
        <Buttons save={t('step.set')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}

function Replaced({ partner, step }: { partner: Partner; step: NextStep }) {
  const { t, day } = useLanguage();
  const end = { to: '/partners/:id/next-step/end', at: { id: partner.id }, about: partner } as const;
  return (
    <div class="card">
      <p>{t('step.will_replace', { what: step.what, day: day(step.due_on) })}</p>
      <div class="buttons">
        <Press {...end} values={{ id: step.id, outcome: 'done' }} label={t('step.done')} />
        <Press {...end} values={{ id: step.id, outcome: 'dropped' }} label={t('step.drop')} />
      </div>
    </div>
  );
}
