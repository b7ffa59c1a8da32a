/**
 * The connections of pages and programs, lent by shares (shares.ts): no library holds more than half of them, whatever
 * it does and however often it is asked, and strangers who read its public directory not more than a quarter, so that
 * its own people come through. The worker and the host's commands have a pool of their own (app.ts): neither can take
 * the other's last connection.
 */
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Db, openDb, WEB } from './db.ts';
import { Busy } from './errors.ts';
import { Shares } from './shares.ts';
import type { Limits, Ways } from './transactions.ts';

export type Borrower = {
  /** The library's name in the address, before anybody knows whether it exists; null outside any library. */
  library: string | null;
  signal?: AbortSignal;
  /**
   * Whether to cancel the running query when the client disconnects. Only for reading. A write goes on, because its
   * commit may be under way, and who sends the same form again gets the first answer. Waiting for a connection ends for
   * both.
   */
  reading?: boolean;
  /** A stranger: they share what is lent of this library, and get less of it. */
  stranger?: boolean;
  /** Milliseconds to wait for a connection. */
  patience?: number;
};

/** About as long as a person waits for a page before pressing again. */
const PATIENCE = 4_000;
/**
 * Milliseconds without any connection given back, while somebody waits: more than any statement or lock may take
 * together.
 */
const STUCK = 45_000;
/** Milliseconds for the look whether the database answers. */
const LOOK = 2_000;

/** `newer`: another program has brought the database up to date with what this one does not know. */
export type State = 'ready' | 'silent' | 'newer';
type Wishes = { limits?: Limits; newest?: string };

export class Lending {
  readonly #pool: pg.Pool;
  readonly #connections: number;
  readonly #shares: Shares;
  readonly #ways: Ways;
  readonly #newest: string;
  readonly #met = new Set<string>();
  #looking: Promise<State> | null = null;

  /**
   * `connections` are lent at the same time; the pool should have one more, for `state`. `newest` is the latest
   * migration that this program knows.
   */
  constructor(pool: pg.Pool, connections: number, { limits = WEB, newest = '' }: Wishes = {}) {
    this.#pool = pool;
    this.#connections = connections;
    this.#shares = new Shares(connections);
    this.#newest = newest;
    this.#ways = { limits, pipelined: pool.options?.pipeline === true };
  }

  /** A database whose connections count for this borrower. Throws Busy when one is asked for and there is none. */
  to(borrower: Borrower): Db {
    const connect = () => this.#connect(borrower);
    const pool = { connect, end: async () => {}, options: this.#pool.options } as unknown as pg.Pool;
    return openDb(pool, this.#ways);
  }

  /**
   * A library that somebody was let into has a share of its own from then on; names that only were asked for have one
   * together.
   */
  met(slug: string): void {
    this.#met.add(slug);
  }

  /** How many connections are lent now, and how many requests wait for one. */
  get inUse(): number {
    return this.#shares.taken;
  }
  get waiting(): number {
    return this.#shares.waiting;
  }

  /** What a page would find at the database, without waiting behind the pages. */
  state(): Promise<State> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #connect({
    library,
    signal,
    reading = false,
    stranger = false,
    patience = PATIENCE,
  }: Borrower): Promise<pg.PoolClient> {
    const holder = library === null ? 'no library' : this.#met.has(library) ? `/${library}` : 'unknown';
    const upTo = Math.max(1, Math.floor(this.#connections / (stranger ? 4 : 2)));
    const leave = await this.#shares.enter(holder, { upTo, patience, signal });
    const client = await this.#pool.connect().catch((error) => {
      leave();
      throw new Busy('full', error);
    });
    return lent(client, leave, reading ? signal : undefined);
  }

  async #look(): Promise<State> {
    if (this.#shares.stuckFor > STUCK) return 'silent';
    const answer = this.#asks().catch(() => 'silent' as const);
    return Promise.race([answer, sleep(LOOK, 'silent' as const, { ref: false })]);
  }

  async #asks(): Promise<State> {
    const client = await this.#pool.connect();
    let broken = true;
    try {
      const { rows } = await client.query<{ newest: string }>('select max(name) as newest from migrations');
      broken = false;
      return this.#newest && (rows[0]?.newest ?? '') > this.#newest ? 'newer' : 'ready';
    } finally {
      client.release(broken);
    }
  }
}

/**
 * The pool's connection, which gives its place back with itself. When `signal` says that the one who asked has left, it
 * is closed, so that the server ends what it is doing for it (`client_connection_check_interval`).
 */
function lent(client: pg.PoolClient, leave: () => void, signal: AbortSignal | undefined): pg.PoolClient {
  const giveBack = client.release.bind(client);
  let closed = false;
  const left = () => {
    closed = true;
    // `end` would wait for what was sent on a pipelined connection.
    (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
  };
  signal?.addEventListener('abort', left);
  if (signal?.aborted) left();
  // The pool sets `release` anew each time it hands a connection out.
  client.release = (broken) => {
    signal?.removeEventListener('abort', left);
    giveBack(closed || broken);
    leave();
  };
  return client;
}
