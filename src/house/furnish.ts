/** What every door of one running app shares, and how it is put together: by the app at start, or by a test. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Assets } from './assets.ts';
import type { ImportLimits } from './env.ts';
import type { Lending } from './lending.ts';
import type { Log } from './log.ts';
import { Readers } from './readers.ts';
import { Turns } from './turns.ts';

export type Limits = Record<'signIn' | 'account' | 'code' | 'mail' | 'files' | 'hsds', RateLimiterMemory>;

/** What the whole app shares: made once at start, or by a test. */
export type House = {
  /** The only way to a connection. */
  lending: Lending;
  log: Log;
  assets: Assets;
  now: () => Date;
  /** The address people reach us at, without a slash at the end. */
  baseUrl: string;
  secure: boolean;
  sessionCookie: string;
  mailIsSent: boolean;
  /** Opens the set-up page while there is no library; printed in the log. */
  setupToken: string;
  clientAddress: (c: Context) => string;
  limits: Limits;
  readers: Readers;
  turns: Turns;
  /** How much a file may bring. */
  imports: ImportLimits;
  demo: boolean;
};

type Given = Pick<House, 'lending' | 'log' | 'assets' | 'baseUrl' | 'mailIsSent' | 'setupToken' | 'demo'> & {
  now?: () => Date;
  trustedProxies?: number;
  patience?: number;
  /** How many connections are lent. */
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
      hsds: limiter(120, 60),
    },
    readers: new Readers(given.connections ?? 16),
    turns: new Turns(),
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
