/**
 * Asks the database's own catalogue whether every tenant table keeps the two locks: the tenant in every key, and forced
 * row-level security.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dumpSchema } from '../db/dump-schema.ts';
import { root } from '../src/house/data.ts';
import { borrow } from '../src/house/db.ts';
import type { Id } from '../src/house/ids.ts';
import { aLibrary, aMember, aPartner } from './factories.ts';
import { copyOfTemplate } from './support.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
beforeAll(async () => {
  database = await copyOfTemplate();
});
afterAll(() => database.drop());

const ask = async (sql: string) => (await database.pool.query(sql)).rows.map((row) => row.name as string);
const TENANT =
  "exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'library_id' and not a.attisdropped)";
const HERE = "c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace";

test('the tables without a tenant are these and no others', async () => {
  // libraries are the tenants; users, sessions, devices and resets belong to people, who may be in several; submissions
  // hold only form keys, kept forms are sealed, jobs that were carried over hold only ids. The catalogue is the host's,
  // of public records, and the same for every library. Tries and set-up tokens come before anybody is known. Mail about
  // an account is read only while no library is seen. PDFs are sealed by the host, for every library alike.
  expect(await ask(`select c.relname as name from pg_class c where ${HERE} and not ${TENANT} order by 1`)).toEqual([
    'account_mail',
    'carried_jobs',
    'installation_certificates',
    'kept_forms',
    'known_devices',
    'libraries',
    'listed_organization_former_rows',
    'listed_organization_keys',
    'listed_organization_words',
    'listed_organizations',
    'migrations',
    'migrations_lock',
    'password_resets',
    'public_list_loads',
    'rate_limits',
    'sessions',
    'setup_tokens',
    'submissions',
    'users',
  ]);
});

test('every tenant table forces row-level security and has a policy', async () => {
  const open = await ask(`select c.relname as name from pg_class c where ${HERE} and ${TENANT}
    and (not c.relrowsecurity or not c.relforcerowsecurity or not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'own_library'))`);

  expect(open).toEqual([]);
});

test('the tenant is never null', async () => {
  const open = await ask(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id' where ${HERE} and not a.attnotnull`,
  );

  expect(open).toEqual([]);
});

test('every primary and unique key and every reference between tenant tables carries the tenant', async () => {
  const open = await ask(`
    select c.relname || '.' || k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where ${HERE} and ${TENANT} and k.contype in ('p', 'u')
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey) and a.attname = 'library_id')
    union all
    select c.relname || '.' || k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where ${HERE} and ${TENANT} and k.contype = 'f' and f.relname not in ('libraries', 'users')
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey) and a.attname = 'library_id')
    union all
    select x.relname from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    where ${HERE} and ${TENANT} and i.indisunique
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey::int2[]) and a.attname = 'library_id')`);

  expect(open).toEqual([]);
});

test('every table of a library can be distributed by library (docs/running.md)', async () => {
  const inTheWay = await ask(`
    select 'policy ' || p.polname || ' of ' || c.relname || ' asks another question' as name
      from pg_policy p join pg_class c on c.oid = p.polrelid
      where ${HERE} and pg_get_expr(p.polqual, p.polrelid) ~* '\\mselect\\M'
    union all select c.relname || '.' || a.attname || ' is an identity column'
      from pg_attribute a join pg_class c on c.oid = a.attrelid where ${HERE} and a.attidentity <> ''
    union all select k.conname || ' changes or empties rows of another table'
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where ${HERE} and ${TENANT} and k.contype = 'f' and (k.confupdtype <> 'a' or k.confdeltype in ('n', 'd'))
    union all select k.conname || ' refers from all libraries to one'
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where ${HERE} and not ${TENANT} and k.contype = 'f' and exists (
        select 1 from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'library_id')
    union all select p.proname || ' asks on which table its trigger stands'
      from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prosrc ~* 'tg_(table_name|relname)'
    union all select t.tgname || ' of ' || c.relname || ' is told another table'
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
      where ${HERE} and p.prosrc ~* 'tg_argv' and encode(t.tgargs, 'escape') <> c.relname || '\\000'`);

  expect(inTheWay).toEqual([]);
});

test('there are no views and no definer functions, which row-level security would not bind', async () => {
  expect(
    await ask(
      "select c.relname as name from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = current_schema()::regnamespace",
    ),
  ).toEqual([]);
  expect(
    await ask(
      'select p.proname as name from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prosecdef',
    ),
  ).toEqual([]);
});

test('a connection without a library sees no tenant’s rows and cannot write any', async () => {
  const { library, actor } = await borrow(database.db, { libraryId: null }, async (db) => {
    const member = await aMember(await aLibrary({ db, now: new Date() }));
    await aPartner(member);
    return member;
  });
  const count = (libraryId: Id<'libraries'>) =>
    borrow(database.db, { libraryId }, (db) => db.selectFrom('members').selectAll().execute());

  expect(await count(library.id)).toEqual([expect.objectContaining({ id: actor.id })]);
  for (const table of ['members', 'partners', 'organizations', 'history', 'sectors', 'factors'] as const) {
    expect(await borrow(database.db, { libraryId: null }, (db) => db.selectFrom(table).selectAll().execute())).toEqual(
      [],
    );
  }
  await expect(
    database.pool.query(
      "insert into branches (library_id, id, name, created_at) values (gen_random_uuid(), gen_random_uuid(), 'x', now())",
    ),
  ).rejects.toThrow(/row-level security/);
});

test('db/schema.sql tells the schema as it is ("npm run schema" writes it)', async () => {
  const { rows } = await database.pool.query("select current_setting('server_version_num')::int / 10000 as version");
  // Servers word a few expressions differently; the file is written by the embedded one.
  if (rows[0].version !== 18) return;

  expect(await dumpSchema(database.pool)).toBe(readFileSync(join(root, 'db/schema.sql'), 'utf8'));
});
