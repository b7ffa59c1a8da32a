import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, anImport, aPartner, aRemark, aWorksheet } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, found, Invalid, NotFound } from '../../house/errors.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { enter } from '../accounts/libraries.ts';
import { addContact } from '../directory/contacts.ts';
import { listPersons } from '../directory/persons.ts';
import { findPartner } from '../partners/partners.ts';
import { applyImport } from '../sourcing/imports/bringing/applying.ts';
import { promoteLeads } from '../sourcing/imports/bringing/promotions.ts';
import { leadFilter } from '../sourcing/leads/lead.ts';
import { listLeads } from '../sourcing/leads/leads.ts';
import { removePartners } from './removing-partners.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});

const names = async () => (await listPersons(ana, { search: '', page: 1 })).rows.map(({ name }) => name);

test('a partner that a worksheet compares stays, and is named; alone it is refused', async () => {
  const [compared, other] = [await aPartner(ana, { name: 'Compared' }), await aPartner(ana, { name: 'Other' })];
  const free = await aPartner(ana, { name: 'Free' });
  await aWorksheet(ana, { partners: [compared, other] });

  const done = await removePartners(ana, [compared, free]);

  expect([done.count, done.kept]).toEqual([1, ['Compared']]);
  await expect(findPartner(ana, free)).rejects.toThrow(NotFound);
  await expect(removePartners(ana, [compared])).rejects.toThrow(Invalid);
  expect((await findPartner(ana, compared)).name).toBe('Compared');
});

test('people go with their last role, and come back with it; who has another role stays', async () => {
  const [one, two] = [await aPartner(ana, { name: 'One' }), await aPartner(ana, { name: 'Two' })];
  const at = async (id: typeof one) => (await findPartner(ana, id)).organization_id;
  await addContact(ana, await at(one), aContact({ name: 'Only Here', email: 'only@example.org' }));
  await addContact(ana, await at(two), aContact({ name: 'Somewhere Else', email: 'else@example.org' }));
  await aRemark(ana, one, { body: 'A secret of One', audience: 'library', happened_on: null });

  const { removal } = await removePartners(ana, [one]);

  expect(await names()).toEqual(['Somewhere Else']);
  await bringBack(ana, found(removal));
  expect(await names()).toEqual(['Only Here', 'Somewhere Else']);
  expect((await timelineOf(ana, one)).map(({ text }) => text)).toContain('A secret of One');
});

test('a lead that became this partner is a lead again, until it comes back', async () => {
  await applyImport(ana, await anImport(ana, 'Lantern', 'leads'));
  const open = async () => (await listLeads(ana, leadFilter.parse({}), null)).rows;
  const [lead] = await open();
  const [partner] = await promoteLeads(ana, [found(lead).id]);
  expect(await open()).toHaveLength(0);

  const { removal } = await removePartners(ana, [found(partner)]);

  expect(await open()).toHaveLength(1);
  await bringBack(ana, found(removal));
  expect(await open()).toHaveLength(0);
});

test('only a coordinator removes, and only what is the library’s', async () => {
  const id = await aPartner(ana);
  const contributor = await aMember(ana, 'contributor');
  const stranger = await aMember(await aLibrary(world.host), 'administrator');

  await expect(removePartners(stranger, [id])).rejects.toThrow(Invalid);
  await enter(ana, ana.library);
  await expect(removePartners(contributor, [id])).rejects.toThrow(Forbidden);
  expect((await findPartner(ana, id)).id).toBe(id);
});
