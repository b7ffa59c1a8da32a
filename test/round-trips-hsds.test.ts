/**
 * Packages in and out again, counted by fields: how many of each were filled in what came, and how many are in what
 * leaves.
 *
 * @module-tag long
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DEMO_SLUG, loadDemo } from '../db/demo.ts';
import { type Ctx, systemActor } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { enter } from '../src/rooms/accounts/libraries.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import type { UploadedFile } from '../src/rooms/sourcing/imports/reading/sheet.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';
import { hsdsJson, hsdsPackage } from '../src/views/exports/hsds-files.ts';
import { aLibrary, aMember } from './factories.ts';
import { useDatabase } from './support.ts';

const world = useDatabase();
const LIMITS = { rows: 1000, fileBytes: 20_000_000, unpackedBytes: 200_000_000 };

type Cells = Record<string, string>;
type Tables = Record<string, Cells[]>;
const tablesOf = (files: UploadedFile[]): Tables =>
  Object.fromEntries(
    files
      .filter(({ name }) => name.endsWith('.csv'))
      .map(({ name, bytes }) => [
        name.replace('.csv', ''),
        parseCsv(strFromU8(bytes), { columns: true, bom: true, relax_quotes: true }) as Cells[],
      ]),
  );

async function packageOf(ctx: Ctx): Promise<UploadedFile[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of hsdsPackage(ctx, world.db, 'all')) pieces.push(piece);
  return Object.entries(unzipSync(new Uint8Array(Buffer.concat(pieces)))).map(([name, bytes]) => ({ name, bytes }));
}

async function bring(ctx: Ctx, files: UploadedFile[]) {
  const id = await startImport(ctx, await readFiles(files, LIMITS), {
    target: 'partners',
    source: 'a list',
    vintage: '',
    kind: '',
    fileName: 'package',
  });
  return applyImport(ctx, id);
}

/** Filled cells by table and column; ids and what only joins rows are not counted. */
function counted(tables: Tables): Record<string, number> {
  const filled = Object.entries(tables).flatMap(([table, rows]) =>
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([column, cell]) =>
        cell.trim() === '' || /(^|_)id$/.test(column) ? [] : [`${table}.${column}`],
      ),
    ),
  );
  return Object.fromEntries([...Map.groupBy(filled, (name) => name)].map(([name, all]) => [name, all.length]));
}

test('of the Illinois package every field of its 33 organizations goes out again', async () => {
  const ctx = await aMember(await aLibrary(world.host), 'administrator');
  const folder = join(root, 'test/files/hsds/ilao-illinois');
  const files = readdirSync(folder).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
  const all = tablesOf(files);
  const ids = (rows: Cells[] = []) => new Set(rows.map((row) => row.id));
  const organizations = ids(all.organizations);
  const ofThem = (rows: Cells[] = []) => rows.filter((row) => organizations.has(row.organization_id));
  const [services, locations] = [ofThem(all.services), ofThem(all.locations)];
  const [theirs, places] = [ids(services), ids(locations)];
  const known = (row: Cells) =>
    organizations.has(row.organization_id) || theirs.has(row.service_id) || places.has(row.location_id);
  const { phones = [], regular_schedules = [], postal_addresses = [], organizations: them = [] } = all;
  const came = counted({
    organizations: them,
    services,
    locations,
    phones: phones.filter(known),
    schedules: regular_schedules.filter(known),
    postal_addresses,
  });

  expect(await bring(ctx, files)).toMatchObject({ new: 33, error: 280 });
  const out = tablesOf(await packageOf(ctx));
  const left = counted(out);

  const table = Object.entries(came).map(([name, count]) => [
    name,
    count,
    NOW[name] ?? name,
    left[NOW[name] ?? name] ?? 0,
  ]);

  // Field by field: how many came, what the standard calls it now, and how many left.
  expect(table).toEqual([
    ['organizations.name', 33, 'organizations.name', 33],
    ['organizations.description', 33, 'organizations.description', 33],
    ['organizations.email', 33, 'organizations.email', 33],
    ['organizations.url', 33, 'organizations.website', 33],
    ['services.name', 89, 'services.name', 89],
    ['services.description', 89, 'services.description', 89],
    ['services.application_process', 83, 'services.application_process', 83],
    ['services.fees', 89, 'services.fees_description', 89],
    // 72 places, and 33 addresses of organizations.
    ['locations.name', 72, 'locations.name', 105],
    ['phones.number', 193, 'phones.number', 193],
    ['schedules.weekday', 441, 'schedules.byday', 441],
    ['schedules.opens_at', 262, 'schedules.opens_at', 262],
    ['schedules.closes_at', 262, 'schedules.closes_at', 262],
    // None of them names a town, which HSDS 3.1 asks of every address: they are told as names of places.
    ['postal_addresses.address_1', 33, 'addresses.address_1', 0],
    ['postal_addresses.state_province', 33, 'addresses.state_province', 0],
    ['postal_addresses.postal_code', 33, 'addresses.postal_code', 0],
  ]);
  const names = (out.locations ?? []).map((row) => row.name?.replace(/\s+/g, ' ') ?? '');
  const told = (row: Cells) =>
    names.some(
      (name) =>
        name.startsWith(row.address_1?.replace(/\s+/g, ' ') ?? '?') &&
        name.endsWith(`${row.state_province} ${row.postal_code}`),
    );
  expect(postal_addresses.filter((row) => !told(row))).toEqual([]);
});

/** What version 1.1 calls otherwise. */
const NOW: Record<string, string> = {
  'organizations.url': 'organizations.website',
  'services.fees': 'services.fees_description',
  'schedules.weekday': 'schedules.byday',
  'postal_addresses.address_1': 'addresses.address_1',
  'postal_addresses.state_province': 'addresses.state_province',
  'postal_addresses.postal_code': 'addresses.postal_code',
};

test('the demo county goes into another library, and out of it with all that it had', async () => {
  await loadDemo(world.host);
  const row = await world.db
    .selectFrom('libraries')
    .select(['id', 'slug'])
    .where('slug', '=', DEMO_SLUG)
    .executeTakeFirstOrThrow();
  const some = await aLibrary(world.host);
  const demo = { ...some, library: { ...some.library, ...row } };
  await enter(demo, demo.library);
  const first = await packageOf({ ...demo, actor: systemActor });
  const other = await aMember(await aLibrary(world.host), 'administrator');

  const counts = await bring(other, first);
  const [came, left] = [counted(tablesOf(first)), counted(tablesOf(await packageOf(other)))];

  expect([counts.error, counts.duplicate, counts.new]).toEqual([0, 0, came['organizations.name']]);
  const differing = Object.entries(came).filter(([name, count]) => count !== left[name]);
  // A place that had no number of another list has the one of ours now.
  expect(differing.map(([name, count]) => [name, count, left[name] ?? 0])).toEqual([
    ['locations.external_identifier', 3, 60],
  ]);
});

/**
 * Every field that HSDS 3.1 has, but for what only a registry of records needs: metadata, and whom an attribute of a
 * schedule would serve.
 */
const phone = (n: number) => ({
  number: `+1207555${String(1000 + n)}`,
  extension: 12,
  type: 'voice',
  description: `Line ${n}`,
  languages: [{ name: 'Spanish', code: 'es', note: 'n' }],
});
const schedule = (n: number) => ({
  ...{
    valid_from: '2026-01-01',
    valid_to: '2026-12-31',
    dtstart: '2026-01-01',
    timezone: -5,
    until: '2026-12-31',
    count: 2,
    wkst: 'MO',
    freq: 'WEEKLY',
    interval: 1,
  },
  ...{
    byday: 'MO',
    byweekno: '1',
    bymonthday: '1',
    byyearday: '1',
    description: `Hours ${n}`,
    opens_at: '09:00',
    closes_at: '17:00',
  },
  ...{ schedule_link: 'https://quay.example.org/hours', attending_type: 'DROP_IN', notes: 'Ring' },
});
const taxonomy_term = (name: string) => ({
  ...{
    id: name,
    code: name,
    name,
    description: `About ${name}`,
    parent_id: 'Law',
    taxonomy: 'Subjects',
    language: 'en',
    term_uri: 'https://quay.example.org/t',
  },
  taxonomy_detail: { id: 'S', name: 'Subjects', description: 'Subjects' },
});
const attribute = (name: string) => ({
  link_type: 'subject',
  value: '3',
  label: 'Stars',
  taxonomy_term: taxonomy_term(name),
});
const area = {
  name: 'Harlow County',
  description: 'All',
  extent: 'Harlow',
  extent_type: 'text',
  uri: 'https://quay.example.org/a',
};
const address = (n: number, address_type: string) => ({
  ...{
    attention: 'Front desk',
    address_1: `${n} Quay Street`,
    address_2: 'Floor 2',
    city: 'Harlow',
    region: 'Coast',
    state_province: 'ME',
    postal_code: '04240',
  },
  ...{ country: 'US', address_type },
});
const place = {
  ...{
    id: 'l1',
    location_type: 'physical',
    url: 'https://quay.example.org/l',
    name: 'Harlow office',
    alternate_name: 'Old mill',
    description: 'Brick',
  },
  ...{
    transportation: 'Bus 5',
    latitude: 44.1,
    longitude: -70.2,
    external_identifier: 'E1',
    external_identifier_type: 'own',
  },
  languages: [{ name: 'French', code: 'fr', note: 'n' }],
  addresses: [address(9, 'physical'), { ...address(7, 'postal') }],
  accessibility: [{ description: 'Ramp', details: 'Left door', url: 'https://quay.example.org/r' }],
  ...{ phones: [phone(1), phone(2)], schedules: [schedule(1)], attributes: [attribute('Offices')] },
};
const FULL = {
  ...{
    id: 'o1',
    name: 'Quay Street Legal Help',
    alternate_name: 'Quay',
    description: 'Law',
    email: 'desk@quay.example.org',
    website: 'https://quay.example.org/',
  },
  ...{
    tax_status: '501(c)3',
    tax_id: '010000002',
    year_incorporated: 1999,
    legal_status: 'nonprofit',
    logo: 'https://quay.example.org/l.png',
    uri: 'https://quay.example.org/o',
  },
  additional_websites: [{ label: 'Blog', url: 'https://quay.example.org/blog' }],
  organization_identifiers: [{ identifier_scheme: 'US-DUNS', identifier_type: 'DUNS', identifier: '77' }],
  funding: [{ source: 'County' }],
  programs: [{ id: 'p1', name: 'Housing', alternate_name: 'Homes', description: 'All of it' }],
  ...{ phones: [phone(3), phone(4)], attributes: [attribute('Charities')], locations: [place] },
  contacts: [
    {
      id: 'c1',
      name: 'Inés Duarte',
      title: 'Intake',
      department: 'Law',
      email: 'ines@quay.example.org',
      phones: [{ number: '+12075552001', extension: 3, type: 'voice', description: 'Mornings' }],
    },
  ],
  services: [
    {
      ...{
        id: 's1',
        program_id: 'p1',
        name: 'Eviction help',
        alternate_name: 'Homes',
        description: 'At court',
        url: 'https://quay.example.org/s',
        email: 'e@quay.example.org',
      },
      ...{
        status: 'active',
        interpretation_services: 'ASL',
        application_process: 'Call',
        fees_description: 'None',
        wait_time: 'A week',
        accreditations: 'LSC',
      },
      ...{
        eligibility_description: 'Tenants',
        minimum_age: 18,
        maximum_age: 99,
        assured_date: '2026-01-01',
        assurer_email: 'a@quay.example.org',
        licenses: 'Bar',
        alert: 'Closed',
      },
      additional_urls: [{ label: 'Form', url: 'https://quay.example.org/f' }],
      ...{
        phones: [phone(5), phone(6)],
        schedules: [schedule(2), schedule(3)],
        service_areas: [area],
        languages: [{ name: 'Somali', code: 'so', note: 'n' }],
      },
      ...{
        funding: [{ source: 'State' }],
        cost_options: [
          {
            valid_from: '2026-01-01',
            valid_to: '2026-12-31',
            option: 'sliding',
            currency: 'USD',
            amount: 20,
            amount_description: 'a visit',
          },
        ],
      },
      required_documents: [{ document: 'Lease', uri: 'https://quay.example.org/d' }],
      capacities: [
        {
          available: 3,
          maximum: 5,
          description: 'Seats',
          updated: '2026-01-01T00:00:00Z',
          unit: { name: 'chairs', scheme: 'x', identifier: 'y', uri: 'https://quay.example.org/u' },
        },
      ],
      attributes: [attribute('Evictions')],
      contacts: [{ id: 'c2', name: 'Bo Lund', title: 'Lawyer', department: 'Court', email: 'bo@quay.example.org' }],
      service_at_locations: [
        {
          id: 'x',
          description: 'Upstairs',
          service_areas: [area],
          phones: [phone(7)],
          schedules: [schedule(4)],
          attributes: [attribute('Upstairs')],
          location: { id: 'l1' },
        },
      ],
    },
  ],
};

/**
 * Fields that say something, by the kind of object they are in. A place and a program stand in what belongs to them
 * once more.
 */
function fieldsIn(value: unknown, kind: string, counts: Record<string, number> = {}): Record<string, number> {
  for (const part of [value].flat()) {
    for (const [name, each] of Object.entries(part as Record<string, unknown>)) {
      if (name === 'location' || name === 'program') continue;
      if (typeof each === 'object' && each !== null) fieldsIn(each, name, counts);
      else if (!/(^|_)id$|^link_entity$/.test(name) || name === 'tax_id')
        counts[`${kind}.${name}`] = (counts[`${kind}.${name}`] ?? 0) + 1;
    }
  }
  return counts;
}

test('every field that HSDS 3.1 has comes out as often as it went in, with its links', async () => {
  const ctx = await aMember(await aLibrary(world.host), 'administrator');
  await bring(ctx, [{ name: 'full.json', bytes: strToU8(JSON.stringify([FULL])) }]);

  const pieces: Uint8Array[] = [];
  for await (const piece of hsdsJson(ctx, world.db, 'all')) pieces.push(piece);
  const out = JSON.parse(Buffer.concat(pieces).toString()).contents[0];
  const [came, left] = [fieldsIn(FULL, 'organizations'), fieldsIn(out, 'organizations')];

  const differing = Object.entries(came).filter(([name, count]) => left[name] !== count);
  // A tax id is among the identifiers too.
  expect(differing.map(([name, count]) => [name, count, left[name] ?? 0])).toEqual([
    ['organization_identifiers.identifier_scheme', 1, 2],
    ['organization_identifiers.identifier_type', 1, 2],
    ['organization_identifiers.identifier', 1, 2],
    // Which languages are spoken on a telephone of the organization itself is told in its description.
    ['languages.name', 9, 7],
    ['languages.code', 9, 7],
    ['languages.note', 9, 7],
  ]);
  expect(Object.keys(came).length).toBeGreaterThan(120);
  const [service] = out.services;
  expect([service.program_id, service.program.id]).toEqual([out.programs[0].id, out.programs[0].id]);
  expect(
    out.contacts.map((each: { name: string; service_id?: string }) => [each.name, each.service_id === service.id]),
  ).toEqual([
    ['Bo Lund', true],
    ['Inés Duarte', false],
  ]);
});

test('an organization that a package makes part of another is so in what leaves', async () => {
  const ctx = await aMember(await aLibrary(world.host), 'administrator');
  const both = [
    { id: 'chapter', name: 'Quay Harlow', parent_organization_id: 'whole' },
    { id: 'whole', name: 'Tenants of Maine' },
  ];
  await bring(ctx, [{ name: 'both.json', bytes: strToU8(JSON.stringify(both)) }]);

  const { organizations = [] } = tablesOf(await packageOf(ctx));
  expect(organizations.map((row) => [row.name, row.parent_organization_id])).toEqual([
    ['Quay Harlow', organizations[1]?.id],
    ['Tenants of Maine', ''],
  ]);
});
