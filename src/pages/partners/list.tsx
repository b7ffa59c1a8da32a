/**
 * The list of partners: search, filters, sorting and paging are all in the address, so that a view can be kept, shared
 * and printed. What is chosen is changed together (change.tsx).
 */
import { anyMember } from '../../rooms/accounts/account.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import type { SavedView } from '../../rooms/lists/saved-view.ts';
import { columnsOf, viewsOf } from '../../rooms/lists/saved-views.ts';
import { rhythmsOf } from '../../rooms/outreach/cadences.ts';
import type { PartnerFilter } from '../../rooms/partners/partner.ts';
import { countViews, listPartners, type PartnerPage, type ViewCounts } from '../../rooms/partners/partner-list.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Column, shownOf } from '../lists/column.ts';
import { ListTable } from '../lists/list-table.tsx';
import { ViewsRow } from '../lists/views-row.tsx';
import { isWhole, PrintWhole, rowsWanted, Summary } from '../lists/whole.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { ChooseBar } from './choose.tsx';
import { type ListedPartner, partnerColumns } from './columns.tsx';
import { type FilterOptions, Filters, filterOptions } from './filters.tsx';
import { narrowedBy, type PartnersAsked, partnersAsked, queryOf, questionOf } from './question.ts';

export const list = libraryPage({
  path: '/partners',
  may: anyMember,
  view: async (visit) => {
    const all = await allOf(visit);
    return {
      title: visit.language.t('nav.partners'),
      glyphs: true,
      islands: ['choose'],
      actions: <Actions filter={all.filter} />,
      body: <Partners {...all} />,
    };
  },
});

type All = {
  filter: PartnersAsked;
  whole: boolean;
  result: PartnerPage;
  rows: ListedPartner[];
  columns: Column<ListedPartner>[];
  views: SavedView[];
  counts: ViewCounts;
  options: FilterOptions;
};

async function allOf(visit: LibraryVisit): Promise<All> {
  const { ctx, url } = visit;
  const filter = partnersAsked(url.searchParams);
  const whole = isWhole(url);
  const result = await listPartners(ctx, filter, { size: rowsWanted(url), narrowed: narrowedBy(ctx, filter) });
  const sectors = await sectorsOf(ctx);
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  const rhythms = await rhythmsOf(
    ctx,
    result.rows.map(({ id }) => id),
  );
  return {
    filter,
    whole,
    result,
    rows: result.rows.map((row) => ({
      ...row,
      sectorsHere: row.sectors.flatMap((key) => bySector.get(key) ?? []),
      rhythm: rhythms.get(row.id),
    })),
    columns: shownOf(partnerColumns, await columnsOf(ctx, 'partners')),
    views: await viewsOf(ctx, 'partners'),
    counts: await countViews(ctx),
    options: await filterOptions(visit, sectors),
  };
}

/** The whole of what is shown, on paper and as a file, and one more. */
function Actions({ filter }: { filter: PartnersAsked }) {
  const { t } = useLanguage();
  const { may } = useAround();
  const these = questionOf({ ...filter, page: 1 });
  return (
    <>
      <PrintWhole list="partners" query={queryOf(filter)} />
      {may('/exports/partners.xlsx') && (
        <Link class="button low" to="/exports/partners.xlsx" at={{ ...these, partners: 'these' }} download>
          {t('lists.export')}
        </Link>
      )}
      <Link class="button" to="/partners/new">
        {t('partners.add')}
      </Link>
    </>
  );
}

function Partners({ filter, whole, result, rows, columns, views, counts, options }: All) {
  const { t } = useLanguage();
  const { to } = useAround();
  const address = (change: Partial<PartnersAsked>) => to('/partners', questionOf({ ...filter, ...change }));
  const query = queryOf(filter);
  const choose = useMayChoose();
  return (
    <>
      {!whole && <Above {...{ filter, views, counts, options, query }} />}
      <Summary list="partners" query={query} whole={whole} total={result.total}>
        {t('partners.count', { count: result.total })}{' '}
        {result.forgiving && result.total > 0 && t('partners.forgiving', { words: filter.q })}
      </Summary>
      {result.total === 0 && <Nobody filtered={query !== ''} />}
      {result.total > 0 && (
        <>
          <ListTable
            label={t('nav.partners')}
            columns={columns}
            rows={rows}
            row={(row) => row}
            sorted={{ by: filter.sort, address: (sort) => address({ sort: sort as PartnerFilter['sort'], page: 1 }) }}
            choose={choose && !whole ? { form: 'choose', name: 'id' } : undefined}
          />
          {choose && !whole && <ChooseBar filter={filter} total={result.total} />}
          <Paging page={result.page} pages={result.pages} address={(page) => address({ page })} />
        </>
      )}
    </>
  );
}

const useMayChoose = () => useAround().may('/partners/change');

type AboveProps = Pick<All, 'filter' | 'views' | 'counts' | 'options'> & { query: string };

function Above({ filter, views, counts, options, query }: AboveProps) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const builtIn = [
    { label: t('lists.all'), query: '', count: counts.everyone },
    { label: t('lists.mine'), query: `owner=${ctx.actor.id}`, count: counts.mine },
    { label: t('lists.no_owner'), query: 'owner=none', count: counts.without_owner },
  ];
  return (
    <>
      <ViewsRow list="partners" builtIn={builtIn} saved={views} query={query} />
      <Filters filter={filter} options={options} filtered={query !== ''} />
    </>
  );
}

/** Whoever may add one is shown where to begin. */
function Nobody({ filtered }: { filtered: boolean }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (filtered)
    return (
      <Empty text={t('partners.none_match')}>
        <Link to="/partners">{t('partners.clear')}</Link>
      </Empty>
    );
  return (
    <Empty text={t('partners.none')}>
      {may('/partners/new') && <Link to="/sectors">{t('partners.start_with_sectors')}</Link>}
    </Empty>
  );
}
