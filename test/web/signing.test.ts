/** Signing by a link: what a partner sees who has no account, what a press does, and what no press, link or scanner can. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { found } from '../../src/house/errors.ts';
import { mailOf } from '../../src/house/work/mail.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import type { AgreementId } from '../../src/rooms/agreements/agreement.ts';
import { findAgreement } from '../../src/rooms/agreements/agreement-list.ts';
import { versionsIn } from '../../src/rooms/agreements/agreement-versions.ts';
import { setSides } from '../../src/rooms/agreements/agreements.ts';
import { aLibrary, aMember, anAgreement, aPartnerWith, aSession } from '../factories.ts';
import { houseOn, NOW, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let id: AgreementId;
let rosa: Awaited<ReturnType<typeof aPartnerWith>>;
let omar: Awaited<ReturnType<typeof aPartnerWith>>;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  rosa = await aPartnerWith(ana, 'Rosa Ito', { name: 'Clinic' });
  omar = await aPartnerWith(ana, 'Omar Diaz', { name: 'Shelter' });
  const terms = { kind: 'handshake', terms: 'We lend each other chairs.', renewal: 'none', notice_days: '' };
  id = await anAgreement(ana, { name: 'Chairs', partners: [rosa.partner, omar.partner], ...terms });
  const sides = [rosa, omar].map(({ partner, person, email }) => ({ partner, person, notices: email }));
  await setSides(ana, id, sides, 'Ana');
});

/** Signing by a link needs a mail server. */
const MAILS = { mailIsSent: true };
const staff = async (ctx = ana) => new Visitor(houseOn(world.db, MAILS)).arrive((await aSession(ctx)).cookie);
const guestOn = (days = 0) =>
  new Visitor(houseOn(world.db, { ...MAILS, now: () => new Date(NOW.getTime() + days * 86_400_000) }));
const press = (guest: Visitor, path: string, act: string, fields = {}) => guest.post(path, { do: act, ...fields });
const mails = async () => {
  await enter(world.host, ana.library);
  return mailOf(ana);
};
/** The digits, into the page that the last press answered with. */
const confirm = (guest: Visitor, path: string, fields: { code: string }) =>
  press(guest, path, 'confirm', {
    of: guest.page.querySelector('input[name=of]')?.getAttribute('value') ?? '',
    ...fields,
  });
const linkIn = (body: string) => found(body.match(/http:\/\/library\.test(\/l\/[\w-]+\/guest\/\S+)/))[1] ?? '';
const linkTo = async (email: string) => linkIn(found((await mails()).find((each) => each.recipient === email)).body);
/** Not among the mails that members see, as whoever reads it could sign. */
async function codeMail(email: string): Promise<string> {
  await enter(world.host, ana.library);
  const { rows } = await sql<{ body: string }>`select body from outbox where recipient = ${email}
    and subject = 'Your code for signing' order by created_at desc, id desc limit 1`.execute(world.db);
  return found(rows[0]).body;
}
const codeTo = async (email: string) => /\b\d{6}\b/.exec(await codeMail(email))?.[0] ?? '';
const signersNow = async () => {
  await enter(world.host, ana.library);
  return (await versionsIn(ana, id))[0]?.signers ?? [];
};
const outcomes = async () => (await signersNow()).map(({ name, outcome }) => `${name} ${outcome}`).sort();

/** Sent by the form, to both partners and to who sends it. */
async function sent(): Promise<string> {
  await (await staff()).submit(`${base}/agreements/${id}/signing`);
  return linkTo(rosa.email);
}
const typed = async (guest: Visitor, path: string, over = {}) => {
  await guest.get(path);
  const read = guest.page.querySelector('input[name=read]')?.getAttribute('value') ?? '';
  return { read, consent: 'on', name: 'Rosa Ito', title: 'Director', mark: '', ...over };
};

describe('the page', () => {
  test('has the whole document, who asks, and until when; no menu, and no link but to the document and its language', async () => {
    const path = await sent();
    const guest = await guestOn().get(path);

    expect(guest.status).toBe(200);
    for (const said of ['Ana of Elm Library', 'We lend each other chairs.', 'Clinic', 'Shelter'])
      expect(guest.text).toContain(said);
    expect(guest.page.querySelectorAll('nav')).toEqual([]);
    const links = guest.page.querySelectorAll('a').map((a) => a.getAttribute('href') ?? '');
    expect(links.every((href) => href.startsWith(path) || href === '#sign')).toBe(true);
    expect(guest.headers.get('referrer-policy')).toMatch(/no-referrer|same-origin/);
  });

  test('changes nothing when it is opened, however often and by whatever opens everything on it', async () => {
    const path = await sent();
    const before = (await mails()).length;
    for (let at = 0; at < 3; at++) {
      const scanner = await guestOn().get(path);
      for (const link of scanner.page.querySelectorAll('a[href], form[action]'))
        await scanner.get(link.getAttribute('href') ?? link.getAttribute('action') ?? path);
    }

    expect((await signersNow()).every(({ outcome, pending }) => !outcome && !pending)).toBe(true);
    expect((await mails()).length).toBe(before);
  });

  test('asks again for what is missing, and keeps what was typed', async () => {
    const path = await sent();
    const guest = guestOn();
    const { consent: _unticked, ...fields } = await typed(guest, path);
    await press(guest, path, 'sign', fields);

    expect(guest.status).toBe(422);
    expect(guest.page.querySelector('[role=alert]')).not.toBeNull();
    expect(guest.page.querySelector('input[name=title]')?.getAttribute('value')).toBe('Director');
    expect((await signersNow()).every(({ pending }) => !pending)).toBe(true);
  });
});

describe('a signature', () => {
  test('takes the press and the digits of a second mail; a second press of either does nothing more', async () => {
    const path = await sent();
    const guest = guestOn();
    await press(guest, path, 'sign', await typed(guest, path));
    expect(guest.text).toContain('r…@partner.example');
    expect(await outcomes()).toContain('Rosa Ito null');

    const code = await codeTo(rosa.email);
    await confirm(guest, path, { code: '000000' === code ? '111111' : '000000' });
    expect(guest.page.querySelector('[role=alert]')).not.toBeNull();
    expect(await outcomes()).toContain('Rosa Ito null');
    await confirm(guest, path, { code });
    expect(await outcomes()).toContain('Rosa Ito signed');

    await confirm(guest, path, { code });
    const after = (await mails()).length;
    await press(guest, path, 'sign', { ...(await typed(guest, path)), name: 'Somebody Else' });
    expect((await signersNow()).find(({ party }) => party === 'Clinic')?.signed_name).toBe('Rosa Ito');
    expect((await mails()).length).toBe(after);
    expect(guest.text).toContain('signed');
  });

  test('is not made by digits that came for something else that was pressed with the same link meanwhile', async () => {
    const path = await sent();
    const guest = guestOn();
    const fields = await typed(guest, path);
    await press(guest, path, 'decline', { ...fields, reason: 'Not now.' });
    const other = guestOn();
    await press(other, path, 'delegate', {
      ...fields,
      ...{ colleague: 'Eve', colleague_email: 'eve@elsewhere.example' },
    });
    expect(await codeMail(rosa.email)).toContain('Eve (eve@elsewhere.example) will sign instead of you.');

    await confirm(guest, path, { code: await codeTo(rosa.email) });
    expect(guest.page.querySelector('[role=alert]')?.text).toContain('Something else was pressed');
    expect(await outcomes()).toContain('Rosa Ito null');
  });

  test('is not made by the link of another, nor with their digits, nor by the same link for another purpose', async () => {
    const path = await sent();
    const other = await linkTo(omar.email);
    const guest = guestOn();
    await press(guest, path, 'sign', await typed(guest, path));
    const code = await codeTo(rosa.email);

    await press(guestOn(), other, 'confirm', { code });
    await press(guestOn(), path.replace('/signature/', '/agreement/'), 'confirm', { code });
    await press(guestOn(), path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A'), 'confirm', { code });
    expect(await outcomes()).toEqual(['Ana null', 'Omar Diaz null', 'Rosa Ito null']);
  });

  test('is of what was read: of another text, and of one that was taken back meanwhile, nothing is kept', async () => {
    const path = await sent();
    const guest = guestOn();
    const fields = await typed(guest, path);
    await press(guest, path, 'sign', { ...fields, read: '0'.repeat(64) });
    expect(guest.status).toBe(422);

    await (await staff()).submit(`${base}/agreements/${id}/withdrawal`, { why: 'The day was wrong.' });
    await press(guest, path, 'sign', fields);
    expect(await outcomes()).toContain('Rosa Ito null');
    expect((await guestOn().get(path)).text).toContain('The day was wrong.');
  });

  test('declined with a reason, nobody else is waited for, and the reason is on the agreement', async () => {
    const path = await sent();
    const other = await linkTo(omar.email);
    const signed = guestOn();
    await press(signed, other, 'sign', await typed(signed, other, { name: 'Omar Diaz' }));
    await confirm(signed, other, { code: await codeTo(omar.email) });
    expect((await guestOn().get(other)).text).toContain('When all have signed');
    const guest = guestOn();
    const fields = await typed(guest, path);
    await press(guest, path, 'decline', { ...fields, reason: 'We have no chairs.' });
    await confirm(guest, path, { code: await codeTo(rosa.email) });

    expect(await outcomes()).toContain('Rosa Ito declined');
    expect((await (await staff()).get(`${base}/agreements/${id}`)).text).toContain('We have no chairs.');
    const told = (await guestOn().get(other)).text;
    expect(told).toContain('Another side has declined to sign.');
    expect(told).not.toContain('When all have signed');
    const mine = (await signersNow()).find(({ member_id }) => member_id === ana.actor.id);
    await (await staff()).post(`${base}/agreement-signers/${mine?.id}`, {
      ...{ what: 'sign', read: fields.read, consent: 'on', name: 'Ana', title: '' },
    });
    expect(await outcomes()).toContain('Ana null');
  });

  test('of all: each link still has the document to keep, and the agreement holds', async () => {
    const path = await sent();
    for (const { email } of [rosa, omar]) {
      const link = await linkTo(email);
      const guest = guestOn();
      await press(guest, link, 'sign', await typed(guest, link));
      await confirm(guest, link, { code: await codeTo(email) });
    }
    const mine = (await signersNow()).find(({ member_id }) => member_id === ana.actor.id);
    await (await staff()).submit(`${base}/agreement-signers/${mine?.id}`, { consent: 'on', name: 'Ana' });

    await enter(world.host, ana.library);
    expect((await findAgreement(ana, id)).state).toBe('agreed');
    expect((await guestOn().get(path)).text).toContain('We lend each other chairs.');
  });
});

test('the verify page takes no agreement of anybody for its own, and names what it was given', async () => {
  const anybody = guestOn();
  await anybody.get(`${base}/verify-agreement`);
  expect(anybody.status).toBe(200);
  await anybody.post(`${base}/verify-agreement`, {});
  expect(anybody.status).toBe(422);
});
