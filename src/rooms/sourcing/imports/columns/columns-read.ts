/**
 * What became of each column: read as what, for how many rows, kept or not. Shown before a list is brought in, and
 * after. Pure.
 */

import type { Import } from '../import.ts';
import type { CellProblem } from '../reading/sheet.ts';
import type { Field } from './fields.ts';

/**
 * The counts of one column ('' for what rows say outside any column): rows with a value, rows whose value is kept as
 * text because it does not fit the field, and rows whose value is not kept.
 */
export type ColumnRead = { column: string; field: Field | ''; said: number; as_read: number; not_kept: number };

type ReadCells = { number: number; cells: string[] };

export function columnsRead(
  { header, mapping }: Pick<Import, 'header' | 'mapping'>,
  rows: ReadCells[],
  problems: Map<number, CellProblem[]>,
): ColumnRead[] {
  const all = header.map(
    (column, at): ColumnRead => ({ column, field: mapping[at] ?? '', said: 0, as_read: 0, not_kept: 0 }),
  );
  const elsewhere: ColumnRead = { column: '', field: '', said: 0, as_read: 0, not_kept: 0 };
  for (const { number, cells } of rows) {
    countSaid(all, cells);
    for (const [at, kept] of notesOf(problems.get(number) ?? [])) {
      const read = (at === null ? undefined : all[at]) ?? elsewhere;
      if (read === elsewhere) read.said++;
      else if (read.field === '') continue;
      read[kept ? 'as_read' : 'not_kept']++;
    }
  }
  return [...all, elsewhere].filter((each) => each.said > 0);
}

function countSaid(all: ColumnRead[], cells: string[]): void {
  for (const [at, read] of all.entries()) {
    if (!cells[at]) continue;
    read.said++;
    if (read.field === '') read.not_kept++;
  }
}

/**
 * The columns with notes, once each, and whether the value is kept: of several notes on one cell, one that loses the
 * value counts. Notes on the whole row count each.
 */
function notesOf(problems: CellProblem[]): [number | null, boolean][] {
  const notes = problems.filter((each) => each.note);
  const cells = Map.groupBy(
    notes.filter((each) => each.column !== null),
    (each) => each.column,
  );
  return [
    ...[...cells].map(([column, list]): [number | null, boolean] => [column, list.every((each) => each.kept)]),
    ...notes.filter((each) => each.column === null).map((each): [null, boolean] => [null, each.kept === true]),
  ];
}

/** What one row said of the columns before it changed, and says now. */
type RowChange = { was: ColumnRead[]; is: ColumnRead[] };

/** Updates the counts after one row changed: subtracts what it counted before and adds what it counts now. */
export function columnsAfter(all: ColumnRead[], { was, is }: RowChange, header: string[]): ColumnRead[] {
  const result = new Map(all.map((each) => [each.column, { ...each }]));
  for (const [list, sign] of [
    [was, -1],
    [is, 1],
  ] as const) {
    for (const each of list) {
      const sum = result.get(each.column) ?? { ...each, said: 0, as_read: 0, not_kept: 0 };
      for (const part of ['said', 'as_read', 'not_kept'] as const) sum[part] += sign * each[part];
      result.set(each.column, sum);
    }
  }
  const place = (column: string) => (column === '' ? header.length : header.indexOf(column));
  return [...result.values()].filter((each) => each.said > 0).toSorted((a, b) => place(a.column) - place(b.column));
}

/** True when most values of a column do not fit its field: the heading probably means something else. */
export const looksWrong = ({ said, as_read, not_kept, field }: ColumnRead): boolean =>
  field !== '' && said >= 5 && (as_read + not_kept) / said >= 0.8;
