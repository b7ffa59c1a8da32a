import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner } from '../../../../test/factories.ts';
import { useDatabase } from '../../../../test/support.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { Forbidden, NotFound } from '../../../house/errors.ts';
import { type Id, newId } from '../../../house/ids.ts';
import { historyOf } from '../../../views/history/history.ts';
import { enter } from '../../accounts/libraries.ts';
import { addContact, findContact } from '../../directory/contacts.ts';
import { findOrganization } from '../../directory/organizations.ts';
import { keepSources } from '../../directory/sources.ts';
import { findPartner } from '../../partners/partners.ts';
import { misplacedOf } from './misplaced.ts';
import { keepAsOwn, moveToPerson } from './misplaced-answers.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
});

const FACTS = {
  email: 'office@union.example.org',
  phones: { 0: { number: '303 555 0161', phone_type: 'cell' }, 1: { number: '303 555 0162' } },
  addresses: { 0: { address_1: '12 Quiet Court', city: 'Alder Falls' } },
};

/** As a list of an earlier release left it: what the person had is the organization's, and the source says so. */
async function broughtBefore(
  kind: string,
  header: string[],
  cells: string[],
): Promise<{ organization: Id<'organizations'>; dana: Id<'persons'> }> {
  const { organization_id } = await findPartner(ana, await aPartner(ana, { name: 'Tenants Union', ...FACTS }));
  const dana = await findContact(
    ana,
    await addContact(ana, organization_id, aContact({ name: 'Dana', phone: '303 555 0162' })),
  );
  const [library_id, id] = [ana.library.id, newId<'imports'>()];
  const times = { created_at: ana.now, applied_at: ana.now };
  await world.db
    .insertInto('imports')
    .values({
      library_id,
      id,
      file_name: 'x',
      source: kind,
      kind,
      target: 'partners',
      header,
      mapping: header.map(() => ''),
      status: 'applied',
      ...times,
    })
    .execute();
  await world.db.insertInto('import_rows').values({ library_id, import_id: id, number: 2, cells }).execute();
  const brought = {
    organization: await findOrganization(ana, organization_id),
    contacts: [aContact({ name: 'Dana' })],
  };
  await keepSources(ana, [{ organization_id, source: kind, source_key: 'k', brought }]);
  return { organization: organization_id, dana: dana.person_id };
}

test('what came on a person’s card, and what one of the people has too, is listed with whose it may be', async () => {
  const { dana } = await broughtBefore('vcard', ['ORG', 'TEL'], ['Tenants Union', '303 555 0161']);

  expect((await misplacedOf(ana)).map(({ what, value, why, people }) => [what, value, why, people])).toEqual([
    ['phone', '+13035550161', 'card', [{ id: dana, name: 'Dana' }]],
    ['phone', '+13035550162', 'contact', [{ id: dana, name: 'Dana' }]],
    ['email', 'office@union.example.org', 'card', [{ id: dana, name: 'Dana' }]],
    ['address', '12 Quiet Court, Alder Falls, ', 'card', [{ id: dana, name: 'Dana' }]],
  ]);
});

test('of a table it is what stood in a column that is a person’s', async () => {
  await broughtBefore(
    'table',
    ['Organization', 'Cell', 'Phone', 'Home address'],
    ['Tenants Union', '(303) 555-0161', '303 555 0199', '12 Quiet Court'],
  );

  expect((await misplacedOf(ana)).map(({ what, why }) => [what, why])).toEqual([
    ['phone', 'column'],
    ['phone', 'contact'],
    ['address', 'column'],
  ]);
});

test('it moves to the person and is in the history, or stays and is not asked again', async () => {
  const { organization, dana } = await broughtBefore('vcard', ['ORG'], ['Tenants Union']);
  for (const { what, value } of await misplacedOf(ana)) {
    const form = { organization_id: organization, what, value };
    await (what === 'email' ? keepAsOwn(ana, form) : moveToPerson(ana, { ...form, person_id: dana }));
  }

  expect(await misplacedOf(ana)).toEqual([]);
  expect(await findOrganization(ana, organization)).toMatchObject({
    phones: [],
    addresses: [],
    email: 'office@union.example.org',
  });
  const person = await findContact(
    ana,
    (await world.db.selectFrom('contacts').select('id').where('person_id', '=', dana).executeTakeFirstOrThrow()).id,
  );
  expect(person.phones.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
    'work +13035550162',
    'mobile +13035550161',
  ]);
  expect(person.addresses).toMatchObject([{ kind: 'home', address_1: '12 Quiet Court' }]);
  expect((await historyOf(ana, [organization])).map((line) => line.action)).toEqual(
    expect.arrayContaining(['organization.moved_to_person', 'organization.kept_own']),
  );
});

test('readers answer nothing, a stranger finds nothing, and a person from elsewhere gets nothing', async () => {
  const { organization, dana } = await broughtBefore('vcard', ['ORG'], ['Tenants Union']);
  const form = { organization_id: organization, what: 'phone' as const, value: '+13035550161' };
  const elsewhere = await findContact(
    ana,
    await addContact(ana, (await findPartner(ana, await aPartner(ana))).organization_id, aContact()),
  );
  const reader = await aMember(ana, 'reader');
  await expect(keepAsOwn(reader, form)).rejects.toThrow(Forbidden);
  await expect(moveToPerson(reader, { ...form, person_id: dana })).rejects.toThrow(Forbidden);
  await expect(moveToPerson(ana, { ...form, person_id: elsewhere.person_id })).rejects.toThrow(NotFound);

  const stranger = await aMember(await aLibrary(world.host), 'administrator');
  expect(await misplacedOf(stranger)).toEqual([]);
  await expect(keepAsOwn(stranger, form)).rejects.toThrow(NotFound);
  await expect(moveToPerson(stranger, { ...form, person_id: dana })).rejects.toThrow(NotFound);
  await enter(world.host, ana.library);
});
