import { createHash } from 'node:crypto';
import { read as readWorkbook, utils } from '@e965/xlsx';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import ICAL from 'ical.js';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aContact,
  aLibrary,
  aLocation,
  aMember,
  aPartner,
  aRemark,
  aService,
  aWorksheet,
  rateAll,
} from '../../../test/factories.ts';
import { faults, haveHsds, hsdsTables, hsdsValidator, WHY_SKIPPED } from '../../../test/hsds.ts';
import { copyOfTemplate, NOW, useDatabase } from '../../../test/support.ts';
import { type SheetCell, toCsv } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { borrow } from '../../house/db.ts';
import { Forbidden } from '../../house/errors.ts';
import { type Id, idOf } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { toWorkbook } from '../../house/xlsx.ts';
import { inviteMember } from '../../rooms/accounts/invitations.ts';
import { enter } from '../../rooms/accounts/libraries.ts';
import { addContact } from '../../rooms/directory/contacts.ts';
import { addServices } from '../../rooms/directory/offered.ts';
import { addSector } from '../../rooms/directory/sectors.ts';
import { changeStage, findPartner } from '../../rooms/partners/partners.ts';
import { archive } from './archive.ts';
import * as hsdsFiles from './hsds-files.ts';
import { contactRows } from './people-sheets.ts';
import type { OrganizationRecord } from './records.ts';
import { partnerRows } from './sheets.ts';
import { organizationCard, vcards } from './vcards.ts';

// What no field of ours lets in.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

const world = useDatabase();
const language = speak('en', 'America/Denver');
let ana: Ctx;

async function bytes(pieces: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}
const hsdsJson = async (ctx: Ctx, scope: 'all' | 'active') =>
  strFromU8(await bytes(hsdsFiles.hsdsJson(ctx, world.db, scope)));
const hsdsPackage = async (ctx: Ctx, scope: 'all' | 'active') => bytes(hsdsFiles.hsdsPackage(ctx, world.db, scope));

const LANE = { address_1: '99 Hidden Lane', city: 'Alder Falls', state_province: 'CO', postal_code: '81901' };
const CANARIES = [
  'Hidden Lane',
  'Secret shed',
  'whisper',
  'hiddenword',
  'columnword',
  'dogword',
  'unknownword',
  'ratingword',
  '38.123',
];

/** What a package may say beyond our own fields: all that HSDS has a name for, and what it has none for. */
const KEPT = '0195a000-0000-7000-8000-00000000000a';
const PROGRAM = { id: 'p1', name: 'Housing', description: '' };
const SCHEDULE = {
  weekday: 'Monday',
  freq: 'WEEKLY',
  opens_at: '09:00',
  closes_at: '17:00',
  interval: '1',
  valid_from: '2026-01-01',
  schedule_link: 'https://a.example',
};
const SUBJECT = {
  name: 'Evictions',
  parent: 'Housing law',
  description: 'Losing a home',
  taxonomy: 'Subjects',
  term_uri: 'https://a.example/e',
  language: 'en',
};
const FURTHER_OF = {
  organization: {
    ...{
      tax_status: '501(c)3',
      year_incorporated: '1999',
      legal_status: 'nonprofit',
      logo: 'logo.png',
      uri: 'https://a.example/o',
      columns: { Mood: 'columnword' },
    },
    ...{
      urls: [{ label: 'Blog', url: 'https://a.example/blog' }, { url: 'no address' }],
      funding: [{ source: 'County' }],
      programs: [PROGRAM],
      unknown: 'unknownword',
    },
    organization_identifiers: [{ identifier_type: 'DUNS', identifier: '77' }, { identifier_scheme: 'XI' }],
    ...{ attributes: [{ taxonomy_term: SUBJECT, value: 'often' }], phones: [{ number: 'call the front desk' }] },
  },
  service: {
    ...{
      program_id: 'p1',
      interpretation_services: 'ASL',
      wait_time: 'a week',
      fees: 'none',
      accreditations: 'LSC',
      minimum_age: 18,
      maximum_age: 'old',
      alert: 'Closed',
    },
    ...{
      assured_date: '2026-01-01',
      assurer_email: 'assurerword@example.org',
      licenses: 'Bar',
      urls: [{ url: 'https://a.example/s' }],
      funding: [{ source: 'State' }],
    },
    ...{
      languages: [{ code: 'so', note: 'mornings' }, { code: 'es' }],
      service_areas: [{ id: KEPT, name: 'Alder County', extent: 'x', extent_type: 'text' }],
    },
    ...{
      cost_options: [{ option: 'sliding', amount: '20', currency: 'USD' }, { amount: 'a little' }],
      required_documents: [{ document: 'Lease', uri: 'https://a.example/l' }],
    },
    capacities: [{ available: '3', updated: '2026-01-01T00:00:00Z', unit: { name: 'chairs' } }, { available: 'some' }],
    phones: [
      { number: '+13035550126', extension: '22', type: 'voice', languages: [{ code: 'es' }] },
      { number: '988', type: 'textphone' },
    ],
    schedules: [SCHEDULE, { freq: 'sometimes', description: 'by luck' }],
    attributes: [{ taxonomy_term: SUBJECT }, { label: 'Stars', value: '3' }],
    service_at_locations: [
      {
        location_id: 'l1',
        phones: [{ number: '211' }],
        schedules: [{ byday: 'SA' }],
        service_areas: [{ name: 'Downtown' }],
        attributes: [],
      },
    ],
  },
  location: {
    ...{
      alternate_name: 'Old court',
      url: 'https://a.example/c',
      external_identifier_type: 'own',
      accessibility: [{ description: 'Ramp', url: 'none' }],
    },
    ...{
      languages: [{ code: 'fr' }],
      attention: 'Clerk',
      region: 'West',
      holiday_schedules: [{ start_date: '2026-12-24', closed: 'true' }],
    },
    addresses: [{ ...LANE, address_1: 'PO Box 8', country: 'US', address_type: 'postal' }, { address_1: 'half' }],
    attributes: [{ taxonomy_term: { name: 'Courts', taxonomy: 'Buildings' } }],
  },
};
const HIDDEN = {
  service: {
    service_areas: [{ name: 'Around Hidden Lane' }],
    service_at_locations: [
      {
        location_id: 'x',
        description: 'hiddenword',
        phones: [{ number: '38.123' }],
        schedules: [{ description: 'hiddenword' }],
      },
    ],
  },
  location: {
    addresses: [{ ...LANE, country: 'US' }],
    attention: 'hiddenword',
    schedules: [{ description: 'hiddenword' }],
    attributes: [{ taxonomy_term: { name: 'Secret shed' } }],
  },
};

/** A county in small: everything HSDS has a place for, a confidential shelter, and words that must never leave. */
async function aCounty(ctx: Ctx): Promise<{ legal: Id<'partners'>; shelter: Id<'partners'> }> {
  await addSector(ctx, { label: 'Beekeepers' });
  const legal = await aPartner(ctx, {
    name: 'Ñandú Legal Aid, "Inc."; Co',
    alternate_names: 'Legal\nAyuda Legal',
    description: 'Lines\nof, text; with \\ signs',
    website: 'https://example.org/a b/ñ?q={x}|y#top',
    email: 'desk@example.org',
    tax_id: '27-1067272',
    languages: ['en', 'es'],
    populations: ['low_income'],
    sectors: ['legal', 'own_beekeepers'],
    phones: { 0: { number: '303 555 0123', extension: '042' }, 1: { number: '303 555 0124', phone_type: 'tty' } },
    addresses: { 0: { ...LANE, address_1: '12 Main St' }, 1: { address_1: 'PO Box 7', address_type: 'postal' } },
  });
  const { organization_id } = await findPartner(ctx, legal);
  await addContact(
    ctx,
    organization_id,
    aContact({
      name: 'María José Peña',
      title: 'Director',
      email: 'mj@example.org',
      phone: '+13035550125',
      starts_on: null,
      ends_on: null,
    }),
  );
  const further = (of: object) => JSON.stringify(of);
  await ctx.db
    .updateTable('organizations')
    .set({ further: further(FURTHER_OF.organization) })
    .where('id', '=', organization_id)
    .execute();
  await ctx.db
    .updateTable('contacts')
    .set({ further: further({ service: 's1', department: 'Law', columns: { Dog: 'dogword' } }) })
    .execute();
  await addContact(
    ctx,
    organization_id,
    aContact({ name: 'Gone Long', title: '', email: '', phone: '', starts_on: null, ends_on: '2020-01-01' }),
  );
  const { locations: _, ...clinic } = aService({
    name: 'Clinic',
    url: 'example.org',
    phone: '303 555 0126',
    hours: 'Monday 09:00-17:00; by luck',
    status: 'temporarily closed',
  });
  await addServices(ctx, organization_id, {
    services: [
      {
        ...clinic,
        further: FURTHER_OF.service,
        external_id: 's1',
        terms: [{ taxonomy: 'Subjects', term: 'Housing law', code: 'legal' }],
      },
    ],
    locations: [
      {
        ...aLocation({
          name: 'Court house',
          ...LANE,
          address_1: '1 Court Sq',
          latitude: '38.5',
          longitude: '-106.1',
          phone: '303 555 0127',
          hours: 'Always',
        }),
        external_id: 'l1',
        further: FURTHER_OF.location,
      },
      { ...aLocation({ name: '', location_type: 'virtual', address_1: 'Online' }), external_id: '' },
    ],
    at: [{ service: 's1', location: 'l1', description: 'Second floor' }],
  });
  const shelter = await aPartner(ctx, {
    name: 'Shelter',
    sectors: ['women'],
    confidential_address: 'on',
    addresses: { 0: LANE },
  });
  const { organization_id: hidden } = await findPartner(ctx, shelter);
  const { locations: __, ...bed } = aService({ name: 'Beds' });
  await addServices(ctx, hidden, {
    services: [{ ...bed, further: HIDDEN.service, external_id: 'b', terms: [] }],
    locations: [
      {
        ...aLocation({ name: 'Secret shed', ...LANE, latitude: '38.123', longitude: '-106' }),
        further: HIDDEN.location,
        external_id: 'x',
      },
    ],
    at: [{ service: 'b', location: 'x', description: '' }],
  });
  await addContact(
    ctx,
    hidden,
    aContact({ name: 'Sam Safe', title: '', email: '', phone: '', starts_on: null, ends_on: null }),
  );
  return { legal, shelter };
}

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});

type Nested = Record<string, unknown> & { id: string };
const parts = (value: unknown) => (value ?? []) as Nested[];

describe('HSDS', () => {
  test('organizations have what HSDS requires in all that hangs on them, nothing empty, and ids that are ids', async () => {
    await aCounty(ana);
    const { contents } = JSON.parse(await hsdsJson(ana, 'all')) as { contents: Nested[] };

    expect(contents.flatMap((each) => faults('organizations', each))).toEqual([]);
    expect(faults('organizations', { id: '1', name: '', phones: [{ id: contents[0]?.id }] })).toEqual([
      'organizations.description is missing',
      'organizations.id is no id: 1',
      'organizations.name is empty',
      'phones.number is missing',
    ]);
  });

  test.skipIf(!haveHsds)(
    `organizations and their services are what the schemas of HSDS 3.1 ask for (else skipped: ${WHY_SKIPPED})`,
    async () => {
      await aCounty(ana);
      await aPartner(ana, { name: 'Bare' });
      const wrong = hsdsValidator();
      const { contents } = JSON.parse(await hsdsJson(ana, 'all')) as { contents: Nested[] };

      expect(contents.map((each) => each.name)).toEqual(['Bare', 'Ñandú Legal Aid, "Inc."; Co', 'Shelter']);
      for (const organization of contents) {
        expect(wrong('organization', organization)).toEqual([]);
        for (const service of parts(organization.services)) expect(wrong('service', service)).toEqual([]);
      }
      expect(wrong('organization', { ...contents[0], description: undefined, website: 'a b' })).toHaveLength(2);
    },
  );

  test('tells what we know in the standard’s words', async () => {
    await aCounty(ana);
    const { contents } = JSON.parse(await hsdsJson(ana, 'all')) as { contents: Nested[] };
    const legal = contents.find((each) => String(each.name).startsWith('Ñandú')) as Nested;

    expect(legal).toMatchObject({
      alternate_name: 'Legal; Ayuda Legal',
      website: 'https://example.org/a%20b/%C3%B1?q=%7Bx%7D%7Cy#top',
      organization_identifiers: [
        { identifier_scheme: 'US-EIN', identifier: '271067272' },
        { identifier_type: 'DUNS', identifier: '77' },
      ],
      phones: [
        { number: '+13035550123', extension: 42, description: 'ext. 042', type: 'voice' },
        { number: '+13035550124', type: 'textphone' },
        { number: 'call the front desk' },
      ],
      contacts: [
        {
          name: 'María José Peña',
          department: 'Law',
          service_id: parts(legal.services)[0]?.id,
          phones: [{ number: '+13035550125' }],
        },
      ],
      attributes: [
        { taxonomy_term: { code: 'legal', taxonomy: 'Sectors' } },
        { taxonomy_term: { name: 'Beekeepers' } },
        { link_type: 'population' },
        { value: 'often', taxonomy_term: { name: 'Evictions' } },
      ],
      services: [
        {
          status: 'temporarily closed',
          schedules: [{ byday: 'MO', opens_at: '09:00' }, { description: 'by luck; sometimes' }],
          attributes: [{ taxonomy_term: { name: 'Housing law' } }, {}, {}],
        },
      ],
    });
    expect(
      parts(legal.locations).map((place) => [place.name, place.location_type, parts(place.addresses).length]),
    ).toEqual([
      ['Online', 'virtual', 0],
      ['Court house', 'physical', 2],
      ['12 Main St, Alder Falls', 'physical', 1],
      // Without a town it is no HSDS address; the name tells it.
      ['PO Box 7', 'postal', 0],
    ]);
    expect(contents.find((each) => each.name === 'Shelter')?.locations).toBeUndefined();
    expect(parts(contents.find((each) => each.name === 'Shelter')?.services)[0]?.service_at_locations).toBeUndefined();
  });

  test('comes out the same twice, and of active partners alone when asked', async () => {
    const { legal } = await aCounty(ana);
    expect(await hsdsJson(ana, 'all')).toBe(await hsdsJson(ana, 'all'));
    expect(Buffer.from(await hsdsPackage(ana, 'all')).equals(Buffer.from(await hsdsPackage(ana, 'all')))).toBe(true);

    expect(JSON.parse(await hsdsJson(ana, 'active'))).toMatchObject({ total_items: 0, empty: true, contents: [] });
    await changeStage(ana, legal, { stage: 'active', reason: '', version: 1 });
    expect(JSON.parse(await hsdsJson(ana, 'active')).contents).toHaveLength(1);
  });

  test.skipIf(!haveHsds)(
    `the package has only tables and columns of HSDS 3.1, and every required one (else skipped: ${WHY_SKIPPED})`,
    async () => {
      await aCounty(ana);
      const files = unzipSync(await hsdsPackage(ana, 'all'));
      const described = JSON.parse(strFromU8(files['datapackage.json'] as Uint8Array)).resources as {
        name: string;
        path: string;
        schema: { fields: { name: string }[] };
      }[];
      const tables = new Map(
        described.map(({ name, path }) => [
          name,
          parseCsv(strFromU8(files[path] as Uint8Array), { columns: true }) as Record<string, string>[],
        ]),
      );

      expect(Object.keys(files).toSorted()).toEqual(
        [...described.map(({ path }) => path), 'datapackage.json'].toSorted(),
      );
      for (const { name, path, schema } of described) {
        const theirs = hsdsTables().find((each) => each.name === name);
        expect([name, theirs?.path]).toEqual([name, path]);
        const known = theirs?.schema.fields.map((field) => field.name) ?? [];
        expect([name, schema.fields.filter((field) => !known.includes(field.name))]).toEqual([name, []]);
        for (const field of theirs?.schema.fields ?? []) {
          const values = (tables.get(name) ?? []).map((row) => row[field.name] ?? '');
          const filled = values.filter(Boolean);
          if (field.constraints?.required)
            expect([name, field.name, filled.length]).toEqual([name, field.name, values.length]);
          if (field.constraints?.unique)
            expect([name, field.name, new Set(filled).size]).toEqual([name, field.name, filled.length]);
          if (field.type === 'number') expect(filled.filter((value) => !Number.isFinite(Number(value)))).toEqual([]);
        }
        for (const { fields, reference } of theirs?.schema.foreignKeys ?? []) {
          const ids = new Set((tables.get(reference.resource) ?? []).map((row) => row.id));
          const dangling = (tables.get(name) ?? []).filter((row) => row[fields] && !ids.has(row[fields]));
          expect([name, fields, dangling]).toEqual([name, fields, []]);
        }
      }
      for (const name of tables.keys()) expect([name, (tables.get(name) ?? []).length > 0]).toEqual([name, true]);
    },
  );
});

async function gathered<T>(parts: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const part of parts) all.push(part);
  return all;
}
const rowsOf = async (parts: AsyncIterable<SheetCell[][]>) => (await gathered(parts)).flat();
const textOf = async (parts: AsyncIterable<string>) => (await gathered(parts)).join('');

describe('vCards', () => {
  const cardsOf = (text: string) =>
    (ICAL.parse(text)[0] as unknown as [string, ...unknown[]]) &&
    text.split(/(?<=END:VCARD\r\n)/).map((one) => new ICAL.Component(ICAL.parse(one)));

  test.each(['3.0', '4.0'] as const)('of version %s parse again and say what was stored', async (version) => {
    await aCounty(ana);
    const text = await textOf(vcards(ana, version, { scope: 'all' }));
    const cards = cardsOf(text);
    const [legal, person] = cards;

    expect(cards.map((card) => card.getFirstPropertyValue('fn'))).toEqual([
      'Ñandú Legal Aid, "Inc."; Co',
      'María José Peña',
      'Shelter',
      'Sam Safe',
    ]);
    expect(legal?.getFirstPropertyValue('note')).toBe('Lines\nof, text; with \\ signs');
    expect(legal?.getFirstPropertyValue('org')).toBe('Ñandú Legal Aid, "Inc."; Co');
    expect(legal?.getFirstPropertyValue('kind')).toBe(version === '4.0' ? 'org' : null);
    expect(legal?.getFirstPropertyValue('uid')).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(person?.getFirstPropertyValue('title')).toBe('Director');
    expect(person?.getFirstPropertyValue('tel')).toBe(version === '4.0' ? 'tel:+13035550125' : '+13035550125');
    expect(person?.getFirstProperty('n')?.getFirstValue()).toEqual(['Peña', 'María José', '', '', '']);
    expect(person?.getFirstProperty('adr')?.getFirstValue()).toEqual([
      '',
      '',
      '12 Main St',
      'Alder Falls',
      'CO',
      '81901',
      'US',
    ]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...text.split('\r\n').map((row) => Buffer.byteLength(row)))).toBeLessThanOrEqual(76);
  });
});

describe('a vCard', () => {
  const record = (text: string): OrganizationRecord => ({
    id: idOf('0195a000-0000-7000-8000-000000000001'),
    name: text,
    alternate_names: [],
    description: text,
    website: '',
    email: '',
    confirmed_on: null,
    tax_id: '',
    further: {},
    confidential_address: false,
    parent_organization_id: null,
    languages: [],
    populations: [],
    sectors: [],
    phones: [],
    addresses: [
      {
        address_type: 'physical',
        address_1: text,
        address_2: '',
        city: text,
        state_province: '',
        postal_code: '',
        country: 'US',
      },
    ],
    people: [],
    services: [],
    locations: [],
  });

  test.each(['3.0', '4.0'] as const)(
    'of version %s gives back any text, and no text adds a line of its own',
    (version) => {
      const word = fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\\n', '\\\\', ';', ',', '\n', '\nTEL:+1', ':', '"', '😀'.repeat(40), '\nEND:VCARD'),
      );
      fc.assert(
        fc.property(fc.array(word, { maxLength: 8 }), (words) => {
          const said = words.join('').normalize('NFC').replace(CONTROLS, '').trim() || 'x';
          const card = organizationCard(version, record(said));
          const read = new ICAL.Component(ICAL.parse(card));
          expect(read.getFirstPropertyValue('note')).toBe(said);
          expect(read.getFirstPropertyValue('org')).toBe(said);
          // The library's own reader takes "\\;" for an escaped semicolon; what was written is right.
          if (!/\\(;|$)/.test(said)) expect((read.getFirstPropertyValue('adr') as unknown as string[])[2]).toBe(said);
          expect(read.getAllProperties('tel')).toEqual([]);
        }),
      );
    },
  );
});

describe('spreadsheets', () => {
  test('read again as text, two sheets, no formula, whatever a name begins with', async () => {
    await aCounty(ana);
    await aPartner(ana, { name: '=1+1', sectors: ['legal'] });
    const partners = {
      sheet: 'Partners: all',
      rows: await rowsOf(partnerRows(ana, language, { scope: 'all' })),
      widths: [20],
    };
    const book = readWorkbook(
      await toWorkbook([
        partners,
        { sheet: 'Contacts', rows: await rowsOf(contactRows(ana, language, { scope: 'all' })), widths: [20] },
      ]),
      {
        cellFormula: true,
      },
    );
    const cells = book.SheetNames.flatMap((name) =>
      Object.entries(book.Sheets[name] ?? {}).filter(([at]) => !at.startsWith('!')),
    );

    expect(book.SheetNames).toEqual(['Partners  all', 'Contacts']);
    expect(cells.filter(([, cell]) => cell.f !== undefined || cell.t !== 's')).toEqual([]);
    const rows = utils.sheet_to_json<string[]>(book.Sheets['Partners  all'] as never, { header: 1 });
    expect(rows.map((row) => row[0])).toEqual(['Name', '=1+1', 'Ñandú Legal Aid, "Inc."; Co', 'Shelter']);
    expect(rows.find((row) => row[0] === 'Shelter')).toContain('yes');
    expect(
      utils
        .sheet_to_json<string[]>(book.Sheets.Contacts as never, { header: 1 })
        .slice(1)
        .map((row) => row[1]),
    ).toEqual(['María José Peña', 'Gone Long', 'Sam Safe']);
  });

  test('write phones and tax ids as people do; what machines read stays raw', async () => {
    const phones = { 0: { number: '+1 303 555 0100', extension: '7' }, 1: { number: '+44 20 7946 0958' } };
    const partner = await aPartner(ana, { name: 'Bakery', tax_id: '01-2345678', phones });
    const { organization_id } = await findPartner(ana, partner);
    await addContact(
      ana,
      organization_id,
      aContact({ name: 'Ana', title: '', email: '', phone: '+13035550111', starts_on: null, ends_on: null }),
    );
    const last = async (rows: typeof partnerRows, reader: 'spreadsheets' | 'machines') =>
      (await rowsOf(rows(ana, language, { scope: 'all', reader }))).at(-1);

    expect(await last(partnerRows, 'spreadsheets')).toEqual(
      expect.arrayContaining(['(303) 555-0100 x7; +44 20 7946 0958', '01-2345678']),
    );
    expect(await last(partnerRows, 'machines')).toEqual(
      expect.arrayContaining(['+13035550100 x7; +442079460958', '012345678']),
    );
    expect(await last(contactRows, 'spreadsheets')).toContain('(303) 555-0111');
    expect(await last(contactRows, 'machines')).toContain('+13035550111');
  });

  test('take the same number of queries for 3 partners as for 30', async () => {
    const count = async () => {
      world.queries.length = 0;
      await rowsOf(partnerRows(ana, language, { scope: 'all' }));
      await hsdsJson(ana, 'all');
      return world.queries.length;
    };
    for (let n = 0; n < 3; n++) await aPartner(ana);
    const few = await count();
    for (let n = 0; n < 27; n++) await aPartner(ana);

    expect(await count()).toBe(few);
  });
});

test('a confidential address, a private note and the words of ratings are in no file that goes out', async () => {
  const { legal, shelter } = await aCounty(ana);
  for (const id of [legal, shelter]) {
    await aRemark(ana, id, { body: 'whisper', audience: 'me', happened_on: null });
    await aRemark(ana, id, { body: 'whisper', audience: 'library', happened_on: null });
  }
  await rateAll(ana, await aWorksheet(ana, { partners: [legal, shelter], purpose: 'ratingword' }), 4);
  await world.db.updateTable('ratings').set({ note: 'ratingword' }).execute();
  const rows = [
    ...(await rowsOf(partnerRows(ana, language, { scope: 'all' }))),
    ...(await rowsOf(contactRows(ana, language, { scope: 'all' }))),
  ];
  const packed = unzipSync(await hsdsPackage(ana, 'all'));
  const files: Record<string, string> = {
    csv: toCsv(rows, 'machines'),
    json: await hsdsJson(ana, 'all'),
    vcard3: (await textOf(vcards(ana, '3.0', { scope: 'all' }))).replaceAll('\r\n ', ''),
    vcard4: (await textOf(vcards(ana, '4.0', { scope: 'all' }))).replaceAll('\r\n ', ''),
    ...Object.fromEntries(Object.entries(packed).map(([name, bytes]) => [name, strFromU8(bytes)])),
  };

  for (const [name, text] of Object.entries(files))
    expect([name, CANARIES.filter((word) => text.includes(word))]).toEqual([name, []]);
  expect(files.csv).toContain('12 Main St');
});

test('readers take nothing out, contributors no archive', async () => {
  const reader = await aMember(ana, 'reader');
  for (const attempt of [
    async () => partnerRows(reader, language, { scope: 'all' }),
    async () => contactRows(reader, language, { scope: 'all' }),
    async () => vcards(reader, '4.0', { scope: 'all' }),
    () => hsdsJson(reader, 'all'),
    () => hsdsPackage(reader, 'all'),
  ])
    await expect(attempt()).rejects.toThrow(Forbidden);
  const coordinator = await aMember(ana, 'coordinator');
  expect(() => archive(coordinator, world.db)).toThrow(Forbidden);
});

test('another library’s partners are in none of the files', async () => {
  await aCounty(ana);
  const stranger = await aMember(await aLibrary(world.host), 'administrator');

  expect(await rowsOf(partnerRows(stranger, language, { scope: 'all' }))).toHaveLength(1);
  expect(await textOf(vcards(stranger, '4.0', { scope: 'all' }))).toBe('');
  expect(JSON.parse(await hsdsJson(stranger, 'all')).contents).toEqual([]);
  expect(strFromU8(unzipSync(await hsdsPackage(stranger, 'all'))['taxonomy_terms.csv'] as Uint8Array)).not.toMatch(
    /Beekeepers|Housing law/,
  );
  await enter(world.host, ana.library);
});

describe('the archive', () => {
  test('holds every table with counts and checksums, and nobody’s secrets or private notes but one’s own', {
    tags: 'long',
  }, async () => {
    const real = await copyOfTemplate();
    try {
      const admin = await borrow(real.db, { libraryId: null }, async (db) => {
        const admin = await aMember(await aLibrary({ db, now: NOW }), 'administrator', 'Admin');
        const ben = await aMember(admin, 'contributor', 'Ben');
        const { legal } = await aCounty(admin);
        await aRemark(ben, legal, { body: 'whisper', audience: 'me', happened_on: null });
        await aRemark(admin, legal, { body: 'my own', audience: 'me', happened_on: null });
        await aRemark(ben, legal, { body: 'for all', audience: 'library', happened_on: null });
        await inviteMember(
          admin,
          { email: 'new@example.org', role: 'reader' },
          (token) => `http://library.test/${token}`,
        );
        await aPartner(await aMember(await aLibrary({ db, now: NOW }), 'administrator'), { name: 'Other library’s' });
        return admin;
      });
      const files = unzipSync(await bytes(archive(admin, real.db)));
      const manifest = JSON.parse(strFromU8(files['manifest.json'] as Uint8Array));
      const all = Object.values(files).map((bytes) => strFromU8(bytes));

      expect(manifest.tables.map((each: { file: string }) => each.file).toSorted()).toEqual(
        Object.keys(files)
          .filter((name) => name !== 'manifest.json')
          .toSorted(),
      );
      for (const { file, rows, sha256 } of manifest.tables) {
        const bytes = files[file] as Uint8Array;
        expect([file, createHash('sha256').update(bytes).digest('hex')]).toEqual([file, sha256]);
        const lines = strFromU8(bytes).split('\n').filter(Boolean);
        expect([file, lines.length]).toEqual([file, rows]);
        for (const line of lines) JSON.parse(line);
      }
      expect(manifest.schema_version).toMatch(/^\d{4}-/);
      expect(manifest.tables.find((each: { table: string }) => each.table === 'partners').rows).toBe(2);
      expect(all.join()).toContain('Hidden Lane');
      expect(all.join()).toContain('my own');
      expect(all.join()).toContain('for all');
      for (const secret of [
        'whisper',
        'argon2',
        'token_hash',
        'code_hash',
        'password',
        'library.test',
        'Other library’s',
      ])
        expect([
          secret,
          all.filter((text, at) => text.includes(secret) && Object.keys(files)[at] !== 'manifest.json').length,
        ]).toEqual([secret, 0]);
      expect(Object.keys(files).includes('outbox.jsonl')).toBe(false);
    } finally {
      await real.drop();
    }
  });

  test('gives its connection back when the reader leaves early', { tags: 'long' }, async () => {
    const real = await copyOfTemplate();
    try {
      const admin = await borrow(real.db, { libraryId: null }, async (db) => {
        const admin = await aMember(await aLibrary({ db, now: NOW }), 'administrator', 'Admin');
        await aPartner(admin);
        return admin;
      });
      for await (const _ of archive(admin, real.db)) break;

      expect([real.pool.totalCount - real.pool.idleCount, real.pool.waitingCount]).toEqual([0, 0]);
    } finally {
      await real.drop();
    }
  });
});
