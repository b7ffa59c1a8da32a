/** What becomes of e-mails that come in: filed by themselves, waiting for their member, or left out as a program's. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { aMail, aMailbox, type MailGiven, withFiles } from '../../../test/mails.ts';
import { houseOn, useDatabase } from '../../../test/support.ts';
import { allJobs } from '../../../test/work.ts';
import type { Ctx } from '../../house/ctx.ts';
import { NotFound } from '../../house/errors.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { addressFor, secretIn } from '../accounts/mail-address.ts';
import { endMailAddress, makeMailAddress } from '../accounts/mail-addresses.ts';
import { removeMember } from '../accounts/members.ts';
import { addressOf } from '../accounts/users.ts';
import { addContact } from '../directory/contacts.ts';
import { addressForAnswers } from '../mailbox/answer-addresses.ts';
import { arrive } from '../mailbox/arriving.ts';
import { filesOfMail, findMail, putAside, sourceOf, sweepMails, trayOf } from '../mailbox/received-mails.ts';
import { removePartners } from '../merging/removing-partners.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { logDraft, logFilter } from './interaction.ts';
import { changeInteraction, findInteraction, removeInteraction } from './interactions.ts';
import { listLog } from './log.ts';
import { fileMail } from './mail-in.ts';

const world = useDatabase();
const mailbox = aMailbox();
let ana: Ctx;
let stranger: Ctx;
let pantry: PartnerId;
let secret: string;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  pantry = await aPartner(ana, { name: 'Harlow Food Pantry', email: 'hello@pantry.example.org' });
  const { organization_id } = await findPartner(ana, pantry);
  await addContact(ana, organization_id, aContact({ name: 'Sam Lee', email: 'sam@pantry.example.org' }));
  secret = await makeMailAddress(ana);
});

const own = () => addressFor(mailbox, ana.library.id, secret);
const anas = async () => `Ana <${await addressOf(ana)}>`;

/** It comes in and is read. */
async function comes(given: Partial<MailGiven> = {}) {
  const raw = await aMail({
    from: await anas(),
    to: 'sam@pantry.example.org',
    head: [`X-Original-To: ${own()}`],
    ...given,
  });
  return comesAs(raw);
}
async function comesAs(raw: Uint8Array) {
  const what = await arrive(ana, mailbox, { raw, whole: true, bytes: raw.length });
  await allJobs(ana.db, { kinds: ['mail.file'], house: { ...houseOn(ana.db), mailbox } });
  return what;
}
const story = async () => (await listLog(ana, logFilter.parse({ partner: pantry }))).rows;
const waiting = async () => Promise.all((await trayOf(ana)).waiting.map(({ id }) => findMail(ana, id)));

const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const nothing = { minutes: '', people_reached: '' };

test('what a member copies to their address becomes part of the story, with the person it went to', async () => {
  expect(await comes({ subject: 'Re: Reading hour', text: 'We bring the books.\n\nBest,\nAna' })).toBe('kept');

  const [logged] = await story();
  expect(logged).toMatchObject({ kind: 'email', direction: 'outgoing', line: 'Reading hour', author: 'Ana' });
  expect(logged?.persons.map(({ name }) => name)).toEqual(['Sam Lee']);
  const told = await findInteraction(ana, logged?.id as never);
  expect(told).toMatchObject({ body: 'We bring the books.', happened_on: '2026-03-09', audience: 'library' });
  expect(await waiting()).toEqual([]);
});

test('what a member passes on is what the partner wrote, and the whole e-mail is kept', async () => {
  const text = `For our story.\n\n---------- Forwarded message ---------\nFrom: Sam Lee <sam@pantry.example.org>\nDate: Mon\nSubject: Room\nTo: Ana\n\nCould we have the room?`;
  await comes({ to: own(), subject: 'Fwd: Room', text });

  const [logged] = await story();
  expect(logged).toMatchObject({ direction: 'incoming', line: 'Room' });
  const { body, mail_id } = await findInteraction(ana, logged?.id as never);
  expect(body).toBe('For our story.\n\nCould we have the room?');
  expect((await sourceOf(ana, mail_id as never)).toString()).toContain('Forwarded message');
});

test('an address of the organization itself names the partner too', async () => {
  await comes({ to: 'Hello@Pantry.example.org' });

  expect((await story())[0]?.partners.map(({ name }) => name)).toEqual(['Harlow Food Pantry']);
});

test('files are kept by what is in them; the rest is named and stays in the whole e-mail', async () => {
  await comes({
    mime: withFiles('The plan.', [
      ['plan.pdf', 'application/pdf', PDF],
      ['run.pdf', 'application/pdf', Buffer.from('MZ this is a program')],
    ]),
  });

  const [logged] = await story();
  const { files, mail_id } = await findInteraction(ana, logged?.id as never);
  expect(files.map(({ name }) => name)).toEqual(['plan.pdf']);
  expect((await findMail(ana, mail_id as never)).refused).toEqual([{ name: 'run.pdf', why: 'error.file_kind' }]);
});

test('a sender that anybody could have written proves nothing: it waits, and says so', async () => {
  await comes({ signer: null });
  await comes({ signer: 'elsewhere.example', text: 'Another.' });

  expect(await story()).toEqual([]);
  expect((await waiting()).map(({ why, proof }) => [why, proof])).toEqual([
    ['not_signed', 'none'],
    ['not_signed', 'none'],
  ]);
});

test('a signature over something else is broken', async () => {
  const raw = Buffer.from(
    await aMail({ from: await anas(), to: 'sam@pantry.example.org', head: [`X-Original-To: ${own()}`] }),
  );
  await comesAs(Buffer.from(raw.toString().replace('We met.', 'We did not meet.')));

  expect((await waiting()).map(({ why, proof }) => [why, proof])).toEqual([['not_signed', 'broken']]);
});

test('a second sender in the head, of which only one is signed for, proves nothing', async () => {
  await comes({ head: [`X-Original-To: ${own()}`, `From: ${await anas()}`], from: 'Eve <eve@elsewhere.example>' });

  expect(await story()).toEqual([]);
});

test('one from somebody else than the member waits, and so does one that names nobody we know', async () => {
  await comes({ from: 'Eve <eve@elsewhere.example>' });
  await comes({ to: 'nobody@elsewhere.example' });

  expect((await waiting()).map(({ why }) => why).toSorted()).toEqual(['nobody', 'not_yours']);
});

test('what programs write is left out of the tray and of the story, and can be looked at', async () => {
  await comes({ head: [`X-Original-To: ${own()}`, 'Auto-Submitted: auto-replied'] });

  expect(await story()).toEqual([]);
  expect(await waiting()).toEqual([]);
  expect((await trayOf(ana)).aside.map(({ state }) => state)).toEqual(['automatic']);
});

test('the same e-mail twice is one, also by another way; another of the same words is not', async () => {
  const messageId = '<one@harlow.example.org>';
  await comes({ messageId });
  await comes({ messageId, head: [`X-Original-To: ${own()}`, 'Received: by another server'] });
  expect(await story()).toHaveLength(1);

  await comes({ messageId: '<two@harlow.example.org>' });
  expect(await story()).toHaveLength(2);
});

test('an answer to what was written to a partner comes to its story by itself', async () => {
  const [person] = (await comesWho()).persons;
  const answers = await addressForAnswers(ana, { partner_id: pantry, person_id: person?.id as never });
  const to = addressFor(mailbox, ana.library.id, answers);
  await comes({ from: 'Sam Lee <sam@pantry.example.org>', to, head: [], subject: 'Re: Summer', text: 'Gladly.' });

  expect((await story())[0]).toMatchObject({ direction: 'incoming', line: 'Summer', persons: [{ name: 'Sam Lee' }] });
});

test('an answer from an address that is not theirs waits for whoever wrote to them', async () => {
  const answers = await addressForAnswers(ana, { partner_id: pantry, person_id: null });
  const to = addressFor(mailbox, ana.library.id, answers);
  await comes({ from: 'Sam <sam@private.example>', to, head: [] });

  expect((await waiting()).map(({ why, partner_id }) => [why, partner_id])).toEqual([['answer', pantry]]);
});

const comesWho = async () => {
  await comes({ text: 'Who?' });
  return (await story())[0] as Awaited<ReturnType<typeof story>>[number];
};

test('one of the tray is filed by its member, with what hung on it, or put aside and back', async () => {
  await comes({ to: 'nobody@elsewhere.example', mime: withFiles('The plan.', [['plan.pdf', 'application/pdf', PDF]]) });
  const [mail] = await waiting();
  const id = mail?.id as never;
  await putAside(ana, id, true);
  expect(await waiting()).toEqual([]);
  await putAside(ana, id, false);

  const draft = logDraft.parse({ kind: 'email', happened_on: '', summary: 'The plan', ...nothing });
  const told = await fileMail(ana, id, { ...draft, partners: [pantry] });

  expect((await findInteraction(ana, told)).files.map(({ name }) => name)).toEqual(['plan.pdf']);
  expect(await waiting()).toEqual([]);
  await expect(fileMail(ana, id, { ...draft, partners: [pantry] })).rejects.toThrow();
});

test('nobody else sees what waits; what was filed is the library’s, and no longer when its interaction is removed', async () => {
  const ben = await aMember(ana, 'administrator', 'Ben');
  await comes({ signer: null });
  const [mail] = await waiting();
  const id = mail?.id as never;
  expect((await trayOf(ben)).waiting).toEqual([]);
  await expect(findMail(ben, id)).rejects.toThrow(NotFound);

  const draft = logDraft.parse({ kind: 'email', happened_on: '', summary: 'Plan', ...nothing });
  const told = await fileMail(ana, id, { ...draft, partners: [pantry] });
  expect((await findMail(ben, id)).state).toBe('filed');
  await expect(findMail(stranger, id)).rejects.toThrow(NotFound);

  const removal = await removeInteraction(ana, told);
  await expect(findMail(ben, id)).rejects.toThrow(NotFound);
  await bringBack(ana, removal);
  expect((await findMail(ben, id)).state).toBe('filed');
  expect((await findInteraction(ben, told)).mail_id).toBe(id);
});

test('when a member leaves, what waits for them passes to those who give partners to others, and their address ends', async () => {
  const boss = await aMember(ana, 'administrator', 'Kim');
  const hand = await aMember(ana, 'contributor', 'Lou');
  await comes({ signer: null });
  await removeMember(boss, ana.actor.id as never);

  expect((await trayOf(boss)).waiting).toHaveLength(1);
  expect((await trayOf(hand)).waiting).toEqual([]);
  expect(await comes({ text: 'Later.' })).toBe('nobody');
});

test('an address that was made anew or ended is nobody’s, and so is one that was made up', async () => {
  const before = own();
  secret = await makeMailAddress(ana);
  expect(await comes({ head: [`X-Original-To: ${before}`] })).toBe('nobody');
  expect(await comes()).toBe('kept');
  await endMailAddress(ana);
  expect(await comes({ text: 'After.' })).toBe('nobody');
  for (const made of ['log@library.test', 'log+abc@library.test', `log+${'z'.repeat(41)}@library.test`])
    expect(await comes({ head: [`X-Original-To: ${made}`] })).toBe('nobody');
});

test('an address says its library whatever letters a mail server makes of it', () => {
  expect(secretIn(mailbox, own().toUpperCase())).toEqual({ libraryId: ana.library.id, secret });
  expect(secretIn(mailbox, own().replace('@library.test', '@elsewhere.example'))).toBeNull();
});

test('what was put aside is forgotten after its days, and nothing else', async () => {
  await comes({ signer: null });
  await comes({ signer: null, text: 'Another.' });
  const [gone, stays] = await waiting();
  await putAside(ana, gone?.id as never, true);
  const later = { db: ana.db, now: new Date(ana.now.getTime() + 32 * 86_400_000) };
  await sweepMails(later, ana.library.id, sql`false`);

  await expect(findMail(ana, gone?.id as never)).rejects.toThrow(NotFound);
  expect((await findMail(ana, stays?.id as never)).state).toBe('waiting');
});

test('one that cannot be read waits as it came', async () => {
  const deep = Array.from({ length: 400 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`);
  await comesAs(Buffer.from(`X-Original-To: ${own()}\nMIME-Version: 1.0\n${deep.join('')}`));

  expect((await waiting()).map(({ why }) => why)).toEqual(['unreadable']);
});

test('what is filed for one’s own eyes leaves the e-mail one’s own', async () => {
  const ben = await aMember(ana, 'administrator', 'Ben');
  await comes({ signer: null });
  const [mail] = await waiting();
  const id = mail?.id as never;
  const draft = {
    kind: 'email',
    happened_on: '',
    summary: 'We wrote',
    body: 'My own words',
    audience: 'me',
    ...nothing,
  };
  const told = await fileMail(ana, id, { ...logDraft.parse(draft), partners: [pantry] });

  await expect(findMail(ben, id)).rejects.toThrow(NotFound);
  expect((await findInteraction(ben, told)).mail_id).toBeNull();
});

test('words that become one’s own later take the e-mail with them', async () => {
  const ben = await aMember(ana, 'administrator', 'Ben');
  await comes();
  const [logged] = await story();
  const { mail_id, version } = await findInteraction(ana, logged?.id as never);
  const draft = { kind: 'email', happened_on: '', summary: 'We wrote', body: 'Mine', audience: 'me', ...nothing };
  await changeInteraction(ana, logged?.id as never, {
    ...logDraft.parse(draft),
    partners: [pantry],
    version,
    kept: [],
  });

  await expect(findMail(ben, mail_id as never)).rejects.toThrow(NotFound);
  expect((await waiting()).map(({ id }) => id)).toEqual([mail_id]);
});

test('when the partner is removed its e-mails wait for their member, whole, and are filed again when it comes back', async () => {
  await comes({ mime: withFiles('The plan.', [['plan.pdf', 'application/pdf', PDF]]) });
  const answers = await addressForAnswers(ana, { partner_id: pantry, person_id: null });
  await comes({ from: 'Sam <sam@private.example>', to: addressFor(mailbox, ana.library.id, answers), head: [] });
  const boss = await aMember(ana, 'administrator', 'Kim');
  const { removal } = await removePartners(boss, [pantry]);

  const all = await waiting();
  expect(all).toHaveLength(2);
  for (const { id } of all) expect((await sourceOf(ana, id)).length).toBeGreaterThan(100);
  await bringBack(boss, removal as never);
  expect((await waiting()).map(({ why }) => why)).toEqual(['answer']);
  const [logged] = await story();
  expect((await findInteraction(ana, logged?.id as never)).files).toHaveLength(1);
});

test('a signature does not stretch to lines that were put above it', async () => {
  const raw = Buffer.from(
    await aMail({ from: await anas(), to: 'sam@pantry.example.org', head: [`X-Original-To: ${own()}`] }),
  );
  for (const line of [
    'Subject: forged',
    'To: else@pantry.example.org',
    'Date: Mon, 9 Mar 2020 09:00:00 -0500',
    'Content-Type: text/html',
  ])
    await comesAs(Buffer.concat([Buffer.from(`${line}\r\n`), raw]));

  expect(await story()).toEqual([]);
  expect((await waiting()).map(({ proof }) => proof)).toEqual(Array(4).fill('broken'));
});

test('one that says nothing waits with what hangs on it', async () => {
  await comes({ subject: '', mime: withFiles('', [['plan.pdf', 'application/pdf', PDF]]) });

  const [mail] = await waiting();
  expect(mail).toMatchObject({ why: 'nothing', proof: 'signed' });
  expect((await filesOfMail(ana, mail?.id as never)).map(({ name }) => name)).toEqual(['plan.pdf']);
});

test('an e-mail is filed once, also when it was put back while its entry was removed', async () => {
  await comes();
  const [logged] = await story();
  const { mail_id } = await findInteraction(ana, logged?.id as never);
  const removal = await removeInteraction(ana, logged?.id as never);
  await putAside(ana, mail_id as never, true);
  await putAside(ana, mail_id as never, false);
  await bringBack(ana, removal);
  const draft = logDraft.parse({ kind: 'email', happened_on: '', summary: 'Again', ...nothing });

  await expect(fileMail(ana, mail_id as never, { ...draft, partners: [pantry] })).rejects.toThrow();
  await removeInteraction(ana, logged?.id as never);
  expect(await story()).toEqual([]);
});

test('an answer is theirs, by whoever of them wrote it, whatever it passes on', async () => {
  const { organization_id } = await findPartner(ana, pantry);
  await addContact(ana, organization_id, aContact({ name: 'Kim Oh', email: 'kim@pantry.example.org' }));
  const answers = await addressForAnswers(ana, { partner_id: pantry, person_id: null });
  const text =
    'See below.\n\n---------- Forwarded message ---------\nFrom: Else <else@elsewhere.example>\nTo: Kim\n\nWords';
  await comes({ from: 'kim@pantry.example.org', to: addressFor(mailbox, ana.library.id, answers), head: [], text });

  expect((await story())[0]).toMatchObject({ direction: 'incoming', persons: [{ name: 'Kim Oh' }] });
});
