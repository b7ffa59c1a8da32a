import type { ImportRow } from '../../../../rooms/sourcing/imports/import.ts';

/** Three different values of a column. */
export const examples = (rows: ImportRow[], column: number): string[] =>
  [...new Set(rows.map((row) => row.cells[column] ?? '').filter(Boolean))]
    .slice(0, 3)
    .map((each) => (each.length > 40 ? `${each.slice(0, 40)}…` : each));
