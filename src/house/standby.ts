/**
 * A copy of the database that follows it (a hot standby, DATABASE_READ_URL) answers those who only read. Who asks is
 * always found out at the database itself. A person who has just written reads there too, until the copy has what they
 * wrote; a copy that is away, is late, or follows nobody any more is left out until it is well again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { type As, answering, type Db, seenBy } from './db.ts';
import { asBusy } from './errors.ts';
import { type Borrower, Lending } from './lending.ts';
import type { Log } from './log.ts';

/** A place in the database's log, as PostgreSQL writes it: `16/B374D848`. */
type Position = string;

/** Milliseconds: between two looks, how far behind is late, and how long a look may take. */
const TIMES = { pause: 1_000, late: 5_000, patience: 2_000 };
type Times = typeof TIMES;

/** Positions to remember of one that stands still: the oldest says how late it is. */
const MOST = 600;

type Wishes = { connections: number; log: Log; times?: Times };

/** The copy does not have yet what this person wrote. */
class Behind extends Error {}

export class Standby {
  readonly #copy: pg.Pool;
  readonly #database: pg.Pool;
  readonly #lending: Lending;
  readonly #log: Log;
  readonly #times: Times;
  /** Where the database was, and when: what the copy has not reached yet. */
  #ahead: { at: number; position: bigint }[] = [];
  #well = false;
  /** Why it will never be asked, as it is set up. */
  #unfit = '';
  #stopped = false;

  /** `database` is what it follows. */
  constructor(copy: pg.Pool, database: pg.Pool, { connections, log, times }: Wishes) {
    this.#copy = copy;
    this.#database = database;
    this.#lending = new Lending(copy, connections);
    this.#log = log;
    this.#times = times ?? TIMES;
  }

  /** Whether it is asked. */
  get isWell(): boolean {
    return this.#well;
  }

  /** Looks at it again and again, until `stop`. */
  async watch(): Promise<void> {
    while (!this.#stopped) {
      const well = await this.#look().catch(() => false);
      this.#well = well && !this.#stopped;
      await sleep(this.#times.pause, undefined, { ref: false });
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#well = false;
  }

  /** Where the database is now: what was committed before has this position or an earlier one. */
  async position(): Promise<Position> {
    const { rows } = await this.#database.query<{ at: Position }>('select pg_current_wal_lsn() as at');
    return rows[0]?.at ?? '0/0';
  }

  /** Reads there; undefined when it cannot be, and the database is to be asked. `since` is what it has to have. */
  async read<T>(
    borrower: Borrower,
    { as, since }: { as: As; since: Position | null },
    work: (db: Db) => Promise<T>,
  ): Promise<T | undefined> {
    if (!this.#well) return undefined;
    this.#lending.met(borrower.library ?? '');
    try {
      return await answering(this.#lending.to(borrower), 'read only', async (db) => {
        const { rows } = await sql<{ has: boolean }>`select pg_is_in_recovery()
          and pg_last_wal_replay_lsn() >= ${since ?? '0/0'}::pg_lsn as has, ${seenBy(as)}`.execute(db);
        if (!rows[0]?.has) throw new Behind();
        return await work(db);
      });
    } catch (error) {
      // The database would be as long about it.
      if (asBusy(error)?.why === 'slow') throw error;
      // Whatever else it was: reading changes nothing, and the database will say the same again if it is so.
      return undefined;
    }
  }

  async #look(): Promise<boolean> {
    const now = performance.now();
    const [at, has] = await this.#both();
    if (has === null) return false;
    this.#ahead = this.#ahead.filter(({ position }) => position > has);
    if (this.#ahead.length < MOST) this.#ahead.push({ at: now, position: at });
    return now - (this.#ahead[0]?.at ?? now) < this.#times.late;
  }

  /** Where the database is, and how far the copy has come; null when it follows nobody, or not this database. */
  async #both(): Promise<[bigint, bigint | null]> {
    const at = numberOf(await this.position());
    const look = { text: LOOK, query_timeout: this.#times.patience };
    const { rows } = await this.#copy.query<Looked>(look);
    const { rows: own } = await this.#database.query<{ system: string }>(SYSTEM);
    const [found] = rows;
    this.#say(
      found?.mighty
        ? 'its role passes row-level security'
        : found?.system !== own[0]?.system
          ? 'it copies another database'
          : '',
    );
    return [at, found?.has && !this.#unfit ? numberOf(found.has) : null];
  }

  #say(unfit: string): void {
    if (unfit && unfit !== this.#unfit) this.#log.error({ why: unfit }, 'the copy (DATABASE_READ_URL) is not asked');
    this.#unfit = unfit;
  }
}

const SYSTEM = 'select system_identifier::text as system from pg_control_system()';
const LOOK = `select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end as has,
  (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as mighty,
  (${SYSTEM}) as system`;
type Looked = { has: Position | null; mighty: boolean; system: string };

function numberOf(position: Position): bigint {
  const [high = '0', low = '0'] = position.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/** The position in a cookie, which is the visitor's to change. */
export const positionIn = (text: string | undefined): Position | null =>
  /^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/.exec(text ?? '')?.[0] ?? null;
