/**
 * Puts the house together from its configuration: the database, and then what this process is there for: pages, work,
 * or both (COMMON_TABLE_ROLE).
 */
import pg from 'pg';
import { type Database, newestMigration, openDatabase } from './database.ts';
import { readAssets } from './house/assets.ts';
import { browserBuild } from './house/data.ts';
import { openPool, WEB } from './house/db.ts';
import { type Env, importLimits, mailboxOf } from './house/env.ts';
import { furnish, type House } from './house/furnish.ts';
import { Lending } from './house/lending.ts';
import { type Log, openLog } from './house/log.ts';
import { Metrics, serveMetrics } from './house/metrics.ts';
import { PreparingClient } from './house/prepared.ts';
import { Standby } from './house/standby.ts';
import { openPostman } from './house/work/postman.ts';
import { addressOf, closeServer, listen } from './listen.ts';
import { newSetupToken } from './rooms/accounts/setup-tokens.ts';
import { buildApp } from './server.ts';
import { startWorker } from './worker.ts';

/** `address` is null for a process that only works; `setupToken` unless there is a library. */
export type Running = {
  address: string | null;
  database: Database;
  setupToken: string | null;
  stop: () => Promise<void>;
};

/** In this order: nobody is let in, then what was begun is ended, then what it all stood on goes. */
const ORDER = ['ready', 'door', 'figures', 'worker', 'house', 'database'] as const;
type Ends = Partial<Record<(typeof ORDER)[number], () => unknown>>;

export async function start(env: Env): Promise<Running> {
  const log = openLog(env.COMMON_TABLE_LOG);
  const database = await openDatabase(env, log);
  const ends: Ends = { database: database.close };
  const stop = () => stopAll(ends, log);
  try {
    const metrics = env.COMMON_TABLE_METRICS_PORT === undefined ? null : new Metrics();
    const { house, close } = openHouse(env, { log, database, metrics });
    ends.house = close;
    ends.ready = () => Object.assign(house, { stopping: true });
    const role = env.COMMON_TABLE_ROLE;
    const address = role === 'worker' ? null : await open(env, house, ends);
    if (role !== 'web') ends.worker = await employ(env, { house, database, log });
    metrics?.watch({ lending: house.lending, worker: database.pool, db: database.db });
    if (metrics) ends.figures = await figuresOf(env, { metrics, log });
    const setupToken = address && (await newSetupToken({ db: database.db, now: new Date() }));
    return { address, database, setupToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One part that fails to stop does not keep the others. */
async function stopAll(ends: Ends, log: Log): Promise<void> {
  for (const part of ORDER) {
    try {
      await ends[part]?.();
    } catch (error) {
      log.error({ part, error: String(error) }, 'a part did not stop as it should');
    }
  }
}

async function figuresOf(env: Env, { metrics, log }: { metrics: Metrics; log: Log }): Promise<() => unknown> {
  const { port, stop } = await serveMetrics(metrics, env.COMMON_TABLE_METRICS_PORT ?? 0);
  log.info({ port }, 'figures are answered at /metrics, on this machine only');
  return stop;
}

type Parts = { log: Log; database: Database; metrics: Metrics | null };

/** What pages need, and the worker some of: its connections, limits and places. */
function openHouse(env: Env, { log, database, metrics }: Parts): { house: House; close: () => Promise<unknown> } {
  const connections = env.COMMON_TABLE_DB_CONNECTIONS;
  const Client = env.COMMON_TABLE_DB_PREPARE ? PreparingClient : pg.Client;
  const paged = { Client, pipeline: true, connectionTimeoutMillis: 5_000, max: connections + 1 };
  const pages = openPool({ ...database.server, ...paged });
  // Nobody may wait for a count, or for a look at the copy, longer than it is worth.
  const counters = openPool({ ...database.server, connectionTimeoutMillis: 2_000, query_timeout: 2_000, max: 2 });
  const copied = { ...paged, connectionString: env.DATABASE_READ_URL, query_timeout: WEB.statement_timeout + 5_000 };
  const copy = env.DATABASE_READ_URL ? openPool(copied) : null;
  const standby = copy && new Standby(copy, counters, { connections, log });
  void standby?.watch();
  const house = furnish({
    lending: new Lending(pages, connections, { newest: newestMigration() }),
    ...{ log, metrics, counters, connections, standby },
    assets: readAssets(browserBuild),
    baseUrl: addressOf(env, env.COMMON_TABLE_PORT),
    addressIsGiven: env.COMMON_TABLE_URL !== undefined,
    mailIsSent: env.SMTP_URL !== undefined,
    demo: env.COMMON_TABLE_DEMO,
    imports: importLimits(env),
    mailbox: mailboxOf(env),
    trustedProxies: env.COMMON_TABLE_TRUSTED_PROXIES,
  });
  const close = () => {
    standby?.stop();
    return Promise.all([pages, counters, copy].map((pool) => pool?.end()));
  };
  return { house, close };
}

/** Opens the door; resolves to the address. */
async function open(env: Env, house: House, ends: Ends): Promise<string> {
  const { server, address } = await listen(env, (baseUrl) => buildApp(Object.assign(house, { baseUrl })));
  ends.door = () => closeServer(server);
  return address;
}

type Employer = { house: House; database: Database; log: Log };

/** Resolves to what ends it. */
async function employ(env: Env, { house, database, log }: Employer): Promise<() => Promise<void>> {
  const postman = openPostman({ from: env.COMMON_TABLE_MAIL_FROM, baseUrl: house.baseUrl }, log, env.SMTP_URL);
  const worker = await startWorker({ pool: database.pool, db: database.db, postman, house }, log);
  return worker.stop;
}
