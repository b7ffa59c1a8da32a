/**
 * The processes of the bench: the built app with its database, and the limit's server. Each is remembered with its pid
 * until it has ended, so that a run which fails or is interrupted leaves nothing behind.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/house/data.ts';

export type App = {
  pid: number;
  postmaster: number;
  port: number;
  address: string;
  socket: string;
  serverLog: string;
  startMs: number;
  stop: () => Promise<void>;
};

/** Something that listens on the loopback. */
export type Target = { port: number };
export type Limit = Target & { stop: () => Promise<void> };

const running = new Set<ChildProcess>();
let closing = false;

/**
 * Starts the built program on a data folder, as a host would; `nodeOptions` are for the profiler. Ready when it says
 * that it is open.
 */
export async function startApp(folder: string, nodeOptions: string[] = []): Promise<App> {
  const began = performance.now();
  const env = { ...ownEnvironment(), COMMON_TABLE_DATA: folder, COMMON_TABLE_PORT: '0', COMMON_TABLE_LOG: 'fatal' };
  const child = spawn(process.execPath, [...nodeOptions, join(root, 'bin/commontable'), 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  remember(child);
  const address = await saidAddress(child);
  const startMs = performance.now() - began;
  const postmaster = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const places = { socket: join(folder, 'run'), serverLog: join(folder, 'postgres.log') };
  return {
    pid: child.pid ?? 0,
    postmaster,
    port: Number(new URL(address).port),
    address,
    ...places,
    startMs,
    stop: () => end(child),
  };
}

/** The environment without settings of Common Table that the shell of the bench may have: they are not for this app. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(COMMON_TABLE_|DATABASE_URL|SMTP_URL|NODE_OPTIONS)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function saidAddress(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((done, fail) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const match = /is open at (http:\S+)/.exec(said);
      if (match?.[1]) done(match[1]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => fail(new Error(`The app ended before it was open. It said: ${said}`)));
  });
}

/** Starts `limit.ts` with what was recorded (a JSON file) on the same database. */
export async function startLimit(recordings: string, socket: string): Promise<Limit> {
  const child = fork(new URL('limit.ts', import.meta.url).pathname, [recordings, socket], { env: ownEnvironment() });
  remember(child);
  const [port] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The limit ended before it was open.'))),
  ]);
  return { port, stop: () => end(child) };
}

/** An interrupted run goes on until its next step fails; what it starts meanwhile ends at once. */
function remember(child: ChildProcess): void {
  if (closing) child.kill('SIGKILL');
  running.add(child);
  child.once('exit', () => running.delete(child));
}

export async function endAll(): Promise<void> {
  closing = true;
  await Promise.all([...running].map(end));
}

/** Asks to stop, and after 15 seconds no longer asks: the database goes with the app. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(late);
}
