/** Deputies and successors of people at an organization, and what becomes of them when roles and organizations go. */
import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { mergeOrganizations } from '../merging/merge.ts';
import { findPartner } from '../partners/partners.ts';
import { addContact, contactsOf, findContact, removeContact } from './contacts.ts';
import type { OrganizationId } from './organization.ts';
import type { ContactId } from './person.ts';
import { setStandIns } from './stand-ins.ts';

const world = useDatabase();
let stranger: Ctx;
let ana: Ctx;
let clinic: OrganizationId;
let rosa: ContactId;
let luis: ContactId;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  clinic = (await findPartner(ana, await aPartner(ana, { name: 'Clinic' }))).organization_id;
  rosa = await addContact(ana, clinic, aContact({ name: 'Rosa' }));
  luis = await addContact(ana, clinic, aContact({ name: 'Luis' }));
});
const personOf = async (id: ContactId) => (await findContact(ana, id)).person_id;
const shown = async (at = clinic) =>
  (await contactsOf(ana, at)).flatMap((each) => each.stand_ins).map(({ kind, name }) => [kind, name]);

test('somebody has a deputy and a successor, until others are chosen', async () => {
  await setStandIns(ana, rosa, { deputy: await personOf(luis), successor: await personOf(luis) });
  expect(await shown()).toEqual([
    ['deputy', 'Luis'],
    ['successor', 'Luis'],
  ]);

  await setStandIns(ana, rosa, { deputy: null, successor: await personOf(luis) });
  expect(await shown()).toEqual([['successor', 'Luis']]);
});

test('nobody stands in for themselves, nor who works elsewhere', async () => {
  const school = (await findPartner(ana, await aPartner(ana))).organization_id;
  const kim = await addContact(ana, school, aContact({ name: 'Kim' }));
  for (const other of [rosa, kim])
    await expect(setStandIns(ana, rosa, { deputy: await personOf(other), successor: null })).rejects.toThrow(Invalid);
});

test('when a role is removed its stand-ins go with it, and come back with it', async () => {
  await setStandIns(ana, rosa, { deputy: await personOf(luis), successor: null });
  const removal = await removeContact(ana, luis);
  expect(await shown()).toEqual([]);

  await bringBack(ana, removal);
  expect(await shown()).toEqual([['deputy', 'Luis']]);
});

test('they move with a merge', async () => {
  await setStandIns(ana, rosa, { deputy: await personOf(luis), successor: null });
  const kept = (await findPartner(ana, await aPartner(ana, { name: 'Clinic of Harlow' }))).organization_id;
  await mergeOrganizations(ana, { kept, gone: clinic, take: {} });

  expect(await shown(kept)).toEqual([['deputy', 'Luis']]);
});

test('a reader sets none, and a stranger finds no such role', async () => {
  const deputy = await personOf(luis);
  const ben = await aMember(ana, 'reader', 'Ben');
  await expect(setStandIns(ben, rosa, { deputy, successor: null })).rejects.toThrow(Forbidden);
  await expect(setStandIns(stranger, rosa, { deputy, successor: null })).rejects.toThrow(NotFound);
});
