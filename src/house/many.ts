/**
 * Writes many rows with one statement. They are passed as one JSON parameter, so that neither parameters nor round
 * trips grow with their number.
 */
import { type RawBuilder, sql } from 'kysely';
import type { DB, Db, RowOf } from './db.ts';

/** Rows per statement, so that its JSON stays at a few megabytes. */
const CHUNK = 2000;

/**
 * Rows as they are: jsonb as a value, not as text. All have the same fields; a field that is left out keeps the
 * column's default.
 */
export type Plain<T extends keyof DB> = { [F in keyof RowOf<T>]?: unknown };

/**
 * Rows with a wish about them: with `unlessThere` those whose key is there already are left out; `returning` is what
 * comes back of each that was added.
 */
export type Rows<T extends keyof DB, R> = { rows: Plain<T>[]; unlessThere?: boolean; returning?: RawBuilder<R> };

/** Adds rows. */
export async function insertMany<T extends keyof DB, R = unknown>(
  db: Db,
  table: T,
  added: Plain<T>[] | Rows<T, R>,
): Promise<R[]> {
  const { rows, unlessThere = false, returning }: Rows<T, R> = Array.isArray(added) ? { rows: added } : added;
  const returned: R[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const columns = sql.join(Object.keys(rows[0] as object).map((name) => sql.ref(name)));
    const { rows: out } = await sql<R>`
      insert into ${sql.table(table)} (${columns}) select ${columns} from ${given(table, rows.slice(at, at + CHUNK))}
      ${unlessThere ? sql`on conflict do nothing` : sql``} ${returning ? sql`returning ${returning}` : sql``}`.execute(
      db,
    );
    returned.push(...out);
  }
  return returned;
}

/** The rows as a relation of the table's own columns, for a statement with `from`. */
export const given = <T extends keyof DB>(table: T, rows: Plain<T>[]): RawBuilder<unknown> =>
  sql`jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`;
