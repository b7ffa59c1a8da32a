/**
 * Fifty requests a second over three processes on the embedded database, while each minute one of those that do not own
 * it is killed without warning and started again. Nothing that was answered "saved" may be lost or be there twice, and
 * nobody may see an error of a process that was not killed. `node test/scale/load.ts [minutes]`, ten without a number;
 * run by `npm run test:load`.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asSuperuser, Browser, freePort, type Program, run, setUp, untilReady } from '../crash/program.ts';

const MINUTES = Number(process.argv[2] ?? 10);
const A_SECOND = 50;
const folder = mkdtempSync(join(tmpdir(), 'common-table-load-'));

/** `away` from the kill until it is ready again; its connections may break then. */
type Seat = { program: Program; address: string; browser: Browser; away: boolean; kills: number };

async function open(role: string): Promise<{ port: number; program: Program }> {
  const port = await freePort();
  return { port, program: startOn(role, port) };
}

const startOn = (role: string, port: number) =>
  run(['start'], {
    COMMON_TABLE_DATA: folder,
    COMMON_TABLE_PORT: String(port),
    COMMON_TABLE_LOG: 'fatal',
    COMMON_TABLE_ROLE: role,
  });

const seats: Seat[] = [];
const answers = new Map<string, number>();
const wrong: string[] = [];
const saved: string[] = [];
const count = (what: string) => answers.set(what, (answers.get(what) ?? 0) + 1);
let latencies: number[] = [];

try {
  const owner = await open('all');
  const { browser, base } = await setUp(owner.program);
  const { to: partner } = await browser.submit(`${base}/partners/new`, { name: 'Under Load' });
  seats.push({ program: owner.program, address: browser.address, browser, away: false, kills: 0 });
  for (let n = 0; n < 2; n++) {
    const { port, program } = await open('web');
    const address = `http://localhost:${port}`;
    await untilReady(program, address);
    seats.push({ program, address, browser: Browser.at(address, browser), away: false, kills: 0 });
  }
  const until = performance.now() + MINUTES * 60_000;
  const going: Promise<void>[] = [];
  const killing = killNowAndThen(until);
  const reads = [base, `${base}/partners`, partner, `${base}/search?q=load`, `${base}/sectors`, `${base}/worksheets`];
  for (let n = 0; performance.now() < until; n++) {
    const seat = seats[n % seats.length] as Seat;
    going.push(n % 5 === 0 ? write(seat, partner) : read(seat, reads[n % reads.length] ?? base));
    if (n % 5000 === 0 && n > 0) say(n);
    await sleep(1000 / A_SECOND - 1);
  }
  await Promise.all(going);
  await killing;
  await judge();
} finally {
  await Promise.all(seats.map(({ program }) => program.kill('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
}

async function read(seat: Seat, path: string): Promise<void> {
  const began = performance.now();
  const before = seat.kills;
  try {
    const { status } = await seat.browser.get(path);
    latencies.push(performance.now() - began);
    note(`read ${status}`, status < 400, seat);
  } catch (error) {
    // Only of the one that was killed meanwhile.
    note('read broken off', before !== seat.kills || seat.away, seat, error);
  }
}

/** A patient writer sends the same form again, to whoever answers, until it is saved. */
async function write(first: Seat, partner: string): Promise<void> {
  const body = `note ${randomUUID()}`;
  const fields = { _key: randomUUID(), kind: 'remark', body, audience: 'library', happened_on: '' };
  for (let tries = 0; tries < 200; tries++) {
    const seat = tries === 0 ? first : (seats[tries % seats.length] as Seat);
    const before = seat.kills;
    try {
      const { status, to } = await seat.browser.post(`${partner}/interactions/new`, fields);
      note(`write ${status}`, status < 400, seat);
      if (status === 303 && to === partner) return void saved.push(body);
    } catch (error) {
      note('write broken off', before !== seat.kills || seat.away, seat, error);
    }
    await sleep(100);
  }
}

function note(what: string, fine: boolean, { address }: Seat, error?: unknown): void {
  count(what);
  if (!fine && wrong.length < 20) wrong.push(`${address} ${what} ${error ?? ''}`);
}

async function killNowAndThen(until: number): Promise<void> {
  for (let n = 0; performance.now() + 30_000 < until; n++) {
    await sleep(n === 0 ? 30_000 : 60_000);
    if (performance.now() >= until) return;
    const seat = seats[1 + (n % 2)] as Seat;
    seat.away = true;
    seat.kills++;
    await seat.program.kill('SIGKILL');
    seat.program = startOn('web', Number(new URL(seat.address).port));
    await untilReady(seat.program, seat.address);
    seat.away = false;
  }
}

function say(n: number): void {
  const sorted = latencies.toSorted((a, b) => a - b);
  latencies = [];
  console.log(
    `${n} asked; p50 ${sorted[sorted.length >> 1]?.toFixed(0)} ms; ${[...answers].map((each) => each.join(': ')).join(', ')}`,
  );
}

async function judge(): Promise<void> {
  const { rows } = await asSuperuser(folder, (db) =>
    db.query<{ body: string; n: number }>(
      `select body, count(*)::int as n from interactions where body like 'note %' group by body`,
    ),
  );
  const there = new Map(rows.map(({ body, n }) => [body, n]));
  const lost = saved.filter((body) => !there.has(body));
  const twice = rows.filter(({ n }) => n > 1);
  console.log(`${[...answers].map((each) => each.join(': ')).join(', ')}`);
  console.log(
    `kills: ${seats.map(({ kills }) => kills).join(' + ')}; saved ${saved.length}, lost ${lost.length}, twice ${twice.length}`,
  );
  for (const each of wrong) console.log(`wrong: ${each}`);
  const problems = lost.length + twice.length + wrong.length;
  console.log(problems === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
  process.exitCode = problems === 0 ? 0 : 1;
}
