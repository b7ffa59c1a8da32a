/** "What would raise this?": a weak or unknown factor becomes the partner's next step. */
import { today } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { type NextStep, openStep, setNextStep } from '../../rooms/partners/next-steps.ts';
import { mayLog, nextStepDraft } from '../../rooms/partners/partner.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const raise = libraryPage({
  path: '/worksheets/:id/raise/:code/:partner',
  may: mayLog,
  load: placeOn,
  view: async (asked) => ({
    title: asked.language.t('raise.title'),
    trail: worksheetTrail(asked, asked.found.sheet),
    body: <Raise asked={asked} step={await openStep(asked.ctx, asked.found.partner.id)} />,
  }),
  submit: async ({ ctx, found: { partner }, fields, go }) => {
    await setNextStep(ctx, partner.id, parse(nextStepDraft, fields));
    return go('/partners/:id', { id: partner.id }).saying('notice.step_set');
  },
});

type Place = Awaited<ReturnType<typeof placeOn>>;

async function placeOn(visit: LibraryVisit) {
  const sheet = await sheetOf(visit);
  const factor = found(sheet.factors.find((each) => each.code === visit.param('code')));
  const partner = found(sheet.partners.find((each) => each.id === visit.id('partner')));
  return { sheet, factor, partner };
}

function Raise({ asked, step }: { asked: LibraryViewing<Place>; step: NextStep | undefined }) {
  const { again, ctx, found, to } = asked;
  const { t, words, day } = useLanguage();
  const { sheet, factor, partner } = found;
  const name = `${factor.code} ${words(factor.name)}`;
  return (
    <div class="narrow">
      <p>
        <strong>{partner.name}</strong>: {name}
      </p>
      <p>{words(factor.prompt)}</p>
      <p class="hint">{words(factor.evidence)}</p>
      {step && <p class="warning">{t('step.will_replace', { what: step.what, day: day(step.due_on) })}</p>}
      <Form again={again} initial={{ what: `${name}: `, due_on: today(ctx, 14) }}>
        <TextField name="what" label={t('field.what')} hint={t('raise.hint')} />
        <TextField name="due_on" type="date" label={t('field.due_on')} />
        <Buttons save={t('step.set')} cancel={to('/worksheets/:id', { id: sheet.id })} />
      </Form>
    </div>
  );
}
