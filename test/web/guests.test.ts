/** Somebody outside, who comes by a link in a mail and has no account: what they see, what they can do, and what not. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { found } from '../../src/house/errors.ts';
import { mailOf } from '../../src/house/work/mail.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { removeMember } from '../../src/rooms/accounts/members.ts';
import { addContact, changeContact, contactsOf, findContact } from '../../src/rooms/directory/contacts.ts';
import type { PersonId } from '../../src/rooms/directory/person.ts';
import type { TaskId } from '../../src/rooms/outreach/task.ts';
import { addTask, endTask, findTask, questionsOf } from '../../src/rooms/outreach/tasks.ts';
import type { PartnerId } from '../../src/rooms/partners/partner.ts';
import { changeCare, findPartner } from '../../src/rooms/partners/partners.ts';
import { aContact, aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, NOW, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
let base: string;
let clinic: PartnerId;
let rosa: PersonId;
let task: TaskId;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana');
  ben = await aMember(ana, 'coordinator', 'Ben');
  base = `/l/${ana.library.slug}`;
  clinic = await aPartner(ana, { name: 'Clinic' });
  const organization = (await findPartner(ana, clinic)).organization_id;
  const contact = await addContact(ana, organization, aContact({ name: 'Rosa', email: 'rosa@example.org' }));
  rosa = (await findContact(ana, contact)).person_id;
  const promise = { what: 'Lend chairs', due_on: '2026-03-20', member_id: null, person_id: rosa };
  task = await addTask(ana, clinic, promise);
});

const signedIn = async (ctx: Ctx) => new Visitor(houseOn(world.db)).arrive((await aSession(ctx)).cookie);
const guestOn = (days = 0) =>
  new Visitor(houseOn(world.db, { now: () => new Date(NOW.getTime() + days * 86_400_000) }));

type Sent = { to: string; subject: string; body: string; path: string; code: string };

/** What went out last. */
async function lastMail(): Promise<Sent> {
  const [mail] = await mailOf(ana);
  const { recipient: to = '', subject = '', body = '' } = mail ?? {};
  const path = body.match(/http:\/\/library\.test(\/l\/[\w-]+\/guest\/\S+)/)?.[1] ?? '';
  return { to, subject, body, path, code: body.match(/\b\d{6}\b/)?.[0] ?? '' };
}
async function sendLink(from: Ctx = ben, over = {}): Promise<Sent> {
  await (await signedIn(from)).submit(`${base}/tasks/${task}/links`, {
    email: 'rosa@example.org',
    locale: 'en',
    ...over,
  });
  return lastMail();
}
const press = (guest: Visitor, path: string, act: string, fields = {}) => guest.post(path, { do: act, ...fields });
const outcome = async () => {
  await enter(world.host, ana.library);
  return (await findTask(ana, task)).outcome;
};

describe('the mail', () => {
  test('goes to an address of theirs alone, says who asks what, and answers go to who asked', async () => {
    const staff = await signedIn(ben);
    await staff.post(`${base}/tasks/${task}/links`, { email: 'somebody@else.org', locale: 'en' });
    expect(await mailOf(ana)).toEqual([]);

    const mail = await sendLink();
    expect(mail).toMatchObject({ to: 'rosa@example.org', subject: 'Elm Library: “Lend chairs”, by Mar 20, 2026' });
    expect(mail.body).toContain('Ben of Elm Library');
    expect(mail.path).toMatch(/\/guest\/promise\/[\w-]{43}$/);
    const row = await world.db.selectFrom('outbox').select('reply_to').executeTakeFirstOrThrow();
    expect(row.reply_to).toMatch(/^person-\d+@example\.org$/);
  });

  test('can be in their language, and so is the page', async () => {
    const { path, body } = await sendLink(ben, { locale: 'es' });

    expect(body).toContain('Puede leerlo aquí y, si se le pide, responder');
    expect((await guestOn().get(path)).text).toContain('Está hecho');
    expect((await guestOn().get(`${path}?lang=en`)).text).toContain('It is done');
  });
});

describe('the page', () => {
  test('shows one thing, who asks, what is kept and who sees it; no menu, no script, nothing of the library', async () => {
    const { path } = await sendLink();
    const guest = await guestOn().get(path);

    expect(guest.status).toBe(200);
    expect(guest.page.querySelector('h1')?.text).toBe('Lend chairs');
    for (const said of ['Ben of Elm Library', 'promised by Clinic', 'Mar 20, 2026', 'Rosa (rosa@example.org)'])
      expect(guest.text).toContain(said);
    expect(guest.page.querySelectorAll('script, nav')).toEqual([]);
    expect(guest.page.querySelectorAll('a').map((a) => a.getAttribute('href'))).toEqual([`${path}?lang=es`]);
    expect(guest.headers.get('referrer-policy')).toMatch(/no-referrer|same-origin/);
  });

  test('changes nothing when it is opened, however often and by whatever opens everything on it', async () => {
    const { path } = await sendLink();
    for (let at = 0; at < 3; at++) {
      const scanner = await guestOn().get(path);
      for (const link of scanner.page.querySelectorAll('a[href], form[action]'))
        await scanner.get(link.getAttribute('href') ?? link.getAttribute('action') ?? path);
    }

    expect(await outcome()).toBeNull();
    expect(await findTask(ana, task)).toMatchObject({ version: 1 });
  });

  test('takes that it is done, once however often it is pressed, and takes it back', async () => {
    const { path } = await sendLink();
    const guest = guestOn();
    await press(guest, path, 'done');
    await press(guest, path, 'done');

    expect(guest.text).toContain('Done on Mar 9, 2026. Thank you.');
    expect(await outcome()).toBe('done');
    await press(guest, path, 'undo');
    expect(await outcome()).toBeNull();
    expect(guest.text).toContain('It is done');
  });

  test('takes another day once, and a question, whose answer stands there and comes by mail', async () => {
    const { path } = await sendLink();
    const guest = guestOn();
    await press(guest, path, 'move', { due_on: '2026-02-01' });
    expect(guest.status).toBe(422);
    expect(guest.page.querySelector('[role=alert]')?.text).toContain('Choose a date after today.');
    await press(guest, path, 'move', { due_on: '2026-04-01' });
    expect(guest.text).toContain('The day has been moved once already.');
    await press(guest, path, 'move', { due_on: '2026-05-01' });
    expect((await findTask(ana, task)).due_on).toBe('2026-04-01');

    await press(guest, path, 'ask', { question: 'How many?\n<script>alert(1)</script>' });
    expect(guest.html).toContain('&lt;script>');
    const [question] = await questionsOf(ana, task);
    await (await signedIn(ben)).post(`${base}/tasks/${task}/answers`, { id: question?.id ?? '', answer: 'Forty.' });
    expect((await guest.get(path)).text).toContain('Forty.');
    expect(await lastMail()).toMatchObject({
      to: 'rosa@example.org',
      subject: 'Elm Library: an answer to your question',
    });
  });

  test('is looked at as the guest sees it by whoever is signed in', async () => {
    const { path } = await sendLink();
    const staff = await (await signedIn(ana)).get(path);

    expect(staff.page.querySelectorAll('script, nav')).toEqual([]);
  });
});

describe('a link', () => {
  const ended = 'This link no longer works';

  test('is for its own thing: under another purpose, in another library or with a letter changed it is none', async () => {
    const { path } = await sendLink();
    const other = await aMember(await aLibrary(world.host, 'Oak'));
    const wrong = [
      path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A'),
      path.replace(base, `/l/${other.library.slug}`),
    ];

    for (const address of wrong) {
      const guest = await guestOn().get(address);
      expect(guest.text).toContain(ended);
      await press(guest, address, 'done');
    }
    expect((await guestOn().get(path.replace('promise', 'details'))).text).toContain(ended);
    expect((await guestOn().get(path.replace('promise', 'nothing'))).status).toBe(404);
    expect(await outcome()).toBeNull();
  });

  test('is replaced by the next for the same, and ends when it is revoked or what it asks is changed', async () => {
    const first = await sendLink();
    const second = await sendLink();
    expect((await guestOn().get(first.path)).text).toContain(ended);
    expect((await guestOn().get(second.path)).text).toContain('It is done');

    await (await signedIn(ana)).post(`${base}/tasks/${task}/links/end`, {});
    const guest = await press(guestOn(), second.path, 'done');
    expect(guest.text).not.toContain('Thank you');
    expect(await outcome()).toBeNull();

    const third = await sendLink();
    await (await signedIn(ben)).submit(`${base}/tasks/${task}/edit`, { what: 'Lend tables' });
    expect((await guestOn().get(third.path)).text).toContain(ended);
  });

  test('ends by itself, and a new one goes to the same address, with the same words for everybody', async () => {
    const { path } = await sendLink();
    const before = (await mailOf(ana)).length;
    const late = guestOn(100);
    expect((await late.get(path)).text).toContain(ended);
    await press(late, path, 'anew');
    const told = late.text;
    const stranger = await press(guestOn(100), `${base}/guest/promise/${'x'.repeat(43)}`, 'anew');

    expect(stranger.text).toBe(told);
    expect(await mailOf(ana)).toHaveLength(before + 1);
    const fresh = await lastMail();
    expect(fresh.to).toBe('rosa@example.org');
    expect((await guestOn(100).get(fresh.path)).text).toContain('It is done');
    // Asked for again with the old one, nothing more is sent.
    await press(late, path, 'anew');
    expect(await mailOf(ana)).toHaveLength(before + 1);
  });

  test('that was revoked is not sent anew', async () => {
    const { path } = await sendLink();
    await (await signedIn(ana)).post(`${base}/tasks/${task}/links/end`, {});
    const before = (await mailOf(ana)).length;
    await press(guestOn(), path, 'anew');

    expect(await mailOf(ana)).toHaveLength(before);
  });

  test('is over a week after its question was closed', async () => {
    const { path } = await sendLink();
    await endTask(ben, task, 'done');

    expect((await guestOn(6).get(path)).text).toContain('Done on');
    const late = await guestOn(8).get(path);
    expect(late.text).toContain('There is nothing more to do here.');
    const before = (await mailOf(ana)).length;
    await press(late, path, 'anew');
    expect(await mailOf(ana)).toHaveLength(before);
  });

  test('passes to the partner’s owner when who sent it leaves, and ends where there is none', async () => {
    const { path } = await sendLink(ben);
    await removeMember(ana, ben.actor.id as never);
    expect((await guestOn().get(path)).text).toContain('Ana of Elm Library');

    const { version } = await findPartner(ana, clinic);
    await changeCare(ana, clinic, { owner_id: null, deputy_id: null, version });
    expect((await guestOn().get(path)).text).toContain(ended);
    await press(guestOn(), path, 'done');
    expect(await outcome()).toBeNull();
  });

  test('is of no use to whoever no longer works there, or has that address no more, nor is it sent anew', async () => {
    const { path } = await sendLink();
    const organization = (await findPartner(ana, clinic)).organization_id;
    const [contact] = await contactsOf(ana, organization);
    const gone = { ...found(contact), starts_on: null, ends_on: '2026-03-01' };
    await changeContact(ana, found(contact).id, gone);
    const before = (await mailOf(ana)).length;

    expect((await guestOn().get(path)).text).toContain(ended);
    await press(guestOn(), path, 'done');
    await press(guestOn(100), path, 'anew');
    expect(await outcome()).toBeNull();
    expect(await mailOf(ana)).toHaveLength(before);
  });

  test('to an address that was wrong gets no answer, and staff are told that none went out', async () => {
    const { path } = await sendLink();
    await press(guestOn(), path, 'ask', { question: 'How many?' });
    const staff = await signedIn(ben);
    await staff.post(`${base}/tasks/${task}/links/end`, {});
    const [question] = await questionsOf(ana, task);
    const before = (await mailOf(ana)).length;
    await staff.post(`${base}/tasks/${task}/answers`, { id: question?.id ?? '', answer: '' });
    expect([staff.status, staff.page.querySelector('[role=alert]') !== null]).toEqual([422, true]);
    await staff.post(`${base}/tasks/${task}/answers`, { id: question?.id ?? '', answer: 'Forty.' });

    expect(staff.text).toContain('No e-mail went out');
    expect(await mailOf(ana)).toHaveLength(before);
  });

  test('that asks for details is replaced by the next to the same partner, and can be ended', async () => {
    const staff = await signedIn(ben);
    const ask = async () => {
      const fields = { to: `${rosa} rosa@example.org`, locale: 'en' };
      await staff.post(`${base}/partners/${clinic}/confirmations/new`, fields);
      return (await mailOf(ana))[0]?.body.match(/http:\/\/library\.test(\S+details\S+)/)?.[1] ?? '';
    };
    const [first, second] = [await ask(), await ask()];
    expect((await guestOn().get(first)).text).toContain(ended);
    expect((await guestOn().get(second)).text).toContain('All of this is right');

    const [confirmation] = staff.html.match(/confirmations\/[0-9a-f-]{36}/) ?? [];
    await staff.post(`${base}/${confirmation}/links/end`, {});
    expect((await guestOn().get(second)).text).toContain(ended);
  });

  test('can be replaced by the six digits of its mail, which are counted; the link works on', async () => {
    const { path, code } = await sendLink();
    const guest = guestOn();
    const at = `${base}/guest`;
    for (let tries = 0; tries < 4; tries++)
      await guest.submit(at, { email: 'rosa@example.org', code: code === '000000' ? '111111' : '000000' });
    expect(guest.text).toContain('code');
    await guest.submit(at, { email: 'ROSA@example.org', code });
    expect(guest.page.querySelector('h1')?.text).toBe('Lend chairs');
    expect(guest.path).not.toBe(path);
    await press(guest, guest.path, 'done');
    expect((await guestOn().get(path)).text).toContain('Thank you');
  });

  test('has digits that are worth nothing after five wrong tries', async () => {
    const { code } = await sendLink();
    const guest = guestOn();
    const wrong = code === '000000' ? '111111' : '000000';
    for (let tries = 0; tries < 5; tries++)
      await guest.submit(`${base}/guest`, { email: 'rosa@example.org', code: wrong });
    await guest.submit(`${base}/guest`, { email: 'rosa@example.org', code });

    expect(guest.path).toContain('wrong=1');
  });

  test('and its address are limited in how much can be pressed', async () => {
    const { path } = await sendLink();
    const guest = new Visitor(houseOn(world.db, { limits: { take: refuses, giveBack: async () => {} } }));
    await press(guest, path, 'done');

    expect(guest.status).toBe(429);
    expect(await outcome()).toBeNull();
  });
});

const refuses = async (name: string) => {
  const { TooMany } = await import('../../src/house/counters.ts');
  if (name.startsWith('guest')) throw new TooMany(60);
};
