/**
 * Everything stays right behind a pooler that lends a connection for one transaction only: no page shows another
 * library's rows, and none is empty.
 *
 * @module-tag long
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { borrow, type Db, openDb } from '../../src/house/db.ts';
import { Lending } from '../../src/house/lending.ts';
import { allPages } from '../../src/pages/routes.ts';
import { buildApp } from '../../src/server.ts';
import { CANARY, type Examples, exampleOf, examples } from '../examples.ts';
import { aLibrary, aMember, aPartner, aSession, PASSWORD } from '../factories.ts';
import { hostilePool } from '../hostile-pool.ts';
import { copyOfTemplate, houseOn, NOW, Visitor } from '../support.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let pool: Awaited<ReturnType<typeof hostilePool>>;
let all: Examples;
let bo: Ctx;
const as = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>) =>
  borrow(database.db, { libraryId: ctx.library.id }, (db) => work({ ...ctx, db }));
const nobody = <T>(work: (db: Db) => Promise<T>) => borrow(database.db, { libraryId: null }, work);

beforeAll(async () => {
  database = await copyOfTemplate();
  all = await nobody((db) => examples({ db, now: NOW }));
  bo = await nobody(async (db) => aMember(await aLibrary({ db, now: NOW }), 'administrator', 'Bo'));
  await as(bo, (ctx) => aPartner(ctx, { name: 'Only Bo knows' }));
  pool = await hostilePool(database.config, { library: bo.library.id, user: bo.actor.userId ?? '' });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const hostile = () => houseOn(database.db, { lending: new Lending(pool, 4) });

test('what is said for a session there, as once was done, shows somebody else’s rows', async () => {
  const names = await openDb(pool)
    .connection()
    .execute(async (db) => {
      await sql`select set_config('app.library_id', ${all.ana.library.id}, false)`.execute(db);
      const { rows } = await sql<{ name: string }>`select name from organizations`.execute(db);
      return rows.map((row) => row.name);
    });

  expect(names).toEqual(['Only Bo knows']);
});

describe('every page of a library', () => {
  /** Keys are made anew for each form. */
  const same = (html: string) => html.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
  const pages = allPages.filter((page) => page.kind === 'library' && !/\.\w+$/.test(page.path));

  test('is the same as on connections of its own', async () => {
    const { cookie } = await as(all.ana, aSession);
    const [friendly, through] = [houseOn(database.db), hostile()].map(buildApp);
    const ask = async (app: typeof friendly, address: string) => {
      const answer = await app?.request(`http://library.test${address}`, { headers: { cookie } });
      return [address, answer?.status, same((await answer?.text()) ?? '')];
    };
    for (const page of pages) {
      const path = exampleOf(all, page as never)?.path;
      const address = `/l/${all.ana.library.slug}${path}`;
      const [here, there] = [await ask(friendly, address), await ask(through, address)];
      expect(there).toEqual(here);
      expect(there[2]).not.toContain('Only Bo knows');
    }
    expect(pages.length).toBeGreaterThan(40);
  });

  test('and every file is the same kind of answer', async () => {
    const { cookie } = await as(all.ana, aSession);
    const app = buildApp(hostile());
    for (const name of ['partners.csv', 'partners-3.vcf', 'hsds.json']) {
      const answer = await app.request(`http://library.test/l/${all.ana.library.slug}/exports/${name}`, {
        headers: { cookie },
      });
      const text = await answer.text();
      expect([name, answer.status, text.includes(CANARY), text.includes('Only Bo')]).toEqual([name, 200, true, false]);
    }
  });
});

test('many at once, of two libraries, each see their own', async () => {
  const app = buildApp(hostile());
  const [mine, theirs] = [await as(all.ana, aSession), await as(bo, aSession)];
  const see = async (ctx: Ctx, cookie: string) =>
    (await app.request(`http://library.test/l/${ctx.library.slug}/partners`, { headers: { cookie } })).text();
  const seen = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => (n % 2 ? see(all.ana, mine.cookie) : see(bo, theirs.cookie))),
  );

  for (const [n, html] of seen.entries())
    expect([html.includes(CANARY), html.includes('Only Bo knows')]).toEqual(n % 2 ? [true, false] : [false, true]);
});

test('forms are taken once: signing in, adding a partner, a refusal, a change', async () => {
  const { email } = await nobody((db) =>
    db.selectFrom('users').select('email').where('id', '=', all.ana.actor.userId).executeTakeFirstOrThrow(),
  );
  const base = `/l/${all.ana.library.slug}`;
  const visitor = await new Visitor(hostile()).submit('/sign-in', { email, password: PASSWORD });
  await visitor.submit(`${base}/partners/new`, { name: '' });
  expect(visitor.status).toBe(422);
  await visitor.resubmit(`${base}/partners/new`, { name: 'Added through strangers' });

  expect([visitor.status, visitor.text.includes('Added through strangers')]).toEqual([200, true]);
  const names = await as(all.ana, (ctx) => ctx.db.selectFrom('organizations').select('name').execute());
  expect(names.filter(({ name }) => name === 'Added through strangers')).toHaveLength(1);
});
