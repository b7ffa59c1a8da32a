/**
 * People as members meet them: the form at a partner, the list, a person's page, and the question whose a column is.
 */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addContact, contactsOf, findContact } from '../../src/rooms/directory/contacts.ts';
import { findPerson, listPersons } from '../../src/rooms/directory/persons.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { aContact, aLibrary, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let cookie: string;
let visitor: Visitor;
let union: Id<'partners'>;
let choir: Id<'partners'>;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  base = `/l/${ana.library.slug}`;
  [union, choir] = [await aPartner(ana, { name: 'Tenants Union' }), await aPartner(ana, { name: 'Choir' })];
  ({ cookie } = await aSession(ana));
  visitor = new Visitor(houseOn(world.db)).arrive(cookie);
});

const peopleAt = async (partner: Id<'partners'>) => {
  await enter(world.host, ana.library);
  return contactsOf(ana, (await findPartner(ana, partner)).organization_id);
};

const DANA = {
  ...{
    name: 'Dana Example',
    title: 'Organizer',
    'phones.0.number': '303 555 0162',
    'emails.0.email': 'dana@union.example.org',
  },
  ...{
    'phones.1.number': '303 555 0161',
    'phones.2.number': '303 555 0163',
    'addresses.0.address_1': '12 Quiet Court',
    'addresses.0.city': 'Alder Falls',
  },
};

describe('the form of a person', () => {
  test('keeps what is the work’s and what is their own; the partner’s page shows the first alone', async () => {
    await visitor.submit(`${base}/partners/${union}/contacts/new`, DANA);

    expect(visitor.path).toContain(`/partners/${union}`);
    for (const shown of ['Dana Example', '(303) 555-0162', 'dana@union.example.org'])
      expect(visitor.text).toContain(shown);
    for (const own of ['555-0161', '555-0163', 'Quiet Court']) expect(visitor.html).not.toContain(own);
    const [dana] = await peopleAt(union);
    expect(dana?.phones.map((phone) => phone.kind)).toEqual(['work', 'mobile', 'home']);
    await visitor.submit(`${base}/contacts/${dana?.id}`, { may_be_published: 'on', title: 'Chair' });
    await visitor.get(`${base}/partners/${union}/people`);
    expect(visitor.text).toContain('May be published');
    expect((await peopleAt(union))[0]).toMatchObject({
      title: 'Chair',
      may_be_published: true,
      addresses: dana?.addresses,
      phones: dana?.phones,
    });
  });

  test('asks whether it is somebody we know, and makes one person of two only when told so', async () => {
    await visitor.submit(`${base}/partners/${union}/contacts/new`, DANA);
    await visitor.submit(`${base}/partners/${choir}/contacts/new`, { name: 'dana example', title: 'Singer' });
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Dana Example (Organizer, Tenants Union)');
    expect(visitor.page.querySelector('input[name=person_id][checked]')).toBeNull();
    expect(await peopleAt(choir)).toEqual([]);

    const here = `${base}/partners/${choir}/contacts/new`;
    const [known] = visitor.page
      .querySelectorAll('input[name=person_id]')
      .map((input) => input.getAttribute('value') ?? '');
    await visitor.resubmit(here, { person_id: known ?? '' });
    const [singer] = await peopleAt(choir);
    expect(singer).toMatchObject({ name: 'Dana Example', title: 'Singer' });
    expect((await findPerson(ana, singer?.person_id ?? newId())).roles).toHaveLength(2);

    await visitor.submit(here, { name: 'Dana Example', title: 'Namesake' });
    await visitor.resubmit(here, { person_id: 'new' });
    await enter(world.host, ana.library);
    expect((await listPersons(ana, { search: 'dana', page: 1 })).total).toBe(2);
  });
});

describe('the pages of people', () => {
  test('list everybody with their roles, and show what is their own to those who may change it only', async () => {
    await visitor.submit(`${base}/partners/${union}/contacts/new`, DANA);
    const [dana] = await peopleAt(union);
    await visitor.get(`${base}/people?q=exam`);
    expect(visitor.text).toContain('Dana ExampleTenants Union Organizer');
    await visitor.get(`${base}/people?q=nobody`);
    expect(visitor.text).toContain('Nobody has “nobody” in their name or organization.');
    await visitor.get(`${base}/people/${dana?.person_id}`);
    expect(visitor.text).toContain('12 Quiet Court');

    await enter(world.host, ana.library);
    const reader = await aSession(await aMember(ana, 'reader'));
    const other = new Visitor(houseOn(world.db)).arrive(reader.cookie);
    await other.get(`${base}/people/${dana?.person_id}`);
    expect([other.status, other.text.includes('(303) 555-0162'), other.html.includes('Quiet Court')]).toEqual([
      200,
      true,
      false,
    ]);
    await other.get(`${base}/people/${dana?.person_id}/edit`);
    expect(other.status).toBe(403);
  });

  test('change a person in all their roles; ending a role leaves the person', async () => {
    const { organization_id } = await findPartner(ana, union);
    const id = await addContact(ana, organization_id, aContact({ name: 'Dana', title: 'Chair' }));
    const { person_id } = await findContact(ana, id);
    await visitor.submit(`${base}/people/${person_id}/edit`, { name: 'Dana Married' });
    await visitor.submit(`${base}/contacts/${id}`, { ends_on: '2026-01-31' });
    await visitor.get(`${base}/people/${person_id}`);

    expect(visitor.text).toContain('Dana Married');
    expect(visitor.text).toContain('Tenants Union Chair until Jan 31, 2026');
  });
});

test('the page of the columns asks once whose a plain column is, and does as it is told', {
  tags: 'long',
}, async () => {
  const list = 'Organization,Contact,Phone\nHale Club,Rosa Ruiz,207-555-0110\n';
  await visitor.upload(`${base}/imports`, [{ name: 'list.csv', bytes: new TextEncoder().encode(list) }], {});
  const here = visitor.path;
  expect(visitor.text).toContain('Whose is what is in “Phone”?');
  expect(visitor.page.querySelector('input[name="whose.2"][checked]')?.getAttribute('value')).toBe('organization');

  await visitor.submit(here, { 'whose.2': 'person' });
  await visitor.get(here);

  expect(visitor.fieldsOn(here)['mapping.2']).toEqual(['contact_phone']);
  expect(visitor.page.querySelector('input[name="whose.2"][checked]')?.getAttribute('value')).toBe('person');
});
