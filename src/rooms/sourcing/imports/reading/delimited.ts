/** CSV with any delimiter, rows of different lengths, and quotation marks that nobody closed. */
import { CsvError, type Options, parse } from 'csv-parse/sync';
import type { Message } from '../../../../house/errors.ts';
import { countRows, HEADER_ROOM, MAX_COLUMNS, type ReadingLimits, some, unreadable } from './sheet.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** `rows` as a spreadsheet would show them: lines inside quotation marks are one row, blank lines are rows. */
export type Grid = { rows: string[][]; delimiter: string; warnings: Message[] };

export function readDelimited(text: string, limits: Pick<ReadingLimits, 'rows'>): Grid {
  const said = SEP_LINE.exec(text.slice(0, 100));
  const delimiter = said?.[1] ?? delimiterOf(text);
  const { rows, warnings } = records(
    said ? text.slice(said[0].length) : text,
    delimiter,
    limits.rows + HEADER_ROOM + 1,
  );
  if (rows.length > limits.rows + HEADER_ROOM) countRows(rows.length, limits.rows);
  // Spreadsheets like to write commas for columns that nobody has filled.
  if (rows.some((row) => row.length > MAX_COLUMNS && row.findLastIndex(Boolean) >= MAX_COLUMNS))
    throw unreadable('error.file_columns', { max: MAX_COLUMNS });
  return { rows: rows.map((row) => (row.length > MAX_COLUMNS ? row.slice(0, MAX_COLUMNS) : row)), delimiter, warnings };
}

/** Some programs name the delimiter in a first line, which a spreadsheet does not show. */
const SEP_LINE = /^\uFEFF?sep=([^"\r\n])(?:\r\n|\r|\n|$)/i;

/** At most `max` rows. */
function records(text: string, delimiter: string, max: number): Omit<Grid, 'delimiter'> {
  try {
    const rows = parse(text, { ...options(delimiter), to: max }) as string[][];
    if (!rows.some((row) => hasSwallowed(row, delimiter, rows))) return { rows, warnings: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return withLoneQuotes(text, max, delimiter);
}

const options = (delimiter: string, quote: '"' | null = '"'): Options<string[]> => ({
  delimiter,
  quote,
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  trim: true,
});

/**
 * A lone quotation mark swallows the rows that follow, up to the next one: then a cell has several whole rows in it.
 */
function hasSwallowed(row: string[], delimiter: string, rows: string[][]): boolean {
  const columns = rows[0]?.length ?? 0;
  return (
    columns > 1 &&
    row.some((cell) => {
      if (!cell.includes('\n') && !cell.includes('\r')) return false;
      const inside = cell
        .slice(0, 10_000)
        .split(/\r\n|\n|\r/)
        .slice(1, -1);
      return inside.length > 1 && inside.every((line) => lineOf(line, delimiter).cells.length === columns);
    })
  );
}

/**
 * One line by itself. Quotation marks inside a cell (a nickname) are text; where even then they do not match up, all of
 * them are: `plain`.
 */
function lineOf(line: string, delimiter: string): { cells: string[]; plain: boolean } {
  const read = (quote: '"' | null) =>
    (parse(line, { ...options(delimiter, quote), trim: false, ltrim: true, to: 1 }) as string[][])[0] ?? [''];
  try {
    return { cells: read('"'), plain: false };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { cells: read(null), plain: true };
  }
}

const MOST_LONE = 1000;

/** Each row with a lone quotation mark is read with the mark as plain text, and said. */
function withLoneQuotes(text: string, max: number, delimiter: string): Omit<Grid, 'delimiter'> {
  const bytes = Buffer.from(text);
  const rows: string[][] = [];
  const mended: number[] = [];
  for (let at = 0, lone = 0; at < bytes.length && rows.length < max; lone++) {
    // A file with so many lone marks does not quote at all, and each one makes the parser start again.
    if (lone > MOST_LONE) {
      for (const row of parse(bytes.subarray(at), { ...options(delimiter, null), to: max - rows.length }) as string[][])
        rows.push(row);
      break;
    }
    const { taken, end, stopped } = upToLoneQuote(bytes.subarray(at), {
      max: max - rows.length,
      first: rows[0],
      delimiter,
    });
    for (const row of taken) rows.push(row);
    if (!stopped) break;
    const line = lineAt(bytes, at + end);
    const { cells, plain } = lineOf(line.toString(), delimiter);
    rows.push(cells);
    if (plain) mended.push(rows.length);
    at += end + line.length;
  }
  return {
    rows,
    warnings: mended.length > 0 ? [{ key: 'import.warning.quotes', values: { rows: some(mended) } }] : [],
  };
}

/** Never empty: the bytes up to the next line, with its end. */
function lineAt(bytes: Buffer, at: number): Buffer {
  const rest = bytes.subarray(at, at + 1_000_000);
  const [feed, back] = [rest.indexOf(10), rest.indexOf(13)];
  if (back === -1 || (feed !== -1 && feed <= back + 1)) return feed === -1 ? rest : rest.subarray(0, feed + 1);
  return rest.subarray(0, back + 1);
}

class Swallowed extends Error {}

/** `first` is the first row of the whole text, which tells how many columns there are; at most `max` rows are read. */
type Reading = { max: number; first: string[] | undefined; delimiter: string };

function upToLoneQuote(bytes: Buffer, { max, first, delimiter }: Reading) {
  const taken: string[][] = [];
  let end = 0;
  try {
    parse(bytes, {
      ...options(delimiter),
      to: max,
      on_record: (row: string[], { bytes }) => {
        if (hasSwallowed(row, delimiter, [first ?? taken[0] ?? row])) throw new Swallowed();
        taken.push(row);
        end = bytes;
        return null;
      },
    });
    return { taken, end, stopped: false };
  } catch (error) {
    if (!(error instanceof CsvError || error instanceof Swallowed)) throw error;
    return { taken, end, stopped: true };
  }
}

/** The delimiter that splits the first lines into the most columns, most evenly. */
export function delimiterOf(text: string): string {
  const start = text.slice(0, 64_000);
  const scores = DELIMITERS.map((delimiter) => {
    const widths = sample(start, delimiter).map((row) => row.length);
    const most = mode(widths);
    return {
      delimiter,
      score: most <= 1 ? 0 : (widths.filter((width) => width === most).length / widths.length) * Math.log2(most + 1),
    };
  });
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

function sample(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { ...options(delimiter), to: 40, skip_empty_lines: true }) as string[][];
  } catch {
    return text
      .split(/\r\n|\n|\r/)
      .slice(0, 40)
      .map((line) => line.split(delimiter));
  }
}

function mode(numbers: number[]): number {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}
