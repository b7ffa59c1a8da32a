/**
 * `npm run bench`: ours and the limit measured alternately in one run, on small and on large data; what it prints is
 * explained in docs/bench.md. With `--profile "partner list"` (or another page's name) it says instead which functions
 * that page spends its time in. Everything lives in a temporary folder that goes away with the run; nothing is written
 * into the repository.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedBy } from './bytes.ts';
import { measureDigest } from './digest.ts';
import { scanDuplicates } from './duplicates.ts';
import { everyPage } from './every-page.ts';
import { runImports } from './imports.ts';
import { type Ask, type Load, load } from './load.ts';
import { memoryOf } from './memory.ts';
import { endAll, startApp } from './processes.ts';
import { profileOf } from './profile.ts';
import type { Recording } from './record.ts';
import { digestTable, importsTable, report, type SizeResult, scansTable } from './report.ts';
import { LARGE, SMALL } from './seed.ts';
import { openSeeded, openSite, PAGES, pagesOf, type Site } from './site.ts';
import { folder, removeFolder, say } from './workplace.ts';

const CONNECTIONS = 16;
const WARM_UP = 1;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    profile: { type: 'string' },
    only: { type: 'string' },
    page: { type: 'string' },
  },
});
const [rounds, seconds] = [Number(options.rounds), Number(options.seconds)];

async function measure(sites: Site[]): Promise<SizeResult[]> {
  const results = sites.map((site): SizeResult => ({ ...site, pages: [], loaded: site.idle }));
  for (const name of PAGES.filter((each) => !options.page || options.page.split(',').includes(each))) {
    say(`measuring: ${name}`);
    const loads = await inTurns(sites.flatMap(({ asks, limit }) => [asks[name], { ...asks[name], port: limit.port }]));
    for (const [at, { asks, recordings }] of sites.entries()) {
      const recording = recordings.find((each) => each.path === asks[name].path) as Recording;
      const alone = await load(asks[name], { connections: 1, seconds: WARM_UP });
      const [ours, limit] = loads.slice(2 * at) as [Load, Load];
      results[at]?.pages.push({
        name,
        ours,
        limit,
        alone,
        queries: recording.statements.length,
        bytes: await shippedBy(asks[name]),
      });
    }
  }
  return results.map((result, at) => ({ ...result, loaded: memoryOf((sites[at] as Site).app) }));
}

/** Ours, its limit, ours on more data, that one's limit, and again: a busy machine is busy for all of them. */
async function inTurns(targets: Ask[]): Promise<Load[]> {
  for (const target of targets) await load(target, { connections: CONNECTIONS, seconds: WARM_UP });
  const loads: Load[][] = targets.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, target] of targets.entries())
      loads[at]?.push(await load(target, { connections: CONNECTIONS, seconds }));
  }
  return loads.map(together);
}

const together = (loads: Load[]): Load => ({
  requests: loads.reduce((sum, each) => sum + each.requests, 0),
  seconds: loads.reduce((sum, each) => sum + each.seconds, 0),
  latencies: loads.flatMap((each) => each.latencies),
});

async function profile(name: string): Promise<string> {
  const { app, seeded } = await openSeeded(SMALL, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const asks: Record<string, Ask> = await pagesOf(app, seeded);
  const ask = asks[name];
  if (!ask) throw new Error(`There is no page called "${name}" in the bench.`);
  await load(ask, { connections: CONNECTIONS, seconds: 10 });
  await app.stop();
  return profileOf(folder);
}

/** The scan for duplicates, on an app of its own. */
async function duplicates(): Promise<string> {
  const app = await startApp(join(folder, 'duplicates'));
  say('measuring: duplicates');
  const scans = await scanDuplicates(app.socket, rounds);
  await app.stop();
  return scansTable(scans);
}

/** Lists brought in and taken back, on an app of its own. */
async function imports(): Promise<string> {
  const app = await startApp(join(folder, 'imports'));
  say('measuring: imports');
  const runs = await runImports(app.socket);
  await app.stop();
  return importsTable(runs);
}

/** The Monday digest, on an app of its own with the large data. */
async function digest(): Promise<string> {
  const { app, seeded } = await openSeeded(LARGE);
  say('measuring: digest');
  const measured = await measureDigest(app.socket, seeded.slug, rounds);
  await app.stop();
  return digestTable(measured);
}

async function run(): Promise<string> {
  if (options.profile) return profile(options.profile);
  if (options.only === 'duplicates') return duplicates();
  if (options.only === 'imports') return imports();
  if (options.only === 'pages') return pages();
  if (options.only === 'digest') return digest();
  if (options.only === 'every-page') return eachPage();
  return `${await pages()}\n\n${await duplicates()}\n\n${await imports()}`;
}

async function eachPage(): Promise<string> {
  const sites = [await openSeeded(SMALL), await openSeeded(LARGE)];
  const text = await everyPage(sites);
  for (const { app } of sites) await app.stop();
  return text;
}

async function pages(): Promise<string> {
  const sites = [await openSite(SMALL), await openSite(LARGE)];
  const results = await measure(sites);
  const large = sites[1] as Site;
  say('measuring: digest');
  const mail = digestTable(await measureDigest(large.app.socket, large.slug, rounds));
  for (const { app, limit } of sites) await Promise.all([app.stop(), limit.stop()]);
  const machine = `Node ${process.version}, ${availableParallelism()} cores`;
  const how = `${machine}, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s each, alternately`;
  return `${how}\n\n${report(results)}\n\n${mail}`;
}

const interrupted = new Promise<never>((_, fail) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => fail(new Error(`Ended by ${signal}.`)));
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
