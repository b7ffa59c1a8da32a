/**
 * CSV in two labelled kinds. "For spreadsheets" begins with a BOM and puts an apostrophe before what a spreadsheet
 * would run as a formula; "for machines" holds the values as they are.
 */
import { stringify } from 'csv-stringify/sync';

export type SheetCell = string | number | null;

export type CsvKind = 'spreadsheets' | 'machines';

export const toCsv = (rows: SheetCell[][], kind: CsvKind): string => csvPart(rows, kind, true);

/** The same in parts: only the first begins the file. */
export async function* csvParts(parts: AsyncIterable<SheetCell[][]>, kind: CsvKind): AsyncGenerator<string> {
  let first = true;
  for await (const rows of parts) {
    yield csvPart(rows, kind, first);
    first = false;
  }
}

const csvPart = (rows: SheetCell[][], kind: CsvKind, first: boolean): string =>
  kind === 'spreadsheets'
    ? stringify(rows, { bom: first, escape_formulas: true, record_delimiter: 'windows' })
    : stringify(rows);
