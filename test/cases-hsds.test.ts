/**
 * Packages as they come from other systems, all the way: brought in, kept, changed by a new edition, and taken back.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { type Id, newId } from '../src/house/ids.ts';
import { contactsOf } from '../src/rooms/directory/contacts.ts';
import { changeLocation, locationsOf } from '../src/rooms/directory/locations.ts';
import { findOrganization } from '../src/rooms/directory/organizations.ts';
import { changeService, servicesOf } from '../src/rooms/directory/services.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import { undoImport } from '../src/rooms/sourcing/imports/bringing/undoing.ts';
import { badRows } from '../src/rooms/sourcing/imports/import-rows.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';
import { aLibrary, aMember, aSession } from './factories.ts';
import { houseOn, useDatabase, Visitor } from './support.ts';

const world = useDatabase();
let ctx: Ctx;
beforeEach(async () => {
  ctx = await aMember(await aLibrary(world.host));
});

const LIMITS = { rows: 1000, fileBytes: 10_000_000, unpackedBytes: 10_000_000 };
const fileOf = (name: string) => JSON.parse(readFileSync(join(root, 'test/files/cases', name), 'utf8'));

async function bring(value: unknown): Promise<Id<'imports'>> {
  const sheet = await readFiles(
    [{ name: 'list.json', bytes: new TextEncoder().encode(JSON.stringify(value)) }],
    LIMITS,
  );
  const id = await startImport(ctx, sheet, {
    target: 'partners',
    source: 'list',
    vintage: '',
    kind: '',
    fileName: 'list.json',
  });
  const counts = await applyImport(ctx, id);
  expect([counts.error, counts.duplicate, await badRows(ctx, id)]).toEqual([0, 0, []]);
  return id;
}

async function theOne() {
  const { rows } = await sql<{
    id: Id<'organizations'>;
  }>`select id from organizations where library_id = ${ctx.library.id}`.execute(ctx.db);
  expect(rows).toHaveLength(1);
  const id = rows[0]?.id ?? newId<never>();
  const [services, locations, contacts] = [
    await servicesOf(ctx, id),
    await locationsOf(ctx, id),
    await contactsOf(ctx, id),
  ];
  return { organization: await findOrganization(ctx, id), services, locations, contacts };
}

const QUAY = '10-hsds-phone-types.json';

describe('of a package', () => {
  test('kinds of telephone, extensions, a second address and all that hangs on a service are kept', async () => {
    await bring(fileOf(QUAY));
    const { organization, services, locations, contacts } = await theOne();

    expect(
      organization.phones.map((each) => [each.number.slice(-3), each.phone_type, each.extension, each.description]),
    ).toEqual([
      ['201', 'voice', '', 'Main'],
      ['202', 'fax', '', ''],
      ['203', 'tty', '', ''],
      ['204', 'voice', '7', 'Crisis line, nights only'],
    ]);
    expect(contacts[0]?.phones).toMatchObject([
      { kind: 'other', number: '+12075550205', description: 'fax' },
      { kind: 'work', number: '+12075550206' },
    ]);
    expect(locations).toMatchObject([
      {
        ...{ name: 'Harlow office', address_1: '9 Quay Street', phone: '+12075550207' },
        further: {
          phones: [{ number: '+12075550207', extension: '4' }],
          addresses: [{ address_1: 'PO Box 77', postal_code: '04243', address_type: 'postal' }],
        },
      },
    ]);
    expect(services).toMatchObject([
      {
        ...{ phone: '+12075550208', hours: 'MO,WE 09:00-12:00', eligibility_description: 'Tenants' },
        further: {
          phones: [{ number: '+12075550208', extension: '22' }, { number: '988' }],
          schedules: [{ freq: 'WEEKLY', byday: 'MO,WE', opens_at: '09:00', closes_at: '12:00' }],
          languages: [{ code: 'es' }],
          cost_options: [{ option: 'sliding', amount: '20', currency: 'USD', amount_description: 'per visit' }],
          required_documents: [{ document: 'Lease' }],
          service_areas: [{ name: 'Harlow County' }],
        },
      },
    ]);
  });

  test('a short code is a number, and what is none is kept and told', async () => {
    const [organization] = fileOf('11-hsds-short-code.json');
    const value = { ...organization, phones: [...organization.phones, { number: 'call the front desk' }] };
    const sheet = await readFiles(
      [{ name: 'list.json', bytes: new TextEncoder().encode(JSON.stringify([value])) }],
      LIMITS,
    );
    await bring([value]);

    const read = await theOne();
    expect(read.organization.phones.at(-1)?.number).toBe('211');
    expect(read.organization.further.phones).toEqual([{ number: 'call the front desk' }]);
    expect(sheet.rows).toHaveLength(1);
  });

  test('one organization with services is one, with its language, cost and ramp', async () => {
    const id = await bring(fileOf('a07-one-organization.json'));
    const { organization, services, locations, contacts } = await theOne();

    expect([organization.name, contacts.map((each) => each.name)]).toEqual(['Harbor Food Shelf', ['Pat Doe']]);
    expect(organization.phones).toMatchObject([{ extension: '12', phone_type: 'voice' }, { phone_type: 'fax' }]);
    expect(services.map(({ name, further }) => [name, further])).toMatchObject([
      ['Coat closet', {}],
      ['Pantry', { languages: [{ code: 'es' }], cost_options: [{ option: 'free' }] }],
    ]);
    expect(locations[0]?.further).toMatchObject({ accessibility: [{ description: 'Ramp at the side door' }] });

    expect(await undoImport(ctx, id)).toEqual([]);
    expect((await sql`select 1 from services where library_id = ${ctx.library.id}`.execute(ctx.db)).rows).toEqual([]);
  });

  test('people of a service are people of the organization, and what they are there for is kept; without a name they are called by their title', async () => {
    const service = {
      id: 's1',
      name: 'Eviction help',
      contacts: [{ name: 'Inés Duarte', email: 'ines@quay.example.org' }, { title: 'Front desk' }],
    };
    await bring([{ id: 'o1', name: 'Quay', services: [service], phones: [{ number: '207 555 0110' }] }]);

    const { contacts } = await theOne();
    expect(contacts.map(({ name, title, further }) => [name, title, further])).toEqual([
      ['Front desk', '', { about: 'Eviction help', service: 's1' }],
      ['Inés Duarte', '', { about: 'Eviction help', service: 's1' }],
    ]);
    expect(JSON.stringify((await theOne()).services)).not.toContain('Inés');
  });

  test('what holds for a service at one place only is kept for that place', async () => {
    const location = { id: 'l1', name: 'Shop' };
    const at = {
      id: 'x',
      description: 'Upstairs',
      location,
      phones: [{ number: '211' }],
      schedules: [{ byday: 'SA' }],
    };
    await bring([{ id: 'o1', name: 'Quay', services: [{ id: 's1', name: 'Help', service_at_locations: [at] }] }]);

    const { services } = await theOne();
    expect(services[0]?.further.service_at_locations).toEqual([
      {
        id: 'x',
        location_id: 'l1',
        description: 'Upstairs',
        phones: [{ number: '211' }],
        schedules: [{ byday: 'SA' }],
      },
    ]);
    const { rows } =
      await sql`select description from service_at_locations where library_id = ${ctx.library.id}`.execute(ctx.db);
    expect(rows).toEqual([{ description: 'Upstairs' }]);
  });

  test('sectors, other identifiers, programs and unknown fields are kept where they belong', async () => {
    const attributes = [
      { taxonomy_term: { name: 'Food pantries' } },
      { value: '3', label: 'Stars' },
      { taxonomy_term: { id: 't', name: 'Seldom', taxonomy: 'Local' } },
    ];
    const organization_identifiers = [
      { identifier_scheme: 'US-EIN', identifier_type: 'EIN', identifier: '010000002' },
      { identifier_type: 'DUNS', identifier: '77' },
    ];
    const value = {
      id: 'o1',
      name: 'Quay',
      legal_status: 'nonprofit',
      year_incorporated: 1999,
      organization_identifiers,
      attributes,
    };
    await bring([
      {
        ...value,
        programs: [{ id: 'p', name: 'Law' }],
        motto: 'Try',
        services: [{ id: 's', name: 'Help', minimum_age: 18, program_id: 'p' }],
      },
    ]);

    const { organization, services } = await theOne();
    expect(organization.tax_id).toBe('010000002');
    expect(organization.further).toMatchObject({
      legal_status: 'nonprofit',
      year_incorporated: 1999,
      motto: 'Try',
      programs: [{ id: 'p', name: 'Law' }],
    });
    expect(organization.further.organization_identifiers).toEqual([{ identifier_type: 'DUNS', identifier: '77' }]);
    expect(organization.further.attributes).toContainEqual({ value: '3', label: 'Stars' });
    expect(services[0]?.further).toEqual({ minimum_age: 18, program_id: 'p', program: { id: 'p', name: 'Law' } });
  });
});

describe('of a new edition', () => {
  test('what the source says otherwise changes where nobody wrote, and a form leaves the rest as it is', async () => {
    const [first] = fileOf(QUAY);
    await bring([first]);
    const [service] = (await theOne()).services;
    const [place] = (await theOne()).locations;
    if (!service || !place) throw new Error('There is one of each.');
    const { id, terms: _, external_id: __, further: ___, organization_id: ____, ...form } = service;
    await changeService(ctx, id, { ...form, phone: '+12075550299' });
    const { id: placeId, external_id: _____, further: ______, organization_id: _______, ...placeForm } = place;
    await changeLocation(ctx, placeId, { ...placeForm, transportation: 'Bus 5' });

    first.contacts[0].department = 'Law';
    const changed = { ...first.services[0], cost_options: [{ option: 'free' }], wait_time: 'a week' };
    await bring([{ ...first, services: [changed], logo: 'https://quay.example.org/logo.png' }]);

    const { organization, services, locations, contacts } = await theOne();
    expect(contacts.map((each) => [each.name, each.further])).toEqual([['Inés Duarte', { department: 'Law' }]]);
    expect(organization.further).toEqual({ logo: 'https://quay.example.org/logo.png' });
    expect(services[0]?.further).toMatchObject({
      cost_options: [{ option: 'free' }],
      wait_time: 'a week',
      languages: [{ code: 'es' }],
    });
    expect(services[0]?.further.phones).toEqual([{ number: '+12075550299', extension: '22' }, { number: '988' }]);
    expect(locations[0]?.further).toEqual(place.further);
  });
});

test('the partner’s page says all of it in words', async () => {
  const [quay] = fileOf(QUAY);
  await bring([{ ...quay, legal_status: 'nonprofit', motto: 'Try' }]);
  const { rows } = await sql<{
    id: Id<'partners'>;
  }>`select id from partners where library_id = ${ctx.library.id}`.execute(ctx.db);
  const { cookie } = await aSession(ctx);

  const visitor = await new Visitor(houseOn(world.db)).get(`/l/${ctx.library.slug}/partners/${rows[0]?.id}/facts`, {
    cookie,
  });

  for (const words of [
    ...[
      'Legal statusnonprofit',
      'mottoTry',
      'LanguagesSpanish',
      'Costsliding, 20, USD, per visit',
      'What to bringLease',
      'Area servedHarlow County',
    ],
    ...[
      'All phones(207) 555-0208, x22; 988',
      'All phones(207) 555-0207, x4',
      'More addressesPO Box 77, Harlow, ME, 04243, US, postal',
    ],
  ])
    expect(visitor.text).toContain(words);

  const [service] = (await theOne()).services;
  await visitor.get(`/l/${ctx.library.slug}/services/${service?.id}`, { cookie });
  expect(visitor.text).toContain('All phones(207) 555-0208, x22; 988');
});
