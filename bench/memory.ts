/**
 * How much memory the app and its database hold, from /proc (elsewhere unknown). PostgreSQL's processes share their
 * buffers, so a sum of their RSS would count those once a process; the proportional set size counts them once in all.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { App } from './processes.ts';

/** In MiB; null where there is no /proc. */
export type Memory = { app: number | null; postgres: number | null };

export function memoryOf(app: App): Memory {
  try {
    const family = [app.postmaster, ...childrenOf(app.postmaster)];
    return {
      app: field(`/proc/${app.pid}/status`, 'VmRSS'),
      postgres: family.reduce((sum, pid) => sum + proportional(pid), 0),
    };
  } catch {
    return { app: null, postgres: null };
  }
}

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);

function parentOf(pid: string): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return null; // it ended meanwhile
  }
}

function proportional(pid: number): number {
  try {
    return field(`/proc/${pid}/smaps_rollup`, 'Pss');
  } catch {
    return 0;
  }
}

function field(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
}
