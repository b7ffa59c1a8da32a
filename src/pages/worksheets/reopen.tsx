/** Opening a decided worksheet again, with a reason. */
import { parse } from '../../house/parse.ts';
import { reopenWorksheet } from '../../rooms/worksheets/decisions.ts';
import { mayReopen, reopeningDraft, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { Buttons, Form, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { linkTo, sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const reopen = libraryPage({
  path: '/worksheets/:id/reopen',
  may: mayReopen,
  load: sheetOf,
  instead: ({ found: sheet, to }) => !sheet.decision && to('/worksheets/:id', { id: sheet.id }),
  view: (asked) => ({
    title: asked.language.t('reopen.title'),
    trail: worksheetTrail(asked, asked.found),
    body: <Reopen asked={asked} />,
  }),
  submit: async (asked) => {
    const { ctx, found: sheet, fields, go } = asked;
    await reopenWorksheet(ctx, { id: sheet.id, linkTo: linkTo(asked) }, parse(reopeningDraft, fields));
    return go('/worksheets/:id', { id: sheet.id }).saying('notice.reopened');
  },
});

function Reopen({ asked: { again, found: sheet, to } }: { asked: LibraryViewing<Worksheet> }) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <p>{sheet.purpose}</p>
      <p>{t('reopen.text')}</p>
      <Form again={again}>
        <TextArea name="reason" label={t('field.reopen_reason')} hint={t('field.reopen_reason_hint')} rows={5} />
        <Buttons save={t('reopen.button')} cancel={to('/worksheets/:id', { id: sheet.id })} />
      </Form>
    </div>
  );
}
