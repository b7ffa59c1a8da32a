/**
 * What an import would do, worked out against the directory as it is now: the dry run shows it, and applying works it
 * out once more.
 */

import type { Ctx } from '../../../../house/ctx.ts';
import { type ColumnRead, columnsRead } from '../columns/columns-read.ts';
import type { Counts, Import, Outcome, UnknownWord } from '../import.ts';
import { OUTCOMES } from '../import.ts';
import type { CellProblem } from '../reading/sheet.ts';
import { readRows, type StoredRow } from '../rows/rows-read.ts';
import { decide, type PlannedUnit } from './deciding.ts';
import { unitsOf } from './units.ts';

export type Plan = {
  units: PlannedUnit[];
  problems: Map<number, CellProblem[]>;
  errors: number[];
  left: number[];
  unknown: UnknownWord[];
  columns: ColumnRead[];
  counts: Counts;
};

const MAX_WORDS = 30;

export const planImport = (ctx: Ctx, item: Import, rows: StoredRow[]): Promise<Plan> =>
  planRows(ctx, item, { rows, part: false });

/** Of a few rows and all their kin: asks for what may concern them, and not for the whole directory. */
export const planPart = (ctx: Ctx, item: Import, rows: StoredRow[]): Promise<Plan> =>
  planRows(ctx, item, { rows, part: true });

async function planRows(ctx: Ctx, item: Import, { rows, part }: { rows: StoredRow[]; part: boolean }): Promise<Plan> {
  const left = rows.filter((row) => row.answer === 'out').map((row) => row.number);
  const readable = left.length > 0 ? rows.filter((row) => row.answer !== 'out') : rows;
  const { read, problems, errors, unknown } = await readRows(ctx, item, readable);
  const answers = new Map(rows.filter((row) => row.answer !== '').map((row) => [row.number, row.answer]));
  const units = await decide(ctx, item, { units: unitsOf(item.kind, read), answers, part });
  return {
    units,
    problems,
    errors,
    left,
    unknown: mostFrequent(unknown),
    columns: columnsRead(item, readable, problems),
    counts: count(units, { rows: rows.length, error: errors.length, left: left.length }),
  };
}

/** The words that mean nothing to us, the most frequent first. */
export const mostFrequent = (unknown: Map<string, number>): UnknownWord[] =>
  [...unknown]
    .map(([word, count]) => ({ word, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, MAX_WORDS);

/** True for a unit that changes nothing, but whose place in the list is stored for next year. */
export const isRemembered = (unit: PlannedUnit): boolean => unit.outcome === 'same' && unit.difference !== null;

/** `left` are rows that were left out before anything was made of them. */
function count(units: PlannedUnit[], { rows, error, left }: { rows: number; error: number; left: number }): Counts {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const unit of units) counts[unit.outcome] += unit.rows.length;
  const organizations = (outcome: Outcome) => units.filter((unit) => unit.outcome === outcome).length;
  return {
    rows,
    ...counts,
    error,
    left_out: counts.left_out + left,
    organizations: {
      new: organizations('new'),
      changed: organizations('changed'),
      remembered: units.filter(isRemembered).length,
    },
  };
}
