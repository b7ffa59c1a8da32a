/**
 * How a database is brought up to date at start, on small migrations of its own.
 *
 * @module-tag long
 */
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { openPool } from '../src/house/db.ts';
import { type Migration, migrate } from '../src/house/migrate.ts';

const name = `common_table_test_${process.ppid}_${process.pid}_migrate`;
let admin: pg.Client;
let pool: pg.Pool;

beforeEach(async () => {
  const server = inject('server');
  admin = new pg.Client(server.admin);
  await admin.connect();
  await admin.query(`create database ${name} owner ${server.role}`);
  pool = openPool({ ...server.admin, user: server.role, database: name, max: 4, lock_timeout: 60_000 });
});
afterEach(async () => {
  await pool.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

const one: Migration = { name: '0001-shelves', sql: 'create table shelves (n int);\ninsert into shelves values (1);' };
const two: Migration = { name: '0002-books', sql: 'create table books (n int); insert into books values (1);' };
const three: Migration = { name: '0003-broken', sql: 'create table loans (n int); select no_such_thing();' };
const rows = async (sql: string) => (await pool.query(sql)).rows;

test('a file runs once, in its order, and those that come later are added', async () => {
  expect(await migrate(pool, [one])).toEqual(['0001-shelves']);
  expect(await migrate(pool, [one, two])).toEqual(['0002-books']);
  expect(await migrate(pool, [one, two])).toEqual([]);

  expect(await rows('select n from shelves')).toEqual([{ n: 1 }]);
});

test('a file that fails leaves nothing, what came before it stays, and it is done once it is mended', async () => {
  await expect(migrate(pool, [one, two, three])).rejects.toThrow(
    'The database could not be brought up to date: 0003-broken failed (function no_such_thing() does not exist).',
  );

  expect(await rows(`select to_regclass('books') is not null as books, to_regclass('loans') as loans`)).toEqual([
    { books: true, loans: null },
  ]);
  expect(await migrate(pool, [one, two, { ...three, sql: 'create table loans (n int)' }])).toEqual(['0003-broken']);
});

test('two starts at once do it once', async () => {
  const slow = { ...two, sql: `select pg_sleep(0.3); ${two.sql}` };

  const done = await Promise.all([migrate(pool, [one, slow]), migrate(pool, [one, slow])]);

  expect(done.flat().sort()).toEqual(['0001-shelves', '0002-books']);
  expect(await rows('select n from books')).toEqual([{ n: 1 }]);
});

test('a program that is older than the database refuses it', async () => {
  await migrate(pool, [one, two]);

  await expect(migrate(pool, [one])).rejects.toThrow(
    'The database was last used by a newer Common Table (it has 0002-books). Start that version or a later one.',
  );
});

test('a file that was changed after the database had it stops the start and is named; other line ends do not', async () => {
  await migrate(pool, [one, two]);

  expect(await migrate(pool, [{ ...one, sql: one.sql.replaceAll('\n', '\r\n') }, two])).toEqual([]);
  await expect(migrate(pool, [{ ...one, sql: `${one.sql} -- better` }, two])).rejects.toThrow(
    'The file db/migrations/0001-shelves.sql was changed after this database was made with it.',
  );
});

test('a database of before checksums takes over what the files say today, and keeps to it from then on', async () => {
  await pool.query('create table migrations (name text primary key, applied_at timestamptz not null default now())');
  await pool.query(`${one.sql} insert into migrations values ('0001-shelves', '2026-01-02T03:04:05Z')`);
  const edited = { ...one, sql: `${one.sql} -- edited since` };

  expect(await migrate(pool, [edited, two])).toEqual(['0002-books']);

  expect(await rows('select name, timestamp from migrations order by name limit 1')).toEqual([
    { name: '0001-shelves', timestamp: '2026-01-02T03:04:05.000Z' },
  ]);
  await expect(migrate(pool, [one, two])).rejects.toThrow('0001-shelves.sql was changed');
});
