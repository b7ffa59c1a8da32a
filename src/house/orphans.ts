/**
 * What a killed app or server leaves behind in a data folder: processes to end and files to remove before a new server
 * can start.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

type Cluster = { cluster: string; socket: string };

/** A server left over from a killed app (or a stale pid file) is ended before a new one starts. */
export async function stopOrphan(place: Cluster): Promise<void> {
  const pidFile = join(place.cluster, 'postmaster.pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  if (isOurs(pid, place)) {
    signal(pid, 'SIGINT');
    for (let waited = 0; isOurs(pid, place); waited += 20) {
      if (waited > 10_000) signal(pid, 'SIGQUIT');
      if (waited > 15_000) throw new Error(`The database process ${pid} of an earlier run does not end.`);
      await sleep(20);
    }
  }
  for (const orphan of orphanBackends(place)) signal(orphan, 'SIGKILL');
  while (orphanBackends(place).length > 0) await sleep(20);
  // We hold the folder's lock and no such server runs: these are only what a kill left behind.
  for (const stale of [pidFile, join(place.socket, '.s.PGSQL.5432'), join(place.socket, '.s.PGSQL.5432.lock')])
    rmSync(stale, { force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in the meantime.
  }
}

/**
 * The backends of a killed server. One that is running a query notices only at its end, and no new server can start
 * before. On Linux they are found by their working folder and killed; on other systems the start waits for them.
 */
function orphanBackends(place: Cluster): number[] {
  if (!existsSync('/proc/self/cwd') || !existsSync(place.cluster)) return [];
  const cluster = realpathSync(place.cluster);
  const pids = readdirSync('/proc').map(Number);
  return pids.filter(
    (pid) => pid > 1 && workingFolder(pid) === cluster && readCommandLine(pid).startsWith('postgres: '),
  );
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function isOurs(pid: number, place: Cluster): boolean {
  if (!Number.isInteger(pid) || pid < 2) return false;
  const shown = existsSync('/proc/self/cmdline')
    ? readCommandLine(pid)
    : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return shown.includes('postgres') && shown.includes(place.cluster);
}

function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
