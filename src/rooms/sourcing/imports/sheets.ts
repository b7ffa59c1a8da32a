/**
 * A workbook's sheets that were read together, of which some may be left out. The last column of the list says from
 * which sheet a row is.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../../house/ctx.ts';
import { Invalid } from '../../../house/errors.ts';
import type { Import } from './import.ts';

/** Those that were not chosen; undefined where there was nothing to choose. */
export function sheetsLeft({ format: { sheets } }: Import, chosen: string[] | undefined): string[] | undefined {
  if (!sheets || !chosen) return undefined;
  if (!sheets.some((sheet) => chosen.includes(sheet))) throw new Invalid({ sheets: { key: 'error.sheet_missing' } });
  return sheets.filter((sheet) => !chosen.includes(sheet));
}

/**
 * Leaves their rows out, and takes those in again that were left out with their sheet before. A row that somebody has
 * taken in since stays.
 */
export async function leaveSheets(
  ctx: Ctx,
  { id, header, format: { left_sheets: before = [] } }: Import,
  left: string[],
): Promise<void> {
  const rowsOf = (sheets: string[]) =>
    sql`library_id = ${ctx.library.id} and import_id = ${id} and cells[${header.length}::int] = any(${sheets})`;
  const [back, out] = [
    before.filter((sheet) => !left.includes(sheet)),
    left.filter((sheet) => !before.includes(sheet)),
  ];
  await sql`update import_rows set answer = '' where ${rowsOf(back)} and answer = 'out'`.execute(ctx.db);
  await sql`update import_rows set answer = 'out' where ${rowsOf(out)}`.execute(ctx.db);
}
