/**
 * One PostgreSQL for the run (embedded, or the server of DATABASE_URL) and in it one migrated template; every worker
 * gets a copy.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { migrationsFolder, root } from '../src/house/data.ts';
import { openDb, openPool } from '../src/house/db.ts';
import { DATABASE, ROLE, startEmbedded } from '../src/house/embedded.ts';
import { migrate, readMigrations } from '../src/house/migrate.ts';
import { prepareWork } from '../src/house/work/worker.ts';
import { work } from '../src/worker.ts';

/**
 * Nothing of the tests has to survive a crash. Their tables hold a few rows that are there and thousands that were
 * rolled back; PostgreSQL, which counts neither, would read through them all.
 */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', enable_seqscan: 'off', max_connections: '100' };

export type TestServer = { admin: pg.ClientConfig; role: string; template: string };

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [{ admin, role, stop }, thread] = await Promise.all([openServer(), buildThread()]);
  process.env.BUILT_THREAD = thread;
  const template = process.env.DATABASE_URL ? `common_table_template_${process.pid}` : DATABASE;
  const client = new pg.Client(admin);
  await client.connect();
  if (process.env.DATABASE_URL) await client.query(`create database ${template} owner ${role}`);
  await prepare({ ...admin, user: role, database: template });
  project.provide('server', { admin, role, template });
  return async () => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname like 'common_table_test_${process.pid}_%'`,
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
    if (process.env.DATABASE_URL) await client.query(`drop database ${template} with (force)`);
    await client.end();
    await stop();
  };
}

async function prepare(config: pg.ClientConfig): Promise<void> {
  // The server is stopped right after, and may be faster than a connection that takes its leave.
  const pool = openPool({ ...config, connectionString: undefined });
  await migrate(pool, readMigrations(migrationsFolder));
  await prepareWork({ pool, db: openDb(pool) }, work);
  await pool.end();
}

/** What is done in a thread of its own (src/thread.ts), built from the sources as they are now. */
async function buildThread(): Promise<string> {
  const outDir = join(root, '.cache/thread');
  const input = { thread: join(root, 'src/thread.ts') };
  await build({ root, logLevel: 'warn', build: { ssr: true, outDir, rolldownOptions: { input } } });
  return join(outDir, 'thread.js');
}

/** `admin` may create databases; the tests themselves connect as `role`, which row-level security binds. */
async function openServer(): Promise<{ admin: pg.ClientConfig; role: string; stop: () => Promise<void> }> {
  if (process.env.DATABASE_URL) {
    const url = new URL(process.env.DATABASE_URL);
    const host = url.searchParams.get('host') ?? url.hostname;
    const role = decodeURIComponent(url.username);
    const admin = {
      host,
      port: Number(url.port || 5432),
      user: role,
      password: decodeURIComponent(url.password),
      database: url.pathname.slice(1),
    };
    return { admin, role, stop: async () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'common-table-test-'));
  execFileSync('cp', ['-a', `${await preparedCluster()}/.`, folder]);
  const embedded = await startEmbedded({ folder, settings: SETTINGS });
  const stop = async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { admin: { host: embedded.socket, user: 'postgres', database: 'postgres' }, role: ROLE, stop };
}

/** The folder of a stopped server whose database is migrated, kept until a migration or a library changes. */
async function preparedCluster(): Promise<string> {
  const sources = [
    join(root, 'package-lock.json'),
    ...readdirSync(migrationsFolder).map((f) => join(migrationsFolder, f)),
  ];
  const hash = createHash('sha256');
  for (const file of sources.toSorted()) hash.update(file).update(readFileSync(file));
  const kept = join(root, '.cache/clusters', hash.digest('hex').slice(0, 16));
  if (existsSync(kept)) return kept;
  rmSync(dirname(kept), { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), 'common-table-test-'));
  const { socket, stop } = await startEmbedded({ folder, settings: SETTINGS });
  await prepare({ host: socket, user: ROLE, database: DATABASE });
  await stop();
  mkdirSync(dirname(kept), { recursive: true });
  execFileSync('cp', ['-a', folder, `${kept}.part`]);
  renameSync(`${kept}.part`, kept);
  rmSync(folder, { recursive: true });
  return kept;
}
