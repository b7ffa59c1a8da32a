/**
 * Rate limits. Callers use `take`; how the counts are stored is hidden behind it. They are kept in the memory of this
 * process and outside any transaction, so that a try counts even when the request fails.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

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

/** `patience` multiplies the points, for tests that sign in often. */
export function openCounters(patience = 1): Counters {
  const kept = new Map(
    Object.entries(COUNTERS).map(([name, [points, duration]]) => [
      name as CounterName,
      new RateLimiterMemory({ points: points * patience, duration }),
    ]),
  );
  return {
    take: async (name, key) => {
      await kept.get(name)?.consume(key).catch(refuse);
    },
    giveBack: async (name, key) => {
      await kept.get(name)?.reward(key, 1);
    },
  };
}

function refuse(refused: RateLimiterRes | Error): never {
  if (refused instanceof Error) throw refused;
  throw new TooMany(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
}
