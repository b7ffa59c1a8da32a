/**
 * Two people who merge, or work on what is merged, at the same moment: on a database that really commits.
 *
 * @module-tag long
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  aContact,
  aDraft,
  aLibrary,
  aLocation,
  aMember,
  aPartner,
  aRemark,
  aService,
} from '../../../test/factories.ts';
import { copyOfTemplate } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { borrow, inTransaction } from '../../house/db.ts';
import { Invalid, NotFound } from '../../house/errors.ts';
import { type Id, newId } from '../../house/ids.ts';
import { addContact } from '../directory/contacts.ts';
import { addLocation } from '../directory/locations.ts';
import { addOrganization, putUnder } from '../directory/organizations.ts';
import { addService } from '../directory/services.ts';
import { setNextStep } from '../partners/next-steps.ts';
import { findPartner } from '../partners/partners.ts';
import { mergeOrganizations } from './merge.ts';
import { undoMerge } from './undo-merge.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
beforeAll(async () => {
  database = await copyOfTemplate();
});
afterAll(() => database.drop());
/** How many wait for somebody else. */
const locked = async () =>
  (
    await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      database.db,
    )
  ).rows.length;

test('merge one pair both ways: one does, the other finds nothing, and both may undo once', async () => {
  const now = new Date('2026-03-09T15:00:00Z');
  const { me, one, other } = await borrow(database.db, { libraryId: null }, async (db) => {
    const me = await aMember(await aLibrary({ db, now }), 'coordinator');
    return {
      me,
      one: await addOrganization(me, aDraft({ name: 'Haven' })),
      other: await addOrganization(me, aDraft({ name: 'Haven' })),
    };
  });
  const as = <T>(work: (ctx: Ctx) => Promise<T>) =>
    borrow(database.db, { libraryId: me.library.id }, (db) => work({ ...me, db }));

  const merges = await Promise.allSettled([
    as((ctx) => mergeOrganizations(ctx, { kept: one, gone: other, take: {} })),
    as((ctx) => mergeOrganizations(ctx, { kept: other, gone: one, take: {} })),
    as((ctx) => mergeOrganizations(ctx, { kept: one, gone: other, take: {} })),
  ]);
  const done = merges.filter((each) => each.status === 'fulfilled');
  expect(done).toHaveLength(1);
  expect(
    merges
      .flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      .every((error) => error instanceof NotFound),
  ).toBe(true);

  const undone = await Promise.allSettled([0, 1].map(() => as((ctx) => undoMerge(ctx, done[0]?.value ?? newId()))));
  expect(undone.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await as((ctx) => ctx.db.selectFrom('organizations').select('id').execute())).toHaveLength(2);
});

test('work for a partner that is being merged away waits, and then finds it gone', async () => {
  const now = new Date('2026-03-09T15:00:00Z');
  const { me, kept, gone, partner } = await borrow(database.db, { libraryId: null }, async (db) => {
    const me = await aMember(await aLibrary({ db, now }), 'coordinator');
    const partner = await aPartner(me);
    const { organization_id } = await findPartner(me, partner);
    const { organization_id: kept } = await findPartner(me, await aPartner(me));
    return { me, kept, gone: organization_id, partner };
  });
  const as = <T>(work: (ctx: Ctx) => Promise<T>) =>
    borrow(database.db, { libraryId: me.library.id }, (db) => work({ ...me, db }));
  const [merged, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const merge = as((ctx) =>
    inTransaction(ctx, async (ctx) => {
      await mergeOrganizations(ctx, { kept, gone, take: {} });
      merged.resolve();
      await mayEnd.promise;
    }),
  );
  await merged.promise;
  const waiting = Promise.allSettled([
    as((ctx) => aRemark(ctx, partner, { body: 'A talk', audience: 'library', happened_on: null })),
    as((ctx) => setNextStep(ctx, partner, { what: 'Call', due_on: '2026-04-01' })),
    as((ctx) => addContact(ctx, gone, aContact({ name: 'Jordan' }))),
    as((ctx) => addService(ctx, gone, aService())),
    as((ctx) => addLocation(ctx, gone, aLocation())),
  ]);
  await vi.waitFor(async () => expect(await locked()).toBe(5));
  mayEnd.resolve();
  await merge;

  for (const each of await waiting) expect(each).toMatchObject({ status: 'rejected', reason: expect.any(NotFound) });
});

test('close no circle, though each says one half of it', async () => {
  const now = new Date('2026-03-09T15:00:00Z');
  const { me, a, b, c, d } = await borrow(database.db, { libraryId: null }, async (db) => {
    const me = await aMember(await aLibrary({ db, now }), 'coordinator');
    const [a, c] = [await addOrganization(me, aDraft()), await addOrganization(me, aDraft())];
    const under = (parent: Id<'organizations'>) => addOrganization(me, aDraft({ parent_organization_id: parent }));
    return { me, a, b: await under(a), c, d: await under(c) };
  });
  const as = <T>(work: (ctx: Ctx) => Promise<T>) =>
    borrow(database.db, { libraryId: me.library.id }, (db) => work({ ...me, db }));
  const [first, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const one = as((ctx) =>
    inTransaction(ctx, async (ctx) => {
      await putUnder(ctx, a, d);
      first.resolve();
      await mayEnd.promise;
    }),
  );
  await first.promise;
  const other = Promise.allSettled([as((ctx) => putUnder(ctx, c, b))]);
  await vi.waitFor(async () => expect(await locked()).toBe(1));
  mayEnd.resolve();
  await one;

  expect(await other).toMatchObject([{ status: 'rejected', reason: expect.any(Invalid) }]);
});
