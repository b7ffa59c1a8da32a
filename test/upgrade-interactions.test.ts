/**
 * Notes of an earlier release become interactions in one start, and what was recorded of them is still taken back.
 *
 * @module-tag long
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoChangeSet } from '../src/house/change-sets.ts';
import { systemActor } from '../src/house/ctx.ts';
import { migrationsFolder } from '../src/house/data.ts';
import { borrow } from '../src/house/db.ts';
import { newId } from '../src/house/ids.ts';
import { migrate, readMigrations } from '../src/house/migrate.ts';
import { databaseBefore, type OldDatabase } from './old-database.ts';
import { NOW } from './support.ts';

let old: OldDatabase;
beforeAll(async () => {
  old = await databaseBefore('0028');
});
afterAll(() => old.drop());

const LIBRARY = newId<'libraries'>();
const [USER, MEMBER] = [newId(), newId()];
const [GRANGE, GRANGE_TWIN, KEPT, GONE] = [newId(), newId(), newId(), newId()];
const [IMPORT, REMOVAL, MERGE] = [newId(), newId(), newId()];
const [STAYS, BROUGHT, REMOVED, MOVED] = [newId(), newId(), newId(), newId()];

async function fill(): Promise<void> {
  await old.pool.query(
    `insert into libraries (id, slug, name, locale, time_zone, created_at)
      values ($1, 'old', 'Old', 'en', 'America/Denver', '2026-01-01')`,
    [LIBRARY],
  );
  await old.pool.query(
    `insert into users (id, email, name, password_hash, created_at) values ($1, 'a@example.org', 'Ana', 'x', now())`,
    [USER],
  );
  await old.asLibrary(LIBRARY, async (run) => {
    const recording = (set: string) =>
      run(`select set_config('app.change_set', $1, true), set_config('app.change_unit', '1', true)`, [set]);
    const note = (id: string, partner: string, audience = 'library') =>
      run(
        `insert into notes (library_id, id, partner_id, author_id, audience, body, happened_on, created_at)
          values ($1, $2, $3, $4, $5, 'They asked', '2026-01-02', '2026-01-02')`,
        [LIBRARY, id, partner, MEMBER, audience],
      );
    await run(
      `insert into members (library_id, id, user_id, role, created_at) values ($1, $2, $3, 'coordinator', now())`,
      [LIBRARY, MEMBER, USER],
    );
    for (const [organization, partner] of [
      [GRANGE, KEPT],
      [GRANGE_TWIN, GONE],
    ]) {
      await run(
        `insert into organizations (library_id, id, name, name_key, search_key, created_at, updated_at)
          values ($1, $2, 'Grange', 'grange', 'grange', now(), now())`,
        [LIBRARY, organization],
      );
      await run(
        `insert into partners (library_id, id, organization_id, stage, created_at) values ($1, $2, $3, 'potential', now())`,
        [LIBRARY, partner, organization],
      );
    }
    await note(STAYS, KEPT, 'me');
    await note(REMOVED, KEPT);
    await note(MOVED, GONE);
    await recording(IMPORT);
    await note(BROUGHT, KEPT);
    await recording(REMOVAL);
    await run('delete from notes where id = $1', [REMOVED]);
    await recording(MERGE);
    await run('update notes set partner_id = $1 where id = $2', [KEPT, MOVED]);
    await run('delete from partners where id = $1', [GONE]);
    await run(`select set_config('app.change_set', '', true)`);
    await run(
      `insert into removals (library_id, id, kind, subject, label, about_type, about_id, removed_at)
        values ($1, $2, 'note', $3, 'They asked', 'partner', $4, now())`,
      [LIBRARY, REMOVAL, REMOVED, KEPT],
    );
    await run(
      `insert into history (library_id, id, action, subject_type, subject_id, details, at)
        values ($1, $2, 'note.added', 'partner', $3, '{}', now())`,
      [LIBRARY, newId(), KEPT],
    );
  });
}

test('a note is a remark with its partner, and a list, a removal and a merge of before are taken back', async () => {
  await fill();

  await migrate(old.pool, readMigrations(migrationsFolder));

  await borrow(old.db, { libraryId: LIBRARY }, async (db) => {
    const ctx = {
      db,
      now: NOW,
      actor: systemActor,
      library: {
        id: LIBRARY,
        slug: 'old',
        name: 'Old',
        timeZone: 'America/Denver',
        locale: 'en' as const,
        bands: { holdsUpFrom: 35, mixedFrom: 25 },
        logo: null,
        color: null,
      },
    };
    const withWhom = async () => {
      const rows = await db
        .selectFrom('interactions as i')
        .innerJoin('interaction_partners as w', (join) =>
          join.onRef('w.library_id', '=', 'i.library_id').onRef('w.interaction_id', '=', 'i.id'),
        )
        .select(['i.id', 'w.partner_id', 'i.kind', 'i.direction', 'i.audience'])
        .execute();
      return Object.fromEntries(rows.map(({ id, ...row }) => [id, row]));
    };
    const remark = { kind: 'remark', direction: null, audience: 'library', partner_id: KEPT };

    expect(await withWhom()).toEqual({ [STAYS]: { ...remark, audience: 'me' }, [BROUGHT]: remark, [MOVED]: remark });
    for (const set of [MERGE, REMOVAL, IMPORT]) expect(await undoChangeSet(ctx, set)).toEqual([]);

    expect(await withWhom()).toEqual({
      [STAYS]: { ...remark, audience: 'me' },
      [REMOVED]: remark,
      [MOVED]: { ...remark, partner_id: GONE },
    });
    expect((await db.selectFrom('removals').select('kind').execute()).map((row) => row.kind)).toEqual(['interaction']);
    expect((await db.selectFrom('history').select('action').execute()).map((row) => row.action)).toEqual([
      'interaction.added',
    ]);
  });
});
