/** Looking back at a decision: what happened, and whether one would choose the same again. */
import { parse } from '../../house/parse.ts';
import { lookBack as lookBackAt } from '../../rooms/worksheets/look-backs.ts';
import { lookBackDraft, mayLookBack, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { Buttons, Form, Radios, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { Chosen } from './decision-box.tsx';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const lookBack = libraryPage({
  path: '/worksheets/:id/look-back',
  may: mayLookBack,
  load: sheetOf,
  instead: ({ found: sheet, to }) => !sheet.decision && to('/worksheets/:id', { id: sheet.id }),
  view: (asked) => ({
    title: asked.language.t('look_back.title'),
    trail: worksheetTrail(asked, asked.found),
    body: <LookBack asked={asked} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await lookBackAt(ctx, id, parse(lookBackDraft, fields));
    return go('/worksheets/:id', { id }).saying('notice.saved');
  },
});

function LookBack({ asked: { again, found: sheet, to } }: { asked: LibraryViewing<Worksheet> }) {
  const { t, message } = useLanguage();
  const answers = ['yes', 'no', 'unsure'].map((value) => ({ value, label: message({ key: `look_back.${value}` }) }));
  return (
    <div class="narrow">
      <p>{sheet.purpose}</p>
      <p>{sheet.decision && <Chosen sheet={sheet} decision={sheet.decision} />}</p>
      <Form again={again}>
        <TextArea name="what_happened" label={t('field.what_happened')} hint={t('note.facts_hint')} rows={5} />
        <Radios name="choose_again" label={t('field.choose_again')} options={answers} />
        <Buttons save={t('form.save')} cancel={to('/worksheets/:id', { id: sheet.id })} />
      </Form>
    </div>
  );
}
