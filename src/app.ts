/**
 * Puts the house together from its configuration: the database, and then what this process is there for: pages, work,
 * or both (COMMON_TABLE_ROLE).
 */
import pg from 'pg';
import { type Database, newestMigration, openDatabase } from './database.ts';
import { readAssets } from './house/assets.ts';
import { browserBuild } from './house/data.ts';
import { type Db, openPool } from './house/db.ts';
import { type Env, importLimits } from './house/env.ts';
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
  db: Db;
  setupToken: string | null;
  stop: () => Promise<void>;
};

export async function start(env: Env): Promise<Running> {
  const log = openLog(env.COMMON_TABLE_LOG);
  const database = await openDatabase(env, log);
  const metrics = env.COMMON_TABLE_METRICS_PORT === undefined ? null : new Metrics();
  const stops: (() => unknown)[] = [database.close];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const { house, pools } = openHouse(env, { log, database, metrics });
    stops.push(...pools.map((pool) => () => pool.end()), () => house.standby?.stop());
    const role = env.COMMON_TABLE_ROLE;
    const address = role === 'worker' ? null : await open(env, house, stops);
    if (role !== 'web') await employ(env, { house, database, log, stops });
    metrics?.watch({ lending: house.lending, worker: database.pool, db: database.db });
    const figures = metrics && (await serveMetrics(metrics, env.COMMON_TABLE_METRICS_PORT ?? 0));
    if (figures) {
      stops.push(figures.stop);
      log.info({ port: figures.port }, 'figures are answered at /metrics, on this machine only');
    }
    const setupToken = address && (await newSetupToken({ db: database.db, now: new Date() }));
    return { address, database, db: database.db, setupToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Parts = { log: Log; database: Database; metrics: Metrics | null };

/** What pages need, and the worker some of: its connections, limits and places. */
function openHouse(env: Env, { log, database, metrics }: Parts): { house: House; pools: pg.Pool[] } {
  const connections = env.COMMON_TABLE_DB_CONNECTIONS;
  const Client = env.COMMON_TABLE_DB_PREPARE ? PreparingClient : pg.Client;
  const paged = { Client, pipeline: true, connectionTimeoutMillis: 5_000, max: connections + 1 };
  const pages = openPool({ ...database.server, ...paged });
  const counters = openPool({ ...database.server, connectionTimeoutMillis: 2_000, max: 2 });
  const copy = env.DATABASE_READ_URL && openPool({ ...paged, connectionString: env.DATABASE_READ_URL });
  const standby = copy ? new Standby(copy, counters, { connections }) : null;
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
    trustedProxies: env.COMMON_TABLE_TRUSTED_PROXIES,
  });
  return { house, pools: [counters, pages, ...(copy ? [copy] : [])] };
}

/** Opens the door; resolves to the address. */
async function open(env: Env, house: House, stops: (() => unknown)[]): Promise<string> {
  const { server, address } = await listen(env, (baseUrl) => buildApp(Object.assign(house, { baseUrl })));
  stops.push(() => {
    house.stopping = true;
    return closeServer(server);
  });
  return address;
}

type Employer = { house: House; database: Database; log: Log; stops: (() => unknown)[] };

async function employ(env: Env, { house, database, log, stops }: Employer): Promise<void> {
  const postman = openPostman({ from: env.COMMON_TABLE_MAIL_FROM, baseUrl: house.baseUrl }, log, env.SMTP_URL);
  const worker = await startWorker({ pool: database.pool, db: database.db, postman, house }, log);
  stops.push(worker.stop);
}
