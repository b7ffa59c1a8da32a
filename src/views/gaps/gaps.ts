/**
 * The gap grid: how many partners there are for each sector and population, or for each sector and area of a branch,
 * and where there are none.
 */

import type { Ctx } from '../../house/ctx.ts';
import type { Words } from '../../house/messages.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { populations } from '../../rooms/guide/guide.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import type { Area } from './areas.ts';
import { dormantOnes, type PartnersBehind, partnersIn, tallied, type Where } from './counting.ts';
import { type CellFilter, type GapFilter, type GroupCounts, NONE, present } from './gap.ts';
import { lookFirst, type Missing } from './missing.ts';
import { areasHere } from './standings.ts';

/** A population, or an area with its branches. The last column may be for partners without either (NONE). */
export type Column = { key: string; label: Words | null; branches: string[] };

export type GridLine = { key: string; label: Words | null; cells: GroupCounts[]; total: GroupCounts };

export type GapGrid = {
  columns: Column[];
  rows: GridLine[];
  columnTotals: GroupCounts[];
  total: GroupCounts;
  /** Sectors without a partner that counts, those with the fewest partners of any kind first. */
  missing: Missing[];
  /**
   * Sectors that have partners that count, but with more than half of the columns empty; the emptiest first
   * (missing.ts).
   */
  thin: Missing[];
  /** Columns without a partner that counts. */
  bare: Column[];
  dormant: { id: PartnerId; name: string }[];
  areas: Area[];
  /** The area that was asked for. */
  area: Area | undefined;
};

/**
 * A partner with two sectors counts in both rows, one with two populations in both columns; totals count each partner
 * once. A fixed number of queries, however many partners.
 */
export async function gapGrid(ctx: Ctx, filter: GapFilter): Promise<GapGrid> {
  const rows: Named[] = [...(await sectorsOf(ctx)), { key: NONE, label: null }];
  const where = await whereOf(ctx, filter);
  const columns = columnsFor(filter, where.areas);
  const tally = await tallied(ctx, where, { rows: keysOf(rows), columns: keysOf(columns) });
  const dormant = await dormantOnes(ctx, where);
  const { areas, area } = where;
  return { ...shown({ tally, rows, columns, dormant }, filter), areas, area };
}

/**
 * The partners behind one figure of the grid, which may be of a cell, a row or a column, with the row and column it is
 * of. Partners of the group `over` are left out, as in the grid.
 */
export type Behind = {
  row: Pick<GridLine, 'key' | 'label'> | undefined;
  column: Column | undefined;
  area: Area | undefined;
  partners: PartnersBehind;
};

export async function partnersBehind(ctx: Ctx, filter: CellFilter): Promise<Behind> {
  const sectors = await sectorsOf(ctx);
  const where = await whereOf(ctx, filter);
  const { areas, area } = where;
  const row = [...sectors, { key: NONE, label: null }].find(({ key }) => key === filter.sector);
  const column = columnsFor(filter, areas).find(({ key }) => key === filter.column);
  return { row, column, area, partners: await partnersIn(ctx, where, filter) };
}

async function whereOf(ctx: Ctx, filter: GapFilter): Promise<Where> {
  const areas = await areasHere(ctx);
  return { areas, area: areas.find(({ branches }) => branches.some(({ id }) => id === filter.branch)), filter };
}

type Counted = Omit<GapGrid, 'areas' | 'area'>;

const nothing: Omit<Column, 'key'> = { label: null, branches: [] };

const populationColumns = (): Column[] => [
  ...populations.map(({ key, label }) => ({ key, label, branches: [] })),
  { key: NONE, ...nothing },
];

const columnsFor = ({ shape }: GapFilter, areas: Area[]) =>
  shape === 'area' ? areaColumns(areas) : populationColumns();

const areaColumns = (areas: Area[]): Column[] => [
  ...areas.map(({ key, branches }) => ({ key, label: null, branches: branches.map(({ name }) => name) })),
  { key: NONE, ...nothing },
];

const keysOf = (named: { key: string }[]) => named.map(({ key }) => key);

type Named = Pick<GridLine, 'key' | 'label'>;
export type Tally = {
  lines: Pick<GridLine, 'cells' | 'total'>[];
  columnTotals: GroupCounts[];
  total: GroupCounts;
};
type Sleeper = Awaited<ReturnType<typeof dormantOnes>>[number];
type Grid = { tally: Tally; rows: Named[]; columns: Column[]; dormant: Sleeper[] };

/** The row and the column NONE are shown only if there is a partner in them. */
function shown({ tally, rows, columns, dormant }: Grid, { stage }: GapFilter): Counted {
  const { columnTotals, total } = tally;
  const kept = keepIfUsed(columns, columnTotals);
  const lines = rows
    .map(({ key, label }, at): GridLine => ({ key, label, ...(tally.lines[at] as Tally['lines'][number]) }))
    .filter((row) => row.key !== NONE || somebody(row.total));
  return {
    columns: kept.map((index) => columns[index] as Column),
    rows: lines.map((row) => ({ ...row, cells: kept.map((index) => row.cells[index] as GroupCounts) })),
    columnTotals: kept.map((index) => columnTotals[index] as GroupCounts),
    total,
    ...lookFirst({ rows: lines, columns }, restingIn(dormant), stage),
    bare: columns.filter(({ key }, index) => key !== NONE && present(columnTotals[index] as GroupCounts, stage) === 0),
    dormant: dormant.map(({ id, name }) => ({ id, name })),
  };
}

export type Resting = Map<string, { id: PartnerId; name: string }[]>;

/** The dormant partners of each sector. */
function restingIn(dormant: Sleeper[]): Resting {
  const resting: Resting = new Map();
  for (const { id, name, sectors } of dormant)
    for (const key of sectors.length > 0 ? sectors : [NONE])
      resting.set(key, [...(resting.get(key) ?? []), { id, name }]);
  return resting;
}

const somebody = (counts: GroupCounts) => Object.values(counts).some((count) => count > 0);

/** Indexes of the columns to show. */
const keepIfUsed = (columns: Column[], totals: GroupCounts[]): number[] =>
  columns.flatMap(({ key }, index) => (key !== NONE || somebody(totals[index] as GroupCounts) ? [index] : []));
