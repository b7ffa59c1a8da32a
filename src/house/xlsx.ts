/**
 * XLSX with typed cells: text stays text, whatever it begins with. The first row of a sheet is its bold head. A large
 * one is made apart, because writing it takes seconds.
 */
import { oneApart, ownBytes, type Piece } from './apart.ts';
import type { SheetCell } from './csv.ts';

// Characters XML 1.0 cannot hold; a spreadsheet with one of them does not open.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** `widths` are in characters; a name has at most 31. */
export type SheetToWrite = { sheet: string; rows: SheetCell[][]; widths: number[] };

/** A workbook of one sheet. */
export const toXlsx = (sheet: string, rows: SheetCell[][], widths: number[]): Promise<Buffer> =>
  toWorkbook([{ sheet, rows, widths }]);

export async function toWorkbook(sheets: SheetToWrite[]): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  return writeExcelFile(
    sheets.map(({ sheet, rows, widths }) => ({
      data: rows.map((row, at) => row.map((value) => typed(value, at === 0))),
      // What a spreadsheet does not take in the name of a sheet.
      sheet: sheet.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
}

/** As `toWorkbook`, in a thread of its own. A sheet may come in parts, the first with its head. */
export function workbookApart(
  parts: AsyncIterable<SheetToWrite>,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = (async function* (): AsyncGenerator<Piece> {
    for await (const piece of parts) yield { piece };
  })();
  return oneApart('workbook', pieces, { seconds: 120, megabytes: 1500, signal });
}

/** The thread's side of it. */
export async function* workbookOf(parts: AsyncIterable<SheetToWrite>): AsyncGenerator<Piece> {
  const sheets = new Map<string, SheetToWrite>();
  for await (const part of parts) {
    const sheet = sheets.get(part.sheet);
    if (!sheet) sheets.set(part.sheet, part);
    else for (const row of part.rows) sheet.rows.push(row);
  }
  const bytes = ownBytes(await toWorkbook([...sheets.values()]));
  yield { piece: bytes, hand: [bytes.buffer] };
}

function typed(value: SheetCell, head: boolean) {
  if (value === null) return null;
  const style = head ? { fontWeight: 'bold' as const, wrap: true } : {};
  return typeof value === 'number'
    ? { value, type: Number, ...style }
    : { value: value.replace(NOT_IN_XML, ''), type: String, wrap: value.length > 40, ...style };
}
