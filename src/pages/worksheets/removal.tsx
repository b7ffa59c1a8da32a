/** Removing a worksheet as a whole, open or decided. */
import type { House } from '../../house/furnish.ts';
import { mayRemoveWorksheet, removeWorksheet } from '../../rooms/worksheets/removing.ts';
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { PostButton } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';

export function worksheetRemovalPages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/worksheets/${(await findWorksheet(visit.ctx, visit.id())).id}`),
    submit: async (visit) => ({
      to: `${visit.base}/worksheets`,
      notice: 'notice.removed',
      removal: await removeWorksheet(visit.ctx, visit.id()),
    }),
  });
}

export function RemoveWorksheet({ sheet, visit: { ctx, base } }: { sheet: Worksheet; visit: LibraryVisit }) {
  const { t } = useLanguage();
  if (!mayRemoveWorksheet(ctx.actor)) return null;
  return (
    <section class="no-print">
      <h2>{t('worksheets.remove')}</h2>
      <p>{t('worksheets.remove_text')}</p>
      <PostButton action={`${base}/worksheets/${sheet.id}/removal`} label={t('worksheets.remove')} />
    </section>
  );
}
