/**
 * Two who sign, decline, guess or take back at the same moment: on a database that really commits.
 *
 * @module-tag long
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLibrary, aMember, anAgreement, aPartnerWith, guestFor } from '../../../../test/factories.ts';
import { copyOfTemplate } from '../../../../test/support.ts';
import { type Ctx, today } from '../../../house/ctx.ts';
import { borrow } from '../../../house/db.ts';
import { found } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { findAgreement } from '../agreement-list.ts';
import { versionsIn } from '../agreement-versions.ts';
import { setSides } from '../agreements.ts';
import { SEAL } from './completing.ts';
import { confirm, findSigning, press, signAsMember } from './pressing.ts';
import { sendForSigning, withdrawSigning } from './sending.ts';
import { pressed, pressedAs, WRONG_CODES } from './signer.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
beforeAll(async () => {
  database = await copyOfTemplate();
});
afterAll(() => database.drop());

const doors = { ways: { link: () => 'http://library.test', code: () => '' }, linkTo: () => 'http://library.test' };
const as = <T>(me: Ctx, work: (ctx: Ctx) => Promise<T>) =>
  borrow(database.db, { libraryId: me.library.id }, (db) => work({ ...me, db }));

/** Out for signing by Rosa, who has pressed and has her digits, and by Ana. */
async function scene() {
  return borrow(database.db, { libraryId: null }, async (db) => {
    const ana = await aMember(await aLibrary({ db, now: new Date('2026-03-09T15:00:00Z') }), 'administrator', 'Ana');
    const { partner, person, email } = await aPartnerWith(ana, 'Rosa Ito');
    const id = await anAgreement(ana, { partners: [partner], kind: 'handshake', terms: 'We share a room.' });
    await setSides(ana, id, [{ partner, person, notices: email }], 'Ana');
    const signers = [
      { who: `person ${partner} ${person}`, place: 1 },
      { who: `member ${ana.actor.id}`, place: 1 },
    ];
    await sendForSigning(ana, id, { signers, sign_by: today(ana, 30), reason: '', unsettled: true, doors });
    const version = found((await versionsIn(ana, id))[0]);
    const of = (name: string) => found(version.signers.find((each) => each.name === name)).id;
    const pending = (name: string) =>
      parse(pressed, { what: 'sign', read: version.sha256, consent: 'on', name, title: '' });
    const rosa = guestFor(ana, 'signature', { person, subject: of('Rosa Ito') });
    await press(rosa, of('Rosa Ito'), { pending: pending('Rosa Ito'), address: '' });
    const { rows } = await sql<{ body: string }>`select body from outbox where library_id = ${ana.library.id}
      and subject = 'Your code for signing'`.execute(db);
    const code = found(/\b\d{6}\b/.exec(found(rows[0]).body))[0];
    const shown = pressedAs(found((await findSigning(ana, of('Rosa Ito'))).signer.pending ?? undefined));
    const rosaSigns = (digits = code) =>
      as(rosa, (ctx) => confirm(ctx, of('Rosa Ito'), { code: digits, of: shown, address: '', doors }));
    const anaSigns = () =>
      as(ana, (ctx) => signAsMember(ctx, of('Ana'), { pending: pending('Ana') as never, address: '', doors }));
    return { ana, id, code, rosaSigns, anaSigns };
  });
}
const now = (ana: Ctx, id: Awaited<ReturnType<typeof scene>>['id']) =>
  as(ana, async (ctx) => ({ it: await findAgreement(ctx, id), version: found((await versionsIn(ctx, id))[0]) }));
const jobs = (ana: Ctx, id: string) =>
  as(ana, async (ctx) => {
    const { rows } = await sql`select name from pgboss.job where data ->> 'subject' = ${id}
      and name = ${SEAL}`.execute(ctx.db);
    return rows.length;
  });

test('the last two who sign at once complete it once, with a record without a gap', async () => {
  for (let n = 0; n < 5; n++) {
    const { ana, id, rosaSigns, anaSigns } = await scene();

    await Promise.all([rosaSigns(), anaSigns()]);

    const { version } = await now(ana, id);
    expect(version.signers.map(({ outcome }) => outcome)).toEqual(['signed', 'signed']);
    expect(version.completed_at).not.toBeNull();
    expect(await jobs(ana, id)).toBe(1);
  }
});

test('the digits pressed twice at once sign once', async () => {
  const { ana, id, rosaSigns } = await scene();

  await Promise.allSettled([rosaSigns(), rosaSigns(), rosaSigns()]);

  const said = await as(ana, async (ctx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from agreement_events
      where agreement_id = ${id} and said::jsonb ->> 'kind' = 'signed'`.execute(ctx.db);
    return rows[0]?.n;
  });
  expect(said).toBe(1);
});

test('guessed by many at once the digits are worth as few guesses as one by one', async () => {
  const { ana, id, code, rosaSigns } = await scene();
  const wrong = [...Array(20).keys()].map((n) => String(n).padStart(6, '0')).filter((each) => each !== code);

  const said = await Promise.allSettled(wrong.map((each) => rosaSigns(each)));

  const taken = said.flatMap((each) => (each.status === 'fulfilled' && each.value === 'wrong' ? [1] : []));
  expect(taken.length).toBeLessThanOrEqual(WRONG_CODES);
  await Promise.allSettled([rosaSigns()]);
  const { version } = await now(ana, id);
  expect(version.signers.every(({ outcome }) => outcome === null)).toBe(true);
});

test('what is taken back while somebody signs is either signed or taken back', async () => {
  for (let n = 0; n < 5; n++) {
    const { ana, id, rosaSigns, anaSigns } = await scene();
    await anaSigns();

    await Promise.allSettled([rosaSigns(), as(ana, (ctx) => withdrawSigning(ctx, id, 'No'))]);

    const { version, it } = await now(ana, id);
    expect(Boolean(version.completed_at)).not.toBe(Boolean(version.withdrawn_at));
    expect(it.state).toBe(version.completed_at ? 'agreed' : 'draft');
  }
});
