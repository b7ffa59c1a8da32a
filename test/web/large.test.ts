/**
 * What a page may cost where there are fifty thousand partners: no statement reads through a table of all libraries, no
 * page asks or weighs more than its budget.
 *
 * @module-tag long
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { root } from '../../src/house/data.ts';
import { borrow, openPool } from '../../src/house/db.ts';
import { Lending } from '../../src/house/lending.ts';
import { allPages } from '../../src/pages/routes.ts';
import { buildApp } from '../../src/server.ts';
import { type Examples, exampleOf, examples } from '../examples.ts';
import { aLibrary, aSession } from '../factories.ts';
import { copyOfTemplate, houseOn, NOW } from '../support.ts';

const LIBRARIES = 40;
const OWN_PARTNERS = 2_000;
const PARTNERS = 50_000;

type Asked = { text: string; values: unknown[] };
let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let pool: pg.Pool;
let all: Examples;
let cookie: string;
const asked: Asked[] = [];

class Listening extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the forms are handed on as they are
  override query(first: any, values?: any, done?: any): any {
    if (typeof first === 'string' && Array.isArray(values)) asked.push({ text: first, values });
    return super.query(first, values, done);
  }
}

beforeAll(async () => {
  database = await copyOfTemplate();
  pool = openPool({ ...database.config, Client: Listening, max: 5 });
  const others = await borrow(database.db, { libraryId: null }, async (db) => {
    const host = { db, now: NOW };
    all = await examples(host);
    const ids: string[] = [];
    for (let n = 1; n < LIBRARIES; n++) ids.push((await aLibrary(host)).library.id);
    return ids;
  });
  ({ cookie } = await borrow(database.db, { libraryId: all.ana.library.id }, (db) => aSession({ ...all.ana, db })));
  await fill(others);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** With the data of the bench. */
async function fill(others: string[]): Promise<void> {
  const client = new pg.Client({ ...inject('server').admin, database: database.config.database });
  await client.connect();
  // Without the constraints, which take most of the time: nobody changes these rows.
  await client.query('set enable_seqscan = on; set session_replication_role = replica; set synchronous_commit = off');
  const each = Math.floor((PARTNERS - OWN_PARTNERS) / others.length);
  await client.query('create temp table plan (library_id uuid, nth int, partners int, worksheets int)');
  await client.query('create temp table measuring_rater (library_id uuid, member_id uuid)');
  await client.query(
    `insert into plan select id, nth, case when nth = 1 then $2::int else $3::int end, 1
     from unnest($1::uuid[]) with ordinality as t (id, nth)`,
    [[all.ana.library.id, ...others], OWN_PARTNERS, each],
  );
  await client.query(readFileSync(join(root, 'bench/seed.sql'), 'utf8'));
  await client.query(PAIRS);
  await client.query('analyze');
  await client.end();
}

/** Every partner is like the next. */
const PAIRS = `insert into likely_pairs (library_id, organization_id, other_id, reasons, score)
  select library_id, id, next, array['name', 'phone'], 75 from (
    select library_id, id, lead(id) over (partition by library_id order by id) as next from organizations) o
  where next is not null`;

const pages = allPages.filter((page) => page.kind === 'library' && !/\.\w+$/.test(page.path));

async function get(path: string): Promise<string> {
  asked.length = 0;
  const app = buildApp(houseOn(database.db, { lending: new Lending(pool, 4) }));
  const answer = await app.request(`http://library.test/l/${all.ana.library.slug}${path}`, { headers: { cookie } });
  expect([path, answer.status]).toEqual([path, expect.toSatisfy((status) => status === 200 || status === 303)]);
  return answer.text();
}

const addresses = () => [
  ...pages.map((page) => exampleOf(all, page as never)?.path ?? page.path),
  '/search?q=food+pantry',
  '/search?q=fooood',
  '/partners?q=river',
  '/partners?sector=women&sort=step',
  '/people?q=jordan',
];

/** Tables of which reading a tenth takes longer than a page may. */
const LARGE = 5_000;

test('no statement of a page reads through a table of all libraries', async () => {
  const client = new pg.Client(database.config);
  await client.connect();
  const { ana } = all;
  await client.query("select set_config('app.library_id', $1, false), set_config('app.user_id', $2, false)", [
    ana.library.id,
    ana.actor.userId,
  ]);
  await client.query('set enable_seqscan = on');
  const { rows } = await client.query(
    `select relname from pg_class
    where relkind = $1 and reltuples > $2 and relnamespace = current_schema()::regnamespace`,
    ['r', LARGE],
  );
  const large = new Set(rows.map((row) => row.relname as string));
  const seen = new Set<string>();
  const found: string[] = [];
  for (const path of addresses()) {
    await get(path);
    for (const { text, values } of asked.filter(({ text }) => isRead(text) && !seen.has(text))) {
      seen.add(text);
      const plan = await client.query(`explain (format json) ${text}`, values);
      for (const table of readThrough(plan.rows[0]['QUERY PLAN'][0].Plan, large)) found.push(`${path}: ${table}`);
    }
  }
  await client.end();

  expect(found).toEqual([]);
  expect([large.size > 10, seen.size > 50]).toEqual([true, true]);
});

const isRead = (text: string) => /^\s*(\/\*.*?\*\/\s*)?(select|with)\b/i.test(text) && !/set_config/.test(text);

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] };
const readThrough = (plan: Plan, large: ReadonlySet<string>): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && large.has(plan['Relation Name'] ?? '') ? [plan['Relation Name'] ?? ''] : []),
  ...(plan.Plans ?? []).flatMap((each) => readThrough(each, large)),
];

/**
 * Questions to the database, with the one that finds out who asks; and kB under gzip. A partner's record asks most: its
 * head says before anything else how things are with them, from six rooms.
 */
const BUDGET = { questions: 14, kilobytes: 20 };

test('no page asks more often, or weighs more, than its budget', async () => {
  const over: [string, number, number][] = [];
  for (const path of addresses()) {
    const kilobytes = gzipSync(await get(path)).length / 1000;
    const questions = asked.filter(({ text }) => isRead(text) || /set_config/.test(text)).length;
    if (questions > BUDGET.questions || kilobytes > BUDGET.kilobytes)
      over.push([path, questions, Math.round(kilobytes)]);
  }

  expect(over).toEqual([]);
});
