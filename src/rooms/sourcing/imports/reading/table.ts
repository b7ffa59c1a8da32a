/** From a grid of cells to a list: which row is the header, what stands below it, and whose list it is. */
import { kindOf, placeHeader } from '../columns/kinds.ts';
import { type Link, withTargets } from './links.ts';
import { type CellProblem, type Sheet, type SheetRow, tooLong } from './sheet.ts';
import { withoutStrays } from './stray-lines.ts';

/** `problems` are by row, counted from 0 like `rows`. */
export type TableRows = { rows: string[][]; problems?: Map<number, CellProblem[]>; links?: Link[] };
/** `headerRow` counts from 1; 0 where there is none. */
export type Table = { header: string[]; headerRow: number; rows: SheetRow[] };

/** The rows below the header, with those that are too wide or too long marked; empty ones are left out but counted. */
export function tableOf({ rows: given, problems = new Map(), links = [] }: TableRows): Table {
  const all = given.map((cells) => cells.map((cell) => cell.trim()));
  const { header, headerRow } = placeHeader(all);
  const { rows: read, unused } = withTargets(all, { header, headerRow }, links);
  const rows = read.slice(headerRow).flatMap((cells, at): SheetRow[] => {
    if (!cells.some(Boolean)) return [];
    const row = fit(cells, header, [...(problems.get(headerRow + at) ?? []), ...(unused.get(headerRow + at) ?? [])]);
    return [{ number: headerRow + at + 1, ...row }];
  });
  return { header, headerRow, rows: withoutStrays(rows, header.length) };
}

export function ofKind({ header, rows }: Pick<Table, 'header' | 'rows'>): Omit<Sheet, 'format' | 'warnings'> {
  const kind = kindOf(header);
  return kind === 'irs' ? { kind, ...withoutPersons(header, rows) } : { kind, header, rows };
}

/**
 * The IRS names a private person "in care of" each organization. That column is dropped here, before anything is
 * stored.
 */
function withoutPersons(header: string[], rows: SheetRow[]): Pick<Sheet, 'header' | 'rows'> {
  const keep = header.map((name) => name.trim().toUpperCase() !== 'ICO');
  const kept = <T>(list: T[]) => list.filter((_, at) => keep[at]);
  const moved = (column: number | null) =>
    column === null ? null : column - keep.slice(0, column).filter((each) => !each).length;
  return {
    header: kept(header),
    rows: rows.map(({ problems, ...row }) => ({
      ...row,
      cells: kept(row.cells),
      ...(problems && {
        problems: problems
          .filter(({ column }) => column === null || keep[column])
          .map((each) => ({ ...each, column: moved(each.column) })),
      }),
    })),
  };
}

function fit(
  given: string[],
  header: string[],
  known: NonNullable<SheetRow['problems']>,
): Pick<SheetRow, 'cells' | 'problems'> {
  const { cells, problems } = tooLong(given);
  const all = [...known, ...problems];
  const spare = cells.slice(header.length).filter(Boolean).length;
  if (spare > 0)
    all.push({
      column: null,
      message: { key: 'error.row_too_wide', values: { columns: header.length, cells: cells.length } },
      hard: true,
    });
  const padded = Array.from({ length: Math.max(header.length, cells.length) }, (_, at) => cells[at] ?? '').slice(
    0,
    header.length,
  );
  return { cells: padded, ...(all.length > 0 && { problems: all }) };
}
