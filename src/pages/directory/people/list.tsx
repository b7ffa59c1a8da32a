/** Everybody we know, over all partners. */
import { anyMember } from '../../../rooms/accounts/account.ts';
import { listPersons, type Person } from '../../../rooms/directory/persons.ts';
import type { SavedView } from '../../../rooms/lists/saved-view.ts';
import { columnsOf, viewsOf } from '../../../rooms/lists/saved-views.ts';
import { lastTouches } from '../../../rooms/outreach/last-touch.ts';
import type { PartnerId } from '../../../rooms/partners/partner.ts';
import { Empty, Paging } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { shownOf } from '../../lists/column.ts';
import { ListTable } from '../../lists/list-table.tsx';
import { ViewsRow } from '../../lists/views-row.tsx';
import { isWhole, PrintWhole, rowsWanted, Summary } from '../../lists/whole.tsx';
import type { View } from '../../shell/layout.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import type { LibraryVisit } from '../../shell/visit.ts';
import { misplacedLink } from '../../sourcing/imports/misplaced.tsx';
import { type ListedPerson, personColumns } from './columns.tsx';
import { partnersWith } from './partners-with.ts';

export const people = libraryPage({ path: '/people', may: anyMember, view: listView });

async function listView(asked: LibraryViewing): Promise<View> {
  const { ctx, url, to, language } = asked;
  const { t } = language;
  const search = (url.searchParams.get('q') ?? '').slice(0, 200);
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const { rows, total, pages } = await listPersons(ctx, { search, page, size: rowsWanted(url) });
  const query = new URLSearchParams(search ? { q: search } : {}).toString();
  const whole = isWhole(url);
  const columns = shownOf(personColumns, await columnsOf(ctx, 'people'));
  return {
    title: t('people.title'),
    actions: total > 0 && <PrintWhole list="people" query={query} />,
    body: (
      <>
        {await misplacedLink(asked)}
        {!whole && <Above search={search} query={query} views={await viewsOf(ctx, 'people')} />}
        <Summary list="people" query={query} whole={whole} total={total}>
          {t('people.count', { count: total })}
        </Summary>
        {rows.length === 0 && <Nobody search={search} />}
        {rows.length > 0 && (
          <ListTable label={t('people.title')} columns={columns} rows={await listed(asked, rows)} row={(row) => row} />
        )}
        <Paging
          page={Math.min(page, pages)}
          pages={pages}
          address={(page) => to('/people', { q: search || null, page })}
        />
      </>
    ),
  };
}

async function listed({ ctx }: LibraryVisit, rows: Person[]): Promise<ListedPerson[]> {
  const partners = await partnersWith(ctx, rows);
  const touches = await lastTouches(ctx, [...new Set(partners.values())] as PartnerId[]);
  const touchOf = ({ roles }: Person) =>
    roles
      .flatMap(({ organization_id }) => touches.get(partners.get(organization_id) as PartnerId) ?? [])
      .toSorted()
      .at(-1);
  return rows.map((person) => ({ ...person, partners, touch: touchOf(person) }));
}

type AboveProps = { search: string; query: string; views: SavedView[] };

function Above({ search, query, views }: AboveProps) {
  const { t } = useLanguage();
  return (
    <>
      <ViewsRow list="people" builtIn={[{ label: t('people.all'), query: '' }]} saved={views} query={query} />
      <form method="get" class="filters one-line no-print" aria-label={t('people.search')}>
        <input type="search" name="q" value={search} aria-label={t('people.search')} placeholder={t('people.search')} />
        <button type="submit">{t('filter.apply')}</button>
      </form>
    </>
  );
}

function Nobody({ search }: { search: string }) {
  const { t } = useLanguage();
  return <Empty text={search ? t('people.none_like', { words: search }) : t('people.none')} />;
}
