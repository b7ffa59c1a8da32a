/** CSV and its cousins: any delimiter, ragged rows, quotation marks that nobody closed. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Message } from '../../../house/errors.ts';
import { MAX_COLUMNS, type ReadingLimits, unreadable } from './sheet.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

export type Grid = { rows: string[][]; delimiter: string; warnings: Message[] };

export function readDelimited(text: string, limits: Pick<ReadingLimits, 'rows'>): Grid {
  const delimiter = delimiterOf(text);
  const warnings: Message[] = [];
  let rows: string[][];
  try {
    rows = records(text, delimiter, limits.rows, '"');
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A lone quotation mark would swallow the rest of the file.
    warnings.push({ key: 'import.warning.quotes', values: { line: Number(error.lines ?? 0) } });
    rows = records(text, delimiter, limits.rows, null);
  }
  if (rows.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  if (rows.some((row) => row.length > MAX_COLUMNS)) throw unreadable('error.file_columns', { max: MAX_COLUMNS });
  return { rows, delimiter, warnings };
}

/** One row more than allowed is read, so that "too many" can be told. */
function records(text: string, delimiter: string, max: number, quote: '"' | null): string[][] {
  return parse(text, {
    delimiter,
    quote,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to: max + 1,
    trim: true,
  });
}

/** The mark that cuts the first lines into the most columns, most evenly. */
export function delimiterOf(text: string): string {
  const start = text.slice(0, 64_000);
  // Some programs say it in the first line.
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(start)?.[1];
  if (said) return said;
  const scores = DELIMITERS.map((delimiter) => {
    const widths = sample(start, delimiter).map((row) => row.length);
    const most = mode(widths);
    return { delimiter, score: most <= 1 ? 0 : (widths.filter((width) => width === most).length / widths.length) * Math.log2(most + 1) };
  });
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

function sample(text: string, delimiter: string): string[][] {
  try {
    const rows = parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, to: 40, skip_empty_lines: true });
    return rows as string[][];
  } catch {
    return text
      .split(/\r?\n/)
      .slice(0, 40)
      .map((line) => line.split(delimiter));
  }
}

function mode(numbers: number[]): number {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}
