/** All worksheets: open ones first, with whose turn it is. */
import { anyMember } from '../../rooms/accounts/account.ts';
import type { SavedView } from '../../rooms/lists/saved-view.ts';
import { columnsOf, viewsOf } from '../../rooms/lists/saved-views.ts';
import { WORKSHEET_STATES, type WorksheetFilter, worksheetFilter } from '../../rooms/worksheets/worksheet.ts';
import { listWorksheets, type WorksheetPage, type WorksheetRow } from '../../rooms/worksheets/worksheets.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Column, shownOf } from '../lists/column.ts';
import { ListTable } from '../lists/list-table.tsx';
import { askedOf } from '../lists/question.ts';
import { ViewsRow } from '../lists/views-row.tsx';
import { isWhole, PrintWhole, rowsWanted, Summary } from '../lists/whole.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { worksheetColumns } from './columns.tsx';

export const list = libraryPage({
  path: '/worksheets',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = worksheetFilter.parse(Object.fromEntries(url.searchParams));
    const result = await listWorksheets(ctx, filter, rowsWanted(url));
    const columns = shownOf(worksheetColumns, await columnsOf(ctx, 'worksheets'));
    const views = await viewsOf(ctx, 'worksheets');
    return {
      title: t('nav.worksheets'),
      actions: (
        <>
          {result.total > 0 && <PrintWhole list="worksheets" query={queryOf(filter)} />}
          <Open />
        </>
      ),
      body: <Worksheets filter={filter} result={result} columns={columns} views={views} whole={isWhole(url)} />,
    };
  },
});

type Props = {
  filter: WorksheetFilter;
  result: WorksheetPage;
  columns: Column<WorksheetRow>[];
  views: SavedView[];
  whole: boolean;
};

const { questionOf, queryOf } = askedOf<WorksheetFilter>({ page: '1' });

function Worksheets({ filter, result, columns, views, whole }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const query = queryOf(filter);
  if (result.total === 0 && query === '') return <Empty text={t('worksheets.none')} />;
  return (
    <>
      {!whole && <Above filter={filter} views={views} query={query} />}
      <Summary list="worksheets" query={query} whole={whole} total={result.total}>
        {t('worksheets.count', { count: result.total })}
      </Summary>
      {result.total > 0 && (
        <ListTable
          label={t('nav.worksheets')}
          columns={columns}
          rows={result.rows}
          row={({ id, purpose }) => ({ id, name: purpose })}
        />
      )}
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/worksheets', questionOf({ ...filter, page }))}
      />
    </>
  );
}

type AboveProps = { filter: WorksheetFilter; views: SavedView[]; query: string };

function Above({ filter, views, query }: AboveProps) {
  const { t, message } = useLanguage();
  const states = WORKSHEET_STATES.map((state) => ({
    label: message({ key: `worksheets.state_${state}` }),
    query: `state=${state}`,
  }));
  return (
    <>
      <ViewsRow
        list="worksheets"
        builtIn={[{ label: t('worksheets.all'), query: '' }, ...states]}
        saved={views}
        query={query}
      />
      <form method="get" class="filters one-line no-print" aria-label={t('filter.apply')}>
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
        <input
          type="search"
          name="q"
          value={filter.q}
          aria-label={t('worksheets.search')}
          placeholder={t('worksheets.search')}
        />
        <button type="submit">{t('filter.apply')}</button>
      </form>
    </>
  );
}

function Open() {
  const { t } = useLanguage();
  return (
    <Link class="button" to="/worksheets/new">
      {t('worksheets.open')}
    </Link>
  );
}
