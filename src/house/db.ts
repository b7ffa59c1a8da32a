/**
 * One pool, and one way to use it: a transaction in which is said whose rows may be seen (`borrow`, `atOneMoment`; a
 * page's is begun by `answering`). Row-level security reads that, and it ends with the transaction
 * (docs/decisions/002-tenancy.md).
 */
import { type Insertable, Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Ctx, HostCtx, LibraryId, UserId } from './ctx.ts';
import { NotFound } from './errors.ts';
import type { DB } from './tables.ts';
import { HouseDialect, type Limits, type Ways } from './transactions.ts';

export type Db = Kysely<DB>;
export type { DB };

// Dates stay the text they are (YYYY-MM-DD): a calendar day has no time zone. Counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * What a page may take, in milliseconds.
 * - While a statement runs, the server looks every second whether whoever asked is still connected.
 * - It waits for a lock only so long: behind one list that is written, all who edit its rows would otherwise hold their
 * connections.
 * - A statement that takes half a minute is answered to nobody any more.
 * - A transaction in which nothing is asked for a minute: its page has stopped. The longest that think in between are
 * the dry runs of long lists.
 */
export const WEB = {
  client_connection_check_interval: 1_000,
  lock_timeout: 3_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
} satisfies Limits;
/**
 * For the worker and the host's commands. Nobody waits at a page, and a load of the catalogue has statements of
 * minutes; but what hangs ends.
 */
export const WORK = { lock_timeout: 60_000, idle_in_transaction_session_timeout: 900_000 } satisfies Limits;
/**
 * Connections of the worker: two for a list that is brought in and for one that is taken back, each with how far it is,
 * two for the queue and what ends in it, ending what somebody has left, and one to spare.
 */
export const WORKERS = 8;

export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, ...config });
  // An idle connection that dies (the database restarted) must not end the app; the next query takes a new one.
  pool.on('error', () => {});
  // One that dies while a request holds it fails that request; without a listener it, too, would end the app.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export const openDb = (pool: pg.Pool, ways: Ways = {}): Db => new Kysely<DB>({ dialect: new HouseDialect(pool, ways) });

/** Whose rows may be seen: a library's and a person's, or nobody's. */
export type As = { libraryId: LibraryId | null; userId?: UserId | null };

/** Says it to the database, until the transaction ends: a part of a `select`. */
export const seenBy = ({ libraryId, userId }: As) => sql`set_config('app.library_id', ${libraryId ?? ''}, true),
  set_config('app.user_id', ${userId ?? ''}, true)`;

/** Runs `work` in one transaction, as this library (and person); null for none. */
export function borrow<T>(db: Db, as: As, work: (db: Db) => Promise<T>): Promise<T> {
  return answering(db, 'read write', async (db) => {
    await sql`select ${seenBy(as)}`.execute(db);
    return work(db);
  });
}

/**
 * One transaction for all that answers one request: in it a verb's own transaction is a savepoint (`inTransaction`), so
 * that what a verb refuses leaves nothing and the page can still be read. As nobody, until `work` has found out who
 * asks.
 */
export function answering<T>(db: Db, mode: 'read only' | 'read write', work: (db: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setAccessMode(mode)
    .execute((db) => {
      outer.add(db);
      return work(db);
    });
}
const outer = new WeakSet<Db>();

const UPGRADE = 8_271_302; // any number that is always the same

/** One process upgrades and the others wait. The transaction holds only the lock; the work has its own connections. */
export const upgrading = <T>(db: Db, work: () => Promise<T>): Promise<T> =>
  borrow(db, { libraryId: null }, async (lock) => {
    await sql`select set_config('idle_in_transaction_session_timeout', '0', true)`.execute(lock);
    await sql`select pg_advisory_xact_lock(${UPGRADE})`.execute(lock);
    return work();
  });

/**
 * Runs a long read, such as an export that is sent while it is made, in a read-only transaction with one consistent
 * snapshot. It uses a connection of its own, taken when the first piece is requested and returned after the last piece
 * or when the client leaves.
 */
export async function* atOneMoment<T>(ctx: Ctx, db: Db, read: (ctx: Ctx) => AsyncGenerator<T>): AsyncGenerator<T> {
  const moment = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  const until = performance.now() + WHOLE_READING;
  try {
    await sql`select ${seenBy({ libraryId: ctx.library.id })},
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
 * all. Joins that of another verb, if there is one.
 */
export async function inTransaction<C extends HostCtx, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction && !outer.has(ctx.db)) return work(ctx);
  const inside = (db: Db) => work({ ...ctx, db });
  try {
    return await (outer.has(ctx.db) ? inSavepoint(ctx.db, inside) : ctx.db.transaction().execute(inside));
  } catch (error) {
    throw belongsToNobody(error) ? new NotFound() : error;
  }
}

/** Constraints that wait for the end are looked at here: later nobody could say which verb has broken them. */
async function inSavepoint<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  await sql`savepoint verb`.execute(db);
  try {
    // Another handle on the same transaction, in which further verbs join this one.
    const done = await work(db.withoutPlugins());
    await sql`set constraints all immediate; release savepoint verb`.execute(db);
    return done;
  } catch (error) {
    // A connection that broke has nothing to go back on, and `error` says so.
    await sql`rollback to savepoint verb; release savepoint verb`.execute(db).catch(() => {});
    throw error;
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
