/**
 * A story that is withdrawn while somebody lets it out, or adds to it: on a database that really commits.
 *
 * @module-tag long
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aLibrary, aMember, aPartner, aStory, aTalkingPoint, consented } from '../../../test/factories.ts';
import { copyOfTemplate } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { borrow, inTransaction } from '../../house/db.ts';
import { parse } from '../../house/parse.ts';
import { mailOf } from '../../house/work/mail.ts';
import { addressesOf } from '../outreach/addresses.ts';
import { pitchDraft } from '../talking-points/pitch.ts';
import { mailPitch } from '../talking-points/pitch-uses.ts';
import { findPitch, makePitch } from '../talking-points/pitches.ts';
import { noteWithdrawal } from './consents.ts';
import { addPicture, picturesOf } from './pictures.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
beforeAll(async () => {
  database = await copyOfTemplate();
});
afterAll(() => database.drop());
const locked = async () =>
  (
    await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      database.db,
    )
  ).rows.length;

test('a picture and a mail that come while it is withdrawn wait, and are then refused', async () => {
  const now = new Date('2026-03-09T15:00:00Z');
  const { me, story, pitch, to } = await borrow(database.db, { libraryId: null }, async (db) => {
    const me = await aMember(await aLibrary({ db, now }), 'coordinator');
    const story = await aStory(me, 'Reading at sixty');
    await consented(me, story);
    const partner = await aPartner(me, { name: 'Chamber', email: 'hello@chamber.example.org' });
    const draft = { locale: 'en', ask: 'Meet us', points: [await aTalkingPoint(me)], story_id: story };
    const pitch = await findPitch(me, await makePitch(me, partner, parse(pitchDraft, draft)));
    const [to] = await addressesOf(me, [partner]);
    return { me, story, pitch, to };
  });
  const as = <T>(work: (ctx: Ctx) => Promise<T>) =>
    borrow(database.db, { libraryId: me.library.id }, (db) => work({ ...me, db }));
  const [withdrawn, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const withdrawal = as((ctx) =>
    inTransaction(ctx, async (ctx) => {
      await noteWithdrawal(ctx, story);
      withdrawn.resolve();
      await mayEnd.promise;
    }),
  );
  await withdrawn.promise;
  const file = { type: 'image/png', bytes: new Uint8Array([1, 2, 3]), width: 1, height: 1 };
  const told = { points: [], summary: 'Pitch', body: '' };
  const mail = { story, to: to as never, subject: 'Hello', body: 'Words', told, answers: { own: null, mailbox: null } };
  const waiting = Promise.allSettled([
    as((ctx) => addPicture(ctx, story, { alt_en: 'A desk', alt_es: '', permission: 'Rosa', file })),
    as((ctx) => mailPitch(ctx, pitch, mail)),
  ]);
  await vi.waitFor(async () => expect(await locked()).toBe(2), { timeout: 10_000 });
  mayEnd.resolve();
  await withdrawal;

  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await as((ctx) => picturesOf(ctx, story))).toEqual([]);
  expect(await as(mailOf)).toEqual([]);
});
