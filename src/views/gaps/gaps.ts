/**
 * The gap grid: how many partners there are for each sector and population, or for each sector and area of a branch,
 * and where there are none.
 */

import type { Ctx } from '../../house/ctx.ts';
import type { Words } from '../../house/messages.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { populations } from '../../rooms/guide/guide.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { type Area, areaFinder, placeAmong } from './areas.ts';
import {
  type CellFilter,
  type GapFilter,
  type GroupCounts,
  groupOf,
  NONE,
  noCounts,
  type PartnerStanding,
  present,
  type SectorName,
} from './gap.ts';
import { lookFirst, type Missing } from './missing.ts';
import { areasHere, standings } from './standings.ts';

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
 * once. Three queries, however many partners.
 */
export async function gapGrid(ctx: Ctx, filter: GapFilter): Promise<GapGrid> {
  const sectors = await sectorsOf(ctx);
  const { areas, area, here } = await placed(ctx, filter);
  const columns = columnsFor(filter, areas);
  return { ...counted(here, { sectors, columns }, filter), areas, area };
}

/**
 * The partners behind one figure of the grid, which may be of a cell, a row or a column, with the row and column it is
 * of. Partners of the group `over` are left out, as in the grid.
 */
export type Behind = {
  row: Pick<GridLine, 'key' | 'label'> | undefined;
  column: Column | undefined;
  area: Area | undefined;
  partners: { id: PartnerId; name: string; stage: string }[];
};

export async function partnersBehind(ctx: Ctx, filter: CellFilter): Promise<Behind> {
  const sectors = await sectorsOf(ctx);
  const { areas, area, here } = await placed(ctx, filter);
  const keys = columnsOf(filter.shape);
  const partners = here
    .filter((each) => !filter.column || keys(each).includes(filter.column))
    .filter(({ partner }) => !filter.sector || orNone(partner.sectors).includes(filter.sector))
    .map(({ partner: { id, name, stage } }) => ({ id, name, stage }))
    .filter(({ stage }) => (filter.stage ? groupOf(stage) === filter.stage : groupOf(stage) !== 'over'));
  const row = [...sectors, { key: NONE, label: null }].find(({ key }) => key === filter.sector);
  return { row, column: columnsFor(filter, areas).find(({ key }) => key === filter.column), area, partners };
}

type Placed = { partner: PartnerStanding; area: Area | undefined };

/** The library's partners with their areas; with a branch, those of its area. */
async function placed(ctx: Ctx, filter: GapFilter): Promise<{ areas: Area[]; area: Area | undefined; here: Placed[] }> {
  const areas = await areasHere(ctx);
  const area = areas.find(({ branches }) => branches.some((branch) => branch.id === filter.branch));
  const areaOf = areaFinder(areas);
  const all = (await standings(ctx)).map((partner) => ({ partner, area: areaOf(placeAmong(partner.postal_codes)) }));
  return { areas, area, here: area ? all.filter((each) => each.area === area) : all };
}

const columnsOf =
  (shape: GapFilter['shape']) =>
  ({ partner, area }: Placed) =>
    shape === 'area' ? [area?.key ?? NONE] : orNone(partner.populations);

type Counted = Omit<GapGrid, 'areas' | 'area'>;

const orNone = (keys: string[]) => (keys.length > 0 ? keys : [NONE]);

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

/** The rows and columns of the grid, before partners are counted. */
type Frame = { sectors: SectorName[]; columns: Column[] };

function counted(here: Placed[], frame: Frame, { shape, stage }: GapFilter): Counted {
  const { columns } = frame;
  const { rows, columnTotals, total } = tallied(here, frame, columnsOf(shape));
  const kept = keepIfUsed(columns, columnTotals);
  const lines = rows.filter((row) => row.key !== NONE || somebody(row.total));
  return {
    columns: kept.map((index) => columns[index] as Column),
    rows: lines.map((row) => ({ ...row, cells: kept.map((index) => row.cells[index] as GroupCounts) })),
    columnTotals: kept.map((index) => columnTotals[index] as GroupCounts),
    total,
    ...lookFirst({ rows: lines, columns }, restingIn(here), stage),
    bare: columns.filter(({ key }, index) => key !== NONE && present(columnTotals[index] as GroupCounts, stage) === 0),
    dormant: here.filter(({ partner }) => partner.stage === 'dormant').map(({ partner }) => nameOf(partner)),
  };
}

type Tally = { rows: GridLine[]; columnTotals: GroupCounts[]; total: GroupCounts };

/** Counts each partner once in the total, and once in each of their rows, columns and cells. */
function tallied(here: Placed[], { sectors, columns }: Frame, keysOf: (placed: Placed) => string[]): Tally {
  const rows = [...sectors, { key: NONE, label: null }].map(
    ({ key, label }): GridLine => ({ key, label, cells: columns.map(noCounts), total: noCounts() }),
  );
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  const at = new Map(columns.map(({ key }, index) => [key, index]));
  const columnTotals = columns.map(noCounts);
  const total = noCounts();
  for (const each of here) {
    const group = groupOf(each.partner.stage);
    const places = keysOf(each).flatMap((key) => at.get(key) ?? []);
    total[group]++;
    for (const place of places) add(columnTotals[place], group);
    for (const row of orNone(each.partner.sectors).map((key) => rowOf.get(key))) {
      add(row?.total, group);
      for (const place of places) add(row?.cells[place], group);
    }
  }
  return { rows, columnTotals, total };
}

export type Resting = Map<string, { id: PartnerId; name: string }[]>;

/** The partners of each sector that are dormant. */
function restingIn(here: Placed[]): Resting {
  const resting: Resting = new Map();
  for (const { partner } of here.filter(({ partner }) => groupOf(partner.stage) === 'dormant'))
    for (const key of orNone(partner.sectors)) resting.set(key, [...(resting.get(key) ?? []), nameOf(partner)]);
  return resting;
}

const nameOf = ({ id, name }: PartnerStanding) => ({ id, name });

const somebody = (counts: GroupCounts) => Object.values(counts).some((count) => count > 0);

function add(counts: GroupCounts | undefined, group: keyof GroupCounts): void {
  if (counts) counts[group]++;
}

/** Indexes of the columns to show. The column NONE is shown only if there is a partner in it. */
const keepIfUsed = (columns: Column[], totals: GroupCounts[]): number[] =>
  columns.flatMap(({ key }, index) => (key !== NONE || somebody(totals[index] as GroupCounts) ? [index] : []));
