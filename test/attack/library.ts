/**
 * One library at its hardest, and everybody else: while its worker brings a long list in, takes it back, and while two
 * records are merged and held, people edit the very rows, some of them leave, and another library, visitors and the
 * look whether we are ready go on. Nobody may get a 5xx, and nobody may wait longer than a page waits for a connection
 * and a lock. Run by `npm run test:attack`.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from '../../src/house/ctx.ts';
import { borrow, type Db, inTransaction, openDb, openPool, WEB } from '../../src/house/db.ts';
import { DATABASE, ROLE } from '../../src/house/embedded.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { mergeOrganizations } from '../../src/rooms/merging/merge.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/bringing/applying.ts';
import { findImport, queueImport, queueUndo } from '../../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../../src/rooms/sourcing/imports/starting.ts';
import { run, untilReady } from '../crash/program.ts';
import { aLibrary, aMember, aSession } from '../factories.ts';

const ROWS = 1500;
const EDITORS = 18;
/**
 * Milliseconds: waiting for a connection, for a lock, and some slack; a busy machine adds what an answer without any
 * database takes.
 */
const LONGEST = 4_000 + WEB.lock_timeout + 5_000;

type Answer = { who: string; status: number; ms: number };
type World = {
  address: string;
  db: Db;
  big: Ctx;
  small: Ctx;
  partners: { id: Id<'partners'>; organization_id: Id<'organizations'> }[];
  cookies: Record<'big' | 'small', string>;
};
let failed = 0;

const as = <T>({ db }: World, who: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  borrow(db, { libraryId: who.library.id }, (connection) => work({ ...who, db: connection, now: new Date() }));

/** The n-th edition of the list says another thing of everybody. */
async function bring(ctx: Ctx, edition: number): Promise<Id<'imports'>> {
  const lines = Array.from(
    { length: ROWS },
    (_, n) =>
      `Organization ${String.fromCharCode(65 + (n % 26))}${n},${edition}${n % 800} Main St,0424${n % 10},kim${edition}-${n}@example.org`,
  );
  const bytes = new TextEncoder().encode(['Name,Street,Zip,E-mail', ...lines].join('\n'));
  const sheet = await readFiles([{ name: 'list.csv', bytes }], { rows: 5000, fileBytes: 1e7, unpackedBytes: 1e7 });
  const id = await startImport(ctx, sheet, {
    target: 'partners',
    source: 'attack',
    vintage: String(edition),
    kind: '',
    fileName: 'list.csv',
  });
  const { mapping, version } = await findImport(ctx, id);
  await setMapping(ctx, id, { mapping, default_sector: '', version });
  return id;
}

async function prepare(address: string, db: Db): Promise<World> {
  const found = (name: string) =>
    borrow(db, { libraryId: null }, async (db) =>
      aMember(await aLibrary({ db, now: new Date() }, name), 'administrator'),
    );
  const [big, small] = [await found('Big'), await found('Small')];
  const world: World = { address, db, big, small, partners: [], cookies: { big: '', small: '' } };
  for (const who of ['big', 'small'] as const) world.cookies[who] = (await as(world, world[who], aSession)).cookie;
  await as(world, big, async (ctx) => applyImport(ctx, await bring(ctx, 1)));
  world.partners = await as(world, big, (ctx) =>
    ctx.db.selectFrom('partners').select(['id', 'organization_id']).where('library_id', '=', big.library.id).execute(),
  );
  return world;
}

async function ask(world: World, who: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const began = performance.now();
  const headers = { origin: world.address, ...init.headers };
  const response = await fetch(world.address + path, { redirect: 'manual', ...init, headers }).catch(() => null);
  await response?.arrayBuffer().catch(() => {});
  return { who, status: response?.status ?? 0, ms: performance.now() - began };
}

/** Everybody at once, until `end`. */
async function everybody(world: World, until: () => boolean): Promise<Answer[]> {
  const answers: Answer[] = [];
  const { big, small } = world;
  const loop = async (next: (n: number) => Promise<Answer>, pause: number) => {
    for (let n = 0; !until(); n++) {
      answers.push(await next(n));
      await sleep(pause);
    }
  };
  const partner = (n: number) =>
    `/l/${big.library.slug}/partners/${world.partners[(n * 7919) % world.partners.length]?.id}`;
  const edit = (n: number, signal?: AbortSignal) =>
    ask(world, signal ? 'edits that are left' : 'edits', `${partner(n)}/stage`, {
      method: 'POST',
      body: new URLSearchParams({ stage: n % 2 ? 'contacted' : 'potential', reason: `${n}`, version: '1' }),
      headers: { cookie: world.cookies.big },
      ...(signal && { signal }),
    });
  const get = (who: 'big' | 'small', path: string) =>
    ask(world, `${who}: pages`, path, { headers: { cookie: world.cookies[who] } });
  await Promise.all([
    ...Array.from({ length: EDITORS }, (_, at) => loop((n) => edit(n * EDITORS + at), 20)),
    ...Array.from({ length: 4 }, (_, at) => loop((n) => edit(n * 31 + at, AbortSignal.timeout(300)), 20)),
    loop((n) => get('big', partner(n)), 50),
    loop(() => get('small', `/l/${small.library.slug}/partners`), 50),
    loop(() => get('small', `/l/${small.library.slug}`), 50),
    loop(() => ask(world, 'signing in', '/sign-in'), 50),
    loop(() => ask(world, 'readyz', '/readyz'), 100),
    loop(() => ask(world, MACHINE, '/livez'), 100),
  ]);
  return answers;
}

const MACHINE = 'livez';

function judge(what: string, answers: Answer[]): void {
  const slow = Math.max(...answers.filter(({ who }) => who === MACHINE).map(({ ms }) => ms));
  for (const [who, of] of Map.groupBy(answers, (each) => each.who)) {
    const times = of.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
    const statuses = [...Map.groupBy(of, (each) => each.status)]
      .map(([status, these]) => `${status}: ${these.length}`)
      .join(', ');
    const bad = of.filter(
      ({ status, ms }) => status >= 500 || ms > LONGEST + slow || (status === 0 && who !== 'edits that are left'),
    );
    if (bad.length > 0) failed++;
    console.log(
      `${bad.length > 0 ? 'FAILED' : 'passed'}  ${what}, ${who}: ${of.length} (${statuses}), p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`,
    );
  }
}

/** A job of the worker, from the moment it is sent off until it is done. */
async function during(world: World, what: string, id: Id<'imports'>, done: string): Promise<void> {
  let over = false;
  const began = performance.now();
  const all = everybody(world, () => over);
  while (!over && performance.now() - began < 600_000) {
    await sleep(200);
    const { status } = await as(world, world.big, (ctx) => findImport(ctx, id));
    over = status === done || status === 'failed';
  }
  over = true;
  const answers = await all;
  const { status } = await as(world, world.big, (ctx) => findImport(ctx, id));
  console.log(`\n${what} of ${ROWS} rows beside all this: ${Math.round(performance.now() - began)} ms, ${status}`);
  if (status !== done) failed++;
  judge(what, answers);
}

/** Two records become one, and the transaction stays open for a while. */
async function duringMerge(world: World): Promise<void> {
  let over = false;
  const all = everybody(world, () => over);
  await as(world, world.big, (ctx) =>
    inTransaction(ctx, async (ctx) => {
      for (let n = 0; n < 40; n += 2) {
        const [kept, gone] = [
          world.partners[n]?.organization_id ?? newId<never>(),
          world.partners[n + 1]?.organization_id ?? newId<never>(),
        ];
        await mergeOrganizations(ctx, { kept, gone, take: {} });
      }
      await sleep(8000);
    }),
  );
  over = true;
  console.log('\nmerges that are held for eight seconds');
  judge('merge', await all);
}

const folder = mkdtempSync(join(tmpdir(), 'ct-attack-'));
const app = run(['start'], { COMMON_TABLE_DATA: folder, COMMON_TABLE_PORT: '0', COMMON_TABLE_LOG: 'error' });
try {
  const address = await app.address();
  await untilReady(app, address);
  const pool = openPool({ host: join(folder, 'run'), user: ROLE, database: DATABASE, max: 3 });
  const world = await prepare(address, openDb(pool));
  const second = await as(world, world.big, (ctx) => bring(ctx, 2));
  await as(world, world.big, (ctx) => queueImport(ctx, second));
  await during(world, 'bringing in', second, 'applied');
  await as(world, world.big, (ctx) => queueUndo(ctx, second));
  await during(world, 'taking back', second, 'undone');
  await duringMerge(world);
  await pool.end();
} catch (error) {
  failed++;
  console.log(`FAILED  the run itself: ${(error as Error).stack}`);
} finally {
  await Promise.race([app.kill('SIGTERM'), sleep(15_000)]);
  await app.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
console.log(failed > 0 ? `\n${failed} failed` : '\nall passed');
process.exit(failed > 0 ? 1 : 0);
