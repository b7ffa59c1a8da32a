import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aContact, aDraft, aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, NotFound } from '../../house/errors.ts';
import type { Id } from '../../house/ids.ts';
import { findPartner, partnersOf } from '../partners/partners.ts';
import { addContact, changeContact, contactsOf, findContact, removeContact } from './contacts.ts';
import { likelyPersons, sameOf } from './likely-persons.ts';
import { addOrganization, findOrganization } from './organizations.ts';
import { changePerson, findPerson, listPersons } from './persons.ts';

const world = useDatabase();
let ana: Ctx;
let union: Id<'organizations'>;
let clinic: Id<'organizations'>;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
  union = await addOrganization(ana, aDraft({ name: 'Tenants Union' }));
  clinic = await addOrganization(ana, aDraft({ name: 'Clinic' }));
});

const dana = (over: Record<string, unknown> = {}) =>
  aContact({
    name: 'Dana Example',
    title: 'Organizer',
    phones: [
      { kind: 'work', number: '303 555 0162', extension: '4' },
      { kind: 'home', number: '303 555 0163' },
    ],
    emails: [
      { kind: 'home', email: 'dana.private@example.net' },
      { kind: 'work', email: 'dana@union.example.org' },
    ],
    addresses: [{ kind: 'home', address_1: '12 Quiet Court', city: 'Alder Falls' }],
    ...over,
  });

const stranger = async () => aMember(await aLibrary(world.host), 'administrator');

describe('a person', () => {
  test('has phones, mails and addresses of several kinds, and none of them is the organization’s', async () => {
    const id = await addContact(ana, union, dana());

    const contact = await findContact(ana, id);
    expect(contact).toMatchObject({ ...dana(), may_be_published: false, version: 1 });
    expect(await findOrganization(ana, union)).toMatchObject({ phones: [], addresses: [], email: '' });
  });

  test('at two partners is one person, who is told what is new and keeps what is not', async () => {
    const partner = await aPartner(ana, { name: 'Choir' });
    const first = await findContact(ana, await addContact(ana, union, dana()));
    const more = aContact({
      name: 'Dana E.',
      title: 'Singer',
      phones: [{ kind: 'mobile', number: '303 555 0161' }],
      person_id: first.person_id,
    });

    await addContact(ana, (await findPartner(ana, partner)).organization_id, { ...more, person_id: first.person_id });

    const person = await findPerson(ana, first.person_id);
    expect(person.name).toBe('Dana Example');
    expect(person.phones.map((phone) => phone.kind)).toEqual(['work', 'home', 'mobile']);
    const partners = await partnersOf(
      ana,
      person.roles.map((role) => role.organization_id),
    );
    const partnerOf = (organization: string) => partners.get(organization) ?? null;
    expect(person.roles.map((role) => [role.organization, role.title, partnerOf(role.organization_id)])).toEqual([
      ['Choir', 'Singer', partner],
      ['Tenants Union', 'Organizer', null],
    ]);
    expect((await listPersons(ana, { search: 'exam dana', page: 1 })).rows.map((each) => each.name)).toEqual([
      'Dana Example',
    ]);
    expect(await listPersons(ana, { search: 'nobody', page: 7 })).toEqual({ rows: [], total: 0, pages: 1 });
  });

  test('of the same name is offered, first who shares a mail or a phone; the name alone is no proof', async () => {
    const other = await findContact(ana, await addContact(ana, clinic, aContact({ name: 'Dana Example' })));
    const first = await findContact(ana, await addContact(ana, union, dana()));
    const same = aContact({ name: 'DANA EXAMPLE', phone: '303 555 0163' });

    expect((await likelyPersons(ana, same)).map(({ id, reasons }) => [id, reasons])).toEqual([
      [first.person_id, ['phone', 'name']],
      [other.person_id, ['name']],
    ]);
    const whoIs = async (ctx: Ctx, draft: ReturnType<typeof dana>) =>
      sameOf(draft, await likelyPersons(ctx, draft))?.id;
    expect(await whoIs(ana, same)).toBe(first.person_id);
    expect(await whoIs(ana, aContact({ name: 'Dana Example' }))).toBeUndefined();
    expect(await whoIs(ana, aContact({ name: 'Dana Example', email: 'else@example.org' }))).toBeUndefined();
    expect(await whoIs(await stranger(), same)).toBeUndefined();
  });

  test('changes in all roles at once; a form that is older than either change is stale', async () => {
    const at = await addContact(ana, union, dana());
    const { person_id } = await findContact(ana, at);
    const also = await addContact(ana, clinic, { ...aContact({ name: 'x' }), person_id });
    await changeContact(ana, at, { ...dana({ name: 'Dana Married' }), version: 1 });

    const [elsewhere] = await contactsOf(ana, clinic);
    expect(elsewhere).toMatchObject({ id: also, name: 'Dana Married' });
    await expect(changeContact(ana, also, { ...dana(), version: 1 })).rejects.toThrow(Conflict);
    await changePerson(ana, person_id, { ...dana({ name: 'Dana Again' }), version: 2 });
    await expect(changePerson(ana, person_id, { ...dana(), version: 2 })).rejects.toThrow(Conflict);
    expect((await findContact(ana, at)).name).toBe('Dana Again');
  });

  test('leaves with the last role and not before; a role that has ended is one', async () => {
    const at = await addContact(ana, union, dana({ ends_on: '2025-01-31' }));
    const { person_id } = await findContact(ana, at);
    const also = await addContact(ana, clinic, { ...aContact({ name: 'x' }), person_id });
    await removeContact(ana, also);
    expect((await findPerson(ana, person_id)).roles).toHaveLength(1);

    await removeContact(ana, at);

    await expect(findPerson(ana, person_id)).rejects.toThrow(NotFound);
    for (const table of ['persons', 'person_phones', 'person_emails', 'person_addresses'])
      expect([table, (await sql`select 1 from ${sql.table(table)}`.execute(world.db)).rows]).toEqual([table, []]);
  });

  test('is another library’s secret, and a reader changes nothing', async () => {
    const at = await addContact(ana, union, dana());
    const { person_id } = await findContact(ana, at);
    const other = await stranger();
    const theirs = await addOrganization(other, aDraft());

    await expect(findPerson(other, person_id)).rejects.toThrow(NotFound);
    await expect(changePerson(other, person_id, { ...dana(), version: 1 })).rejects.toThrow(NotFound);
    await expect(addContact(other, theirs, { ...aContact(), person_id })).rejects.toThrow(NotFound);
    await expect(addContact(other, union, aContact())).rejects.toThrow(NotFound);
    expect((await listPersons(other, { search: '', page: 1 })).total).toBe(0);
    const reader = await aMember(ana, 'reader');
    await expect(changePerson(reader, person_id, { ...dana(), version: 1 })).rejects.toThrow(Forbidden);
    await expect(addContact(reader, union, aContact())).rejects.toThrow(Forbidden);
  });
});
