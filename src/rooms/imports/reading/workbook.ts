/**
 * Spreadsheets (XLSX, and the older XLS and ODS) through SheetJS. Formulas are never run: their last result is in the file. What a spreadsheet
 * does to lists (merged cells, hidden rows, dates made of numbers, lost results) becomes a warning or a problem of its cell.
 */
import { type CellObject, read, SSF, utils, type WorkSheet } from '@e965/xlsx';
import type { Message } from '../../../house/errors.ts';
import { type CellProblem, MAX_COLUMNS, type ReadingLimits, unreadable } from './sheet.ts';

export type Book = { sheet: string; rows: string[][]; problems: Map<number, CellProblem[]>; warnings: Message[] };

/** `problems` are by row, counted from 0 like `rows`. */
export function readWorkbook(bytes: Uint8Array, limits: Pick<ReadingLimits, 'rows'>): Book {
  const book = open(bytes, limits.rows);
  const visible = book.SheetNames.filter((_, at) => !book.Workbook?.Sheets?.[at]?.Hidden);
  const filled = visible.filter((name) => book.Sheets[name]?.['!ref']);
  const [sheet] = filled.toSorted((a, b) => size(book.Sheets[b]) - size(book.Sheets[a]));
  const content = sheet === undefined ? undefined : book.Sheets[sheet];
  if (sheet === undefined || !content) throw unreadable('error.file_no_rows');
  const others = filled.filter((name) => name !== sheet);
  const warnings: Message[] = others.length > 0 ? [{ key: 'import.warning.sheets', values: { sheet, others: others.join(', ') } }] : [];
  return { sheet, ...readSheet(content, limits.rows, warnings) };
}

function open(bytes: Uint8Array, rows: number) {
  try {
    return read(bytes, { type: 'array', dense: true, cellDates: false, cellNF: true, cellStyles: true, cellHTML: false, bookVBA: false, sheetRows: rows + 2 });
  } catch (error) {
    if (/password|encrypt/i.test(String(error))) throw unreadable('error.file_password');
    throw unreadable('error.file_broken_workbook');
  }
}

const size = (sheet: WorkSheet | undefined): number => sheet?.['!data']?.reduce((sum, row) => sum + (row?.length ?? 0), 0) ?? 0;

function readSheet(sheet: WorkSheet, max: number, warnings: Message[]): Omit<Book, 'sheet'> {
  const range = utils.decode_range(sheet['!ref'] ?? 'A1');
  if (range.e.c >= MAX_COLUMNS) throw unreadable('error.file_columns', { max: MAX_COLUMNS });
  const data = sheet['!data'] ?? [];
  if (data.length > max) throw unreadable('error.file_rows', { max });
  const problems = new Map<number, CellProblem[]>();
  const rows: string[][] = [];
  for (let r = 0; r < data.length; r++) {
    rows.push(
      Array.from({ length: (data[r]?.length ?? 0) || 0 }, (_, column) => text(data[r]?.[column], (problem) => note(problems, r, { column, ...problem }))),
    );
  }
  repeatMerged(sheet, rows, warnings);
  const hidden = (sheet['!rows'] ?? []).flatMap((row, at) => (row?.hidden ? [at + 1] : []));
  if (hidden.length > 0) warnings.push({ key: 'import.warning.hidden_rows', values: { rows: some(hidden) } });
  const columns = (sheet['!cols'] ?? []).flatMap((column, at) => (column?.hidden ? [utils.encode_col(at)] : []));
  if (columns.length > 0) warnings.push({ key: 'import.warning.hidden_columns', values: { columns: some(columns) } });
  return { rows, problems, warnings };
}

const some = (list: (string | number)[]) => list.slice(0, 10).join(', ') + (list.length > 10 ? ' …' : '');

function note(problems: Map<number, CellProblem[]>, row: number, problem: CellProblem): void {
  problems.set(row, [...(problems.get(row) ?? []), problem]);
}

/** The cell as the person reads it, but for numbers, whose display may be shortened ("2.71E+08"): they are written out. */
function text(cell: CellObject | undefined, problem: (problem: Omit<CellProblem, 'column'>) => void): string {
  if (!cell || cell.t === 'z') return noResult(cell, problem);
  if (cell.t === 'e') {
    problem({ message: { key: 'error.cell_formula_error', values: { shown: String(cell.w ?? '#') } }, hard: false });
    return '';
  }
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  if (cell.t === 'n') return number(cell, problem);
  return String(cell.v ?? '').trim();
}

function noResult(cell: CellObject | undefined, problem: (problem: Omit<CellProblem, 'column'>) => void): string {
  if (cell?.f) problem({ message: { key: 'error.cell_formula_empty' }, hard: false });
  return '';
}

function number(cell: CellObject, problem: (problem: Omit<CellProblem, 'column'>) => void): string {
  const format = String(cell.z ?? '');
  if (SSF.is_date(format)) {
    problem({ message: { key: 'error.cell_date', values: { shown: String(cell.w ?? cell.v) } }, hard: false });
    return String(cell.w ?? cell.v);
  }
  // A format such as 00000 or 00-0000000 brings back zeros that the number has lost.
  if (/^[0\\ "()+-]*0{3,}[0\\ "()+-]*$/.test(format)) return String(cell.w ?? cell.v).trim();
  return Number.isInteger(cell.v) ? BigInt(Number(cell.v)).toString() : String(cell.v);
}

/** A name that is merged over several rows belongs to each of them. Cells merged across columns hold one value and are left as they are. */
function repeatMerged(sheet: WorkSheet, rows: string[][], warnings: Message[]): void {
  const tall = (sheet['!merges'] ?? []).filter(({ s, e }) => e.r > s.r && e.r - s.r < 1000);
  for (const { s, e } of tall) {
    const value = rows[s.r]?.[s.c] ?? '';
    for (let r = s.r + 1; r <= e.r; r++) {
      const row = rows[r];
      if (row) row[s.c] = value;
    }
  }
  if (tall.length > 0) warnings.push({ key: 'import.warning.merged', values: { cells: some(tall.map((range) => utils.encode_range(range))) } });
}
