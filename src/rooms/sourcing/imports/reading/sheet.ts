/**
 * What a file is once it has been read: a table, whatever it was before. Cells are text as the person saw it in the
 * file; nothing is judged here but the file itself.
 */
import type { ImportLimits } from '../../../../house/env.ts';
import type { Message } from '../../../../house/errors.ts';
import { Invalid } from '../../../../house/errors.ts';

export const KINDS = ['table', 'google', 'outlook', 'irs', 'vcard', 'hsds'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * What no cell can hold: services and places of a package, further phones and people, and the organization itself with
 * all that belongs to it. By HSDS field names, still as text.
 */
export type Extra = Partial<
  Record<'services' | 'locations' | 'contacts' | 'phones' | 'addresses' | 'organization', Record<string, unknown>[]>
>;

/**
 * `number` is the row of the spreadsheet, the card of a vCard file or the organization of a package, counted from 1.
 */
export type SheetRow = { number: number; cells: string[]; extra?: Extra; problems?: CellProblem[] };
/**
 * A problem of one cell; `column` counts from 0, and is null for the row as a whole. A hard problem stops its row. A
 * soft one leaves the cell out. A note only reports a value that is `kept` as text, or not kept.
 */
export type CellProblem = { column: number | null; message: Message; hard: boolean; note?: true; kept?: true };

export type Sheet = {
  kind: Kind;
  header: string[];
  rows: SheetRow[];
  /**
   * How it was read, to show: encoding, delimiter, sheet. `sheets` are those of a workbook that were read together; the
   * last column names them.
   */
  format: Record<string, string | number | string[]>;
  /** What the person should know about the file as a whole. */
  warnings: Message[];
};

export type UploadedFile = { name: string; bytes: Uint8Array };
export type ReadingLimits = ImportLimits;
export const MAX_CELL = 10_000;
export const MAX_COLUMNS = 500;
/** How many rows the header and the lines above it may take beyond the limit of rows. */
export const HEADER_ROOM = 20;

/** Refuses more rows than are allowed. */
export function countRows(rows: number, max: number): void {
  if (rows > max) throw unreadable('error.file_rows', { max });
}

/** The file cannot be read, and this is why. */
export function unreadable(key: string, values?: Message['values']): Invalid {
  return new Invalid({ file: values ? { key, values } : { key } });
}

/** Cuts cells that are too long, and reports them. */
export function tooLong(cells: string[]): { cells: string[]; problems: CellProblem[] } {
  if (cells.every((cell) => cell.length <= MAX_CELL)) return { cells, problems: [] };
  const problems = cells.flatMap((cell, column): CellProblem[] =>
    cell.length > MAX_CELL
      ? [
          {
            column,
            message: { key: 'error.cell_too_long', values: { length: cell.length, max: MAX_CELL } },
            hard: true,
          },
        ]
      : [],
  );
  return { cells: cells.map((cell) => cut(cell, MAX_CELL)), problems };
}

/** The first `max` characters. A surrogate pair is never cut in half, because half of one cannot be stored. */
export function cut(text: string, max: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max);
}

/** The first ten, for a sentence. */
export const some = (list: (string | number)[]) => list.slice(0, 10).join(', ') + (list.length > 10 ? ' …' : '');
