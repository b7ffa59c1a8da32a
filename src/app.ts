/**
 * Puts the house together from its configuration: the database (embedded or given), its schema, the mail, the HTTP
 * server, the worker.
 */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { ServerType } from '@hono/node-server';
import { serve } from '@hono/node-server';
import pg from 'pg';
import { readAssets } from './house/assets.ts';
import { checkServer } from './house/check-server.ts';
import { browserBuild, migrationsFolder } from './house/data.ts';
import { type Db, openDb, openPool, WORK, WORKERS } from './house/db.ts';
import { DATABASE, ROLE, runningOn, startEmbedded } from './house/embedded.ts';
import { type Env, importLimits } from './house/env.ts';
import { furnish, type House } from './house/furnish.ts';
import { newToken } from './house/ids.ts';
import { Lending } from './house/lending.ts';
import { type Log, openLog } from './house/log.ts';
import { Metrics, serveMetrics } from './house/metrics.ts';
import { migrate, readMigrations } from './house/migrate.ts';
import { PreparingClient } from './house/prepared.ts';
import { openPostman } from './house/work/postman.ts';
import { prepareWork } from './house/work/worker.ts';
import { remakeKeys } from './keys.ts';
import { renewLibraries } from './open-library.ts';
import { librariesExist } from './rooms/accounts/libraries.ts';
import { buildApp } from './server.ts';
import { startWorker, work } from './worker.ts';

/** The pool of the worker and of the host's commands, and how to reach the server for another. */
export type Database = { pool: pg.Pool; db: Db; server: pg.PoolConfig; close: () => Promise<void> };

/**
 * Opens the database and, unless told not to, brings its schema up to date. Refuses, with one sentence, a server that
 * would break a promise. With `beside`, for the command line, the embedded server of an app that is running is used as
 * well.
 */
export async function openDatabase(
  env: Env,
  log: Log,
  options: { migrate?: boolean; beside?: boolean } = {},
): Promise<Database> {
  const { server, stop } = await findServer(env, log, options.beside === true);
  const pool = openPool({ ...server, max: WORKERS });
  const db = openDb(pool, { limits: WORK });
  const close = async () => {
    await pool.end();
    await stop();
  };
  try {
    await checkServer(pool);
    if (options.migrate !== false) {
      const applied = await migrate(pool, readMigrations(migrationsFolder));
      if (applied.length > 0) log.info({ applied }, 'the database was brought up to date');
      await prepareWork({ pool, db }, work);
      await renewLibraries(db, new Date());
      await remakeKeys(db, new Date());
    }
    return { pool, db, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Server = { server: pg.PoolConfig; stop: () => Promise<void> };

async function findServer(env: Env, log: Log, beside: boolean): Promise<Server> {
  if (env.DATABASE_URL) return { server: { connectionString: env.DATABASE_URL }, stop: async () => {} };
  const own = (socket: string) => ({ host: socket, user: ROLE, database: DATABASE });
  const running = beside ? await runningOn(env.COMMON_TABLE_DATA) : null;
  if (running) return { server: own(running), stop: async () => {} };
  mkdirSync(env.COMMON_TABLE_DATA, { recursive: true });
  const onRestart = () => log.error('the embedded database ended unexpectedly and is started again');
  const embedded = await startEmbedded({ folder: env.COMMON_TABLE_DATA, onRestart });
  return { server: own(embedded.socket), stop: embedded.stop };
}

export type Running = { address: string; db: Db; setupToken: string | null; stop: () => Promise<void> };

export async function start(env: Env): Promise<Running> {
  const log = openLog(env.COMMON_TABLE_LOG);
  const assets = readAssets(browserBuild);
  const database = await openDatabase(env, log);
  const setupToken = newToken();
  const connections = env.COMMON_TABLE_DB_CONNECTIONS;
  const Client = env.COMMON_TABLE_DB_PREPARE ? PreparingClient : pg.Client;
  const wait = { connectionTimeoutMillis: 5_000 };
  const pages = openPool({ ...database.server, ...wait, Client, pipeline: true, max: connections + 1 });
  const closeDatabase = () => pages.end().then(database.close);
  const metrics = env.COMMON_TABLE_METRICS_PORT === undefined ? null : new Metrics();
  const { server, address, house } = await listen(env, (baseUrl) =>
    furnish({
      lending: new Lending(pages, connections),
      ...{ log, metrics, assets, baseUrl, setupToken },
      ...wishes(env),
    }),
  ).catch(async (error) => {
    await closeDatabase();
    throw error;
  });
  const postman = openPostman({ from: env.COMMON_TABLE_MAIL_FROM, baseUrl: address }, log, env.SMTP_URL);
  const worker = await startWorker({ pool: database.pool, db: database.db, postman, house }, log);
  metrics?.watch({ lending: house.lending, worker: database.pool, db: database.db });
  const figures = metrics && (await serveMetrics(metrics, env.COMMON_TABLE_METRICS_PORT ?? 0));
  if (figures) log.info({ port: figures.port }, 'figures are answered at /metrics, on this machine only');
  const stop = async () => {
    figures?.stop();
    await closeServer(server);
    await worker.stop();
    await closeDatabase();
  };
  const firstRun = !(await librariesExist({ db: database.db, now: new Date() }));
  return { address, db: database.db, setupToken: firstRun ? setupToken : null, stop };
}

/** What the host's settings say about the house. */
const wishes = (env: Env) => ({
  addressIsGiven: env.COMMON_TABLE_URL !== undefined,
  mailIsSent: env.SMTP_URL !== undefined,
  demo: env.COMMON_TABLE_DEMO,
  imports: importLimits(env),
  connections: env.COMMON_TABLE_DB_CONNECTIONS,
  trustedProxies: env.COMMON_TABLE_TRUSTED_PROXIES,
});

type Handler = { fetch: (request: Request) => Response | Promise<Response> };

/** Port 0 takes any free port; the address is known only then, so the app is built after listening. */
async function listen(
  env: Env,
  build: (baseUrl: string) => House,
): Promise<{ server: ServerType; address: string; house: House }> {
  let app: Handler | null = null;
  const fetch = (request: Request, ...rest: unknown[]) =>
    (app as { fetch: (...all: unknown[]) => Response }).fetch(request, ...rest);
  const server = serve({ fetch, hostname: env.COMMON_TABLE_HOST, port: env.COMMON_TABLE_PORT });
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${env.COMMON_TABLE_PORT} is taken by another program. Set COMMON_TABLE_PORT to a free one.`);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : env.COMMON_TABLE_PORT;
  const address = (
    env.COMMON_TABLE_URL ??
    `http://${env.COMMON_TABLE_HOST === '127.0.0.1' ? 'localhost' : env.COMMON_TABLE_HOST}:${port}`
  ).replace(/\/$/, '');
  const house = build(address);
  app = buildApp(house);
  return { server, address, house };
}

/** Lets requests under way finish, for at most five seconds. */
async function closeServer(server: ServerType): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 5000);
  await closed;
  clearTimeout(late);
}
