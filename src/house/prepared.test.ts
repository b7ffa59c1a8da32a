import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { copyOfTemplate } from '../../test/support.ts';
import { type Db, openDb, openPool } from './db.ts';
import { Prepared, preparing } from './prepared.ts';

/** One connection with a memory of its own: what other tests of this process asked is not in it. */
async function alone(work: (db: Db) => Promise<void>): Promise<void> {
  const { config, drop } = await copyOfTemplate();
  const pool = openPool({ ...config, max: 1, Client: preparing(new Prepared()) });
  try {
    await work(openDb(pool));
  } finally {
    await pool.end();
    await drop();
  }
}

test('a statement has a name from the third time on, always the same; what is no reading or writing has none', () => {
  const prepared = new Prepared();
  const named = [1, 2, 3, 4].map(() => prepared.nameOf('select 1 where $1'));

  expect(named).toEqual([undefined, undefined, expect.stringMatching(/^[\w-]{22}$/), named[2]]);
  expect(prepared.nameOf('select 2 where $1')).toBeUndefined();
  for (const text of [
    '/* planned for its values */ select $1',
    'begin',
    'savepoint a',
    'set local a = 1',
    'copy a from stdin',
    'create table a ()',
  ])
    expect([1, 2, 3, 4].map(() => prepared.nameOf(text)).filter(Boolean)).toEqual([]);
});

test('texts without end leave no names without end', () => {
  const prepared = new Prepared();
  const names = Array.from({ length: 3_000 }, (_, at) =>
    [1, 2, 3].map(() => prepared.nameOf(`select ${at} where $1`)).at(-1),
  );

  expect(names.filter(Boolean)).toHaveLength(1_000);
});

test('the database plans once what comes again, and answers as before, whatever the values and after an error', () =>
  alone(async (db) => {
    const ask = async (value: number) =>
      (await sql<{ asked: string }>`select 10 / ${value}::int || ' asked' as asked`.execute(db)).rows[0]?.asked;
    const planned = async () =>
      (await sql`select 1 from pg_prepared_statements where statement like '%'' asked'' as asked'`.execute(db)).rows;

    expect([await ask(1), await ask(2)]).toEqual(['10 asked', '5 asked']);
    expect(await planned()).toHaveLength(0);
    expect([await ask(5), await ask(1)]).toEqual(['2 asked', '10 asked']);
    expect(await planned()).toHaveLength(1);
    await expect(ask(0)).rejects.toThrow('division by zero');
    expect(await ask(2)).toBe('5 asked');
  }));

test(
  'a statement that was planned survives a change of its table that leaves its columns',
  {
    tags: 'long',
  },
  () =>
    alone(async (db) => {
      const ask = () => sql`select key, label from sectors where key = ${'women'}`.execute(db);
      for (let i = 0; i < 4; i++) await ask();
      await sql`alter table sectors add column colour text`.execute(db);
      await sql`create index on sectors (label)`.execute(db);

      expect((await ask()).rows).toEqual([]);
    }),
);
