/**
 * Packages of human-services data (HSDS): CSV or JSON tables of versions 1.1, 2.0 and 3.x; one JSON file is in
 * hsds-json.ts. Tables are known by their names, with or without a datapackage.json.
 */
import { readDelimited } from './delimited.ts';
import { joined } from './hsds-join.ts';
import { tablesIn } from './hsds-json.ts';
import { type HsdsRow, put, type Tables, tableNamed, typeByName } from './hsds-tables.ts';
import { type ReadingLimits, type Sheet, type UploadedFile, unreadable } from './sheet.ts';
import { decode } from './text.ts';

export const looksLikePackage = (names: string[]): boolean =>
  names.some((name) => /(^|\/)(organizations?\.(csv|json)|datapackage\.json)$/i.test(name));

export function readPackage(files: UploadedFile[], limits: Pick<ReadingLimits, 'rows'>): Sheet {
  const tables: Tables = new Map();
  for (const file of files) {
    const bare = file.name.toLowerCase().replace(/\.[a-z]+$/, '');
    const table = tableNamed(bare);
    if (!table || bare === 'datapackage') continue;
    if (/\.json$/i.test(file.name))
      for (const [name, rows] of tablesIn(decode(file.bytes).text, table)) put(tables, name, rows);
    else if (/\.(csv|tsv|txt)$/i.test(file.name))
      put(tables, table, tableRows(file, { limits, said: typeByName(bare) }));
  }
  const organizations = tables.get('organizations');
  if (!organizations) throw unreadable('error.package_organizations');
  if (organizations.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  return joined(tables, { tables: [...tables.keys()].join(', ') });
}

function tableRows(
  file: UploadedFile,
  { limits, said }: { limits: Pick<ReadingLimits, 'rows'>; said: HsdsRow },
): HsdsRow[] {
  // Places and hours are many per organization.
  const { rows } = readDelimited(decode(file.bytes).text, { rows: limits.rows * 10 });
  const [header = [], ...rest] = rows;
  const names = header.map((name) => name.trim().toLowerCase());
  return rest
    .filter((row) => row.some(Boolean))
    .map((row) => ({ ...said, ...Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])) }));
}
