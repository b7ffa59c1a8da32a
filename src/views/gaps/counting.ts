/**
 * Counts partners for the grid where they are, in the database: of five thousand partners a few hundred figures come
 * back. Each partner counts once in the total, and once in each of their rows, columns and cells.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { tellsWhere } from '../../rooms/directory/confidential.ts';
import { type PartnerId, STAGES, type Stage } from '../../rooms/partners/partner.ts';
import { placeOf } from '../../rooms/places/places.ts';
import { type Area, areaFinder } from './areas.ts';
import { type CellFilter, type GapFilter, groupOf, NONE, noCounts } from './gap.ts';
import type { Tally } from './gaps.ts';

/** Which partners: of a branch's area, or all. `areas` are those of the library's branches. */
export type Where = { areas: Area[]; area: Area | undefined; filter: GapFilter };

/** The keys of rows and columns; a partner in none of them is in NONE. */
type Keys = { rows: string[]; columns: string[] };

export async function tallied(ctx: Ctx, where: Where, { rows, columns }: Keys): Promise<Tally> {
  const { rows: counts } = await sql<{ row: string; column: string; stage: string; count: number }>`
    with here as materialized (${await partnersHere(ctx, where)})
    select '' as row, '' as column, stage, count(*) as count from here group by stage
    union all
    select ${rowOf}, '', stage, count(*) from here ${withRows(ctx)} group by 1, stage
    union all
    select '', ${columnOf(where)}, stage, count(*) from here ${withColumns(where)} group by 2, stage
    union all
    select ${rowOf}, ${columnOf(where)}, stage, count(*) from here ${withRows(ctx)} ${withColumns(where)}
      group by 1, 2, stage`.execute(ctx.db);
  const total = noCounts();
  const columnTotals = columns.map(noCounts);
  const lines = rows.map(() => ({ cells: columns.map(noCounts), total: noCounts() }));
  const rowAt = new Map(rows.map((key, at) => [key, lines[at]]));
  const columnAt = new Map(columns.map((key, at) => [key, at]));
  for (const { row, column, stage, count } of counts) {
    const [line, at] = [rowAt.get(row), columnAt.get(column) ?? -1];
    const [ofRow, ofColumn] = [column ? line?.cells[at] : line?.total, column ? columnTotals[at] : total];
    const counted = row ? ofRow : ofColumn;
    if (counted) counted[groupOf(stage)] += count;
  }
  return { lines, columnTotals, total };
}

/** The partners that are dormant, by name, each with its sectors. */
export async function dormantOnes(
  ctx: Ctx,
  where: Where,
): Promise<{ id: PartnerId; name: string; sectors: string[] }[]> {
  const { rows } = await sql<{ id: PartnerId; name: string; sectors: string[] }>`
    select id, name, array(select sector_key from organization_sectors s where s.library_id = ${ctx.library.id}
      and s.organization_id = here.organization_id order by sector_key) as sectors
    from (${await partnersHere(ctx, where)}) here where stage = 'dormant'
    order by name_key, organization_id`.execute(ctx.db);
  return rows;
}

const PAGE_SIZE = 50;

export type PartnersBehind = {
  rows: { id: PartnerId; name: string; stage: Stage }[];
  total: number;
  page: number;
  pages: number;
};

/** The partners of one figure, by name, a page at a time. */
export async function partnersIn(ctx: Ctx, where: Where, filter: CellFilter): Promise<PartnersBehind> {
  const stages = STAGES.filter((stage) => (filter.stage ? groupOf(stage) === filter.stage : groupOf(stage) !== 'over'));
  const behind = sql`from (${await partnersHere(ctx, where)}) here
    where stage = any(${stages}::text[])
    and ${hasKey(filter.sector, withRows(ctx), rowOf)}
    and ${hasKey(filter.column, withColumns(where), columnOf(where))}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${behind}`.execute(ctx.db);
  const total = counted[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const page = Math.min(filter.page, pages);
  const { rows } = await sql<PartnersBehind['rows'][number]>`select id, name, stage ${behind}
    order by name_key, organization_id limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(ctx.db);
  return { rows, total, page, pages };
}

const hasKey = (key: string, joined: RawBuilder<unknown>, keyOf: RawBuilder<string>) =>
  key ? sql<boolean>`exists (select 1 from (select 1) one ${joined} where ${keyOf} = ${key})` : sql<boolean>`true`;

const rowOf = sql<string>`coalesce(s.sector_key, ${NONE})`;
const withRows = (ctx: Ctx) => sql`left join organization_sectors s on s.library_id = ${ctx.library.id}
  and s.organization_id = here.organization_id`;
const byArea = ({ filter }: Where) => filter.shape === 'area';
const columnOf = (where: Where) =>
  byArea(where) ? sql<string>`coalesce(here.area, ${NONE})` : sql<string>`coalesce(population, ${NONE})`;
const withColumns = (where: Where) =>
  byArea(where) ? sql`` : sql`left join lateral unnest(here.populations) as population on true`;

/** Where areas are asked for, each partner with the key of its area; of one area, those in it. */
async function partnersHere(ctx: Ctx, where: Where): Promise<RawBuilder<unknown>> {
  const { area } = where;
  const placed = area !== undefined || byArea(where);
  return sql`select p.id, p.stage, o.id as organization_id, o.name, o.name_key, o.populations,
    ${placed ? sql`placed.area` : sql`null`} as area
    from partners p
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    ${
      placed
        ? sql`left join (${await areasByOrganization(ctx, where)}) placed
      on placed.organization_id = o.id and ${tellsWhere('o')}`
        : sql``
    }
    where p.library_id = ${ctx.library.id} ${area ? sql`and placed.area = ${area.key}` : sql``}`;
}

/**
 * The area of an organization is that of the first of its ZIP codes that we know, those of its addresses before those
 * of its locations. Which area a ZIP code is in is worked out here: there are few of them.
 */
async function areasByOrganization(ctx: Ctx, { areas }: Where): Promise<RawBuilder<unknown>> {
  const codes = (await codesHere(ctx)).filter((code) => placeOf(code));
  const areaOf = areaFinder(areas);
  const keys = codes.map((code) => areaOf(placeOf(code))?.key ?? null);
  return sql`select distinct on (coded.organization_id) coded.organization_id, known.area
    from (select organization_id, postal_code, 0 as kind, position, '' as name, id from addresses
      where library_id = ${ctx.library.id} and postal_code <> ''
      union all select organization_id, postal_code, 1, 0, name, id from locations
      where library_id = ${ctx.library.id} and postal_code <> '') coded
    join unnest(${codes}::text[], ${keys}::text[]) as known (code, area) on known.code = coded.postal_code
    order by coded.organization_id, coded.kind, coded.position, coded.name, coded.id`;
}

async function codesHere(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select postal_code as code from addresses where library_id = ${ctx.library.id} and postal_code <> ''
    union select postal_code from locations where library_id = ${ctx.library.id} and postal_code <> ''`.execute(ctx.db);
  return rows.map(({ code }) => code);
}
