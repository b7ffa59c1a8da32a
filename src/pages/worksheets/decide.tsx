/** Closing a worksheet with a decision. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { closeWorksheet } from '../../rooms/worksheets/decisions.ts';
import { decisionDraft, isRated, mayDecide, NONE, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { Buttons, Checkboxes, Form, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { type Compared, comparisonFor, comparisonSentence, isWeighted, overallSentence } from './comparison.ts';
import { linkTo, sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const decide = libraryPage({
  path: '/worksheets/:id/decision',
  may: mayDecide,
  load: sheetOf,
  instead: ({ found: sheet, to }) => sheet.decision && to('/worksheets/:id', { id: sheet.id }),
  view: async (asked) => ({
    title: asked.language.t('decision.title'),
    trail: worksheetTrail(asked, asked.found),
    body: <Decide asked={asked} compared={await comparisonFor(asked.ctx, asked.found)} />,
  }),
  submit: async (asked) => {
    const { ctx, found: sheet, fields, go } = asked;
    await closeWorksheet(ctx, { id: sheet.id, linkTo: linkTo(asked) }, parse(decisionDraft, fields));
    return go('/worksheets/:id', { id: sheet.id }).saying('notice.decided');
  },
});

type Props = { asked: LibraryViewing<Worksheet>; compared: Compared | null };

function Decide({ asked: { again, ctx, found: sheet, to }, compared }: Props) {
  const { t, list } = useLanguage();
  const waiting = sheet.raters.filter((rater) => !rater.submittedAt).map((rater) => rater.name);
  const none = { value: NONE, label: t('decision.none') };
  return (
    <div class="narrow">
      <p>{sheet.purpose}</p>
      {compared && <Figures sheet={sheet} compared={compared} />}
      {waiting.length > 0 && <p class="warning">{t('decision.waiting', { names: list(waiting) })}</p>}
      <Form again={again} initial={{ look_back_on: today(ctx, 182) }}>
        <Checkboxes
          name="chosen"
          label={t('field.chosen')}
          hint={t('field.chosen_hint')}
          options={[...sheet.partners.map(({ id, name }) => ({ value: id, label: name })), none]}
        />
        <TextArea name="reason" label={t('field.decision_reason')} hint={t('field.decision_reason_hint')} rows={5} />
        {!isRated(sheet) && (
          <TextArea name="why_unrated" label={t('field.why_unrated')} hint={t('field.why_unrated_hint')} rows={3} />
        )}
        <TextField name="look_back_on" type="date" label={t('field.look_back_on')} optional />
        <p class="hint">{t('decision.stays')}</p>
        <Buttons save={t('decision.button')} cancel={to('/worksheets/:id', { id: sheet.id })} />
      </Form>
    </div>
  );
}

function Figures({ sheet, compared }: { sheet: Worksheet; compared: Compared }) {
  const language = useLanguage();
  return (
    <>
      <p>{comparisonSentence(language, sheet, compared)}</p>
      <p>{overallSentence(language, sheet, compared)}</p>
      {isWeighted(sheet) && (
        <p>
          <Link to="/worksheets/:id" at={{ id: sheet.id }} hash="#comparison">
            {language.t('comparison.weighted')}
          </Link>
        </p>
      )}
    </>
  );
}
