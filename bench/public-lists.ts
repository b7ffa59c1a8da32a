/**
 * `npm run bench:public-lists`: how fast the host's public lists load, against PostgreSQL's own COPY of the same rows,
 * and how fast it is searched, against the same statements sent bare, and over HTTP. `-- --rows 10000,200000,1960000`
 * are the sizes; docs/bench.md explains the tables. Everything lives in a temporary folder that goes away with the run.
 */
import { chmodSync, createReadStream, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { openDb, openPool } from '../src/house/db.ts';
import { DATABASE, ROLE } from '../src/house/embedded.ts';
import { irsRows } from '../src/rooms/sourcing/public-lists/irs-file.ts';
import { loadPublicList, settlePublicLists } from '../src/rooms/sourcing/public-lists/load.ts';
import { type App, endAll, startApp } from './processes.ts';
import { dice, writeIrsFile } from './public-list-file.ts';
import { measureSearches, type Sample } from './public-list-searches.ts';
import { openSuperuser, SMALL, seed } from './seed.ts';
import { signIn } from './sign-in.ts';

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '10000,200000,1960000' }, times: { type: 'string', default: '100' } },
});
const folder = mkdtempSync(join(tmpdir(), 'ct-bench-'));
chmodSync(folder, 0o777); // the database, another user under root, writes its own copy here
const say = (text: string) => process.stderr.write(`${text}\n`);
const seconds = (since: number) => (performance.now() - since) / 1000;
const round = (value: number) => value.toFixed(1);
const perSecond = (rows: number, took: number) => `${Math.round(rows / took).toLocaleString('en')} rows/s`;

async function measure(rows: number): Promise<string> {
  const file = join(folder, `irs-${rows}.csv`);
  await writeIrsFile(file, rows);
  const app = await startApp(join(folder, `data-${rows}`));
  const seeded = await seed(app.socket, SMALL);
  const superuser = await openSuperuser(app.socket);
  const pool = openPool({ host: app.socket, user: ROLE, database: DATABASE, max: 1 });
  try {
    say(`${rows}: loading`);
    const loaded = await load(pool, file, rows);
    say(`${rows}: PostgreSQL's own COPY`);
    const bare = await copyBare(superuser, rows);
    say(`${rows}: searching`);
    const cookie = await signIn(app.address, seeded.administrator);
    const page = { port: app.port, cookie, base: `/l/${seeded.slug}/public-lists` };
    const searches = await measureSearches({ pool, superuser, page }, await samples(superuser, Number(options.times)));
    return [`## ${rows.toLocaleString('en')} rows`, loaded, bare, searches].join('\n\n');
  } finally {
    await pool.end();
    await superuser.end();
    await end(app, rows);
  }
}

async function end(app: App, rows: number): Promise<void> {
  await app.stop();
  await rm(join(folder, `data-${rows}`), { recursive: true, force: true });
}

async function load(pool: pg.Pool, file: string, rows: number): Promise<string> {
  const host = { db: openDb(pool), now: new Date() };
  const steps: string[] = [];
  let [peak, step, began] = [0, '', performance.now()];
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 100);
  const all = performance.now();
  const run = async (dryRun = false) =>
    loadPublicList(
      host,
      { source: 'irs', vintage: '2026-08', fileName: 'bench.csv', rows: irsRows(createReadStream(file)) },
      {
        dryRun,
        onProgress: (progress) => {
          if (progress.step === step) return;
          if (step) steps.push(`${step} ${round(seconds(began))} s`);
          [step, began] = [progress.step, performance.now()];
        },
      },
    );
  await run();
  steps.push(`${step} ${round(seconds(began))} s`);
  const whole = seconds(all);
  await settlePublicLists(host);
  const settled = seconds(all) - whole;
  [step, began] = ['', performance.now()];
  const again = performance.now();
  const { same } = await run();
  clearInterval(watching);
  return [
    `Load: **${round(whole)} s**, ${perSecond(rows, whole)} ` +
      `(${steps.slice(0, 3).join(', ')}; settling ${round(settled)} s after it)`,
    `The same file again: ${round(seconds(again))} s, ${same.toLocaleString('en')} rows the same. ` +
      `Peak memory of the process ${Math.round(peak / 1e6)} MB`,
  ].join('\n\n');
}

/**
 * The same rows, written by PostgreSQL and read by it into a table without any index, and then the indexes: nothing can
 * be faster.
 */
async function copyBare(superuser: pg.Client, rows: number): Promise<string> {
  const file = join(folder, `bare-${rows}.copy`);
  await superuser.query(`copy listed_organizations to '${file}'`);
  await superuser.query('create table bare (like listed_organizations)');
  const copying = performance.now();
  await superuser.query(`copy bare from '${file}'`);
  const copied = seconds(copying);
  await superuser.query('drop table bare');
  const { rows: sizes } = await superuser.query(
    `select pg_size_pretty(pg_table_size('listed_organizations')) as heap,
       pg_size_pretty(pg_indexes_size('listed_organizations')) as indexes,
       (select count(*) from listed_organization_words)::int as words`,
  );
  await rm(file, { force: true });
  const { heap, indexes, words } = sizes[0];
  const speed = `${round(copied)} s, ${perSecond(rows, copied)}`;
  const disk = `rows ${heap}, indexes ${indexes}; ${words} words`;
  return `PostgreSQL's own COPY of the same rows, no index: ${speed}. Disk: ${disk}`;
}

/** Rows to draw questions from. */
async function samples(superuser: pg.Client, times: number): Promise<Sample[]> {
  const { rows } = await superuser.query(
    `select id, name_key, city, state, sector_key, left(postal_code, 5) as zip
     from listed_organizations where sector_key <> '' order by id`,
  );
  const roll = dice(7);
  return Array.from({ length: times }, () => rows[Math.floor(roll() * rows.length)]);
}

try {
  const tables: string[] = [];
  for (const rows of options.rows.split(',').map(Number)) tables.push(await measure(rows));
  const questions = `${options.times} different questions of each kind, after one of warming up`;
  process.stdout.write(`Node ${process.version}, one client, ${questions}\n\n${tables.join('\n\n')}\n`);
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
} finally {
  await endAll();
  await rm(folder, { recursive: true, force: true });
  process.exit();
}
