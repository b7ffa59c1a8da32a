/** All worksheets: open ones first, with whose turn it is. */

import type { House } from '../../house/furnish.ts';
import { mayOpenWorksheet } from '../../rooms/worksheets/worksheet.ts';
import { listWorksheets, type WorksheetRow } from '../../rooms/worksheets/worksheets.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage } from '../shell/door.tsx';

export function worksheetListPages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets', {
    show: async ({ ctx, base, language: { t } }) => {
      const sheets = await listWorksheets(ctx);
      const open = (
        <a class="button" href={`${base}/worksheets/new`}>
          {t('worksheets.open')}
        </a>
      );
      return {
        title: t('nav.worksheets'),
        section: 'worksheets',
        body: (
          <>
            <div class="title-row">
              <h1>{t('nav.worksheets')}</h1>
              {mayOpenWorksheet(ctx.actor) && sheets.length > 0 && open}
            </div>
            <p>
              <a href={`${base}/blank-worksheet`}>{t('paper.blank_link')}</a>
            </p>
            {sheets.length === 0 ? (
              <Empty text={t('worksheets.none')}>{mayOpenWorksheet(ctx.actor) && open}</Empty>
            ) : (
              <WorksheetTable sheets={sheets} base={base} />
            )}
          </>
        ),
      };
    },
  });
}

function WorksheetTable({ sheets, base }: { sheets: WorksheetRow[]; base: string }) {
  const { t, dayOf } = useLanguage();
  return (
    <Scroll label={t('nav.worksheets')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.purpose')}</th>
            <th scope="col">{t('nav.partners')}</th>
            <th scope="col">{t('worksheets.handed_in')}</th>
            <th scope="col">{t('worksheets.state')}</th>
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet) => (
            <tr key={sheet.id}>
              <th scope="row">
                <a href={`${base}/worksheets/${sheet.id}`}>{sheet.purpose}</a>
                <span class="quiet block">{dayOf(sheet.opened_at)}</span>
              </th>
              <td>{sheet.partners.join(' · ')}</td>
              <td class="number">{t('worksheets.of', { done: sheet.submitted, all: sheet.raters })}</td>
              <td>
                {sheet.decided_at
                  ? t('worksheets.decided_on', { day: dayOf(sheet.decided_at) })
                  : t('worksheets.is_open')}
                {sheet.my_turn && (
                  <a class="block" href={`${base}/worksheets/${sheet.id}/rate`}>
                    {t('worksheets.your_turn')}
                    <span class="unseen">: {sheet.purpose}</span>
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
