/**
 * Spreadsheets (XLSX, and the older XLS and ODS) through SheetJS. Formulas are never run: their last result is in the
 * file. What a spreadsheet does to lists (merged cells, hidden rows, dates made of numbers, lost results) becomes a
 * warning or a problem of its cell.
 */
import { type CellObject, read, SSF, utils, type WorkSheet } from '@e965/xlsx';
import type { Message } from '../../../../house/errors.ts';
import type { Link } from './links.ts';
import {
  type CellProblem,
  countRows,
  HEADER_ROOM,
  MAX_COLUMNS,
  type ReadingLimits,
  some,
  unreadable,
} from './sheet.ts';

/** `rows`, and `problems` by row, count from 0. */
export type Content = { rows: string[][]; problems: Map<number, CellProblem[]>; links: Link[]; warnings: Message[] };
/** The names of its visible sheets in which something stands; each is read when it is asked for. */
export type Book = { fullest: string; filled: string[]; read: (sheet: string) => Content };

export function readWorkbook(content: Uint8Array | string, limits: Pick<ReadingLimits, 'rows'>): Book {
  const book = open(content, limits.rows + HEADER_ROOM);
  const visible = book.SheetNames.filter((_, at) => !book.Workbook?.Sheets?.[at]?.Hidden);
  const areas = new Map(visible.map((name) => [name, area(book.Sheets[name])]));
  const filled = visible.filter((name) => (areas.get(name)?.cells ?? 0) > 0);
  const [fullest] = filled.toSorted((a, b) => (areas.get(b)?.cells ?? 0) - (areas.get(a)?.cells ?? 0));
  if (fullest === undefined) throw unreadable('error.file_no_rows');
  return {
    fullest,
    filled,
    read: (name) => readSheet(book.Sheets[name] ?? {}, areas.get(name) ?? area(undefined), limits.rows),
  };
}

/** A table of a web page is a string, and its cells are texts whatever they look like. */
function open(content: Uint8Array | string, rows: number) {
  const given = typeof content === 'string' ? { type: 'string' as const, raw: true } : { type: 'array' as const };
  try {
    return read(content, {
      ...given,
      dense: true,
      cellDates: true,
      cellNF: true,
      cellStyles: true,
      cellHTML: false,
      bookVBA: false,
      sheetRows: rows + 2,
    });
  } catch (error) {
    if (/password|encrypt/i.test(String(error))) throw unreadable('error.file_password');
    // A letter or a mail of the old Office, which uses one container for all its files.
    if (/workbook stream/i.test(String(error))) throw unreadable('error.file_not_text');
    throw unreadable('error.file_broken_workbook');
  }
}

type UsedArea = { rows: number; columns: number; cells: number };

/** How far the sheet is filled; formatting alone often reaches to its last row and column. */
function area(sheet: WorkSheet | undefined): UsedArea {
  const filled: UsedArea = { rows: 0, columns: 0, cells: 0 };
  for (const [r, row] of Object.entries(sheet?.['!data'] ?? [])) {
    // The keys are walked and not the indexes: a row may have its only cell in column two billion.
    const cells = Object.keys(row ?? []).filter((column) => !isEmpty(row[Number(column)]));
    if (cells.length === 0) continue;
    filled.rows = Math.max(filled.rows, Number(r) + 1);
    filled.columns = Math.max(filled.columns, Number(cells.at(-1)) + 1);
    filled.cells += cells.length;
  }
  return filled;
}

const isEmpty = (cell: CellObject | undefined) => !cell || (cell.t === 'z' && !cell.f) || cell.v === '';

function readSheet(sheet: WorkSheet, filled: UsedArea, max: number): Content {
  if (filled.columns > MAX_COLUMNS) throw unreadable('error.file_columns', { max: MAX_COLUMNS });
  if (filled.rows > max + HEADER_ROOM) countRows(filled.rows, max);
  const data = sheet['!data'] ?? [];
  const problems = new Map<number, CellProblem[]>();
  const rows = Array.from({ length: filled.rows }, (_, r) => {
    const cells = data[r] ?? [];
    return Array.from({ length: Math.min(cells.length, filled.columns) }, (_, column) =>
      text(cells[column], (problem) => note(problems, r, { column, ...problem })),
    );
  });
  const links = data.slice(0, filled.rows).flatMap((cells, row) => linksIn(cells, row));
  const warnings = repeatMerged(sheet, rows, links);
  const hidden = (sheet['!rows'] ?? []).slice(0, filled.rows).flatMap((row, at) => (row?.hidden ? [at + 1] : []));
  if (hidden.length > 0) warnings.push({ key: 'import.warning.hidden_rows', values: { rows: some(hidden) } });
  const columns = (sheet['!cols'] ?? [])
    .slice(0, filled.columns)
    .flatMap((column, at) => (column?.hidden ? [utils.encode_col(at)] : []));
  if (columns.length > 0) warnings.push({ key: 'import.warning.hidden_columns', values: { columns: some(columns) } });
  return { rows, problems, links, warnings };
}

function note(problems: Map<number, CellProblem[]>, row: number, problem: CellProblem): void {
  problems.set(row, [...(problems.get(row) ?? []), problem]);
}

/**
 * The cell as the person reads it, but for numbers, whose display may be shortened ("2.71E+08"): they are written out.
 * The branches are the types of cells.
 */
function text(cell: CellObject | undefined, problem: (problem: Omit<CellProblem, 'column'>) => void): string {
  if (!cell || cell.t === 'z') return noResult(cell, problem);
  if (cell.t === 'e') {
    problem({ message: { key: 'error.cell_formula_error', values: { shown: String(cell.w ?? '#') } }, hard: false });
    return '';
  }
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  if (cell.t === 'd' || (cell.t === 'n' && SSF.is_date(String(cell.z ?? '')))) return date(cell, problem);
  if (cell.t === 'n') return number(cell);
  return String(cell.v ?? '').trim();
}

/** A HYPERLINK formula with both written out: the target, and the text that is shown. */
const HYPERLINK = /^(?:of:)?=?\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)$/i;

function linksIn(cells: (CellObject | undefined)[] | undefined, row: number): Link[] {
  return Object.keys(cells ?? []).flatMap((at): Link[] => {
    const cell = cells?.[Number(at)];
    const target = HYPERLINK.exec(cell?.f ?? '')?.[1]?.replaceAll('""', '"') ?? cell?.l?.Target;
    return target ? [{ row, column: Number(at), target }] : [];
  });
}

function noResult(cell: CellObject | undefined, problem: (problem: Omit<CellProblem, 'column'>) => void): string {
  const [link, target, shown = target] = HYPERLINK.exec(cell?.f ?? '') ?? [];
  if (link) return shown?.replaceAll('""', '"').trim() ?? '';
  if (cell?.f) problem({ message: { key: 'error.cell_formula_empty' }, hard: false });
  return '';
}

/** What the spreadsheet shows; where it shows only the number of the day, the day. */
function date(cell: CellObject, problem: (problem: Omit<CellProblem, 'column'>) => void): string {
  const day =
    typeof cell.v === 'number'
      ? SSF.format('yyyy-mm-dd', cell.v)
      : cell.v instanceof Date && cell.v.getTime()
        ? cell.v.toISOString().slice(0, 10)
        : '';
  const shown = (/^[\d.]*$/.test(cell.w ?? '') && day) || String(cell.w ?? cell.v);
  problem({ message: { key: 'error.cell_date', values: { shown } }, hard: false });
  return shown;
}

function number(cell: CellObject): string {
  // A format such as 00000 or 00-0000000 brings back zeros that the number has lost.
  const shown = String(cell.w ?? '').trim();
  if (/^[\d ()+-]+$/.test(shown) && shown.replace(/\D/g, '').replace(/^0+(?=\d)/, '') === String(cell.v)) return shown;
  return Number.isInteger(cell.v) ? BigInt(Number(cell.v)).toString() : String(cell.v);
}

const MAX_MERGED = 10_000;

/**
 * A name that is merged over several rows belongs to each of them. Cells merged across columns hold one value and are
 * left as they are.
 */
function repeatMerged(sheet: WorkSheet, rows: string[][], links: Link[]): Message[] {
  const tall = (sheet['!merges'] ?? [])
    .filter(({ s, e }) => e.r > s.r && e.r - s.r < 1000 && rows[s.r]?.[s.c])
    .slice(0, MAX_MERGED);
  const byPlace = new Map(links.map((link) => [`${link.row} ${link.column}`, link]));
  for (const { s, e } of tall) {
    const value = rows[s.r]?.[s.c] ?? '';
    const link = byPlace.get(`${s.r} ${s.c}`);
    for (let r = s.r + 1; r <= e.r; r++) {
      const row = rows[r];
      if (row) row[s.c] = value;
      if (row && link) links.push({ ...link, row: r });
    }
  }
  return tall.length > 0
    ? [{ key: 'import.warning.merged', values: { cells: some(tall.map((range) => utils.encode_range(range))) } }]
    : [];
}
