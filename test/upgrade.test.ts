/**
 * A database of an earlier release, with data in it, brought up to date in one start.
 *
 * @module-tag long
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoChangeSet } from '../src/house/change-sets.ts';
import { type Ctx, systemActor } from '../src/house/ctx.ts';
import { migrationsFolder } from '../src/house/data.ts';
import { borrow } from '../src/house/db.ts';
import { newId } from '../src/house/ids.ts';
import { migrate, readMigrations } from '../src/house/migrate.ts';
import { contactsOf } from '../src/rooms/directory/contacts.ts';
import { findPerson } from '../src/rooms/directory/persons.ts';
import { databaseBefore, type OldDatabase } from './old-database.ts';
import { NOW } from './support.ts';

let old: OldDatabase;
beforeAll(async () => {
  old = await databaseBefore('0015');
});
afterAll(() => old.drop());

const LIBRARY = newId<'libraries'>();
const [UNION, CLINIC, BROUGHT, IMPORT] = [newId<'organizations'>(), newId(), newId(), newId()];
const [WAITING, RESET] = [newId(), newId()];
const [TYPED, IMPORTED, TWIN, NEWER, OTHER] = [newId(), newId(), newId(), newId(), newId()];

const contact = (id: string, organization: string, said: [name: string, email: string, phone: string]) => ({
  sql: `insert into contacts (library_id, id, organization_id, name, email, phone, created_at) values ($1, $2, $3, $4, $5, $6, '2026-01-01')`,
  values: [LIBRARY, id, organization, ...said],
});

const MAIL = `insert into outbox (id, library_id, recipient, subject, body, created_at, next_attempt_at, sent_at)
  values ($1, $2, 'kim@example.org', 's', 'b', now(), now(), $3)`;

async function fill(): Promise<void> {
  await old.pool.query(
    `insert into libraries (id, slug, name, locale, time_zone, created_at) values ($1, 'old', 'Old', 'en', 'America/Denver', '2026-01-01')`,
    [LIBRARY],
  );
  await old.pool.query(
    `insert into jobs (id, for_library, kind, subject_id, run_at) values ($1, $2, 'import.apply', $3, now())`,
    [newId(), LIBRARY, IMPORT],
  );
  await old.asLibrary('', (run) => run(MAIL, [RESET, null, null]).then(() => {}));
  await old.asLibrary(LIBRARY, async (run) => {
    await run(MAIL, [WAITING, LIBRARY, null]);
    await run(MAIL, [newId(), LIBRARY, new Date()]);
    const add = async ({ sql, values }: ReturnType<typeof contact>) => run(sql, values);
    const organization = `insert into organizations (library_id, id, name, name_key, search_key, created_at, updated_at) values ($1, $2, $3, $3, $3, now(), now())`;
    await run(organization, [LIBRARY, UNION, 'union']);
    await run(organization, [LIBRARY, CLINIC, 'clinic']);
    await add(contact(TYPED, UNION, ['Lucía Ibáñez', 'lucia@example.org', '+13035550101']));
    await add(contact(OTHER, UNION, ['Bo', '', '+13035550109']));
    await run(`select set_config('app.change_set', $1, true), set_config('app.change_unit', '1', true)`, [IMPORT]);
    await run(organization, [LIBRARY, BROUGHT, 'brought']);
    await add(contact(IMPORTED, BROUGHT, ['Dana', 'dana@example.org', '+13035550102']));
    await add(contact(TWIN, BROUGHT, ['Lucia Ibanez', 'LUCIA@example.org', '+13035550103']));
    const said = {
      organization: { name: 'brought' },
      contacts: [{ name: 'Dana', title: 'x', email: 'dana@example.org', phone: '', starts_on: null, ends_on: null }],
    };
    await run(
      `insert into organization_sources (library_id, source, source_key, organization_id, brought) values ($1, 'list', 'k', $2, $3)`,
      [LIBRARY, BROUGHT, said],
    );
    await run(`select set_config('app.change_unit', '2', true)`);
    await run(`update contacts set phone = '+13035550104', version = 2 where id = $1`, [OTHER]);
    await run(`select set_config('app.change_unit', '3', true)`);
    await add(contact(NEWER, CLINIC, ['Sam', '', '']));
    await run(`select set_config('app.change_set', '', true)`);
    await run(`update contacts set name = 'Sam Typed', version = 2 where id = $1`, [NEWER]);
  });
}

test('people become persons, one of one name and mail, and an import of before can still be taken back', async () => {
  await fill();

  expect(await migrate(old.pool, readMigrations(migrationsFolder))).toContain('0015-persons');

  await borrow(old.db, { libraryId: LIBRARY }, async (db) => {
    const ctx = {
      db,
      now: NOW,
      actor: systemActor,
      library: { id: LIBRARY, slug: 'old', name: 'Old', locale: 'en', timeZone: 'America/Denver' },
    } as unknown as Ctx;
    const [lucia] = (await contactsOf(ctx, UNION)).filter((each) => each.id === TYPED);
    expect(lucia).toMatchObject({
      name: 'Lucía Ibáñez',
      emails: [{ kind: 'work', email: 'lucia@example.org' }],
      may_be_published: false,
    });
    const person = await findPerson(ctx, lucia?.person_id ?? newId());
    expect(person.roles.map((role) => role.organization)).toEqual(['brought', 'union']);
    expect(person.phones.map((phone) => phone.number)).toEqual(['+13035550101', '+13035550103']);
    const source = await db.selectFrom('organization_sources').select('brought').executeTakeFirstOrThrow();
    expect(source.brought).toMatchObject({
      contacts: [
        { name: 'Dana', phones: [], emails: [{ kind: 'work', email: 'dana@example.org' }], may_be_published: false },
      ],
    });

    // Somebody typed another name for Sam since: that row stays, and is named.
    expect(await undoChangeSet(ctx, IMPORT)).toEqual([{ unit: 3, table: 'contacts' }]);

    expect((await contactsOf(ctx, UNION)).map(({ name, phones }) => [name, phones[0]?.number])).toEqual([
      ['Bo', '+13035550109'],
      ['Lucía Ibáñez', '+13035550101'],
    ]);
    expect((await findPerson(ctx, person.id)).phones.map((phone) => phone.number)).toEqual(['+13035550101']);
    expect((await db.selectFrom('persons').select('name').orderBy('name').execute()).map((row) => row.name)).toEqual([
      'Bo',
      'Lucía Ibáñez',
      'Sam Typed',
    ]);
  });
});

test('work and mail that waited are put aside for the queue', async () => {
  const { rows } = await old.pool.query(
    'select for_library, kind, subject_id from carried_jobs order by kind, for_library',
  );

  expect(rows).toEqual([
    { for_library: LIBRARY, kind: 'import.apply', subject_id: IMPORT },
    { for_library: LIBRARY, kind: 'mail.send', subject_id: WAITING },
    { for_library: null, kind: 'mail.send', subject_id: RESET },
    { for_library: LIBRARY, kind: 'organizations.changed', subject_id: LIBRARY },
  ]);
});

test('mail about an account stands apart from that of libraries', async () => {
  const account = await old.pool.query('select id, body from account_mail');
  const rest = await borrow(old.db, { libraryId: LIBRARY }, (db) => db.selectFrom('outbox').select('id').execute());

  expect(account.rows).toEqual([{ id: RESET, body: 'b' }]);
  expect(rest.map((mail) => mail.id)).toContain(WAITING);
  expect(rest).toHaveLength(2);
});

test('changes that are recorded now come after those of before', async () => {
  await borrow(old.db, { libraryId: LIBRARY }, async (db) => {
    const { rows } = await sql<{ later: boolean }>`
      select nextval('recorded_changes_seq') > max(seq) as later from recorded_changes`.execute(db);

    expect(rows).toEqual([{ later: true }]);
  });
});
