/**
 * Runs the built program as a host would, in a data folder of its own. For the kill loop and for
 * test/program.test.ts.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export const root = join(import.meta.dirname, '../..');

export type Settings = Record<string, string>;
export type Ended = { code: number | null; out: string; err: string };
export type Program = {
  pid: number;
  /** All it has said so far on standard output. */
  out: () => string;
  /** … and on standard error. */
  err: () => string;
  /** The address it says it is open at; throws with what it said instead when it ends before that. */
  address: () => Promise<string>;
  ended: Promise<Ended>;
  hasEnded: () => boolean;
  kill: (signal: NodeJS.Signals) => Promise<Ended>;
};

/** The settings of whoever runs the tests must not reach the program under test. */
function environment(settings: Settings): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !/^(COMMON_TABLE_|DATABASE_URL|SMTP_URL)/.test(name));
  return { ...Object.fromEntries(own), ...settings };
}

export function run(args: string[], settings: Settings, input = ''): Program {
  const child = spawn(process.execPath, [join(root, 'bin/commontable'), ...args], {
    env: environment(settings),
    cwd: '/',
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  child.stdin.on('error', () => {}); // a program that is killed does not read on
  child.stdin.end(input);
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, out, err })));
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    address: () => openAddress(child, () => out, ended),
    ended,
    hasEnded: () => isOver(child),
    kill,
  };
}

async function openAddress(child: ChildProcess, out: () => string, ended: Promise<Ended>): Promise<string> {
  for (;;) {
    const address = /Common Table is open at (\S+)/.exec(out())?.[1];
    if (address) return address;
    if (isOver(child)) throw new Error(`The program ended instead of opening: ${JSON.stringify(await ended)}`);
    await sleep(10);
  }
}

const isOver = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** A port that was free a moment ago: a program that is started again and again keeps its address. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => done(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });
}

type Process = { pid: number; parent: number; line: string };

function processes(): Process[] {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, line]) => ({
    pid: Number(pid),
    parent: Number(parent),
    line: line ?? '',
  }));
}

export type Postgres = { postmaster: number; backends: number[]; all: number[] };

/** The database's processes; `app` is whose child the postmaster must be, so that nobody else's is ever killed. */
export function postgresOf(folder: string, app: number): Postgres {
  const postmaster = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const running = processes();
  const own = running.find((each) => each.pid === postmaster && each.parent === app && each.line.includes(folder));
  if (!own) throw new Error(`Process ${postmaster} is not the database of app ${app}.`);
  const children = running.filter((each) => each.parent === postmaster);
  const backends = children
    .filter((each) => each.line.startsWith('postgres: common_table common_table'))
    .map((each) => each.pid);
  return { postmaster, backends, all: [postmaster, ...children.map((each) => each.pid)] };
}

export function killAll(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

/** True while one of them is there; a process that has ended and waits for its parent to notice is not. */
export function anyAlive(pids: number[]): boolean {
  if (pids.length === 0) return false;
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pids.join(',')], { encoding: 'utf8' });
  return stdout.split('\n').some((state) => state.trim() !== '' && !state.startsWith('Z'));
}

/** Waits until the app says that it is ready, database and all. */
export async function untilReady(program: Program, address: string, limit = 30_000): Promise<void> {
  for (const started = performance.now(); performance.now() - started < limit; await sleep(25)) {
    if (program.hasEnded())
      throw new Error(`The program ended instead of becoming ready: ${(await program.ended).err}`);
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
  }
  throw new Error(`${address} was not ready within ${limit} ms.`);
}

/** Asks the embedded database as its superuser, past row-level security. */
export async function asSuperuser<T>(folder: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: join(folder, 'run'), user: 'postgres', database: 'common_table' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A visitor without script: keeps its cookies, also when the app moves to another port, and fills in the form that is
 * on the page.
 */
export class Browser {
  address: string;
  readonly #cookies = new Map<string, string>();

  constructor(address: string) {
    this.address = address;
  }

  /** The same person at another address of the app. */
  static at(address: string, other: Browser): Browser {
    const browser = new Browser(address);
    for (const [name, value] of other.#cookies) browser.#cookies.set(name, value);
    return browser;
  }

  async get(path: string): Promise<{ status: number; html: string }> {
    const answer = await this.#send(path, { method: 'GET' });
    return { status: answer.status, html: await answer.text() };
  }

  /** Opens the page and sends its form with these fields; the answer's status and where it leads. */
  async submit(path: string, fields: Record<string, string>): Promise<{ status: number; to: string }> {
    const { html } = await this.get(path);
    if (!html.includes('<form method="post"')) throw new Error(`There is no form on ${path}: ${html.slice(0, 300)}`);
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    return this.post(path, { ...Object.fromEntries(hidden), ...fields });
  }

  async post(path: string, fields: Record<string, string>): Promise<{ status: number; to: string }> {
    const answer = await this.#send(path, { method: 'POST', body: new URLSearchParams(fields) });
    await answer.arrayBuffer();
    return { status: answer.status, to: answer.headers.get('location') ?? '' };
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.address + path, {
      ...init,
      headers: { cookie, origin: this.address },
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }
}

export const ADMINISTRATOR = { email: 'ada@example.org', password: 'a long and quiet sentence' };

/** Opens the first library through the pages of the first run, with the token that the program printed. */
export async function setUp(program: Program): Promise<{ browser: Browser; base: string }> {
  const browser = new Browser(await program.address());
  const token = /\/setup\/(\S+)/.exec(program.out())?.[1];
  const { status, to } = await browser.submit(`/setup/${token}/library`, {
    name: 'Crash Library',
    time_zone: 'America/St_Johns',
    locale: 'en',
    admin_name: 'Ada',
    admin_email: ADMINISTRATOR.email,
    admin_password: ADMINISTRATOR.password,
  });
  if (status !== 303) throw new Error(`The library could not be opened: ${status}`);
  return { browser, base: new URL(to, browser.address).pathname };
}

export async function signIn(address: string, who = ADMINISTRATOR): Promise<Browser> {
  const browser = new Browser(address);
  const { status } = await browser.submit('/sign-in', who);
  if (status !== 303) throw new Error(`Signing in as ${who.email} was answered ${status}.`);
  return browser;
}
