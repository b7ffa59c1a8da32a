/**
 * The list of partners: search, filters, sorting and paging are all in the address, so a view can be kept, shared and
 * printed.
 */
import { today } from '../../house/ctx.ts';
import type { House } from '../../house/furnish.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import { populations } from '../../rooms/guide/guide.ts';
import { mayLog, type PartnerFilter, partnerFilter, SORTS, STAGES } from '../../rooms/partners/partner.ts';
import { listPartners, type PartnerPage, type PartnerRow } from '../../rooms/partners/partner-list.ts';
import { Empty, Scroll, SectorTag, StageTag } from '../../ui/bits.tsx';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage } from '../shell/door.tsx';
import { PartnerTabs } from './tabs.tsx';

export function partnerListPages(app: App, house: House): void {
  libraryPage(app, house, '/partners', {
    show: async (visit) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      const filter = partnerFilter.parse(Object.fromEntries(url.searchParams));
      const result = await listPartners(ctx, filter);
      const sectors = await sectorsOf(ctx);
      const filtered = Boolean(filter.q || filter.sector || filter.stage || filter.owner || filter.population);
      return {
        title: t('nav.partners'),
        section: 'partners',
        glyphs: true,
        body: (
          <>
            <div class="title-row">
              <h1>{t('nav.partners')}</h1>
              {mayLog(ctx.actor) && (
                <a class="button" href={`${base}/partners/new`}>
                  {t('partners.add')}
                </a>
              )}
            </div>
            <PartnerTabs base={base} here="/partners" actor={ctx.actor} />
            <Filters filter={filter} options={await filterOptions(visit, sectors)} base={base} filtered={filtered} />
            <p class="summary" role="status">
              {t('partners.count', { count: result.total })}{' '}
              {result.forgiving && result.total > 0 && t('partners.forgiving', { words: filter.q })}
            </p>
            {result.total === 0 ? (
              <Empty text={filtered ? t('partners.none_match') : t('partners.none')}>
                {filtered ? (
                  <a href={`${base}/partners`}>{t('partners.clear')}</a>
                ) : (
                  mayLog(ctx.actor) && <a href={`${base}/sectors`}>{t('partners.start_with_sectors')}</a>
                )}
              </Empty>
            ) : (
              <PartnerTable result={result} filter={filter} sectors={sectors} base={base} today={today(ctx)} />
            )}
          </>
        ),
      };
    },
  });
}

type FilterOptions = Record<'sector' | 'stage' | 'owner' | 'population' | 'sort', Option[]>;

async function filterOptions(
  { ctx, language: { t, message, words } }: LibraryVisit,
  sectors: Sector[],
): Promise<FilterOptions> {
  const any = { value: '', label: t('filter.any') };
  const members = await membersOf(ctx);
  return {
    sector: [
      any,
      ...sectors.map((sector) => ({ value: sector.key, label: words(sector.label) })),
      { value: 'none', label: t('filter.no_sector') },
    ],
    stage: [any, ...STAGES.map((stage) => ({ value: stage, label: message({ key: `stage.${stage}` }) }))],
    owner: [
      any,
      ...members.map((member) => ({ value: member.id, label: member.name })),
      { value: 'none', label: t('filter.nobody') },
    ],
    population: [any, ...populations.map((each) => ({ value: each.key, label: words(each.label) }))],
    sort: SORTS.map((sort) => ({ value: sort, label: message({ key: `sort.${sort}` }) })),
  };
}

function Filters({
  filter,
  options,
  base,
  filtered,
}: {
  filter: PartnerFilter;
  options: FilterOptions;
  base: string;
  filtered: boolean;
}) {
  const { t, message } = useLanguage();
  return (
    <form method="get" action={`${base}/partners`} class="filters no-print">
      <div class="field grow">
        <label for="filter-q">{t('filter.q')}</label>
        <input type="search" id="filter-q" name="q" value={filter.q} />
      </div>
      {(['sector', 'stage', 'owner', 'population', 'sort'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`filter-${name}`}>{message({ key: `filter.${name}` })}</label>
          <select id={`filter-${name}`} name={name}>
            {options[name].map((option) => (
              <option key={option.value} value={option.value} selected={filter[name] === option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        {filtered && <a href={`${base}/partners`}>{t('partners.clear')}</a>}
      </p>
    </form>
  );
}

const COLUMNS = [
  ['name', 'field.name'],
  [null, 'field.sectors'],
  ['stage', 'field.stage'],
  ['owner', 'field.owner'],
  ['next_step', 'field.next_step'],
] as const;

function PartnerTable({
  result,
  filter,
  sectors,
  base,
  today,
}: {
  result: PartnerPage;
  filter: PartnerFilter;
  sectors: Sector[];
  base: string;
  today: string;
}) {
  const { t } = useLanguage();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  const address = (change: Partial<PartnerFilter>) => `${base}/partners${query({ ...filter, ...change })}`;
  return (
    <>
      <Scroll label={t('nav.partners')}>
        <table class="list">
          <thead>
            <tr>
              {COLUMNS.map(([sort, label]) => (
                <th scope="col" key={label} aria-sort={filter.sort === sort ? 'ascending' : undefined}>
                  {sort ? <a href={address({ sort, page: 1 })}>{t(label)}</a> : t(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.rows.map((row) => (
              <Row key={row.id} row={row} bySector={bySector} base={base} today={today} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {result.pages > 1 && (
        <nav class="paging" aria-label={t('paging.label')}>
          {result.page > 1 && (
            <a href={address({ page: result.page - 1 })} rel="prev">
              {t('paging.previous')}
            </a>
          )}
          <span>{t('paging.here', { page: result.page, pages: result.pages })}</span>
          {result.page < result.pages && (
            <a href={address({ page: result.page + 1 })} rel="next">
              {t('paging.next')}
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function Row({
  row,
  bySector,
  base,
  today,
}: {
  row: PartnerRow;
  bySector: Map<string, Sector>;
  base: string;
  today: string;
}) {
  const { t, day } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <a href={`${base}/partners/${row.id}`}>{row.name}</a>
        {row.alternate_names.length > 0 && <span class="quiet block">{row.alternate_names.join(' · ')}</span>}
      </th>
      <td>
        {row.sectors.map((key) => {
          const sector = bySector.get(key);
          return sector && <SectorTag key={key} sector={sector} />;
        })}
      </td>
      <td>
        <StageTag stage={row.stage} />
      </td>
      <td>{row.owner_name ?? <span class="quiet">{t('filter.nobody')}</span>}</td>
      <td>
        {row.next_what && row.next_due_on && (
          <>
            {row.next_what}{' '}
            <span class={row.next_due_on < today ? 'overdue' : 'quiet'}>
              {row.next_due_on < today
                ? t('step.overdue', { day: day(row.next_due_on) })
                : t('step.due', { day: day(row.next_due_on) })}
            </span>
          </>
        )}
      </td>
    </tr>
  );
}

/** Only what differs from the plain list goes into the address. */
function query(filter: PartnerFilter): string {
  const plain: Record<string, string> = { sort: 'name', page: '1' };
  const pairs = Object.entries(filter).map(([name, value]) => [name, String(value)] as [string, string]);
  const kept = pairs.filter(([name, value]) => value !== '' && value !== plain[name]);
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}
