/**
 * Nobody's work stops anybody else's: a row that somebody holds, a library that takes all it can, a database that is
 * away. A lock is held by hand in another connection; the long attack is in test/attack.
 *
 * @module-tag long
 */

import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { answering, borrow, type Db, openPool, WEB } from '../../src/house/db.ts';
import type { House } from '../../src/house/furnish.ts';
import type { Id } from '../../src/house/ids.ts';
import { Lending } from '../../src/house/lending.ts';
import { parse } from '../../src/house/parse.ts';
import type { Limits } from '../../src/house/transactions.ts';
import { changeLibrary } from '../../src/rooms/accounts/library-settings.ts';
import { addContact, contactsOf } from '../../src/rooms/directory/contacts.ts';
import { contactDraft } from '../../src/rooms/directory/person.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { copyOfTemplate, houseOn, NOW, Visitor } from '../support.ts';

/** Shorter than a page's own, so that nobody waits for the tests. */
const LOCK = 800;
const CONNECTIONS = 4;

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let pages: pg.Pool;
let house: House;
let holder: pg.PoolClient;
let ana: Ctx;
let bo: Ctx;
let partner: Id<'partners'>;

const openHouse = (limits: Limits = { ...WEB, lock_timeout: LOCK }, server: pg.PoolConfig = {}) => {
  const pool = openPool({ ...database.config, ...server, pipeline: true, max: CONNECTIONS + 1 });
  return { pool, house: houseOn(database.db, { lending: new Lending(pool, CONNECTIONS, { limits }) }) };
};
const open = async (ctx: Ctx, on = house) => new Visitor(on).arrive((await as(ctx, aSession)).cookie);
const as = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>) =>
  borrow(database.db, { libraryId: ctx.library.id }, (db) => work({ ...ctx, db }));
const base = (ctx: Ctx) => `/l/${ctx.library.slug}`;

/** From here until the test ends, another connection holds these rows. */
async function hold(statement: string, values: unknown[] = []): Promise<void> {
  await holder.query('begin');
  await holder.query(`select set_config('app.library_id', $1, true)`, [ana.library.id]);
  await holder.query(statement, values);
}
const holdPartner = () => hold('update partners set version = version where id = $1', [partner]);
const waiting = async (many: number) => {
  for (;;) {
    const { rows } = await database.pool.query(
      `select count(*)::int as many from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows[0].many === many) return;
  }
};

beforeAll(async () => {
  database = await copyOfTemplate();
  [ana, bo] = await borrow(database.db, { libraryId: null }, async (db) => [
    await aMember(await aLibrary({ db, now: NOW }), 'administrator', 'Ana'),
    await aMember(await aLibrary({ db, now: NOW }), 'administrator', 'Bo'),
  ]);
  partner = await as(ana, aPartner);
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ pool: pages, house } = openHouse());
  holder = await database.pool.connect();
});
afterEach(async () => {
  await holder.query('rollback');
  holder.release();
  await pages.end();
});

describe('a row that somebody else is writing', () => {
  const form = () => `${base(ana)}/partners/${partner}/stage`;

  test('gives the form back, with what was typed and its key, and takes it when the other is done', async () => {
    const visitor = await open(ana);
    await visitor.get(form());
    const { _key } = visitor.fieldsOn(form());
    await holdPartner();
    await visitor.resubmit(form(), { stage: 'contacted', reason: 'We met at the fair' });

    expect([visitor.status, visitor.headers.get('retry-after')]).toEqual([409, '5']);
    expect(visitor.text).toContain('Someone is writing here right now');
    expect(visitor.fieldsOn(form())).toMatchObject({ _key, stage: ['contacted'], reason: ['We met at the fair'] });

    await holder.query('rollback');
    await visitor.resubmit(form());

    expect([visitor.status, visitor.path]).toEqual([200, `${base(ana)}/partners/${partner}`]);
    expect((await as(ana, (ctx) => findPartner(ctx, partner))).stage).toBe('contacted');
  });

  test('a button that stands on another page is shown to be pressed again', async () => {
    const { organization_id } = await as(ana, (ctx) => findPartner(ctx, partner));
    await as(ana, (ctx) => addContact(ctx, organization_id, parse(contactDraft, { name: 'Kim' })));
    const [contact] = await as(ana, (ctx) => contactsOf(ctx, organization_id));
    const removal = `${base(ana)}/contacts/${contact?.id}/removal`;
    const visitor = await open(ana);
    await hold('select 1 from contacts where id = $1 for update', [contact?.id]);
    await visitor.post(removal, { _key: '11111111-1111-4111-8111-111111111111' });
    expect([visitor.status, visitor.headers.get('retry-after')]).toEqual([409, '5']);
    expect(visitor.fieldsOn(removal)).toEqual({ _key: ['11111111-1111-4111-8111-111111111111'] });

    await holder.query('rollback');
    await visitor.resubmit(removal);

    expect(visitor.status).toBe(200);
    expect(await as(ana, (ctx) => contactsOf(ctx, organization_id))).toEqual([]);
  });

  test('keeps nobody else: edits pile up, and other pages, another library and the look whether we are ready are answered', async () => {
    const [visitor, other, stranger] = [await open(ana), await open(bo), new Visitor(house)];
    await visitor.get(form());
    const fields = { ...visitor.fieldsOn(form()), stage: 'active' };
    await holdPartner();
    const edits = Array.from(
      { length: 6 },
      async () => (await (await open(ana)).post(form(), { ...fields, _key: '' })).status,
    );
    await waiting(CONNECTIONS / 2);
    const seen = [
      await other.get(`${base(bo)}/partners`),
      await stranger.get('/sign-in'),
      await new Visitor(house).get('/readyz'),
    ];

    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await Promise.all(edits)).toEqual(Array(6).fill(409));
  });

  test('a double click waits for the first answer, and leads to where that led', async () => {
    const visitor = await open(ana);
    await visitor.get(form());
    const fields = { ...visitor.fieldsOn(form()), stage: 'active', reason: 'clicked twice' };
    await holdPartner();
    const clicks = [1, 2].map(async () => (await open(ana)).post(form(), fields));
    await waiting(1);
    await holder.query('rollback');
    const answers = await Promise.all(clicks);

    expect(answers.map(({ status, path }) => [status, path])).toEqual(
      Array(2).fill([200, `${base(ana)}/partners/${partner}`]),
    );
  });
});

describe('a database that has nothing to give', () => {
  test('is no mistake of ours: pages, signing in and the public directory say so, and what was typed is kept', async () => {
    const { library } = ana;
    const settings = {
      website: '',
      name: library.name,
      time_zone: library.timeZone,
      locale: library.locale,
      holds_up_from: 40,
      mixed_from: 30,
      version: 1,
    };
    await as(ana, (ctx) => changeLibrary(ctx, { ...settings, public_directory: true }));
    const away = openHouse(WEB, { host: '127.0.0.1', port: 1 });
    const visitor = await open(ana, away.house);

    await visitor.get(`${base(ana)}/partners`);
    expect([visitor.status, visitor.headers.get('retry-after'), visitor.text.includes('Too much is going on')]).toEqual(
      [503, '5', true],
    );
    await visitor.post('/sign-in', { email: 'kim@example.org', password: 'a secret of mine' });
    expect([visitor.status, visitor.fieldsOn('/sign-in'), visitor.html.includes('secret')]).toEqual([
      503,
      { email: ['kim@example.org'] },
      false,
    ]);
    await visitor.get('/hsds/nobody/organizations');
    expect([visitor.status, visitor.headers.get('retry-after'), JSON.parse(visitor.html).status]).toEqual([
      503,
      '5',
      503,
    ]);
    await visitor.get('/readyz');
    expect(visitor.status).toBe(503);
    await away.pool.end();
  });

  test('a library that asks for more than its share waits, then is told; nobody else is', async () => {
    const [visitor, other] = [await open(ana), await open(bo)];
    await visitor.get(base(ana));
    await hold('lock table partners in access exclusive mode');
    const crowd = Array.from({ length: 80 }, async () => (await (await open(ana)).get(`${base(ana)}/partners`)).status);
    await waiting(CONNECTIONS / 2);
    await other.get(`${base(bo)}/settings`);
    expect(other.status).toBe(200);

    await holder.query('rollback');
    const statuses = await Promise.all(crowd);

    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
  });
});

describe('who leaves', () => {
  test('takes their reading along, and their waiting', async () => {
    // Nothing else would end it.
    const slow = openHouse({ ...WEB, lock_timeout: 0, statement_timeout: 0 });
    const app = buildApp(slow.house);
    const { cookie } = await as(ana, aSession);
    const ask = (signal: AbortSignal) =>
      app.request(`http://library.test${base(ana)}/partners`, { headers: { cookie }, signal });
    await hold('lock table partners in access exclusive mode');
    const leaving = new AbortController();
    const asked = Array.from({ length: 5 }, () => ask(leaving.signal));
    await waiting(CONNECTIONS / 2);

    leaving.abort();

    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(5).fill(499));
    await waiting(0);
    await slow.pool.end();
  });

  test('does not take their writing along', async () => {
    const app = buildApp(house);
    const { cookie } = await as(ana, aSession);
    const path = `${base(ana)}/partners/${partner}/interactions/new`;
    const body = new URLSearchParams({
      body: 'Written while leaving',
      kind: 'remark',
      audience: 'library',
      happened_on: '2026-03-09',
    });
    await hold('lock table interactions in access exclusive mode');
    const leaving = new AbortController();
    const headers = { cookie, origin: 'http://library.test' };
    const asked = app.request(`http://library.test${path}`, { method: 'POST', headers, body, signal: leaving.signal });
    await waiting(1);
    leaving.abort();
    await holder.query('rollback');
    await asked;

    const notes = await as(ana, (ctx) => ctx.db.selectFrom('interactions').select('body').execute());
    expect(notes).toEqual([{ body: 'Written while leaving' }]);
  });
});

test('a transaction for pages says to the database what it may take, and a connection nothing', async () => {
  const own = openPool({ ...database.config, max: 1 });
  const said = async (db: Db) =>
    (
      await sql<{ setting: number }>`select setting::int from pg_settings
        where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') order by name`.execute(
        db,
      )
    ).rows.map(({ setting }) => setting);
  const db = new Lending(own, 1).to({ library: null });
  const inside = await answering(db, 'read only', said);
  const outside = await said(db);
  await own.end();

  expect(inside).toEqual([60_000, 3_000, 30_000]);
  expect(outside).toEqual([0, 0, 0]);
});
