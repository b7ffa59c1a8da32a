/** E-mail on its pages: the secret address, the tray, letters to several partners, and the mark of one that came back. */
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { noteBounce } from '../../src/house/work/bounced.ts';
import { mailOf } from '../../src/house/work/mail.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { secretIn } from '../../src/rooms/accounts/mail-address.ts';
import { addContact } from '../../src/rooms/directory/contacts.ts';
import type { PartnerId } from '../../src/rooms/partners/partner.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { aContact, aLibrary, aMember, aPartner, aReceivedMail, aSession } from '../factories.ts';
import { aMailbox } from '../mails.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';
import { allJobs } from '../work.ts';

const world = useDatabase();
const mailbox = aMailbox();
let ana: Ctx;
let base: string;
let pantry: PartnerId;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  base = `/l/${ana.library.slug}`;
  pantry = await aPartner(ana, { name: 'Food Pantry', email: 'hello@pantry.example.org' });
  await addContact(
    ana,
    (await findPartner(ana, pantry)).organization_id,
    aContact({ name: 'Sam Lee', email: 'sam@pantry.example.org' }),
  );
});

const signedIn = async (over = {}) =>
  new Visitor(houseOn(world.db, { mailbox, ...over })).arrive((await aSession(ana)).cookie);

test('the address is shown once, when it is made', async () => {
  const visitor = await signedIn();
  await visitor.submit(`${base}/mailbox/address`, { do: 'make' });
  const address = /log\+[0-9a-z]+@library\.test/.exec(visitor.html)?.[0] ?? '';
  expect(secretIn(mailbox, address)?.libraryId).toBe(ana.library.id);

  await visitor.get(`${base}/mailbox/address`);
  expect(visitor.html).not.toContain(address);
});

test('where the host has no mailbox, the pages say so and offer no address', async () => {
  const visitor = await signedIn({ mailbox: null });
  await visitor.get(`${base}/mailbox/address`);

  expect(visitor.text).toContain('takes in no e-mail');
  expect(visitor.html).not.toContain('Make the address');
});

test('what waits stands on Today and in the tray, and is filed with the partner that its sender is known at', async () => {
  const id = await aReceivedMail(ana, 'Chairs for Friday');
  const visitor = await signedIn();
  await visitor.get(base);
  expect(visitor.text).toContain('1 e-mail to file');
  await visitor.get(`${base}/mailbox/${id}`);
  expect(visitor.text).toContain('Not signed. Anyone can write this sender.');
  expect(visitor.text).toContain('Chairs for Friday.exe');

  await visitor.submit(`${base}/mailbox/${id}`, { partner: 'Food Pantry', kind: 'email' });
  expect(visitor.path).toBe(`${base}/partners/${pantry}`);
  expect(visitor.text).toContain('Chairs for Friday');
});

test('filing with a partner that is not there keeps what was typed and says what to do', async () => {
  const id = await aReceivedMail(ana, 'Chairs');
  const visitor = await signedIn();
  await visitor.submit(`${base}/mailbox/${id}`, { partner: 'Nobody Known', kind: 'email', summary: 'My own line' });

  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('No partner is called “Nobody Known”.');
  expect(visitor.html).toContain('My own line');
});

test('a letter is written to chosen partners, looked at and sent, and says what will happen before', async () => {
  const silent = await aPartner(ana, { name: 'Silent Society' });
  const visitor = await signedIn({ mailIsSent: true });
  await visitor.get(`${base}/partners/change?what=letter&id=${pantry}&id=${silent}`);
  expect(visitor.path).toContain('/letters/new');
  await visitor.submit(visitor.path, { subject_en: 'Summer', body_en: 'Dear {person}' });
  const letter = visitor.path;
  expect(visitor.text).toContain('Nothing has been sent yet.');

  await visitor.get(`${letter}/recipients/${pantry}`);
  expect(visitor.text).toContain('Dear Sam Lee');
  await visitor.get(`${letter}/sending`);
  expect(visitor.text).toContain('1 partner gets an e-mail');
  expect(visitor.text).toContain('Silent Society: no address known');

  await visitor.submit(`${letter}/sending`, {});
  await allJobs(ana.db, { kinds: ['letter.send'], house: houseOn(ana.db, { mailbox }) });
  await enter(ana, ana.library);
  expect((await mailOf(ana)).map(({ recipient }) => recipient)).toEqual(['sam@pantry.example.org']);
  await visitor.get(letter);
  expect(visitor.text).toContain('logged, not sent by e-mail');
  expect(visitor.html).not.toContain('/sending');
});

test('a letter with braces that nobody fills comes back with all that was typed', async () => {
  const visitor = await signedIn();
  await visitor.submit(`${base}/letters/new?id=${pantry}`, {
    subject_en: 'Summer',
    body_en: 'Dear {friend}, my words',
  });

  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('Only these may be in braces: {partner}, {person}, {library}, {me}.');
  expect(visitor.html).toContain('my words');
});

test('an address at which mail did not arrive has its mark on every page, until it works again', async () => {
  const bounced = { email: 'sam@pantry.example.org', status: '5.1.1', said: '550 nobody', bounced_at: ana.now };
  await noteBounce(ana.db, { library_id: ana.library.id, ...bounced });
  const visitor = await signedIn();
  await visitor.get(`${base}/partners/${pantry}/people`);
  expect(visitor.text).toContain('E-mail did not arrive here');

  await visitor.post(`${base}/bounced`, { email: bounced.email, back: `${base}/partners/${pantry}/people` });
  expect(visitor.path).toBe(`${base}/partners/${pantry}/people`);
  expect(visitor.text).not.toContain('E-mail did not arrive here');
  await visitor.post(`${base}/bounced`, { email: bounced.email, back: 'https://elsewhere.example/' });
  expect(visitor.path).toBe(`${base}/partners`);
});
