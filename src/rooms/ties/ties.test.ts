/** Ties, and the ways they make: what is read, what is written, and whom no way goes through. */
import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, anInteraction, aPartner, aRemark, aTie } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { idOf } from '../../house/ids.ts';
import { noteBounce } from '../../house/work/bounced.ts';
import { mailOf } from '../../house/work/mail.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { removeMember } from '../accounts/members.ts';
import { addContact, findContact, removeContact } from '../directory/contacts.ts';
import type { ContactId, PersonId } from '../directory/person.ts';
import { mergeOrganizations } from '../merging/merge.ts';
import { undoMerge } from '../merging/undo-merge.ts';
import { logFilter } from '../outreach/interaction.ts';
import { listLog } from '../outreach/log.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { addressesOfVia, askForIntroduction, introductionsTo, sayIntroduced } from './introductions.ts';
import { endsOf, organizationEnd, pathsTo } from './steps.ts';
import { type EndKey, endOf, ordered, tieFilter } from './tie.ts';
import { changeTie, countThroughUs, endsCalled, findEnd, listTies, refuseTies, removeTie, tiesOf } from './ties.ts';

const world = useDatabase();
let stranger: Ctx;
let ana: Ctx;
let ben: Ctx;
let bank: PartnerId;
let club: PartnerId;
let sam: PersonId;
let samAtClub: ContactId;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
  bank = await aPartner(ana, { name: 'River Bank' });
  club = await aPartner(ana, { name: 'Garden Club' });
  samAtClub = await addContact(ana, await orgOf(club), aContact({ name: 'Sam Lee', email: 'sam@club.example.org' }));
  sam = (await findContact(ana, samAtClub)).person_id;
});

const orgOf = async (id: PartnerId) => (await findPartner(ana, id)).organization_id;
const org = async (id: PartnerId): Promise<EndKey> => organizationEnd(await orgOf(id));
const person = (id: PersonId): EndKey => `person ${id}`;
const me = (ctx = ana): EndKey => `member ${ctx.actor.id}`;
/** Each way as names and kinds: "Ana talked_with Sam Lee board_of River Bank". */
async function ways(target: PartnerId = bank, sight: 'staff' | 'outside' = 'staff'): Promise<string[]> {
  const { paths } = await pathsTo(ana, await org(target), sight);
  const names = await endsOf(ana, paths);
  return paths.map(({ steps }) =>
    [names.get(steps[0]?.from as EndKey)?.name, ...steps.flatMap(({ kind, to }) => [kind, names.get(to)?.name])].join(
      ' ',
    ),
  );
}

test('a way goes over what is logged, over roles and over ties that were written down', async () => {
  await anInteraction(ana, { partners: [club], persons: [sam] });
  await aTie(ana, person(sam), await org(bank), { kind: 'board_of' });

  expect(await ways()).toEqual(['Ana talked_with Sam Lee board_of River Bank']);
  expect(await ways(club)).toEqual(['Ana talked_with Garden Club']);
});

test('of three steps, through somebody whom nobody here has met', async () => {
  await anInteraction(ben, { partners: [club], persons: [sam] });
  const rosa = (await findContact(ana, await addContact(ana, await orgOf(bank), aContact({ name: 'Rosa' })))).person_id;
  await aTie(ana, person(sam), person(rosa), { kind: 'worked_with' });

  expect(await ways()).toEqual(['Ben talked_with Sam Lee worked_with Rosa works_at River Bank']);
});

test('never through somebody who asked not to be used, until they say otherwise', async () => {
  await anInteraction(ana, { partners: [club], persons: [sam] });
  await aTie(ana, person(sam), await org(bank), { kind: 'board_of' });
  const end = { kind: 'person', id: sam, name: 'Sam Lee' } as const;
  await refuseTies(ana, end, true);
  await refuseTies(ben, end, true);
  expect(await ways()).toEqual([]);

  await refuseTies(ana, end, false);
  expect(await ways()).toHaveLength(1);
});

test('nor through somebody who was removed, over a role that has ended, or from a colleague who has left', async () => {
  await anInteraction(ben, { partners: [club], persons: [sam] });
  await aTie(ana, person(sam), await org(bank), { kind: 'board_of' });
  const gone = aContact({ name: 'Old Head', ends_on: '2025-01-01' });
  const head = (await findContact(ana, await addContact(ana, await orgOf(bank), gone))).person_id;
  await aTie(ana, me(), person(head), { kind: 'knows' });
  expect(await ways()).toEqual(['Ben talked_with Sam Lee board_of River Bank']);

  await removeMember(ana, idOf(ben.actor.id ?? ''));
  expect(await ways()).toEqual([]);
  await aTie(ana, me(), person(sam), { kind: 'knows' });
  expect(await ways()).toHaveLength(1);
  await removeContact(ana, samAtClub);
  expect(await ways()).toEqual([]);
  expect(await tiesOf(ana, [await org(bank)])).toEqual([]);
});

test('a note that is private, or was said to nobody, is no acquaintance', async () => {
  await aRemark(ana, bank, { body: 'I like them', audience: 'me', happened_on: null });
  await aRemark(ana, bank, { body: 'A bank', audience: 'library', happened_on: null });

  expect(await ways()).toEqual([]);
});

test('to the outside a confidential organization is no step; to the staff it is', async () => {
  const shelter = await aPartner(ana, { name: 'Haven', confidential_address: 'on' });
  await anInteraction(ana, { partners: [shelter] });
  await aTie(ana, await org(shelter), await org(bank), { kind: 'same_building' });

  expect(await ways()).toEqual(['Ana talked_with Haven same_building River Bank']);
  expect(await ways(bank, 'outside')).toEqual([]);
});

test('another library’s ties are none', async () => {
  await anInteraction(ana, { partners: [club], persons: [sam] });
  const tie = await aTie(ana, person(sam), await org(bank), { kind: 'board_of' });

  expect((await pathsTo(stranger, await org(bank))).paths).toEqual([]);
  await expect(removeTie(stranger, tie)).rejects.toThrow(NotFound);
  await expect(findEnd(stranger, person(sam))).rejects.toThrow(NotFound);
  expect(await endsCalled(stranger, 'Sam Lee')).toEqual([]);
});

test('a tie is between what it can be between, whichever way round it was said', async () => {
  const [ends, other] = [await findEnd(ana, person(sam)), await findEnd(ana, await org(bank))];
  expect(ordered('board_of', other, ends)).toEqual([ends, other]);
  expect(ordered('introduced', other, ends)).toEqual([other, ends]);
  expect(ordered('same_building', ends, other)).toBeNull();
  expect(ordered('knows', ends, ends)).toBeNull();
  expect(endOf('planet 0192')).toBeNull();
  expect(endOf(`person ${'-'.repeat(36)}`)).toBeNull();

  await expect(aTie(ana, person(sam), await org(bank), { kind: 'same_building' })).rejects.toThrow(Invalid);
  await expect(aTie(ana, person(sam), await org(bank), { kind: 'board_of', known_on: '2099-01-01' })).rejects.toThrow(
    Invalid,
  );
  await expect(aTie(await aMember(ana, 'reader'), person(sam), await org(bank), { kind: 'board_of' })).rejects.toThrow(
    Forbidden,
  );
});

test('a tie keeps where it is known from, and nobody overwrites what another changed', async () => {
  const id = await aTie(ana, await org(club), await org(bank), { kind: 'worked_with' });
  const said = { source: 'Annual report', known_on: '2026-02-01', through_us: true };
  await changeTie(ben, id, { ...said, version: 1 });
  await expect(changeTie(ana, id, { ...said, version: 1 })).rejects.toThrow(Conflict);

  expect((await listTies(ana, tieFilter.parse({ kind: 'worked_with' }))).rows).toMatchObject([said]);
  expect(await countThroughUs(ana)).toBe(1);
  expect((await listTies(ana, tieFilter.parse({ kind: 'knows' }))).rows).toEqual([]);
});

test('when two become one, ties that say the same are one, and those between the two are none', async () => {
  const copy = await aPartner(ana, { name: 'River Bank Inc' });
  for (const each of [bank, copy]) {
    await aTie(ana, await org(club), await org(each), { kind: 'worked_with' });
    await aTie(ana, person(sam), await org(each), { kind: 'board_of' });
  }
  await aTie(ana, await org(bank), await org(copy), { kind: 'same_building' });
  await mergeOrganizations(ana, { kept: await orgOf(bank), gone: await orgOf(copy), take: {} });

  expect((await tiesOf(ana, [await org(bank)])).map(({ kind }) => kind).toSorted()).toEqual([
    'board_of',
    'worked_with',
  ]);
  expect((await listTies(ana, tieFilter.parse({}))).total).toBe(2);
});

test('a tie is said once, whichever way round, also when an introduction is said to be made twice', async () => {
  await aTie(ana, await org(club), await org(bank), { kind: 'worked_with', through_us: true });
  for (const [one, other] of [
    [club, bank],
    [bank, club],
  ] as const)
    await expect(aTie(ana, await org(one), await org(other), { kind: 'worked_with' })).rejects.toThrow(
      new Invalid({ name: { key: 'error.tie_there' } }),
    );
  const [via] = await addressesOfVia(ana, sam);
  const mail = { subject: 'Hello', body: 'Dear Sam', answers: { own: null, mailbox: null } };
  const id = await askForIntroduction(ana, bank, { to: via as never, ...mail });
  for (const outcome of ['made', '', 'made'] as const) await sayIntroduced(ana, id, outcome);

  expect((await listTies(ana, tieFilter.parse({}))).rows.map(({ kind }) => kind).toSorted()).toEqual([
    ...['introduced', 'worked_with'],
  ]);
});

test('of two who introduced each other nothing is left when they become one; undone, it is there again', async () => {
  const copy = await aPartner(ana, { name: 'River Bank Inc' });
  await aTie(ana, await org(bank), await org(copy), { kind: 'introduced' });
  await aTie(ana, await org(bank), await org(club), { kind: 'worked_with' });
  await aTie(ana, await org(club), await org(copy), { kind: 'worked_with', through_us: true });
  await aTie(ana, await org(club), await org(copy), { kind: 'same_building', through_us: true });
  const before = (await listTies(ana, tieFilter.parse({}))).rows;
  const merge = await mergeOrganizations(ana, { kept: await orgOf(bank), gone: await orgOf(copy), take: {} });

  expect((await tiesOf(ana, [await org(bank)])).map(({ kind, through_us }) => [kind, through_us]).toSorted()).toEqual([
    ['same_building', true],
    ['worked_with', true],
  ]);
  expect(await countThroughUs(ana)).toBe(1);
  await undoMerge(ana, merge);
  expect((await listTies(ana, tieFilter.parse({}))).rows).toEqual(before);
});

test('a tie that was removed does not come back beside the same one said the other way round', async () => {
  const removal = await removeTie(ana, await aTie(ana, await org(club), await org(bank), { kind: 'worked_with' }));
  await aTie(ana, await org(bank), await org(club), { kind: 'worked_with' });

  await expect(bringBack(ana, removal)).rejects.toThrow(Invalid);
  expect((await listTies(ana, tieFilter.parse({}))).total).toBe(1);
});

test('an introduction is said to be made again after whoever made it is at no organization any more', async () => {
  const [via] = await addressesOfVia(ana, sam);
  const mail = { subject: 'Hello', body: 'Dear Sam', answers: { own: null, mailbox: null } };
  const id = await askForIntroduction(ana, bank, { to: via as never, ...mail });
  await sayIntroduced(ana, id, 'made');
  await sayIntroduced(ana, id, '');
  await removeContact(ana, samAtClub);
  await sayIntroduced(ana, id, 'made');

  expect(await introductionsTo(ana, bank)).toMatchObject([{ outcome: 'made' }]);
});

test('asking for an introduction is a mail, is logged, and becomes a tie when it was made', async () => {
  const [via] = await addressesOfVia(ana, sam);
  const mail = { subject: 'Could you introduce us?', body: 'Dear Sam', answers: { own: null, mailbox: null } };
  const id = await askForIntroduction(ana, bank, { to: via as never, ...mail });

  expect(await mailOf(ana)).toMatchObject([{ recipient: 'sam@club.example.org', body: 'Dear Sam' }]);
  expect((await listLog(ana, logFilter.parse({ partner: club }))).rows).toMatchObject([
    { kind: 'email', line: 'Could you introduce us?', persons: [{ name: 'Sam Lee' }] },
  ]);
  expect(await introductionsTo(ana, bank)).toMatchObject([{ person: 'Sam Lee', who: 'Ana', outcome: '' }]);

  await sayIntroduced(ana, id, 'made');
  await sayIntroduced(ana, id, 'made');
  expect(await tiesOf(ana, [await org(bank)])).toMatchObject([
    { kind: 'introduced', from: { name: 'Sam Lee' }, to: { name: 'River Bank' } },
  ]);
  await expect(sayIntroduced(stranger, id, 'declined')).rejects.toThrow(NotFound);
});

test('nobody is asked who asked not to be, or whom mail does not reach', async () => {
  const [via] = await addressesOfVia(ana, sam);
  const mail = { to: via as never, subject: 'Hello', body: 'Dear Sam', answers: { own: null, mailbox: null } };
  await noteBounce(ana.db, {
    ...{ library_id: ana.library.id, email: 'sam@club.example.org', status: '5.1.1', said: 'nobody' },
    bounced_at: daysAfter(ana.now, -1),
  });
  await expect(askForIntroduction(ana, bank, mail)).rejects.toThrow(Invalid);
  await refuseTies(ana, { kind: 'person', id: sam, name: 'Sam Lee' }, true);
  await expect(askForIntroduction(ana, bank, mail)).rejects.toThrow(Invalid);
  expect(await mailOf(ana)).toEqual([]);
});

test('names find organizations and people, and say where each is', async () => {
  expect((await endsCalled(ana, 'Sam Lee')).map(({ name }) => name)).toEqual(['Sam Lee, Garden Club']);
  expect((await endsCalled(ana, 'river')).map(({ kind, name }) => [kind, name])).toEqual([
    ['organization', 'River Bank'],
  ]);
});
