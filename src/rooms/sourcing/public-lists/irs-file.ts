/**
 * The IRS's file as a stream of rows: RFC 4180, columns found by their names, never more of it in memory than a few
 * rows.
 */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { Invalid } from '../../../house/errors.ts';
import { fromIrs, IRS_COLUMNS, type IrsRow, type ListedRow } from './irs.ts';

/** Which rows could not be read: how many, and the first hundred. The header is row 1, as a spreadsheet counts. */
export type RowErrors = { count: number; first: { row: number; column: string }[] };
/** What a load takes: rows, and what was wrong with those that are none (complete when all rows were read). */
export type ListedRows = AsyncIterable<ListedRow> & { errors?: RowErrors };

/** Throws Invalid when the first line is not the IRS's. */
export function irsRows(stream: Readable): ListedRows & { errors: RowErrors } {
  const errors: RowErrors = { count: 0, first: [] };
  return { errors, [Symbol.asyncIterator]: () => readIrs(stream, errors) };
}

async function* readIrs(stream: Readable, errors: RowErrors): AsyncGenerator<ListedRow> {
  let number = 0;
  let at: number[] | undefined;
  const wrong = (row: number, column: string) => {
    errors.count++;
    if (errors.first.length < 100) errors.first.push({ row, column });
  };
  for await (const record of recordsOf(stream)) {
    number++;
    if (!at) {
      at = positions(record ?? []);
      continue;
    }
    if (record === null) {
      wrong(number, '');
      continue;
    }
    const row = fromIrs(rowOf(record, at));
    if ('column' in row) wrong(number, row.column);
    else yield row;
  }
  if (!at) positions([]);
}

/** The records of the file; null for one whose quotes do not close. */
async function* recordsOf(stream: Readable): AsyncIterable<string[] | null> {
  const skipped: number[] = [];
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      skipped.push(Number((error as { records?: number } | undefined)?.records ?? 0) + skipped.length);
      return undefined;
    },
  });
  pipeline(stream, parser, () => {}); // what goes wrong is thrown by the loop below
  let number = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    for (; skipped[0] !== undefined && skipped[0] <= number; number++) {
      skipped.shift();
      yield null;
    }
    number++;
    yield record;
  }
  for (const _ of skipped) yield null;
}

function positions(header: string[]): number[] {
  const names = header.map((name) => name.trim().toUpperCase());
  const missing = (['EIN', 'NAME', 'STATE', 'ZIP'] as const).find((column) => !names.includes(column));
  if (missing) throw new Invalid({ file: { key: 'error.irs_file', values: { column: missing } } });
  return IRS_COLUMNS.map((column) => names.indexOf(column));
}

// A NUL is left for `fromIrs` to name.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0001-\u001f\u007f]+/g;

function rowOf(record: string[], at: number[]): IrsRow {
  const row = {} as IrsRow;
  for (let n = 0; n < IRS_COLUMNS.length; n++) {
    const text = record[at[n] as number] ?? '';
    row[IRS_COLUMNS[n] as keyof IrsRow] = text === '' ? '' : text.replace(CONTROL, ' ').trim();
  }
  return row;
}
