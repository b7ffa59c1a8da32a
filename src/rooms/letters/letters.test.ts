/** A letter to several partners: written once, sent to each alone and once, and part of each one's story. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { aMail, aMailbox } from '../../../test/mails.ts';
import { houseOn, useDatabase } from '../../../test/support.ts';
import { allJobs } from '../../../test/work.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { openLog } from '../../house/log.ts';
import { parse } from '../../house/parse.ts';
import { noteBounce } from '../../house/work/bounced.ts';
import { mailOf } from '../../house/work/mail.ts';
import { openPostman } from '../../house/work/postman.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { enter } from '../accounts/libraries.ts';
import { removeMember } from '../accounts/members.ts';
import { addressOf } from '../accounts/users.ts';
import { addContact } from '../directory/contacts.ts';
import { arrive } from '../mailbox/arriving.ts';
import { addressesOf } from '../outreach/addresses.ts';
import { logFilter } from '../outreach/interaction.ts';
import { listLog } from '../outreach/log.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { type LetterId, letterDraft, outcomeOf } from './letter.ts';
import {
  changeLetter,
  changeRecipient,
  findLetter,
  listLetters,
  recipientsOf,
  removeLetter,
  sendLetter,
  writeLetter,
} from './letters.ts';

const world = useDatabase();
const mailbox = aMailbox();
let stranger: Ctx;
let ana: Ctx;
let pantry: PartnerId;
let school: PartnerId;
let silent: PartnerId;

beforeEach(async () => {
  postman = POSTMAN;
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  pantry = await aPartner(ana, { name: 'Food Pantry', email: 'hello@pantry.example.org' });
  const { organization_id } = await findPartner(ana, pantry);
  const sam = aContact({ name: 'Sam Lee', email: 'sam@pantry.example.org' });
  await addContact(ana, organization_id, {
    ...sam,
    emails: [{ kind: 'home', email: 'sam@private.example' }, ...sam.emails],
  });
  school = await aPartner(ana, { name: 'School', email: 'office@school.example.org' });
  silent = await aPartner(ana, { name: 'Silent Society' });
});

const draft = (over = {}) =>
  parse(letterDraft, {
    ...{ subject_en: 'Summer at {library}', body_en: 'Dear {person},\n\nwe ask {partner}. {me}' },
    ...{ subject_es: '', body_es: '', ...over },
  });
const write = (over = {}) => writeLetter(ana, draft(over), [pantry, school, silent]);
const send = async (id: LetterId) => {
  await sendLetter(ana, id, (await findLetter(ana, id)).version);
  await work();
};
/** With a mail server, which the letters only ask whether it is there. */
const POSTMAN = openPostman(
  { from: 'a@example.org', baseUrl: 'http://library.test' },
  openLog('silent'),
  'smtp://127.0.0.1:1',
);
let postman = POSTMAN;
const work = () =>
  allJobs(ana.db, {
    kinds: ['letter.send', 'work.given-up'],
    house: { ...houseOn(ana.db), mailbox },
    postman,
    early: true,
  });
const outcomes = async (id: LetterId) => (await recipientsOf(ana, id)).map((each) => [each.partner, outcomeOf(each)]);
const storyOf = async (partner: PartnerId) => (await listLog(ana, logFilter.parse({ partner }))).rows;

test('each gets a mail of their own, filled for them, and it is in their story', async () => {
  const id = await write();
  await send(id);

  const mails = (await mailOf(ana)).toReversed();
  expect(mails.map(({ recipient, subject, body }) => [recipient, subject, body])).toEqual([
    ['sam@pantry.example.org', 'Summer at Elm Library', 'Dear Sam Lee,\n\nwe ask Food Pantry. Ana'],
    ['office@school.example.org', 'Summer at Elm Library', 'Dear School,\n\nwe ask School. Ana'],
  ]);
  expect(await outcomes(id)).toEqual([
    ['Food Pantry', 'sent'],
    ['School', 'sent'],
    ['Silent Society', 'no_address'],
  ]);
  expect((await storyOf(pantry))[0]).toMatchObject({
    kind: 'email',
    direction: 'outgoing',
    line: 'Summer at Elm Library',
    persons: [{ name: 'Sam Lee' }],
  });
  expect(await storyOf(silent)).toEqual([]);
});

test('without a mail server it is logged, and no page says that it was sent', async () => {
  postman = { ...POSTMAN, transport: null };
  const id = await write();
  await send(id);

  expect((await outcomes(id)).map(([, outcome]) => outcome)).toEqual(['kept', 'kept', 'no_address']);
  expect(await findLetter(ana, id)).toMatchObject({ sent: 0, kept: 2, recipients: 3 });
});

test('one that nobody would get is not sent', async () => {
  const id = await writeLetter(ana, draft(), [silent]);

  await expect(sendLetter(ana, id, 1)).rejects.toThrow(Invalid);
});

test('they go out one after the other, with a pause between them', async () => {
  await send(await write());

  const { rows } = await sql<{
    apart: number;
  }>`select extract(epoch from max(start_after) - min(start_after))::int as apart
    from pgboss.job where name = 'mail.send' and data->>'library' = ${ana.library.id}`.execute(ana.db);
  expect(rows[0]?.apart).toBe(2);
});

test('nobody’s private address is offered, nor that of somebody who has left', async () => {
  const { organization_id } = await findPartner(ana, school);
  const gone = aContact({ name: 'Old Head', email: 'old@school.example.org', ends_on: '2026-01-01' });
  await addContact(ana, organization_id, gone);

  expect((await addressesOf(ana, [pantry, school])).map(({ email }) => email)).toEqual([
    'sam@pantry.example.org',
    'hello@pantry.example.org',
    'office@school.example.org',
  ]);
});

test('each is written to in their language, and in the other where there is none', async () => {
  const id = await write({ subject_es: 'Verano', body_es: 'Hola, {persona}' });
  await changeRecipient(
    ana,
    { id, partnerId: pantry },
    { email: 'hello@pantry.example.org', person_id: null, locale: 'es', left_out: false, refused: false },
  );
  const english = await write();
  await changeRecipient(
    ana,
    { id: english, partnerId: pantry },
    { email: 'hello@pantry.example.org', person_id: null, locale: 'es', left_out: false, refused: false },
  );
  await send(id);
  await send(english);

  const toPantry = (await mailOf(ana)).filter(({ recipient }) => recipient === 'hello@pantry.example.org');
  expect(toPantry.map(({ body }) => body).toSorted()).toEqual([
    'Dear Food Pantry,\n\nwe ask Food Pantry. Ana',
    'Hola, Food Pantry',
  ]);
});

test('who asked not to be written to, who is left out and who cannot be reached gets none, and is named', async () => {
  const refusing = {
    email: 'sam@pantry.example.org',
    person_id: null,
    locale: 'en',
    left_out: false,
    refused: true,
  } as const;
  const id = await write();
  await changeRecipient(ana, { id, partnerId: pantry }, refusing);
  await noteBounce(ana.db, {
    library_id: ana.library.id,
    email: 'office@school.example.org',
    status: '5.1.1',
    said: 'nobody',
    bounced_at: ana.now,
  });
  await expect(send(id)).rejects.toThrow(Invalid);

  expect(await mailOf(ana)).toEqual([]);
  expect(await outcomes(id)).toEqual([
    ['Food Pantry', 'refused'],
    ['School', 'bounced'],
    ['Silent Society', 'no_address'],
  ]);
  // It holds for the next letter too, until they say otherwise.
  const next = await write();
  expect((await outcomes(next))[0]).toEqual(['Food Pantry', 'refused']);
  await changeRecipient(ana, { id: next, partnerId: pantry }, { ...refusing, refused: false });
  expect((await outcomes(next))[0]).toEqual(['Food Pantry', 'sent']);
});

test('an answer comes to whoever wrote, and by itself into the story', async () => {
  await send(await write());
  const { rows } = await sql<{ reply_to: string }>`select reply_to from outbox
    where recipient = 'sam@pantry.example.org'`.execute(ana.db);
  const [own, answers = ''] = rows[0]?.reply_to.split(', ') ?? [];
  expect(own).toBe(await addressOf(ana));

  const raw = await aMail({
    from: 'Sam Lee <sam@pantry.example.org>',
    to: `${own}, ${answers}`,
    subject: 'Re: Summer',
    text: 'Gladly.',
  });
  await arrive(ana, mailbox, { raw, whole: true, bytes: raw.length });
  await enter(ana, ana.library);
  await allJobs(ana.db, { kinds: ['mail.file'], house: { ...houseOn(ana.db), mailbox } });
  expect((await storyOf(pantry)).map(({ direction, line }) => [direction, line])).toContainEqual([
    'incoming',
    'Summer',
  ]);
});

test('it goes out once: not by two presses, nor after somebody changed it', async () => {
  const id = await write();
  const { version } = await findLetter(ana, id);
  await changeLetter(ana, id, { ...draft({ body_en: 'Other words' }), version });
  await expect(sendLetter(ana, id, version)).rejects.toThrow(Invalid);
  await expect(changeLetter(ana, id, { ...draft(), version })).rejects.toThrow(Conflict);
  await send(id);
  await expect(sendLetter(ana, id, version + 1)).rejects.toThrow(Invalid);
  await work();

  expect(await mailOf(ana)).toHaveLength(2);
  await expect(changeLetter(ana, id, { ...draft(), version: version + 2 })).rejects.toThrow(Invalid);
});

test('a recipient that was changed since it was looked at is looked at once more', async () => {
  const id = await write();
  const { version } = await findLetter(ana, id);
  const own = { email: 'hello@pantry.example.org', person_id: null, locale: 'en', refused: false } as const;
  await changeRecipient(ana, { id, partnerId: pantry }, { ...own, left_out: true });

  await expect(sendLetter(ana, id, version)).rejects.toThrow(Invalid);
});

test('what is filled in may be longer than the log takes', async () => {
  const long = await aPartner(ana, { name: 'N'.repeat(150), email: 'long@long.example.org' });
  const id = await writeLetter(
    ana,
    draft({ subject_en: `${'Summer '.repeat(12)}{partner}`, body_en: '\u0958'.repeat(4000) }),
    [long],
  );
  await send(id);

  expect(await outcomes(id)).toEqual([['N'.repeat(150), 'sent']]);
  expect((await mailOf(ana))[0]?.subject).toContain('N'.repeat(150));
});

test('where its sender has left before it was sent, nobody gets it, and the letter says so', async () => {
  const kim = await aMember(ana, 'administrator', 'Kim');
  const id = await write();
  await sendLetter(ana, id, 1);
  await removeMember(kim, ana.actor.id as never);
  await work();

  expect(await findLetter(kim, id)).toMatchObject({ sent_at: null, failed: 'error.letter_left' });
  expect(await mailOf(kim)).toEqual([]);
});

test('a draft that is removed comes back with whom it was for', async () => {
  const id = await write();
  const removal = await removeLetter(ana, id);
  expect((await listLetters(ana, 1)).rows).toEqual([]);
  await bringBack(ana, removal);

  expect(await recipientsOf(ana, id)).toHaveLength(3);
});

test('half a text, braces that nobody fills and no partner at all are refused', async () => {
  for (const wrong of [
    { body_en: '' },
    { body_en: 'Dear {nobody}' },
    { subject_es: 'Hola' },
    { subject_es: 'Hola', body_es: '{partner}' },
    { subject_en: '', body_en: '' },
  ])
    expect(() => draft(wrong)).toThrow(Invalid);
  await expect(writeLetter(ana, draft(), [])).rejects.toThrow(Invalid);
});

test('a contributor writes none, and a stranger sees none', async () => {
  const id = await write();
  const ben = await aMember(ana, 'contributor', 'Ben');
  await expect(writeLetter(ben, draft(), [pantry])).rejects.toThrow(Forbidden);
  await expect(sendLetter(ben, id, 1)).rejects.toThrow(Forbidden);

  await expect(findLetter(stranger, id)).rejects.toThrow(NotFound);
  await expect(sendLetter(stranger, id, 1)).rejects.toThrow(NotFound);
  expect(await recipientsOf(stranger, id)).toEqual([]);
});
