/**
 * Rate limits, for all processes together: in the database, on connections of their own and outside any transaction, so
 * that a try counts even when the request fails. While the database does not answer, each process counts for itself.
 */
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { hashOf } from './ids.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Each limit: number of tries, and the seconds after which they are available again. "Here" counts one account from one
 * address, so that somebody elsewhere cannot lock a person out.
 */
export const COUNTERS = {
  passwordHere: [10, 15 * MINUTE],
  /** One account from all addresses, and one address for all accounts: wide, against many who try a little. */
  passwordAccount: [100, HOUR],
  passwordAddress: [60, 15 * MINUTE],
  /** One account on a device that knows it, or in a session of its own. */
  passwordDevice: [10, 15 * MINUTE],
  codeDevice: [10, 15 * MINUTE],
  codeHere: [10, 15 * MINUTE],
  codeAccount: [50, HOUR],
  codeAddress: [20, 5 * MINUTE],
  resetDevice: [5, 15 * MINUTE],
  resetHere: [5, 15 * MINUTE],
  resetAccount: [20, HOUR],
  resetAddress: [20, 15 * MINUTE],
  joinHere: [5, 15 * MINUTE],
  joinAddress: [30, 15 * MINUTE],
  keptForms: [20, 5 * MINUTE],
  setup: [10, 5 * MINUTE],
  files: [60, MINUTE],
  /** Lists to bring in, by person and by library. */
  uploads: [10, MINUTE],
  libraryUploads: [30, MINUTE],
  hsds: [120, MINUTE],
  /** How often calendar programs ask one feed. */
  feeds: [60, HOUR],
  /** What is pressed on the page of one guest link, and on all of them from one address. */
  guestLink: [30, HOUR],
  guestAddress: [60, 15 * MINUTE],
} as const;
export type CounterName = keyof typeof COUNTERS;

/** No more tries for now. A door says how long, in words and in Retry-After. */
export class TooMany extends Error {
  override name = 'TooMany';
  readonly seconds: number;
  constructor(seconds: number) {
    super(`Too many tries; wait ${seconds} s`);
    this.seconds = seconds;
  }
}

export type Counters = {
  /** Counts a try; throws TooMany when there are none left. */
  take: (name: CounterName, key: string) => Promise<void>;
  /** Gives a try back when it turned out to be right. */
  giveBack: (name: CounterName, key: string) => Promise<void>;
};

type Wishes = { patience?: number | undefined; pool?: pg.Pool | undefined };

/**
 * `patience` multiplies the points, for tests that sign in often. Without a pool the counts are this process's own.
 * Keys are hashed: what is counted is people's addresses, which nobody has to keep.
 */
export function openCounters({ patience = 1, pool }: Wishes = {}): Counters {
  const kept = new Map(
    Object.entries(COUNTERS).map(([name, [points, duration]]) => {
      const limit = { keyPrefix: name, points: points * patience, duration };
      return [name as CounterName, pool ? shared(pool, limit) : new RateLimiterMemory(limit)];
    }),
  );
  return {
    take: async (name, key) => {
      await kept.get(name)?.consume(hidden(key)).catch(refuse);
    },
    giveBack: async (name, key) => {
      await kept.get(name)?.reward(hidden(key), 1);
    },
  };
}

const hidden = (key: string) => hashOf(key).toString('base64url');

/** Its statements are sent without the names it gives them, for poolers that know no prepared statements. */
const shared = (pool: pg.Pool, limit: { keyPrefix: string; points: number; duration: number }) =>
  new RateLimiterPostgres({
    ...limit,
    storeClient: { query: ({ text, values }: pg.QueryConfig) => pool.query(text, values) },
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    insuranceLimiter: new RateLimiterMemory(limit),
  });

function refuse(refused: RateLimiterRes | Error): never {
  if (refused instanceof Error) throw refused;
  throw new TooMany(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
}
