/**
 * From a workbook to one list. Sheets with the same columns (one for each year, town or kind of organization) are one
 * list that somebody has cut up: they are read together, and a column more says which row is from where, so that whole
 * sheets can be left out before anything happens. Other sheets are named as not read.
 */

import { Invalid, type Message } from '../../../../house/errors.ts';
import { nameKey } from '../../../directory/name-key.ts';
import { type CellProblem, type Sheet, type SheetRow, some } from './sheet.ts';
import { ofKind, type Table, tableOf } from './table.ts';
import type { Book } from './workbook.ts';

type Part = Table & { sheet: string; warnings: Message[] };

export function fromBook({ fullest, filled, read }: Book): Sheet {
  const main = partOf(fullest, read);
  const same = filled
    .map((sheet) => (sheet === fullest ? main : sameColumns(main, sheet, read)))
    .filter((part) => part !== null);
  const names = same.map(({ sheet }) => sheet);
  const others = filled.filter((sheet) => !names.includes(sheet));
  const unread: Message[] =
    others.length > 0 ? [{ key: 'import.warning.sheets', values: { sheet: some(names), others: some(others) } }] : [];
  if (same.length === 1)
    return { ...ofKind(main), format: { sheet: fullest }, warnings: [...unread, ...main.warnings] };
  const together: Message = { key: 'import.warning.sheets_together', values: { sheets: some(names) } };
  return { ...ofKind(joined(main, same)), format: { sheets: names }, warnings: [together, ...unread, ...inOne(same)] };
}

function partOf(sheet: string, read: Book['read']): Part {
  const { warnings, ...cells } = read(sheet);
  return { ...tableOf(cells), sheet, warnings };
}

/** Null where the columns are others, or where the sheet could not be read by itself. */
function sameColumns(main: Part, sheet: string, read: Book['read']): Part | null {
  if (main.headerRow === 0) return null;
  try {
    const part = partOf(sheet, read);
    return part.headerRow > 0 && part.rows.length > 0 && keyOf(part.header) === keyOf(main.header) ? part : null;
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

const keyOf = (header: string[]) => header.map(nameKey).toSorted().join('|');

/** Row numbers continue from sheet to sheet, because each must be unique. */
function joined({ header }: Table, parts: Part[]): Pick<Table, 'header' | 'rows'> {
  const rows: SheetRow[] = [];
  for (const part of parts) {
    const before = rows.at(-1)?.number ?? 0;
    const places = inOrder(header, part.header);
    for (const row of part.rows) rows.push(moved(row, { places, before, sheet: part.sheet }));
  }
  return { header: [...header, titleBeside(header)], rows };
}

function titleBeside(header: string[]): string {
  const taken = new Set(header.map((title) => title.toLowerCase()));
  let title = 'Sheet';
  for (let count = 2; taken.has(title.toLowerCase()); count++) title = `Sheet (${count})`;
  return title;
}

/** Where each column stands in a sheet that has them in another order. */
function inOrder(header: string[], other: string[]): number[] {
  const keys = other.map(nameKey);
  return header.map((title) => {
    const at = keys.indexOf(nameKey(title));
    keys[at] = '\0';
    return at;
  });
}

type Move = { places: number[]; before: number; sheet: string };

function moved({ number, cells, problems }: SheetRow, { places, before, sheet }: Move): SheetRow {
  const there = (column: number | null) =>
    column === null || !places.includes(column) ? null : places.indexOf(column);
  return {
    number: before + number,
    cells: [...places.map((at) => cells[at] ?? ''), sheet],
    ...(problems && { problems: problems.map((each): CellProblem => ({ ...each, column: there(each.column) })) }),
  };
}

/** Messages about rows and columns name the sheet as well. */
function inOne(parts: Part[]): Message[] {
  const all = parts.flatMap(({ sheet, warnings }) =>
    warnings.map(({ key, values = {} }) => ({
      key,
      values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${sheet}: ${value}`])),
    })),
  );
  return [...Map.groupBy(all, ({ key }) => key)].map(([key, messages]) => {
    const names = Object.keys(messages[0]?.values ?? {});
    return {
      key,
      values: Object.fromEntries(
        names.map((name) => [name, messages.map(({ values }) => values[name] ?? '').join('; ')]),
      ),
    };
  });
}
