/**
 * `npm run bench`: ours and the limit measured alternately in one run, on small and on large data; what it prints is explained in
 * docs/bench.md. With `--profile "partner list"` (or another page's name) it says instead which functions that page spends its time in. Everything lives in a temporary
 * folder that goes away with the run; nothing is written into the repository.
 */
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { shippedBy } from './bytes.ts';
import { type Ask, type Load, load } from './load.ts';
import { memoryOf } from './memory.ts';
import { type App, endAll, type Limit, startApp, startLimit } from './processes.ts';
import { profileOf } from './profile.ts';
import { type Recording, record } from './record.ts';
import { type PageResult, report, type SizeResult } from './report.ts';
import { LARGE, openSuperuser, type Seeded, type Size, SMALL, seed } from './seed.ts';
import { signIn } from './sign-in.ts';

const CONNECTIONS = 16;
const WARM_UP = 1;

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' }, profile: { type: 'string' } },
});
const [rounds, seconds] = [Number(options.rounds), Number(options.seconds)];

const folder = mkdtempSync(join(tmpdir(), 'ct-bench-'));
chmodSync(folder, 0o755); // under root the database is another user, who must reach it; the data is invented

const say = (text: string) => process.stderr.write(`${text}\n`);

async function measureSize(size: Size): Promise<SizeResult> {
  const { app, seeded, coldMs } = await openSeeded(size);
  await sleep(2000);
  const idle = memoryOf(app);
  const asks = await pagesOf(app, seeded);
  const recordings = await recordAll(app, Object.values(asks));
  const file = join(folder, `${size.name}.json`);
  writeFileSync(file, JSON.stringify(recordings));
  const limit = await startLimit(file, app.socket);
  const pages: PageResult[] = [];
  for (const [name, ask] of Object.entries(asks)) {
    const recording = recordings.find((each) => each.path === ask.path) as Recording;
    say(`${size.name}: ${name}, ${recording.statements.length} queries`);
    pages.push({ name, ...(await alternately(ask, limit)), queries: recording.statements.length, bytes: await shippedBy(ask, recording) });
  }
  const loaded = memoryOf(app);
  await limit.stop();
  await app.stop();
  return { size, counts: seeded.counts, coldMs, warmMs: app.startMs, idle, loaded, pages };
}

/** A first start on an empty folder, the data, and a second start on what is there. */
async function openSeeded(size: Size, nodeOptions: string[] = []): Promise<{ app: App; seeded: Seeded; coldMs: number }> {
  const data = join(folder, size.name);
  const first = await startApp(data);
  say(`${size.name}: seeding`);
  const seeded = await seed(first.socket, size);
  await first.stop();
  return { app: await startApp(data, nodeOptions), seeded, coldMs: first.startMs };
}

async function pagesOf(app: App, { slug, partnerId, worksheetId, ...people }: Seeded): Promise<Record<string, Ask>> {
  const [reader, rater] = [await signIn(app.address, people.administrator), await signIn(app.address, people.rater)];
  const ask = (path: string, cookie: string) => ({ port: app.port, path: `/l/${slug}${path}`, cookie });
  return {
    'partner list': ask('/partners', reader),
    'partner page': ask(`/partners/${partnerId}`, reader),
    'rating form': ask(`/worksheets/${worksheetId}/rate`, rater),
    comparison: ask(`/worksheets/${worksheetId}`, reader),
  };
}

async function recordAll(app: App, asks: Ask[]): Promise<Recording[]> {
  const superuser = await openSuperuser(app.socket);
  try {
    return await record(app, superuser, asks);
  } finally {
    await superuser.end();
  }
}

/** Ours, the limit, ours, the limit …, so that a busy machine is busy for both; then ours with a single visitor. */
async function alternately(ask: Ask, limit: Limit): Promise<{ ours: Load; limit: Load; alone: Load }> {
  const theirs = { ...ask, port: limit.port };
  for (const each of [ask, theirs]) await load(each, { connections: CONNECTIONS, seconds: WARM_UP });
  const [ours, bare]: [Load[], Load[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await load(ask, { connections: CONNECTIONS, seconds }));
    bare.push(await load(theirs, { connections: CONNECTIONS, seconds }));
  }
  return { ours: together(ours), limit: together(bare), alone: await load(ask, { connections: 1, seconds: WARM_UP }) };
}

const together = (loads: Load[]): Load => ({
  requests: loads.reduce((sum, each) => sum + each.requests, 0),
  seconds: loads.reduce((sum, each) => sum + each.seconds, 0),
  latencies: loads.flatMap((each) => each.latencies),
});

async function profile(name: string): Promise<string> {
  const { app, seeded } = await openSeeded(SMALL, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const ask = (await pagesOf(app, seeded))[name];
  if (!ask) throw new Error(`There is no page called "${name}" in the bench.`);
  await load(ask, { connections: CONNECTIONS, seconds: 10 });
  await app.stop();
  return profileOf(folder);
}

async function run(): Promise<string> {
  if (options.profile) return profile(options.profile);
  const small = await measureSize(SMALL);
  const how = `Node ${process.version}, ${availableParallelism()} cores, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s each, alternately`;
  return `${how}\n\n${report(small, await measureSize(LARGE))}`;
}

/** A database that was interrupted while it was being made may still write for a moment, so it is gone when it was gone twice. */
async function removeFolder(): Promise<void> {
  for (let gone = 0, tries = 0; gone < 2 && tries < 50; tries++) {
    gone = existsSync(folder) ? 0 : gone + 1;
    await rm(folder, { recursive: true, force: true }).catch(() => {}); // tried again
    await sleep(200);
  }
  if (existsSync(folder)) say(`${folder} could not be removed.`);
}

const interrupted = new Promise<never>((_, fail) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => fail(new Error(`Ended by ${signal}.`)));
});

try {
  const text = await Promise.race([run(), interrupted]);
  process.stdout.write(`${text}\n`);
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
} finally {
  await endAll();
  await removeFolder();
  process.exit();
}
