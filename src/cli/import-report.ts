/** What a run of `commontable import` says at its end, in words or as JSON. */
import { speak } from '../house/messages.ts';
import type { ColumnRead } from '../rooms/sourcing/imports/columns/columns-read.ts';
import type { Owner } from '../rooms/sourcing/imports/columns/whose.ts';
import type { Options } from './import-options.ts';

export type Report = {
  id: string | null;
  rows: number;
  new: number;
  changed: number;
  same: number;
  possible_duplicate_rows: number;
  /** The first fifty. */
  possible_duplicates: { row: number; name: string; like: string[] }[];
  errors: { row: number; column: string; message: string }[];
  error_rows: number;
  /** Columns whose heading leaves open whose they are, and whose they were taken for. */
  taken_for: { column: string; owner: Owner }[];
  /** What each column was read as, in how many rows, and how many values were kept. */
  columns: ColumnRead[];
};

export function inWords(report: Report, options: Options): string {
  const likes = report.possible_duplicates.map(
    ({ row, name, like }) => `  row ${row}: ${name} looks like ${like.join(', ')}`,
  );
  const errors = report.errors.map(
    ({ row, column, message }) => `  row ${row}${column ? `, column “${column}”` : ''}: ${message}`,
  );
  return [
    `${options.dryRun ? 'Nothing was changed. It would be:' : 'Done.'}`,
    countsInWords(report),
    ...report.taken_for.map(ownerInWords),
    ...(report.columns.length > 0 ? ['Columns:', ...report.columns.map(columnInWords)] : []),
    ...(likes.length > 0 ? ['Possible duplicates, left out:', ...likes] : []),
    ...(errors.length > 0 ? ['Errors:', ...errors] : []),
    ...(report.id ? [`To take it back: commontable import undo ${report.id}`] : []),
  ].join('\n');
}

const countsInWords = (report: Report) =>
  [
    `rows ${report.rows}`,
    `new ${report.new}`,
    `changed ${report.changed}`,
    `same ${report.same}`,
    `possible duplicates ${report.possible_duplicate_rows}`,
    `rows with errors ${report.error_rows}`,
  ].join(', ');

const ownerInWords = ({ column, owner }: Report['taken_for'][number]) =>
  `The column “${column}” was taken for ${owner === 'person' ? 'the person’s in the row' : 'the organization’s'}.`;

function columnInWords({ column, field, said, as_read, not_kept }: ColumnRead): string {
  const { message } = speak('en');
  const name = column ? `“${column}”` : 'elsewhere in the rows';
  const read = field ? `read as ${message({ key: `import.field_${field}` })}` : 'not read';
  const rows = `${said} ${said === 1 ? 'row' : 'rows'}`;
  const kept = `kept ${said - not_kept}${as_read > 0 ? ` (${as_read} as it reads)` : ''}`;
  return `  ${name}: ${read}; ${rows}, ${kept}, not kept ${not_kept}`;
}
