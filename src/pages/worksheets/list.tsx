/** All worksheets: open ones first, with whose turn it is. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { mayBeRater } from '../../rooms/worksheets/worksheet.ts';
import { listWorksheets, type WorksheetRow } from '../../rooms/worksheets/worksheets.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const list = libraryPage({
  path: '/worksheets',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('nav.worksheets'),
    section: 'worksheets',
    body: <Worksheets sheets={await listWorksheets(ctx)} />,
  }),
});

function Worksheets({ sheets }: { sheets: WorksheetRow[] }) {
  const { t } = useLanguage();
  const open = (
    <Link class="button" to="/worksheets/new">
      {t('worksheets.open')}
    </Link>
  );
  return (
    <>
      <div class="title-row">
        <h1>{t('nav.worksheets')}</h1>
        {sheets.length > 0 && open}
      </div>
      <p>
        <Link to="/blank-worksheet">{t('paper.blank_link')}</Link>
      </p>
      {sheets.length === 0 ? <Empty text={t('worksheets.none')}>{open}</Empty> : <WorksheetTable sheets={sheets} />}
    </>
  );
}

function WorksheetTable({ sheets }: { sheets: WorksheetRow[] }) {
  const { t } = useLanguage();
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
            <WorksheetLine key={sheet.id} sheet={sheet} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function WorksheetLine({ sheet }: { sheet: WorksheetRow }) {
  const { t, dayOf } = useLanguage();
  const { id, purpose } = sheet;
  return (
    <tr>
      <th scope="row">
        <Link to="/worksheets/:id" at={{ id }}>
          {purpose}
        </Link>
        <span class="quiet block">{dayOf(sheet.opened_at)}</span>
      </th>
      <td>{sheet.partners.join(' · ')}</td>
      <td class="number">{t('worksheets.of', { done: sheet.submitted, all: sheet.raters })}</td>
      <td>
        {sheet.decided_at ? t('worksheets.decided_on', { day: dayOf(sheet.decided_at) }) : t('worksheets.is_open')}
        {sheet.my_turn && <YourTurn id={id} purpose={purpose} />}
      </td>
    </tr>
  );
}

function YourTurn({ id, purpose }: Pick<WorksheetRow, 'id' | 'purpose'>) {
  const { t } = useLanguage();
  const { to, ctx } = useAround();
  if (!mayBeRater(ctx.actor)) return null;
  return (
    <a class="block" href={to('/worksheets/:id/rate', { id })}>
      {t('worksheets.your_turn')}
      <span class="unseen">: {purpose}</span>
    </a>
  );
}
