/**
 * Reads a long result in batches through a database cursor, so that only one batch is in memory. Must run inside a
 * transaction.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from './db.ts';

let opened = 0;

export async function* fetched<T>(db: Db, query: RawBuilder<T>, size = 500): AsyncGenerator<T[]> {
  const name = sql.ref(`fetched_${++opened}`);
  await sql`declare ${name} no scroll cursor for ${query}`.execute(db);
  for (;;) {
    const { rows } = await sql<T>`fetch ${sql.lit(size)} from ${name}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < size) break;
  }
  await sql`close ${name}`.execute(db);
}
