/** What every door of one running app shares, and how it is put together: by the app at start, or by a test. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Assets } from './assets.ts';
import type { Db } from './db.ts';
import type { ImportLimits } from './env.ts';
import type { Log } from './log.ts';
import { Places } from './places.ts';

export type Limits = Record<'signIn' | 'account' | 'code' | 'mail' | 'files' | 'uploads' | 'libraryUploads' | 'hsds', RateLimiterMemory>;

/** What the whole app shares: made once at start, or by a test. */
export type House = {
  db: Db;
  log: Log;
  assets: Assets;
  now: () => Date;
  /** The address people reach us at, without a slash at the end. */
  baseUrl: string;
  /** Whether that address was given to us; otherwise any name that leads here is ours. */
  addressIsGiven: boolean;
  secure: boolean;
  sessionCookie: string;
  mailIsSent: boolean;
  /** Opens the set-up page while there is no library; printed in the log. */
  setupToken: string;
  clientAddress: (c: Context) => string;
  limits: Limits;
  /** Who is sent a long file holds a connection to the database until its last byte: a few may, so that pages always find one. */
  readers: Places;
  /** Files on their way in: their bytes are in memory. */
  bodies: Places;
  /** Lists that are being read, each in a thread of its own. */
  reading: Places;
  /** How much a file may bring. */
  imports: ImportLimits;
  demo: boolean;
};

type Given = Pick<House, 'db' | 'log' | 'assets' | 'baseUrl' | 'mailIsSent' | 'setupToken' | 'demo'> & {
  now?: () => Date;
  addressIsGiven?: boolean;
  trustedProxies?: number;
  patience?: number;
  /** The size of the pool. */
  connections?: number;
  imports?: ImportLimits;
};

/** `patience` multiplies the rate limits, for tests that sign in often. */
export function furnish(given: Given): House {
  const secure = given.baseUrl.startsWith('https:');
  const limiter = (points: number, duration: number) => new RateLimiterMemory({ points: points * (given.patience ?? 1), duration });
  const { trustedProxies = 0 } = given;
  return {
    ...given,
    imports: given.imports ?? { fileBytes: 20_000_000, unpackedBytes: 200_000_000, rows: 50_000 },
    now: given.now ?? (() => new Date()),
    addressIsGiven: given.addressIsGiven ?? true,
    secure,
    // Browsers take a __Host- cookie only over https; a plain http address is for trying out on one's own machine.
    sessionCookie: secure ? '__Host-session' : 'session',
    clientAddress: (c) => addressOf(c, trustedProxies),
    limits: {
      signIn: limiter(20, 60),
      account: limiter(10, 300),
      code: limiter(10, 300),
      mail: limiter(5, 300),
      files: limiter(60, 60),
      uploads: limiter(10, 60),
      libraryUploads: limiter(30, 60),
      hsds: limiter(120, 60),
    },
    readers: new Places({ each: 2, inAll: Math.max(1, Math.floor((given.connections ?? 16) / 4)) }),
    bodies: new Places({ each: 5, inAll: 8 }),
    reading: new Places({ each: 2, inAll: 2 }),
  };
}

/** With n trusted proxies the client is the n-th from the right of X-Forwarded-For; what stands further left anyone can write. */
function addressOf(c: Context, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
    return hops.at(-trustedProxies) || 'unknown';
  }
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
