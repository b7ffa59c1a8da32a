/** The rows of an import, as they were read and as the dry run left them. */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../../house/ctx.ts';
import { allow, found } from '../../../house/errors.ts';
import { type ImportId, type ImportRow, mayImport, type Outcome } from './import.ts';
import type { CellProblem } from './reading/sheet.ts';
import type { StoredRow } from './rows/rows-read.ts';

/** All rows; or one row and all rows of these kins. */
export async function storedRows(
  ctx: Ctx,
  id: ImportId,
  only?: { number: number; kins: string[] },
): Promise<StoredRow[]> {
  const rows = await ctx.db
    .selectFrom('import_rows')
    .select(['number', 'cells', 'extra', 'problems', 'answer'])
    .where('library_id', '=', ctx.library.id)
    .where('import_id', '=', id)
    .$if(only !== undefined, (query) =>
      query.where(
        sql<boolean>`(number = ${only?.number ?? 0} or md5(kin) = any(array(select md5(k)
          from unnest(${only?.kins ?? []}::text[]) k)))`,
      ),
    )
    .orderBy('number')
    .execute();
  return rows.map(({ extra, problems, ...row }) => ({
    ...row,
    ...(extra !== null && { extra: extra as StoredRow['extra'] }),
    problems: problems as CellProblem[],
  }));
}

export const ROWS_PER_PAGE = 50;

/** Rows with one outcome, in the file's order. */
export async function importRows(
  ctx: Ctx,
  id: ImportId,
  { outcome, page }: { outcome: Outcome | ''; page: number },
): Promise<{ rows: ImportRow[]; pages: number }> {
  allow(mayImport(ctx.actor));
  const where: RawBuilder<unknown> = sql`library_id = ${ctx.library.id}
    and import_id = ${id} ${outcome ? sql`and outcome = ${outcome}` : sql``}`;
  const count = await sql<{ total: number }>`select count(*) as total from import_rows where ${where}`.execute(ctx.db);
  const pages = Math.max(1, Math.ceil((count.rows[0]?.total ?? 0) / ROWS_PER_PAGE));
  const { rows } = await sql<ImportRow>`
    select number, cells, outcome, found as problems, unit, answer, plan from import_rows where ${where}
    order by number limit ${ROWS_PER_PAGE} offset ${(Math.min(page, pages) - 1) * ROWS_PER_PAGE}`.execute(ctx.db);
  return { rows, pages };
}

export async function findRow(ctx: Ctx, id: ImportId, number: number): Promise<ImportRow> {
  allow(mayImport(ctx.actor));
  const { rows } = await sql<ImportRow>`
    select number, cells, outcome, found as problems, unit, answer, plan from import_rows
    where library_id = ${ctx.library.id} and import_id = ${id} and number = ${number}`.execute(ctx.db);
  return found(rows[0]);
}

/** Every row that cannot be imported, for the file in which people correct them. */
export async function badRows(ctx: Ctx, id: ImportId): Promise<ImportRow[]> {
  allow(mayImport(ctx.actor));
  const { rows } = await sql<ImportRow>`
    select number, cells, outcome, found as problems, unit, answer, plan from import_rows
    where library_id = ${ctx.library.id} and import_id = ${id} and outcome = 'error' order by number`.execute(ctx.db);
  return rows;
}
