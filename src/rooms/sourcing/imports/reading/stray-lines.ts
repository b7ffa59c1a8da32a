/**
 * Lines of a table that are not rows of it: a total, a page number, "As of March 3" below the list, the heading of a
 * part of it. Each is reported as a problem. When somebody opens and saves it, it counts as a row after all: "Total
 * Wine & More" is a shop. Pure.
 */
import type { SheetRow } from './sheet.ts';

const MONTH = '(?:jan|feb|mar|apr|aug|sep|oct|nov|dec|ene|abr|ago|dic)\\w*|may|june?|july?';
const DAY = `(?:\\d|[,./: -]|${MONTH}|de|am|pm)+`;
const FOOT = [
  /^(grand |sub-?)?total(es|s)?( (rows|records|count|organizations|filas|organizaciones))?\s*[:=]?\s*[\d,.]*$/i,
  /^(page|p[áa]gina) \d+( (of|de) \d+)?$/i,
  new RegExp(`^(printed|generated|exported|updated|as of|impreso|actualizado|al)( on| at| el)?[: ]+${DAY}$`, 'i'),
  /^(sources?|fuentes?):\s/i,
  /^(end of (list|report)|fin de la lista)\b/i,
];

/** The rows, with a problem at each line that is not a row. Gaps in `number` tell where blank lines were. */
export function withoutStrays(rows: SheetRow[], columns: number): SheetRow[] {
  const table = { isWide: columns > 2 && isWide(rows), shouts: shouts(rows) };
  return rows.map((row, at) => {
    const first = onlyText(row);
    if (!first) return row;
    const afterGap = at > 0 && row.number - (rows[at - 1]?.number ?? 0) > 1;
    const heads = table.isWide && first.alone && first.column === 0 && isHeading(first.cell, afterGap, table.shouts);
    if (!heads && !FOOT.some((foot) => foot.test(first.cell))) return row;
    return {
      ...row,
      problems: [...(row.problems ?? []), { column: first.column, message: { key: 'error.row_heading' }, hard: true }],
    };
  });
}

/** Most of its rows fill three cells or more, so that one cell alone is no row. */
function isWide(rows: SheetRow[]): boolean {
  const full = rows.filter((row) => filled(row).length > 1);
  return full.length > 0 && full.filter((row) => filled(row).length >= 3).length >= full.length * 0.6;
}

/** True for a list that is mostly in capitals, where capitals do not mark a heading. */
const shouts = (rows: SheetRow[]): boolean =>
  rows.filter((row) => isShouted(filled(row)[0]?.cell ?? '')).length > rows.length * 0.3;

/** The first cell of a row in which all others are numbers, if there are any. */
function onlyText(row: SheetRow): { cell: string; column: number; alone: boolean } | undefined {
  const [first, ...others] = filled(row);
  if (!first || !others.every(({ cell }) => /^[\d.,$%\s-]+$/.test(cell))) return undefined;
  return { ...first, alone: others.length === 0 };
}

const isHeading = (cell: string, afterGap: boolean, listShouts: boolean): boolean =>
  cell.endsWith(':') || afterGap || (!listShouts && isShouted(cell));

const filled = (row: SheetRow) => row.cells.flatMap((cell, column) => (cell ? [{ cell, column }] : []));
const isShouted = (cell: string) => /\p{L}{3}/u.test(cell) && cell === cell.toUpperCase();
