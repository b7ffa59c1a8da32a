/** What every door of one running app shares, and how it is put together: by the app at start, or by a test. */
import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type pg from 'pg';
import type { Assets } from './assets.ts';
import { type Counters, openCounters } from './counters.ts';
import type { ImportLimits } from './env.ts';
import type { Lending } from './lending.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { Places } from './places.ts';
import { Repeats } from './repeats.ts';
import type { Standby } from './standby.ts';
import type { Mailbox } from './work/mailbox.ts';

/** What the whole app shares: made once at start, or by a test. */
export type House = {
  /** Every database connection of a request is taken from here. */
  lending: Lending;
  log: Log;
  metrics: Metrics | null;
  assets: Assets;
  now: () => Date;
  /** The address people reach us at, without a slash at the end. */
  baseUrl: string;
  /** Whether the host configured that address; if not, a form is accepted from any host name that reaches the app. */
  addressIsGiven: boolean;
  secure: boolean;
  sessionCookie: string;
  deviceCookie: string;
  mailIsSent: boolean;
  /** Where e-mail comes in; null where the host has no such mailbox. */
  mailbox: Mailbox | null;
  /** The client address that rate limits count by; for IPv6 it is the /64 network. */
  clientAddress: (c: Context) => string;
  limits: Counters;
  /** A form that is sent twice waits for its first answer. */
  repeats: Repeats;
  /**
   * Limits how many long downloads run at once: each holds a database connection until its last byte, and pages must
   * always find one.
   */
  readers: Places;
  /** Limits how many uploads are received at once: their bytes are held in memory. */
  bodies: Places;
  /** Limits how many lists are read at once, each in a thread. */
  reading: Places;
  /** How much a file may bring. */
  imports: ImportLimits;
  demo: boolean;
  /** A copy of the database that answers those who only read. */
  standby: Standby | null;
  /** The process is about to end: it answers what is under way, and says so at /readyz. */
  stopping: boolean;
};

type Given = Pick<House, 'lending' | 'log' | 'assets' | 'baseUrl' | 'mailIsSent' | 'demo'> & {
  metrics?: Metrics | null;
  now?: () => Date;
  addressIsGiven?: boolean;
  trustedProxies?: number;
  patience?: number;
  standby?: Standby | null;
  mailbox?: Mailbox | null;
  /** Where tries are counted; in memory without it. */
  counters?: pg.Pool;
  /** How many connections are lent. */
  connections?: number;
  imports?: ImportLimits;
};

/** `patience` multiplies the rate limits, for tests that sign in often. */
export function furnish(given: Given): House {
  const secure = given.baseUrl.startsWith('https:');
  const { trustedProxies = 0 } = given;
  return {
    ...given,
    stopping: false,
    standby: given.standby ?? null,
    mailbox: given.mailbox ?? null,
    metrics: given.metrics ?? null,
    imports: given.imports ?? { fileBytes: 20_000_000, unpackedBytes: 200_000_000, rows: 50_000 },
    now: given.now ?? (() => new Date()),
    addressIsGiven: given.addressIsGiven ?? true,
    secure,
    // Browsers take a __Host- cookie only over https; a plain http address is for trying out on one's own machine.
    sessionCookie: secure ? '__Host-session' : 'session',
    deviceCookie: secure ? '__Host-device' : 'device',
    clientAddress: (c) => networkOf(addressOf(c, trustedProxies)),
    limits: openCounters({ patience: given.patience, pool: given.counters }),
    repeats: new Repeats(),
    readers: new Places({ each: 2, inAll: Math.max(1, Math.floor((given.connections ?? 16) / 4)) }),
    bodies: new Places({ each: 5, inAll: 8 }),
    reading: new Places({ each: 2, inAll: 2 }),
  };
}

/**
 * With n trusted proxies the client is the n-th from the right of X-Forwarded-For; what stands further left anyone can
 * write.
 */
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

/**
 * An IPv6 address as its network of 64 bits: whoever has one of those addresses has them all. Anything else stays as it
 * is.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(bare)) return bare;
  const [head = [], tail] = bare.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...head, ...Array(Math.max(0, 8 - head.length - (tail?.length ?? 0))).fill('0'), ...(tail ?? [])];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
