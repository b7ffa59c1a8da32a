/**
 * Finds the database, embedded or given, and brings its schema up to date. Several processes may do so at once: one
 * does it and the others wait.
 */
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { checkServer } from './house/check-server.ts';
import { migrationsFolder } from './house/data.ts';
import { type Db, openDb, openPool, upgrading, WORK, WORKERS } from './house/db.ts';
import { DATABASE, ROLE, runningOn, startEmbedded } from './house/embedded.ts';
import type { Env } from './house/env.ts';
import type { Log } from './house/log.ts';
import { migrate, readMigrations } from './house/migrate.ts';
import { prepareWork } from './house/work/worker.ts';
import { remakeKeys } from './keys.ts';
import { renewLibraries } from './open-library.ts';
import { work } from './worker.ts';

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
    if (options.migrate !== false) await bringUpToDate(pool, log);
    return { pool, db, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With connections that wait as long as it takes. */
async function bringUpToDate(pool: pg.Pool, log: Log): Promise<void> {
  const db = openDb(pool);
  await upgrading(db, async () => {
    const applied = await migrate(pool, readMigrations(migrationsFolder));
    if (applied.length > 0) log.info({ applied }, 'the database was brought up to date');
    await prepareWork({ pool, db }, work);
    await renewLibraries(db, new Date());
    await remakeKeys(db, new Date());
  });
}

/** Migrations that this program knows; a database with a later one belongs to a newer program. */
export const newestMigration = (): string => readMigrations(migrationsFolder).at(-1)?.name ?? '';

type Server = { server: pg.PoolConfig; stop: () => Promise<void> };

async function findServer(env: Env, log: Log, beside: boolean): Promise<Server> {
  if (env.DATABASE_URL) return { server: { connectionString: env.DATABASE_URL }, stop: async () => {} };
  const joined = (socket: string) => ({ server: own(socket), stop: async () => {} });
  if (env.COMMON_TABLE_ROLE !== 'all') return joined(await untilRunning(env));
  const running = beside ? await runningOn(env.COMMON_TABLE_DATA) : null;
  if (running) return joined(running);
  mkdirSync(env.COMMON_TABLE_DATA, { recursive: true });
  const onRestart = () => log.error('the embedded database ended unexpectedly and is started again');
  const embedded = await startEmbedded({ folder: env.COMMON_TABLE_DATA, onRestart });
  return { server: own(embedded.socket), stop: embedded.stop };
}

const own = (socket: string): pg.PoolConfig => ({ host: socket, user: ROLE, database: DATABASE });

/** Milliseconds that a process which joins another waits for it: they may have been started together. */
const TOGETHER = 30_000;

async function untilRunning({ COMMON_TABLE_DATA: folder, COMMON_TABLE_ROLE: role }: Env): Promise<string> {
  for (const until = Date.now() + TOGETHER; ; await sleep(100)) {
    const socket = await runningOn(folder);
    if (socket) return socket;
    if (Date.now() > until)
      throw new Error(
        `With COMMON_TABLE_ROLE=${role} this process joins the embedded database of another one, and none is running ` +
          `on the data folder ${folder}. Start that one first (COMMON_TABLE_ROLE=all), or set DATABASE_URL.`,
      );
  }
}
