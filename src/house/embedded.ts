/**
 * The embedded PostgreSQL: the native server that npm installed, run by the app in one data folder, on a Unix socket
 * only.
 * - PostgreSQL refuses to run as root, so root hands it to an unprivileged user id that nothing else uses.
 * - The app holds a lock (which the kernel drops with the process) so that one folder has one app.
 * - `setpriv --pdeathsig` stops the server with the app, even after kill -9. Without setpriv the next start stops it.
 * - A server that dies is started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  type ClusterPlace,
  command,
  createCluster,
  holdFolder,
  POSTGRES_UID,
  preparePlace,
  socketFolder,
} from './cluster.ts';
import { stopOrphan } from './orphans.ts';

export type Embedded = { socket: string; postmasterPid: () => number | undefined; stop: () => Promise<void> };
export type Options = {
  /** The folder that holds everything; made if it is not there. */
  folder: string;
  /** Settings for tests and experiments, e.g. { fsync: 'off' }. They come last, so they win. */
  settings?: Record<string, string>;
  onRestart?: () => void;
};

export const ROLE = 'common_table';
export const DATABASE = 'common_table';

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '220',
  shared_buffers: '256MB',
  random_page_cost: '1.1',
  jit: 'off',
  log_min_messages: 'warning',
  timezone: 'UTC',
};

/** Starts the server, with the app's database in it. Throws an Error with one plain sentence when that cannot be. */
export async function startEmbedded(options: Options): Promise<Embedded> {
  const place = await preparePlace(options.folder);
  const release = holdFolder(place);
  let server: Awaited<ReturnType<typeof keepRunning>> | undefined;
  try {
    await stopOrphan(place);
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) createCluster(place);
    server = await keepRunning(place, options);
    await createDatabase(place);
  } catch (error) {
    await server?.stop();
    release();
    throw error;
  }
  const { pid, stop } = server;
  return { socket: place.socket, postmasterPid: pid, stop: () => stop().then(release) };
}

/**
 * The socket of the server that an app is running on this folder right now; null when there is none. For the command
 * line beside the app.
 */
export async function runningOn(folder: string): Promise<string | null> {
  const socket = socketFolder(folder);
  const client = new pg.Client({ host: socket, user: ROLE, database: DATABASE });
  client.on('error', () => {});
  try {
    await client.connect();
    return socket;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}

async function keepRunning(
  place: ClusterPlace,
  options: Options,
): Promise<{ pid: () => number | undefined; stop: () => Promise<void> }> {
  let stopping = false;
  let server: ChildProcess;
  const start = async () => {
    server = spawnServer(place, options.settings);
    await untilReady(place, server);
    // Listens for the end only from here on: a server that never became ready must not restart itself, since its caller
    // tries again already.
    if (hasEnded(server)) throw new Error('The embedded database ended as soon as it was ready.');
    server.once('exit', () => {
      if (!stopping) void restart();
    });
  };
  const restart = async () => {
    options.onRestart?.();
    for (let delay = 50; !stopping; delay = Math.min(delay * 2, 5000)) {
      try {
        await stopOrphan(place);
        if (!stopping) await start();
        return;
      } catch {
        await sleep(delay);
      }
    }
  };
  await start();
  const stop = async () => {
    stopping = true;
    const ended = hasEnded(server) ? undefined : new Promise((done) => server.once('exit', done));
    server.kill('SIGINT');
    await ended;
  };
  return { pid: () => server.pid, stop };
}

const hasEnded = (server: ChildProcess) => server.exitCode !== null || server.signalCode !== null;

function spawnServer(place: ClusterPlace, extra: Record<string, string> = {}): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: place.socket, ...extra }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
  const [program, args] = command(place, {
    uid: POSTGRES_UID,
    program: place.bin.postgres,
    args: ['-D', place.cluster, ...settings],
  });
  const log = openSync(place.log, 'a', 0o600);
  return spawn(program, args, { stdio: ['ignore', log, log], cwd: '/' });
}

async function untilReady(place: ClusterPlace, server: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (hasEnded(server)) break;
    const client = new pg.Client({ host: place.socket, user: 'postgres', database: 'postgres' });
    client.on('error', () => {}); // the server may end at any moment; without a listener the app would end with it
    try {
      await client.connect();
      return;
    } catch {
      await sleep(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`The embedded database did not start; ${place.log} says why.`);
}

async function createDatabase(place: ClusterPlace): Promise<void> {
  const client = new pg.Client({ host: place.socket, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [ROLE]);
    if (role.rowCount === 0) await client.query(`create role ${ROLE} login nosuperuser nobypassrls nocreaterole`);
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLE}`);
  } finally {
    await client.end();
  }
}
