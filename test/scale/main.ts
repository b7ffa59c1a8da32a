/**
 * What only other programs can show: the built program behind PgBouncer, which lends connections by transaction, and on
 * the oldest PostgreSQL that is supported. Says what it left out where Debian's packages `pgbouncer` and
 * `postgresql-15` are not installed. Run by `npm run test:scale`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { POSTGRES_UID } from '../../src/house/cluster.ts';
import { DATABASE, ROLE, startEmbedded } from '../../src/house/embedded.ts';
import { type Browser, type Program, run, type Settings, signIn } from '../crash/program.ts';

const [OLD, BOUNCER] = ['/usr/lib/postgresql/15/bin', '/usr/sbin/pgbouncer'];
/** As root the servers run as the embedded one does. */
const as = process.getuid?.() === 0 ? { uid: POSTGRES_UID, gid: POSTGRES_UID } : {};
const folder = mkdtempSync(join(tmpdir(), 'common-table-scale-'));
chmodSync(folder, 0o755);
const ends: (() => Promise<unknown>)[] = [];
let [passed, failed] = [0, 0];

function judge(title: string, problems: string[]): void {
  if (problems.length > 0) failed++;
  else passed++;
  console.log([`${problems.length > 0 ? 'FAILED' : 'passed'}  ${title}`, ...problems].join('\n        '));
}

try {
  if (existsSync(BOUNCER)) await behindPgBouncer();
  else console.log('left out: PgBouncer, for the package pgbouncer is not installed');
  if (existsSync(OLD)) await onPostgres15();
  else console.log('left out: PostgreSQL 15, for the package postgresql-15 is not installed');
} finally {
  for (const end of ends.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Four connections for three processes of the program and the pages of two libraries. */
async function behindPgBouncer(): Promise<void> {
  const server = await startEmbedded({ folder: place('server'), settings: { fsync: 'on' } });
  ends.push(() => server.stop());
  const sockets = place('bouncer');
  const settings = join(sockets, 'pgbouncer.ini');
  writeFileSync(
    settings,
    `[databases]
${DATABASE} = host=${server.socket} user=${ROLE} dbname=${DATABASE}
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = ${sockets}
auth_type = any
logfile = ${join(sockets, 'pgbouncer.log')}
pool_mode = transaction
default_pool_size = 4
max_client_conn = 400
`,
  );
  const bouncer = spawn(BOUNCER, ['-q', settings], { ...as, stdio: ['ignore', 'ignore', 'inherit'] });
  ends.push(() => ended(bouncer));
  await (await connected({ host: sockets, port: 6432, user: ROLE, database: DATABASE })).end();
  const url = `postgres://${ROLE}@localhost:6432/${DATABASE}?host=${encodeURIComponent(sockets)}`;
  // Debian's PgBouncer does not carry prepared statements over.
  await tryThree({ DATABASE_URL: url, COMMON_TABLE_DB_PREPARE: 'false' }, `behind ${versionOf(BOUNCER)}`);
}

async function onPostgres15(): Promise<void> {
  const data = join(place('old'), 'data');
  const made = spawnSync(
    join(OLD, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    {
      ...(as.uid ? { uid: 65534, gid: 65534 } : {}),
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  if (as.uid) spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, data]);
  const socket = place('old-run');
  const server = spawn(
    join(OLD, 'postgres'),
    ['-D', data, '-c', `unix_socket_directories=${socket}`, '-c', 'listen_addresses=', '-c', 'max_connections=200'],
    { ...as, stdio: ['ignore', 'ignore', 'ignore'] },
  );
  ends.push(() => ended(server));
  const admin = await connected({ host: socket, user: 'postgres', database: 'postgres' });
  await admin.query(`create role ${ROLE} login`);
  await admin.query(`create database ${DATABASE} owner ${ROLE} encoding 'UTF8' template template0`);
  await admin.end();
  const url = `postgres://${ROLE}@localhost/${DATABASE}?host=${encodeURIComponent(socket)}`;
  await tryThree({ DATABASE_URL: url }, versionOf(join(OLD, 'postgres')));
}

/** Two that answer and one that works, with the demo county and a second library. */
async function tryThree(settings: Settings, where: string): Promise<void> {
  const start = (role: string) =>
    run(['start', '--demo'], {
      COMMON_TABLE_DATA: place('nothing'),
      COMMON_TABLE_PORT: '0',
      COMMON_TABLE_LOG: 'fatal',
      COMMON_TABLE_DB_CONNECTIONS: '8',
      COMMON_TABLE_ROLE: role,
      ...settings,
    });
  const programs = [start('all')];
  ends.push(() => Promise.all(programs.map((each) => each.kill('SIGKILL'))));
  const here = await (programs[0] as Program).address();
  programs.push(start('web'), start('worker'));
  const there = await (programs[1] as Program).address();
  const password = /password for all of them: (\S+)/.exec(programs[0]?.out() ?? '')?.[1] ?? '';
  const ana = { email: 'ana@harlow.example.org', password };
  const [one, other] = [await signIn(here, ana), await signIn(there, ana)];
  judge(
    `${where}: every list has its rows, asked 200 times, twenty at once, at two processes`,
    await lists(one, other),
  );
  judge(`${where}: what is added at one is there at the other, once`, await forms(one, other));
  judge(`${where}: every page that links lead to answers, and says the same at both`, await crawl(one, other));
}

async function lists(one: Browser, other: Browser): Promise<string[]> {
  const first = rowsOf((await one.get('/l/harlow/partners')).html);
  if (first < 10) return [`${first} rows`];
  const seen: string[] = [];
  // No more at once than one library's share of the connections and its queue.
  for (let n = 0; n < 200; n += 20)
    seen.push(
      ...(await Promise.all(
        Array.from({ length: 20 }, async (_, at) => {
          const { status, html } = await (at % 2 ? one : other).get('/l/harlow/partners');
          return `${status}, ${rowsOf(html)} rows`;
        }),
      )),
    );
  const wrong = seen.filter((each) => each !== `200, ${first} rows`);
  return wrong.length > 0 ? [`${wrong.length} of 200: ${[...new Set(wrong)].join('; ')}`] : [];
}

async function forms(one: Browser, other: Browser): Promise<string[]> {
  const problems: string[] = [];
  for (let n = 0; n < 20; n++) {
    // Nothing alike: a likely duplicate would be asked about.
    const name = randomUUID().replace(/[\d-]/g, '');
    const { status, to } = await (n % 2 ? one : other).submit('/l/harlow/partners/new', { name });
    const { html } = await (n % 2 ? other : one).get(to);
    if (status !== 303 || !html.includes(name)) problems.push(`${name}: ${status}`);
  }
  return problems;
}

async function crawl(one: Browser, other: Browser): Promise<string[]> {
  // What the last form left to be said is said once.
  for (const browser of [one, other]) await browser.get('/l/harlow');
  const [waiting, kinds, problems] = [['/l/harlow'], new Set<string>(), [] as string[]];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const kind = next.replace(/[0-9a-f]{8}-[0-9a-f-]+/g, ':id').replace(/=[^&]*/g, '');
    if (kinds.has(kind) || kinds.size > 150) continue;
    kinds.add(kind);
    const [here, there] = [await one.get(next), await other.get(next)];
    if (here.status !== 200 && here.status !== 303) problems.push(`${next}: ${here.status}`);
    if (plain(here.html) !== plain(there.html)) problems.push(`${next} differs`);
    for (const [, href = ''] of here.html.matchAll(/href="(\/l\/harlow[^"#]*)/g))
      if (!/\.\w+(\?|$)/.test(href)) waiting.push(href.replaceAll('&amp;', '&'));
  }
  if (kinds.size < 40) problems.push(`only ${kinds.size} pages were found`);
  return problems;
}

function place(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  if (as.uid) chownSync(path, name === 'old' ? 65534 : as.uid, name === 'old' ? 65534 : (as.gid ?? 0));
  return path;
}

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(config);
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const over = new Promise((done) => child.once('exit', done));
  if (child.exitCode === null && child.kill('SIGINT')) await over;
}

function rowsOf(html: string): number {
  return html.match(/<tr/g)?.length ?? 0;
}

/** Keys of forms are made anew, and addresses are each process's own. */
function plain(html: string): string {
  return html.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/localhost:\d+/g, 'here');
}

function versionOf(program: string): string {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return (stdout.split('\n')[0] ?? '').replace(/ \(Debian.*/, '');
}
