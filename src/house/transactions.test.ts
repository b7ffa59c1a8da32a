import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner } from '../../test/factories.ts';
import { copyOfTemplate, NOW } from '../../test/support.ts';
import type { Ctx } from './ctx.ts';
import { answering, borrow, type Db, inTransaction, openDb, openPool, WEB } from './db.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let pool: pg.Pool;
let db: Db;
let ana: Ctx;

beforeAll(async () => {
  database = await copyOfTemplate();
  pool = openPool({ ...database.config, max: 1, pipeline: true });
  db = openDb(pool, { limits: WEB, pipelined: true });
  ana = await borrow(database.db, { libraryId: null }, async (db) => aMember(await aLibrary({ db, now: NOW })));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const as = <T>(work: (ctx: Ctx) => Promise<T>) =>
  borrow(db, { libraryId: ana.library.id }, (db) => work({ ...ana, db }));
const partners = () => as((ctx) => ctx.db.selectFrom('partners').select('id').execute());

test('what only reads cannot write', async () => {
  const written = answering(db, 'read only', (db) =>
    db
      .insertInto('setup_tokens')
      .values({ token_hash: Buffer.from('x'), created_at: NOW })
      .execute(),
  );

  await expect(written).rejects.toThrow('read-only transaction');
});

test('what was said of who asks, and how long to wait, is gone with the transaction', async () => {
  await partners();
  const { rows } = await pool.query(
    `select current_setting('app.library_id', true) as library, current_setting('lock_timeout') as wait`,
  );

  expect(rows).toEqual([{ library: '', wait: '0' }]);
});

test('a transaction begins as nobody, whatever stands on the connection', async () => {
  await as(aPartner);
  await pool.query(`select set_config('app.library_id', $1, false)`, [ana.library.id]);
  const seen = await answering(db, 'read only', (db) => db.selectFrom('partners').select('id').execute());
  await pool.query(`reset app.library_id`);

  expect(seen).toEqual([]);
});

test('of a verb that is refused nothing stays, and the request goes on', async () => {
  const before = (await partners()).length;
  const after = await as(async (ctx) => {
    const refused = inTransaction(ctx, async (ctx) => {
      await aPartner(ctx);
      await sql`select 1 / 0`.execute(ctx.db);
    });
    await expect(refused).rejects.toThrow('division by zero');
    await inTransaction(ctx, (ctx) => aPartner(ctx));
    return ctx.db.selectFrom('partners').select('id').execute();
  });

  expect(after).toHaveLength(before + 1);
  expect(await partners()).toHaveLength(before + 1);
});

test('of a request that fails nothing stays', async () => {
  const before = await partners();
  const failed = as(async (ctx) => {
    await aPartner(ctx);
    throw new Error('after the verb');
  });

  await expect(failed).rejects.toThrow('after the verb');
  expect(await partners()).toEqual(before);
});

test('a constraint that waits is looked at when its verb ends', async () => {
  const broken = as(async (ctx) => {
    await inTransaction(ctx, async (ctx) => {
      await sql`create temporary table one (id int unique deferrable initially deferred) on commit drop`.execute(
        ctx.db,
      );
      await sql`insert into one values (1), (1)`.execute(ctx.db);
    });
    return 'the verb has ended';
  });

  await expect(broken).rejects.toThrow('duplicate key');
});
