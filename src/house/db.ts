/**
 * One pool, and one way to use it: `borrow` a connection for a library. The setting it makes is what row-level security
 * reads, so a connection must never be taken any other way. It is set for the session, not the transaction, because
 * every borrow sets it anew, also to none: that saves two round trips a page (docs/decisions/002-tenancy.md).
 */
import { type Insertable, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Ctx, HostCtx, LibraryId, UserId } from './ctx.ts';
import { NotFound } from './errors.ts';
import type { DB } from './tables.ts';

export type Db = Kysely<DB>;
export type { DB };

// Dates stay the text they are (YYYY-MM-DD): a calendar day has no time zone. Counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * What a connection may take, in milliseconds, said to the database when it is opened. One transaction that must have
 * other limits says so itself (`set local`), and so would every one behind a pooler that knows no sessions.
 * - A page waits for a lock only so long: behind one list that is written, all who edit its rows would otherwise hold
 * their connections.
 * - A statement of a page that takes half a minute is answered to nobody any more.
 * - A transaction in which nothing is asked for a minute: its page has stopped. The longest that think in between are
 * the dry runs of long lists.
 */
export const WEB = {
  lock_timeout: 3_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  connectionTimeoutMillis: 5_000,
};
/**
 * For the worker and the host's commands. Nobody waits at a page, and a load of the catalogue has statements of
 * minutes; but what hangs ends. Eight connections: two for a list that is brought in and for one that is taken back,
 * each with how far it is, two for the queue and what ends in it, ending what somebody has left, and one to spare.
 */
export const WORK = {
  lock_timeout: 60_000,
  idle_in_transaction_session_timeout: 900_000,
  connectionTimeoutMillis: 10_000,
  max: 8,
};

export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, ...config });
  // An idle connection that dies (the database restarted) must not end the app; the next query takes a new one.
  pool.on('error', () => {});
  // One that dies while a request holds it fails that request; without a listener it, too, would end the app.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export const openDb = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });

/** `as` is the library (and the person) whose rows the connection may see; null for none. */
export function borrow<T>(
  db: Db,
  as: { libraryId: LibraryId | null; userId?: UserId | null },
  work: (db: Db) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`select set_config('app.library_id', ${as.libraryId ?? ''}, false),
      set_config('app.user_id', ${as.userId ?? ''}, false)`.execute(connection);
    return work(connection);
  });
}

/**
 * Runs a long read, such as an export that is sent while it is made, in a read-only transaction with one consistent
 * snapshot. It uses a connection of its own, taken when the first piece is requested and returned after the last piece
 * or when the client leaves.
 */
export async function* atOneMoment<T>(ctx: Ctx, db: Db, read: (ctx: Ctx) => AsyncGenerator<T>): AsyncGenerator<T> {
  const moment = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  const until = performance.now() + WHOLE_READING;
  try {
    await sql`select set_config('app.library_id', ${ctx.library.id}, true), set_config('app.user_id', '', true),
      set_config('idle_in_transaction_session_timeout', ${String(BETWEEN_PIECES)}, true)`.execute(moment);
    for await (const piece of read({ ...ctx, db: moment })) {
      yield piece;
      if (performance.now() > until) throw new Error('a file was read too slowly');
    }
  } finally {
    await moment.rollback().execute();
  }
}

/**
 * In milliseconds. Longer than stream.ts lets a client wait before it takes the next piece, so that our own error comes
 * before the database's.
 */
const BETWEEN_PIECES = 90_000;
/** Milliseconds for a whole file, so that a client who reads very slowly cannot hold a connection for ever. */
const WHOLE_READING = 900_000;

/**
 * Runs `work` in a transaction, so that the change, its line in the history and its mail are written together or not at
 * all. Joins the transaction that is already open, if there is one.
 */
export async function inTransaction<C extends HostCtx, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx);
  try {
    return await ctx.db.transaction().execute((db) => work({ ...ctx, db }));
  } catch (error) {
    throw belongsToNobody(error) ? new NotFound() : error;
  }
}

/**
 * True when a foreign key failed because the row it refers to was merged away or removed after the verb had looked it
 * up.
 */
function belongsToNobody(error: unknown): boolean {
  const { code, table, detail } = error as { code?: string; table?: string; detail?: string };
  const missing = /"(\w+)"\W*$/.exec(detail ?? '')?.[1];
  // Deleting a row that others still refer to has the same code. Then the detail names the referring table, which is
  // also `table`; for a missing row it names the table that lacks it.
  return code === '23503' && missing !== undefined && missing !== table;
}

export type RowOf<T extends keyof DB> = Insertable<DB[T]>;
