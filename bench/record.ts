/**
 * What a page asks the database and what it answers, taken from the running app without touching it: PostgreSQL writes
 * every statement with its parameters into its log while the page is asked for. A page is one transaction on one
 * connection: from the `begin` before the statement that looks up the session to the `commit`.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Answer, type Ask, fetchOnce } from './load.ts';
import type { App } from './processes.ts';

export type Statement = { text: string; values: (string | null)[] };
/** `headers` as node:http takes them, [name, value, name, value]; `body` in base64. */
export type Recording = { path: string; headers: string[]; body: string; statements: Statement[] };

const TRIES = 4;

export async function record(app: App, superuser: pg.Client, asks: Ask[]): Promise<Recording[]> {
  await logStatements(superuser, true);
  const recordings: Recording[] = [];
  for (const ask of asks) recordings.push(await recordPage(app, ask));
  await logStatements(superuser, false);
  return recordings;
}

async function logStatements(superuser: pg.Client, on: boolean): Promise<void> {
  await superuser.query(on ? "alter system set log_statement = 'all'" : 'alter system reset log_statement');
  await superuser.query('select pg_reload_conf()');
  await sleep(300);
}

/** The first is asked while statements are not prepared yet and caches are cold; the shortest of several is the page. */
async function recordPage(app: App, ask: Ask): Promise<Recording> {
  const tries: Recording[] = [];
  for (let n = 0; n < TRIES; n++) {
    const from = statSync(app.serverLog).size;
    const answer = await fetchOnce(ask);
    if (answer.status !== 200) throw new Error(`${ask.path} answered ${answer.status}.`);
    const log = readFileSync(app.serverLog).subarray(from).toString('utf8');
    tries.push({ path: ask.path, ...sent(answer), statements: statementsOf(log, ask.cookie) });
  }
  const [shortest] = tries.sort((a, b) => a.statements.length - b.statements.length);
  if (!shortest || shortest.statements.length === 0)
    throw new Error(`No statement of ${ask.path} was found in ${app.serverLog}.`);
  return shortest;
}

/** Node writes these itself. */
const BY_NODE = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'];

function sent({ rawHeaders, body }: Answer): Pick<Recording, 'headers' | 'body'> {
  const pairs = Array.from({ length: rawHeaders.length / 2 }, (_, n) => rawHeaders.slice(2 * n, 2 * n + 2));
  const kept = pairs.filter(([name = '']) => !BY_NODE.includes(name.toLowerCase()));
  return { headers: [...kept.flat(), 'content-length', String(body.length)], body: body.toString('base64') };
}

type Entry = { pid: string; text: string; values: (string | null)[] };

function statementsOf(log: string, cookie: string): Statement[] {
  const entries = parseLog(log);
  const token = cookie.slice(cookie.indexOf('=') + 1);
  const hash = `\\x${createHash('sha256').update(token).digest('hex')}`;
  const pid = entries.find((entry) => entry.values.includes(hash))?.pid;
  const own = entries.filter((entry) => entry.pid === pid);
  const first = own.findIndex((entry) => entry.values.includes(hash));
  const last = own.findIndex((entry, at) => at > first && entry.text === 'commit');
  return own.slice(Math.max(first - 1, 0), last).map(({ text, values }) => ({ text, values }));
}

/**
 * "2025-11-23 20:09:03.123 UTC [77] LOG:  execute <unnamed>: select …", its further lines behind tabs, then a DETAIL
 * with the parameters.
 */
function parseLog(log: string): Entry[] {
  const entries: Entry[] = [];
  for (const [, pid = '', kind, text = ''] of log.matchAll(
    /^\S+ \S+ \S+ \[(\d+)\] (LOG|DETAIL): {2}(.*(?:\n\t.*)*)/gm,
  )) {
    const plain = text.replaceAll('\n\t', '\n');
    const statement = /^(?:statement|execute [^:]+): (.*)$/s.exec(plain)?.[1];
    if (kind === 'LOG' && statement) entries.push({ pid, text: statement, values: [] });
    const last = entries.findLast((entry) => entry.pid === pid);
    if (kind === 'DETAIL' && last) last.values = parametersIn(plain);
  }
  return entries;
}

const parametersIn = (detail: string): (string | null)[] =>
  [...detail.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map(([, value]) => value?.replaceAll("''", "'") ?? null);
