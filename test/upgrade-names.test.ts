/**
 * A database in which public lists were the catalogue, and two sectors had other keys, brought up to date in one start.
 *
 * @module-tag long
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoChangeSet } from '../src/house/change-sets.ts';
import { type Ctx, systemActor } from '../src/house/ctx.ts';
import { migrationsFolder } from '../src/house/data.ts';
import { borrow } from '../src/house/db.ts';
import { newId } from '../src/house/ids.ts';
import { migrate, readMigrations } from '../src/house/migrate.ts';
import { sectorsOf } from '../src/rooms/directory/sectors.ts';
import { dismissedOf, fullName } from '../src/rooms/sourcing/leads/listed-answers.ts';
import { loadsOf, undoLoad } from '../src/rooms/sourcing/public-lists/loads.ts';
import { historyOf } from '../src/views/history/history.ts';
import { bringBack } from '../src/views/removed/removed.ts';
import { databaseBefore, type OldDatabase, type Run } from './old-database.ts';
import { NOW } from './support.ts';

let old: OldDatabase;
beforeAll(async () => {
  old = await databaseBefore('0026');
});
afterAll(() => old.drop());

const LIBRARY = newId<'libraries'>();
const [HAVEN, IMPORT, REMOVAL] = [newId<'organizations'>(), newId<'imports'>(), newId<'removals'>()];
const [LOAD, LATER, MERGE] = [newId<'public_list_loads'>(), newId<'public_list_loads'>(), newId()];
const said = (sectors: string[]) => ({
  organization: { name: 'homeless', sectors, further: { sectors: ['homeless'] } },
  notes: ['homeless'],
});

/** What the host had loaded, twice: the second load changed the row. */
async function fillPublicLists(): Promise<void> {
  const load = `insert into catalogue_loads (id, source, vintage, file_name, counts, loaded_at)
    values ($1, 'irs', $2, 'eo.csv', $3, now())`;
  await old.pool.query(load, [LOAD, '2025', { new: 1, changed: 0, same: 0, errors: 0 }]);
  await old.pool.query(load, [LATER, '2026', { new: 0, changed: 1, same: 0, errors: 0 }]);
  await old.pool.query(
    `insert into catalogue (source, source_key, load_id, name, sector_key, words, name_key)
      values ('irs', '1', $1, 'Shelter', 'homeless', 'shelter', 'shelter')`,
    [LOAD],
  );
  await old.pool.query(`insert into catalogue_former_rows select $1, source_key, to_jsonb(c) from catalogue c`, [
    LATER,
  ]);
  await old.pool.query(`update catalogue set load_id = $1, name = 'Shelter Inc'`, [LATER]);
  await old.pool.query('create index catalogue_name_index on catalogue (name_key, id)');
}

/** What the library had: an organization that a list brought, a lead, an answer that can be taken back, a merge. */
async function fillLibrary(run: Run): Promise<void> {
  await run(
    `insert into sectors (library_id, key, position)
      values ($1, 'homeless', 1), ($1, 'ex_offender', 2), ($1, 'women', 3)`,
    [LIBRARY],
  );
  await run(
    `insert into organizations (library_id, id, name, name_key, search_key, created_at, updated_at)
      values ($1, $2, 'Haven', 'haven', 'haven', now(), now())`,
    [LIBRARY, HAVEN],
  );
  await run(
    `insert into imports (library_id, id, file_name, source, kind, target, header, mapping, default_sector, status, created_at, format)
      values ($1, $2, 'a.csv', 'a', 'table', 'partners', '{}', '{}', 'homeless', 'applied', now(), $3)`,
    [LIBRARY, IMPORT, { sector_words: { homeless: 'homeless', jail: 'ex_offender' } }],
  );
  await run(
    `insert into import_rows (library_id, import_id, number, cells, plan) values ($1, $2, 1, '{homeless}', $3)`,
    [LIBRARY, IMPORT, { sectors: ['homeless'], changes: [{ field: 'sectors', from: '', to: 'homeless' }] }],
  );
  await run(
    `insert into leads (library_id, id, source, source_key, name, search_key, sector_key, record, created_at, updated_at)
      values ($1, $2, 'a', '1', 'Lead', 'lead', 'ex_offender', $3, now(), now())`,
    [LIBRARY, newId(), said(['ex_offender', 'women'])],
  );
  await run(
    `insert into merges (library_id, id, kept_id, gone_id, kept_name, gone_name, moved, merged_at)
      values ($1, $2, $3, $3, 'a', 'b', $4, now())`,
    [LIBRARY, MERGE, HAVEN, { catalogue_answers: 2, notes: 1 }],
  );
  await run(
    `insert into removals (library_id, id, kind, subject, label, about_type, about_id, removed_at)
      values ($1, $2, 'catalogue', 'irs 1', 'Shelter', 'library', $1, $3)`,
    [LIBRARY, REMOVAL, NOW],
  );
  const line = `insert into history (library_id, id, at, action, subject_type, subject_id, details)
    values ($1, $2, now(), $3, $4, $5, $6)`;
  await run(line, [LIBRARY, newId(), 'catalogue.dismissed', 'library', LIBRARY, { name: 'Shelter' }]);
  await run(line, [
    LIBRARY,
    newId(),
    'organization.changed',
    'organization',
    HAVEN,
    { sectors: 'homeless, women → women' },
  ]);
}

/** What an import and a removal wrote, recorded as they do. */
async function fillRecorded(run: Run): Promise<void> {
  const record = (set: string) =>
    run(`select set_config('app.change_set', $1, true), set_config('app.change_unit', '1', true)`, [set]);
  await record(IMPORT);
  await run(`insert into organization_sectors (library_id, organization_id, sector_key) values ($1, $2, 'homeless')`, [
    LIBRARY,
    HAVEN,
  ]);
  await run(
    `insert into organization_sources (library_id, source, source_key, organization_id, brought)
      values ($1, 'a', 'k', $2, $3)`,
    [LIBRARY, HAVEN, said(['homeless'])],
  );
  await record(REMOVAL);
  await run(
    `insert into catalogue_answers (library_id, source, source_key, answer, answered_at)
      values ($1, 'irs', '1', 'dismissed', now())`,
    [LIBRARY],
  );
  await record('');
}

test('everything has its new name, and what was recorded before can still be taken back', async () => {
  await old.pool.query(
    `insert into libraries (id, slug, name, locale, time_zone, created_at)
      values ($1, 'old', 'Old', 'en', 'America/Denver', now())`,
    [LIBRARY],
  );
  await fillPublicLists();
  await old.asLibrary(LIBRARY, fillLibrary);
  await old.asLibrary(LIBRARY, fillRecorded);

  expect(await migrate(old.pool, readMigrations(migrationsFolder))).toContain('0026-one-name-per-noun');

  const named = await old.pool.query(`select relname as name from pg_class where relname like 'catalogue%'
    union select conname from pg_constraint where conname like 'catalogue%'`);
  expect(named.rows).toEqual([]);
  await borrow(old.db, { libraryId: LIBRARY }, async (db) => {
    const library = { id: LIBRARY, slug: 'old', name: 'Old', locale: 'en', timeZone: 'America/Denver' };
    const ctx = { db, now: NOW, actor: systemActor, library } as unknown as Ctx;
    await keysAreNew(ctx);
    await isTakenBack(ctx);
  });
});

async function keysAreNew(ctx: Ctx): Promise<void> {
  expect((await sectorsOf(ctx)).map(({ key }) => key)).toEqual(['homelessness', 'reentry', 'women']);
  const first = async (table: 'leads' | 'imports' | 'import_rows' | 'organization_sources' | 'merges') =>
    ctx.db.selectFrom(table).selectAll().executeTakeFirstOrThrow();
  expect(await first('leads')).toMatchObject({ sector_key: 'reentry', record: said(['reentry', 'women']) });
  expect(await first('imports')).toMatchObject({
    default_sector: 'homelessness',
    format: { sector_words: { homeless: 'homelessness', jail: 'reentry' } },
  });
  expect(await first('import_rows')).toMatchObject({
    cells: ['homeless'],
    plan: { sectors: ['homelessness'], changes: [{ field: 'sectors', from: '', to: 'homelessness' }] },
  });
  expect(await first('organization_sources')).toMatchObject({ brought: said(['homelessness']) });
  expect((await first('merges')) as object).toMatchObject({
    moved: { listed_organization_answers: 2, interaction_partners: 1 },
  });
  expect((await historyOf(ctx, [LIBRARY, HAVEN])).map(({ action, details }) => [action, details])).toEqual(
    expect.arrayContaining([
      ['listed_organization.dismissed', { name: 'Shelter' }],
      ['organization.changed', { sectors: 'homelessness, women → women' }],
    ]),
  );
}

async function isTakenBack(ctx: Ctx): Promise<void> {
  expect((await dismissedOf(ctx)).map((row) => row.name && fullName({ ...row, name: row.name }))).toEqual([
    'Shelter Inc',
  ]);
  expect(await bringBack(ctx, REMOVAL)).toMatchObject({ kind: 'listed_organization' });
  expect(await dismissedOf(ctx)).toEqual([]);

  expect(await undoChangeSet(ctx, IMPORT)).toEqual([]);
  expect(await ctx.db.selectFrom('organization_sectors').selectAll().execute()).toEqual([]);
  expect(await ctx.db.selectFrom('organization_sources').selectAll().execute()).toEqual([]);

  expect((await loadsOf(ctx)).map((load) => load.vintage)).toHaveLength(2);
  await undoLoad(ctx, LATER);
  expect(await ctx.db.selectFrom('listed_organizations').select(['name', 'sector_key']).execute()).toEqual([
    { name: 'Shelter', sector_key: 'homelessness' },
  ]);
}
