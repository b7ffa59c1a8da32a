import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { aDraft, aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { historyOf } from '../../views/history/history.ts';
import { enter } from '../accounts/libraries.ts';
import { placesFor } from './confidential.ts';
import { addContact, changeContact, contactsOf, findContact, removeContact } from './contacts.ts';
import { factsOf } from './facts.ts';
import { nameCore, nameKey, websiteDomain } from './name-key.ts';
import { organizationDraft } from './organization.ts';
import { addOrganization, changeOrganization, findOrganization } from './organizations.ts';
import { contactDraft } from './person.ts';
import { addSector, sectorsOf } from './sectors.ts';
import { similarOrganizations } from './similar.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

const ADDRESS = {
  address_type: 'physical',
  address_1: '12 Hidden Lane',
  address_2: '',
  city: 'Alder Falls',
  state_province: 'CO',
  postal_code: '81901',
  country: 'US',
};
const errorsOf = (input: unknown) => {
  try {
    parse(organizationDraft, input);
  } catch (error) {
    return Object.fromEntries(
      Object.entries((error as Invalid).fields).map(([field, message]) => [field, message.key]),
    );
  }
  return {};
};

describe('names', () => {
  test('are compared without accents, case and punctuation', () => {
    expect(nameKey('  Peña & Sons, Inc. ')).toBe('pena and sons inc');
    expect(nameCore('The Peña & Sons, Inc.')).toBe('pena son');
    expect(nameCore('St. Mary Ctr')).toBe(nameCore('Saint Mary Center'));
    expect(websiteDomain('https://www.example.org/about')).toBe('example.org');
    expect(websiteDomain('nonsense')).toBe('');
  });

  test('a key of a key is the key', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => nameKey(nameKey(text)) === nameKey(text)));
  });
});

describe('what a form may say', () => {
  test('each wrong field gets its own sentence', () => {
    expect(errorsOf({ name: '' })).toEqual({ name: 'error.required' });
    expect(errorsOf({ name: 'x'.repeat(201) })).toEqual({ name: 'error.too_long' });
    expect(errorsOf({ name: 'a\u0000b' })).toEqual({ name: 'error.control_characters' });
    expect(errorsOf({ name: 'x', website: 'javascript:alert(1)' })).toEqual({ website: 'error.website' });
    expect(errorsOf({ name: 'x', email: 'a@b\r\nBcc: c@example.org' })).toEqual({ email: 'error.email' });
    expect(errorsOf({ name: 'x', tax_id: '12345' })).toEqual({ tax_id: 'error.tax_id' });
    expect(errorsOf({ name: 'x', phones: { 0: { number: 'call me' } } })).toEqual({ 'phones.0.number': 'error.phone' });
    // A list often knows no more than the town.
    expect(aDraft({ name: 'x', addresses: { 0: {}, 1: { city: 'Alder Falls' } } }).addresses).toMatchObject([
      { address_1: '', city: 'Alder Falls' },
    ]);
    expect(errorsOf({ name: 'x', addresses: { 0: { address_1: 'a', country: 'XX' } } })).toEqual({
      'addresses.0.country': 'error.choice',
    });
    expect(errorsOf({ name: 'x', languages: ['klingon'] })).toEqual({ 'languages.0': 'error.choice' });
    expect(errorsOf({ name: 'x', parent_organization_id: "' or 1=1" })).toEqual({
      parent_organization_id: 'error.choice',
    });
  });

  test('what is right in another form is brought to one', () => {
    const draft = parse(organizationDraft, {
      name: ' Two\nlines ',
      website: 'example.org',
      tax_id: '27-1067272',
      phones: { 0: { number: '(303) 555-0123' }, 1: { number: '' } },
    });

    expect(draft).toMatchObject({
      name: 'Two lines',
      website: 'https://example.org',
      tax_id: '271067272',
      phones: [{ number: '+13035550123' }],
    });
  });

  test('whatever is sent, parsing answers or refuses and never breaks', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('name', 'website', 'email', 'tax_id', 'phones', 'addresses', 'languages', 'alternate_names'),
          fc.anything(),
        ),
        (input) => {
          try {
            parse(organizationDraft, input);
          } catch (error) {
            expect(error).toBeInstanceOf(Invalid);
          }
        },
      ),
    );
  });

  test('a contact cannot end before it starts, nor on a day that does not exist', () => {
    const wrong = (input: object) => {
      try {
        parse(contactDraft, { name: 'x', ...input });
      } catch (error) {
        return Object.keys((error as Invalid).fields);
      }
      return [];
    };
    expect(wrong({ starts_on: '2026-02-30' })).toEqual(['starts_on']);
    expect(wrong({ starts_on: '2026-03-02', ends_on: '2026-03-01' })).toEqual(['ends_on']);
    expect(wrong({ starts_on: '2026-03-01', ends_on: '2026-03-01' })).toEqual([]);
  });
});

describe('organizations', () => {
  test('facts for comparing are those of the whole library and of no other', async () => {
    const parent = await addOrganization(ana, aDraft({ name: 'Scouts' }));
    await addOrganization(
      ana,
      aDraft({
        name: 'Haven',
        phones: { 0: { number: '303 555 0123' } },
        addresses: { 0: ADDRESS },
        parent_organization_id: parent,
      }),
    );
    const stranger = await aMember(await aLibrary(world.host));

    expect(await factsOf(stranger)).toEqual([]);
    await enter(world.host, ana.library);
    expect(await factsOf(ana)).toMatchObject([
      { name: 'Scouts', phones: [], addresses: [] },
      {
        name: 'Haven',
        phones: ['+13035550123'],
        addresses: [{ city: 'Alder Falls', postal_code: '81901' }],
        parent_organization_id: parent,
      },
    ]);
  });

  test('are kept with everything that was said about them', async () => {
    const id = await addOrganization(
      ana,
      aDraft({
        name: 'Haven',
        sectors: ['women'],
        phones: { 0: { number: '303 555 0123' } },
        addresses: { 0: ADDRESS },
        languages: ['en', 'es'],
      }),
    );

    const stored = await findOrganization(ana, id);
    expect(stored).toMatchObject({ name: 'Haven', sectors: ['women'], languages: ['en', 'es'], version: 1 });
    expect(stored.addresses).toEqual([ADDRESS]);
    expect(stored.phones[0]?.number).toBe('+13035550123');
  });

  test('a confidential address is for staff alone, and the history does not keep it', async () => {
    const id = await addOrganization(
      ana,
      aDraft({ name: 'Haven', addresses: { 0: ADDRESS }, confidential_address: 'on' }),
    );
    const stored = await findOrganization(ana, id);

    expect(placesFor('staff', stored, stored.addresses)).toHaveLength(1);
    expect(placesFor('outside', stored, stored.addresses)).toEqual([]);
    await changeOrganization(ana, id, {
      ...aDraft({
        name: 'Haven',
        addresses: { 0: { ...ADDRESS, address_1: '13 Hidden Lane' } },
        confidential_address: 'on',
      }),
      version: 1,
    });
    expect(JSON.stringify(await historyOf(ana, [id]))).not.toContain('Hidden');
  });

  test('an edit says what changed; an edit of an old version is a conflict with what is stored', async () => {
    const id = await addOrganization(ana, aDraft({ name: 'Old name' }));
    await changeOrganization(ana, id, { ...aDraft({ name: 'New name' }), version: 1 });

    expect((await historyOf(ana, [id]))[0]).toMatchObject({
      action: 'organization.changed',
      details: { name: 'Old name → New name' },
    });
    const error = await changeOrganization(ana, id, { ...aDraft({ name: 'Third' }), version: 1 }).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(Conflict);
    expect((error as Conflict).theirs.name).toBe('New name');
    expect((error as Conflict).version).toBe(2);
  });

  test('unknown sectors and parents are refused at their field; an organization is not part of itself', async () => {
    const id = await addOrganization(ana, aDraft({ name: 'A' }));
    const child = await addOrganization(ana, aDraft({ name: 'B', parent_organization_id: id }));

    await expect(addOrganization(ana, aDraft({ sectors: ['nothing'] }))).rejects.toMatchObject({
      fields: { sectors: { key: 'error.choice' } },
    });
    await expect(
      addOrganization(ana, aDraft({ parent_organization_id: '0198f3a0-0000-7000-8000-000000000000' })),
    ).rejects.toThrow(Invalid);
    await expect(
      changeOrganization(ana, id, { ...aDraft({ name: 'A', parent_organization_id: child }), version: 1 }),
    ).rejects.toThrow(Invalid);
    expect((await findOrganization(ana, child)).parent_name).toBe('A');
    expect((await findOrganization(ana, id)).chapters).toEqual([{ id: child, name: 'B' }]);
  });

  test('another library cannot read or change one, nor name it as a parent', async () => {
    const id = await addOrganization(ana, aDraft({ name: 'Ours' }));
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(findOrganization(stranger, id)).rejects.toThrow(NotFound);
    await expect(changeOrganization(stranger, id, { ...aDraft(), version: 1 })).rejects.toThrow(NotFound);
    await expect(addOrganization(stranger, aDraft({ parent_organization_id: id }))).rejects.toThrow(Invalid);
    expect(await similarOrganizations(stranger, { name: 'Ours' })).toEqual([]);
  });
});

describe('likely duplicates', () => {
  const reasons = async (draft: Parameters<typeof similarOrganizations>[1]) =>
    (await similarOrganizations(ana, draft)).map((each) => each.reasons.join());

  beforeEach(async () => {
    await aPartner(ana, {
      name: 'Harlow County Food Bank, Inc.',
      website: 'https://www.foodbank.example.org',
      tax_id: '27-1067272',
      phones: { 0: { number: '303 555 0123' } },
    });
  });

  test('are found by name, website, phone or tax id, with the reasons', async () => {
    expect(await reasons({ name: 'The Harlow County Food Bank' })).toEqual(['name']);
    expect(await reasons({ name: 'Harlow County Food Bnak' })).toEqual(['name']);
    expect(await reasons({ name: 'Other', website: 'http://foodbank.example.org/give' })).toEqual(['website']);
    expect(await reasons({ name: 'Other', phones: [{ number: '+13035550123' }], tax_id: '271067272' })).toEqual([
      'phone,tax_id',
    ]);
    expect(await reasons({ name: 'Zebra Rescue' })).toEqual([]);
  });

  test('a shared address is no reason', async () => {
    await aPartner(ana, { name: 'Tenant One', addresses: { 0: ADDRESS } });

    expect(await reasons({ ...aDraft({ name: 'Quite Another', addresses: { 0: ADDRESS } }) })).toEqual([]);
  });
});

describe('contacts and sectors', () => {
  test('a person can be added, changed, given an end and removed, by this library only', async () => {
    const organization = await addOrganization(ana, aDraft());
    const id = await addContact(ana, organization, parse(contactDraft, { name: 'Dottie', title: 'Director' }));
    await changeContact(ana, id, { ...parse(contactDraft, { name: 'Dottie', ends_on: '2026-01-31' }), version: 1 });
    expect((await contactsOf(ana, organization))[0]).toMatchObject({ ends_on: '2026-01-31', title: '' });
    await expect(changeContact(ana, id, { ...parse(contactDraft, { name: 'D' }), version: 1 })).rejects.toThrow(
      Conflict,
    );
    const reader = await aMember(ana, 'reader');
    await expect(removeContact(reader, id)).rejects.toThrow(Forbidden);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');

    await expect(findContact(stranger, id)).rejects.toThrow(NotFound);
    await expect(removeContact(stranger, id)).rejects.toThrow(NotFound);
  });

  test('a library starts with the guide’s 23 sectors in order and may add its own', async () => {
    await addSector(ana, { label: 'Makers & Tinkerers' });

    const sectors = await sectorsOf(ana);
    expect(sectors).toHaveLength(24);
    expect(sectors[0]?.key).toBe('business');
    expect(sectors[22]?.key).toBe('youth');
    expect(sectors[23]?.label.en).toBe('Makers & Tinkerers');
    await expect(addSector(ana, { label: 'makers & tinkerers' })).rejects.toThrow(Invalid);
    const long = 'A label that says more than a key has room for';
    for (const label of ['المساجد', '图书馆', '学校', `${long}: one`, `${long}: two`]) await addSector(ana, { label });
    await expect(addSector(ana, { label: '学校' })).rejects.toThrow(Invalid);
  });
});
