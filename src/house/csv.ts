/**
 * CSV in two labelled kinds. "For spreadsheets" begins with a BOM and puts an apostrophe before what a spreadsheet
 * would run as a formula; "for machines" holds the values as they are.
 */
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

export type CsvKind = 'spreadsheets' | 'machines';

export const toCsv = (rows: Cell[][], kind: CsvKind): string => csvPart(rows, kind, true);

/** The same in parts: only the first begins the file. */
export async function* csvParts(parts: AsyncIterable<Cell[][]>, kind: CsvKind): AsyncGenerator<string> {
  let first = true;
  for await (const rows of parts) {
    yield csvPart(rows, kind, first);
    first = false;
  }
}

const csvPart = (rows: Cell[][], kind: CsvKind, first: boolean): string =>
  kind === 'spreadsheets'
    ? stringify(rows, { bom: first, escape_formulas: true, record_delimiter: 'windows' })
    : stringify(rows);
