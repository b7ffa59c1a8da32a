/**
 * CSV in two labelled kinds. "For spreadsheets" begins with a BOM and puts an apostrophe before what a spreadsheet would run as a formula;
 * "for machines" holds the values as they are.
 */
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

export function toCsv(rows: Cell[][], kind: 'spreadsheets' | 'machines'): string {
  return kind === 'spreadsheets' ? stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' }) : stringify(rows);
}
