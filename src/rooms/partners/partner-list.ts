/** Partners in lists: the one that is searched and filtered, the counts by sector, and names to choose from. */
import { type RawBuilder, sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import { forItsValues } from '../../house/prepared.ts';
import { hasWords, nearlyHasWords } from '../directory/by-words.ts';
import { nameKey } from '../directory/name-key.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { PAGE_SIZE, type PartnerFilter, type PartnerId, type Stage } from './partner.ts';

export type PartnerRow = {
  id: PartnerId;
  organization_id: OrganizationId;
  name: string;
  alternate_names: string[];
  stage: Stage;
  owner_name: string | null;
  deputy_name: string | null;
  populations: string[];
  website: string;
  /** Of the first address; null where it is confidential. */
  city: string | null;
  created_at: Date;
  next_what: string | null;
  next_due_on: string | null;
  sectors: string[];
};

export type PartnerPage = { rows: PartnerRow[]; total: number; page: number; pages: number; forgiving: boolean };

/**
 * One page of partners. Search looks at names and alternate names without accents; when nothing has the words as typed,
 * it looks again for words that are nearly the same (`forgiving`), which costs too much to do every time. Two or four
 * queries, however many partners.
 */
export async function listPartners(
  ctx: Ctx,
  filter: PartnerFilter,
  { size = PAGE_SIZE, narrowed = [] }: Listing = {},
): Promise<PartnerPage> {
  const words = [...hasWords(sql`o.search_key`, filter.q), ...narrowed];
  const first = await page(ctx, filter, { conditions: words, forgiving: false, size });
  const near = nearlyHasWords(sql`o.search_key`, filter.q);
  if (first.total > 0 || near.length === 0) return first;
  return page(ctx, filter, { conditions: [...near, ...narrowed], forgiving: true, size });
}

/** `narrowed` are conditions of other rooms about a row `p`. */
type Listing = { size?: number | undefined; narrowed?: readonly RawBuilder<unknown>[] };

const SORT_SQL: Record<PartnerFilter['sort'], RawBuilder<unknown>> = {
  name: sql`o.name_key, o.id`,
  stage: sql`array_position(array['potential', 'researching', 'contacted', 'talking', 'evaluating', 'agreeing',
    'active', 'dormant', 'ended', 'declined'], p.stage), o.name_key, o.id`,
  next_step: sql`n.due_on nulls last, o.name_key, o.id`,
  owner: sql`${byName('ou.name')} nulls last, o.name_key, o.id`,
  added: sql`p.created_at desc, o.id`,
};

/** How the words are looked for. */
type Search = { conditions: RawBuilder<unknown>[]; forgiving: boolean };
type Paged = Search & { size: number };

const whereOf = (ctx: Ctx, filter: PartnerFilter, search: Search) =>
  sql.join([sql`p.library_id = ${ctx.library.id}`, ...conditions(ctx, filter), ...search.conditions], sql` and `);

/** The ids of all that a list has, by name, as `listPartners` would find them; at most `most`. */
export async function partnerIds(
  ctx: Ctx,
  filter: PartnerFilter,
  { most, narrowed = [] }: Pick<Listing, 'narrowed'> & { most: number },
): Promise<PartnerId[]> {
  const ids = async (search: Search) => {
    const { rows } = await sql<{ id: PartnerId }>`${forItsValues}
      select p.id from organizations o join partners p on p.library_id = o.library_id and p.organization_id = o.id
      where o.library_id = ${ctx.library.id} and ${whereOf(ctx, filter, search)}
      order by o.name_key, o.id limit ${most}`.execute(ctx.db);
    return rows.map((row) => row.id);
  };
  const first = await ids({ conditions: [...hasWords(sql`o.search_key`, filter.q), ...narrowed], forgiving: false });
  const near = nearlyHasWords(sql`o.search_key`, filter.q);
  if (first.length > 0 || near.length === 0) return first;
  return ids({ conditions: [...near, ...narrowed], forgiving: true });
}

async function page(ctx: Ctx, filter: PartnerFilter, { size, ...search }: Paged): Promise<PartnerPage> {
  const where = whereOf(ctx, filter, search);
  const needsNames = search.conditions.length > 0 || filter.population !== '';
  const names = needsNames
    ? sql`join organizations o on o.library_id = p.library_id and o.id = p.organization_id`
    : sql``;
  const count = await sql<{ total: number }>`select count(*) as total from partners p ${names} where ${where}`.execute(
    ctx.db,
  );
  const total = count.rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / size));
  const number = Math.min(filter.page, pages);
  const { rows } = await sql<PartnerRow>`${forItsValues}
    select p.id, p.organization_id, o.name, o.alternate_names, p.stage, ou.name as owner_name,
      du.name as deputy_name, n.what as next_what, n.due_on as next_due_on, o.populations, o.website,
      case when o.confidential_address then null else (select a.city from addresses a
        where a.library_id = ${ctx.library.id} and a.organization_id = o.id order by a.position limit 1) end as city,
      p.created_at,
      array(select s.sector_key from organization_sectors s where s.library_id = ${ctx.library.id}
        and s.organization_id = o.id order by s.sector_key) as sectors
    from organizations o
    join partners p on p.library_id = o.library_id and p.organization_id = o.id
    left join next_steps n on n.library_id = p.library_id and n.partner_id = p.id and n.closed_at is null
    left join members om on om.library_id = p.library_id and om.id = p.owner_id left join users ou on ou.id = om.user_id
    left join members dm on dm.library_id = p.library_id and dm.id = p.deputy_id
    left join users du on du.id = dm.user_id
    where o.library_id = ${ctx.library.id} and ${where}
    order by ${SORT_SQL[filter.sort]} limit ${size} offset ${(number - 1) * size}`.execute(ctx.db);
  return { rows, total, page: number, pages, forgiving: search.forgiving };
}

function conditions(ctx: Ctx, filter: PartnerFilter): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [];
  if (filter.stage) all.push(sql`p.stage = ${filter.stage}`);
  if (filter.owner === 'none') all.push(sql`p.owner_id is null`);
  else if (filter.owner) all.push(sql`p.owner_id = ${filter.owner}`);
  if (filter.sector === 'none') {
    all.push(
      sql`not exists (select 1 from organization_sectors x where x.library_id = ${ctx.library.id}
        and x.organization_id = p.organization_id)`,
    );
  } else if (filter.sector) {
    all.push(
      sql`p.organization_id in (select x.organization_id from organization_sectors x
        where x.library_id = ${ctx.library.id}
        and x.sector_key = ${filter.sector})`,
    );
  }
  if (filter.people)
    all.push(sql`(select count(distinct c.person_id) from contacts c where c.library_id = ${ctx.library.id}
      and c.organization_id = p.organization_id and (c.ends_on is null or c.ends_on >= ${today(ctx)}))
      = ${filter.people === 'one' ? 1 : 0}`);
  if (filter.population) all.push(sql`${filter.population} = any(o.populations)`);
  return all;
}

/** How many partners of which stage in each sector; a sector without any has no entry. */
export async function countBySector(ctx: Ctx): Promise<Map<string, Partial<Record<Stage, number>>>> {
  const { rows } = await sql<{ sector_key: string; stage: Stage; count: number }>`
    select s.sector_key, p.stage, count(*) as count
    from organization_sectors s join partners p on p.library_id = s.library_id and p.organization_id = s.organization_id
    where s.library_id = ${ctx.library.id} group by s.sector_key, p.stage`.execute(ctx.db);
  const counts = new Map<string, Partial<Record<Stage, number>>>();
  for (const row of rows) counts.set(row.sector_key, { ...counts.get(row.sector_key), [row.stage]: row.count });
  return counts;
}

/** How many are in each stage, of all or of one owner. */
export async function countByStage(ctx: Ctx, owner: string): Promise<Map<Stage, number>> {
  const { rows } = await sql<{ stage: Stage; count: number }>`
    select p.stage, count(*) as count from partners p
    where p.library_id = ${ctx.library.id} and ${owner ? sql`p.owner_id = ${owner}` : sql`true`}
    group by p.stage`.execute(ctx.db);
  return new Map(rows.map(({ stage, count }) => [stage, count]));
}

/** The most names that a list of check boxes shows. */
export const MAX_CHOICES = 300;

export type PartnerName = { id: PartnerId; name: string; stage: Stage };

/**
 * Names for a choice of partners, by name: those that have the words of `q`, at most MAX_CHOICES, and always the ones
 * already chosen.
 */
export async function partnerNames(
  ctx: Ctx,
  q: string,
  chosen: string[],
): Promise<{ names: PartnerName[]; more: boolean }> {
  const matching = sql.join([sql`true`, ...hasWords(sql`o.search_key`, q)], sql` and `);
  const { rows } = await sql<PartnerName & { wanted: boolean }>`
    select p.id, o.name, p.stage, p.id = any(${chosen}::uuid[]) as wanted
    from organizations o join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and (p.id = any(${chosen}::uuid[]) or (${matching}))
    order by wanted desc, o.name_key, o.id limit ${MAX_CHOICES + 1}`.execute(ctx.db);
  return { names: rows.slice(0, MAX_CHOICES), more: rows.length > MAX_CHOICES };
}

/**
 * Whom a name means: the partner that is called so, or, where none is, those whose names have its words; a few at most,
 * by name.
 */
export async function partnersCalled(ctx: Ctx, name: string): Promise<PartnerName[]> {
  const [words] = hasWords(sql`o.search_key`, name);
  if (!words) return [];
  const { rows } = await sql<PartnerName & { exact: boolean }>`
    select p.id, o.name, p.stage, o.name_key = ${nameKey(name)} as exact
    from organizations o join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and ${words}
    order by exact desc, o.name_key, o.id limit ${MAX_CALLED}`.execute(ctx.db);
  const exact = rows.filter((row) => row.exact);
  return exact.length > 0 ? exact : rows;
}
const MAX_CALLED = 12;

/** The partners with these ids, in this order; what is gone is left out. */
export const partnersWithIds = async (ctx: Ctx, ids: readonly string[]): Promise<ChosenPartner[]> =>
  ids.length === 0
    ? []
    : (await chosenPartners(ctx, ids)).toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));

/** How many a list's own views show. One query. */
export type ViewCounts = { everyone: number; mine: number; without_owner: number };

export async function countViews(ctx: Ctx): Promise<ViewCounts> {
  const { rows } = await sql<ViewCounts>`
    select count(*) as everyone, count(*) filter (where p.owner_id = ${ctx.actor.id}) as mine,
      count(*) filter (where p.owner_id is null) as without_owner
    from partners p where p.library_id = ${ctx.library.id}`.execute(ctx.db);
  return rows[0] ?? { everyone: 0, mine: 0, without_owner: 0 };
}

export type ChosenPartner = PartnerName & { organization_id: OrganizationId };

/** Those of these that there are, by name. */
export async function chosenPartners(ctx: Ctx, ids: readonly string[]): Promise<ChosenPartner[]> {
  const { rows } = await sql<ChosenPartner>`
    select p.id, p.organization_id, o.name, p.stage
    from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where p.library_id = ${ctx.library.id} and p.id = any(${[...ids]}::uuid[]) order by o.name_key, o.id`.execute(
    ctx.db,
  );
  return rows;
}

/** The partner that is called exactly so; null for none, or several. */
export async function partnerCalled(ctx: Ctx, name: string): Promise<PartnerId | null> {
  const key = nameKey(name);
  const named = (await partnersCalled(ctx, name)).filter((each) => nameKey(each.name) === key);
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}
