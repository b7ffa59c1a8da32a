/** Packages of human-services data as they are met: what belongs to whom, and what a JSON file is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../../house/data.ts';
import { Invalid } from '../../../../house/errors.ts';
import { speak } from '../../../../house/messages.ts';
import { readFiles } from './read-file.ts';
import type { Sheet, UploadedFile } from './sheet.ts';

const LIMITS = { rows: 10_000, fileBytes: 20_000_000, unpackedBytes: 200_000_000 };
const bytes = (text: string) => new TextEncoder().encode(text);
const folder = (files: Record<string, string[]>): Promise<Sheet> =>
  readFiles(
    Object.entries(files).map(([name, rows]) => ({ name: `${name}.csv`, bytes: bytes(rows.join('\n')) })),
    LIMITS,
  );
const json = (value: unknown): Promise<Sheet> =>
  readFiles([{ name: 'some.json', bytes: bytes(JSON.stringify(value)) }], LIMITS);

/** By the organization's name, what it has: services, places and people by their names. */
const owned = ({ rows }: Sheet) =>
  Object.fromEntries(
    rows.map(({ cells, extra }) => {
      const names = (of: 'services' | 'locations' | 'contacts') =>
        (extra?.[of] ?? []).map((each) => each.name).join(', ');
      return [
        cells[1] || `nameless ${cells[0]}`.trim(),
        [names('services'), names('locations'), names('contacts')].join(' / '),
      ];
    }),
  );

async function refusal(value: unknown): Promise<string> {
  try {
    await json(value);
  } catch (error) {
    if (error instanceof Invalid && error.fields.file) return speak('en').message(error.fields.file);
    throw error;
  }
  return '';
}

describe('of a package', () => {
  const organizations = ['id,name,description', '1,Harlow Bakery,Bread', '2,Valley Clinic,Care'];

  test('a place that names no organization belongs to those who offer something there, in every version’s words', async () => {
    const services = ['id,organization_id,name,status', '7,1,Bread line,active', '8,2,Vaccination,active'];
    const locations = ['id,organization_id,name', '4,,Shop', '5,,Hall', '6,,Nowhere'];
    const links = ['id,service_id,location_id', '1,7,4', '2,7,5', '3,8,5'];
    const expected = {
      'Harlow Bakery': 'Bread line / Shop, Hall / ',
      'Valley Clinic': 'Vaccination / Hall / ',
      nameless: ' / Nowhere / ',
    };

    expect(owned(await folder({ organizations, services, locations, service_at_locations: links }))).toEqual(expected);
    expect(
      owned(
        await folder({
          organization: organizations,
          organizations,
          service: services,
          location: locations,
          services_at_location: links,
        }),
      ),
    ).toMatchObject({
      'Harlow Bakery': 'Bread line / Shop, Hall / ',
    });
  });

  test('a service of version 1.1 says itself where it is', async () => {
    const sheet = await folder({
      organizations,
      services: ['id,organization_id,location_id,name,status', '7,1,4,Bread line,active'],
      locations: ['id,organization_id,name', '4,,Shop'],
    });

    expect(owned(sheet)).toEqual({ 'Harlow Bakery': 'Bread line / Shop / ', 'Valley Clinic': ' /  / ' });
    expect(sheet.rows[0]?.extra?.services?.[0]?.service_at_locations).toEqual([{ location_id: '4' }]);
  });

  test('a service that names no organization belongs to the one whose place it is offered at, or whose program it is part of', async () => {
    const sheet = await folder({
      organizations,
      programs: ['id,organization_id,name', 'p,2,Health'],
      services: [
        'id,organization_id,program_id,name,status',
        '7,,,Bread line,active',
        '8,,p,Vaccination,active',
        '9,99,,Nobody’s,active',
      ],
      locations: ['id,organization_id,name', '4,1,Shop'],
      service_at_locations: ['id,service_id,location_id', '1,7,4', '2,9,4'],
    });

    // One that names somebody else is not the host’s.
    const shop = { 'Harlow Bakery': 'Bread line / Shop / ', 'nameless 99': 'Nobody’s / Shop / ' };
    expect(owned(sheet)).toEqual({ ...shop, 'Valley Clinic': 'Vaccination /  / ' });
  });

  test('a contact is the organization’s that its service, its place or the one at the other leads to, and says what it is for', async () => {
    const sheet = await folder({
      organizations,
      services: ['id,organization_id,name,status', '7,1,Bread line,active', '8,2,Vaccination,active'],
      locations: ['id,organization_id,name', '4,1,Shop', '5,2,Hill'],
      service_at_locations: ['id,service_id,location_id', 'x,8,5'],
      contacts: [
        'id,organization_id,service_id,location_id,service_at_location_id,name',
        'a,1,,,,Ana',
        'b,,7,,,Bea',
        'c,,,5,,Cruz',
        'd,,,,x,Dana',
        'e,,,,,Eve',
      ],
      phones: ['id,contact_id,service_id,number', 'p,b,7,207 555 0110'],
    });

    expect(owned(sheet)).toMatchObject({
      'Harlow Bakery': 'Bread line / Shop / Ana, Bea',
      'Valley Clinic': 'Vaccination / Hill / Cruz, Dana',
    });
    const people = sheet.rows.flatMap((row) => row.extra?.contacts ?? []);
    expect(people.map((each) => each.about)).toEqual([undefined, 'Bread line', 'Hill', 'Vaccination, Hill', undefined]);
    expect(people[1]?.phones).toHaveLength(1);
    expect(sheet.rows[0]?.extra?.services?.[0]?.phones).toBeUndefined();
    expect(sheet.rows.at(-1)?.problems?.map(({ message }) => speak('en').message(message))).toEqual([
      'The package does not say who this is. It has 1 service, place or person of theirs: Eve. Type the name, or leave the row out.',
    ]);
  });

  test('what hangs on a service, a place, or the one at the other comes with it', async () => {
    const { rows } = await folder({
      organizations,
      organization_identifiers: ['id,organization_id,identifier_type,identifier', 'i,1,DUNS,77'],
      services: ['id,organization_id,name,status', '7,1,Bread line,active'],
      locations: ['id,organization_id,name', '4,1,Shop'],
      service_at_locations: ['id,service_id,location_id', 'x,7,4'],
      schedules: ['id,service_id,location_id,service_at_location_id,byday', 's,7,,,MO', 't,,4,,TU', 'u,,,x,WE'],
      languages: ['id,service_id,location_id,phone_id,code', 'l,7,,,es', 'm,,,p,fr'],
      phones: ['id,service_id,number', 'p,7,211'],
      accessibility: ['id,location_id,description', 'a,4,Ramp'],
      taxonomy_terms: ['id,name,parent_id,taxonomy', 'T,Food,,Local', 'U,Bread,T,Local'],
      attributes: ['id,link_id,link_entity,taxonomy_term_id,value', 'z,7,service,U,daily'],
    });

    expect(rows[0]?.extra).toMatchObject({
      organization: [{ organization_identifiers: [{ identifier: '77' }] }],
      services: [
        {
          schedules: [{ byday: 'MO' }],
          languages: [{ code: 'es' }],
          phones: [{ number: '211', languages: [{ code: 'fr' }] }],
          attributes: [{ value: 'daily', taxonomy_term: { name: 'Bread', parent: 'Food' } }],
          terms: [{ name: 'Bread', taxonomy: 'Local' }],
          service_at_locations: [{ location_id: '4', schedules: [{ byday: 'WE' }] }],
        },
      ],
      locations: [{ schedules: [{ byday: 'TU' }], accessibility: [{ description: 'Ramp' }] }],
    });
  });

  test('every row of the Illinois package has an owner, named or to be named, and each phone and hour something it belongs to', async () => {
    const path = join(root, 'test/files/hsds/ilao-illinois');
    const files = readdirSync(path).map((name): UploadedFile => ({ name, bytes: readFileSync(join(path, name)) }));
    const { rows } = await readFiles(files, LIMITS);

    const count = (of: typeof rows) => {
      const parts = of.map(({ extra = {} }) => extra);
      const lists = (table: 'services' | 'locations', part: string) =>
        parts.flatMap((each) => (each[table] ?? []).flatMap((row) => row[part] ?? []));
      return {
        services: parts.flatMap((each) => each.services ?? []).length,
        places: parts.flatMap((each) => each.locations ?? []).length,
        phones:
          parts.flatMap((each) => each.phones ?? []).length +
          lists('services', 'phones').length +
          lists('locations', 'phones').length,
        schedules: lists('locations', 'schedules').length,
      };
    };
    // Of 430 services and 520 places, 341 and 448 name organizations that the package leaves out, and nothing in it
    // leads to another.
    expect(count(rows.slice(0, 33))).toEqual({ services: 89, places: 72, phones: 194, schedules: 441 });
    expect(count(rows)).toEqual({ services: 430, places: 520, phones: 982, schedules: 2492 });
  });
});

describe('of JSON', () => {
  const organization = { id: 'o1', name: 'Harlow Bakery', description: 'Bread' };
  const service = { id: 's1', name: 'Bread line', status: 'active' };
  const place = { id: 'l1', name: 'Shop', location_type: 'physical' };

  test('one organization with services is one, whatever is in it', async () => {
    const read = await readFiles(
      [{ name: 'a07.json', bytes: readFileSync(join(root, 'test/files/cases/a07-one-organization.json')) }],
      LIMITS,
    );

    expect(owned(read)).toEqual({ 'Harbor Food Shelf': 'Pantry, Coat closet / Harbor Street / Pat Doe' });
    expect(read.rows[0]?.extra?.phones).toMatchObject([
      { number: '207-555-0101', extension: '12' },
      { number: '207-555-0102', type: 'fax' },
    ]);
  });

  test('a service, a place, or a service at a place brings its organization', async () => {
    for (const thing of [
      { ...service, organization, service_at_locations: [{ id: 'x', location: place }] },
      { id: 'x', service: { ...service, organization }, location: place },
      { ...place, organization, services: [service] },
      { ...organization, services: [{ ...service, service_at_locations: [{ id: 'x', location: place }] }] },
    ])
      expect([Object.keys(thing), owned(await json(thing))]).toEqual([
        Object.keys(thing),
        { 'Harlow Bakery': 'Bread line / Shop / ' },
      ]);
  });

  test('a page of any API, and tables by their names, are what is in them', async () => {
    const services = [{ ...service, organization_id: 'o1' }];
    for (const page of ['contents', 'data', 'items', 'results', 'organizations'])
      expect([page, owned(await json({ total: 1, [page]: [organization] }))]).toEqual([
        page,
        { 'Harlow Bakery': ' /  / ' },
      ]);
    expect(owned(await json({ organizations: [organization], services }))).toEqual({
      'Harlow Bakery': 'Bread line /  / ',
    });
    expect(owned(await json({ 'organizations.csv': [organization], 'services.csv': services }))).toEqual({
      'Harlow Bakery': 'Bread line /  / ',
    });
    expect(owned(await json({ data: { organizations: [organization] } }))).toEqual({ 'Harlow Bakery': ' /  / ' });
    expect(owned(await json({ services: [{ ...service, organization }] }))).toEqual({
      'Harlow Bakery': 'Bread line /  / ',
    });
    const files = { 'organizations.json': [organization], 'services.json': services };
    const package_ = Object.entries(files).map(([name, rows]) => ({ name, bytes: bytes(JSON.stringify(rows)) }));
    expect(owned(await readFiles(package_, LIMITS))).toEqual({ 'Harlow Bakery': 'Bread line /  / ' });
  });

  test('services whose organization is not there wait for its name, and none of them becomes one', async () => {
    expect(
      owned(
        await json([
          { ...service, organization_id: 'o7' },
          { ...service, id: 's2', name: 'Cake', organization_id: 'o7' },
        ]),
      ),
    ).toEqual({
      'nameless o7': 'Bread line, Cake /  / ',
    });
    expect(owned(await json([service]))).toEqual({ nameless: 'Bread line /  / ' });
  });

  test('what is offered by two under one number stays two', async () => {
    const two = [
      { id: 'o1', name: 'Harlow Bakery', services: [{ id: '1', name: 'Bread line', organization_id: 'o1' }] },
      { id: 'o2', name: 'Valley Clinic', services: [{ id: '1', name: 'Vaccination', organization_id: 'o2' }] },
    ];
    expect(owned(await json(two))).toEqual({
      'Harlow Bakery': 'Bread line /  / ',
      'Valley Clinic': 'Vaccination /  / ',
    });
    expect(
      owned(
        await json(
          two.map((each) => ({ ...each, services: each.services.map(({ organization_id: _, ...rest }) => rest) })),
        ),
      ),
    ).toEqual({
      'Harlow Bakery': 'Bread line /  / ',
      'Valley Clinic': 'Vaccination /  / ',
    });
  });

  test('places or subjects alone are refused with what they are', async () => {
    expect(await refusal([place, { ...place, id: 'l2' }])).toBe(
      'This file holds 2 places and no organizations. Export the organizations too, or whoever offers something there.',
    );
    expect(await refusal({ contents: [{ id: 't', name: 'Food', taxonomy: 'Local' }] })).toMatch(
      /^This file holds 1 subject /,
    );
    expect(await refusal({ id: 't', name: 'Open Eligibility', description: 'x', version: '2' })).toMatch(
      /^This file holds 1 subject /,
    );
    expect(await refusal({ rows: [{ a: 1 }] })).toMatch(/^We found no organizations/);
  });
});
