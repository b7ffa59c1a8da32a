/**
 * Small lists as people really have them, each standing for a kind; what is right for each is said in its test. With
 * sisters of the same kind.
 *
 * @module-tag long
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember } from '../../../../test/factories.ts';
import { useDatabase } from '../../../../test/support.ts';
import { type Ctx, systemActor } from '../../../house/ctx.ts';
import type { Id } from '../../../house/ids.ts';
import { contactsOf } from '../../directory/contacts.ts';
import { findOrganization } from '../../directory/organizations.ts';
import { servicesOf } from '../../directory/services.ts';
import { partnerFilter } from '../../partners/partner.ts';
import { listPartners } from '../../partners/partner-list.ts';
import { findPartner } from '../../partners/partners.ts';
import { applyImport } from './bringing/applying.ts';
import { undoImport } from './bringing/undoing.ts';
import { findImport } from './imports.ts';
import { setMapping } from './planning/checking.ts';
import { readFiles } from './reading/read-file.ts';
import { startImport } from './starting.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host));
});

const LIMITS = { rows: 1000, fileBytes: 1_000_000, unpackedBytes: 10_000_000 };
const fileOf = (name: string) => readFileSync(join(import.meta.dirname, '../../../../test/files/cases', name));

async function bring(name: string, text?: string): Promise<Id<'imports'>> {
  const bytes = text === undefined ? fileOf(name) : new TextEncoder().encode(text);
  const id = await startImport(ana, await readFiles([{ name, bytes }], LIMITS), {
    target: 'partners',
    source: name,
    vintage: '',
    kind: '',
    fileName: name,
  });
  const { mapping, version } = await findImport(ana, id);
  await setMapping(ana, id, { mapping, default_sector: '', version });
  await applyImport(ana, id);
  return id;
}

const names = async () => (await listPartners(ana, partnerFilter.parse({}))).rows.map((row) => row.name);

async function the(name: string) {
  const row = (await listPartners(ana, partnerFilter.parse({}))).rows.find((each) => each.name === name);
  if (!row) throw new Error(`${name} did not come in; there are ${(await names()).join(', ')}`);
  const { organization_id } = await findPartner(ana, row.id);
  return {
    partner_id: row.id,
    organization: await findOrganization(ana, organization_id),
    people: await contactsOf(ana, organization_id),
    services: await servicesOf(ana, organization_id),
  };
}

const phonesOf = ({ organization }: Awaited<ReturnType<typeof the>>) =>
  organization.phones.map(({ phone_type, number, extension, description }) =>
    [phone_type, number, extension && `x${extension}`, description].filter(Boolean).join(' '),
  );
const addressesOf = ({ organization }: Awaited<ReturnType<typeof the>>) =>
  organization.addresses.map(({ address_type, ...lines }) =>
    [address_type, lines.address_1, lines.address_2, lines.city, lines.state_province, lines.postal_code]
      .filter(Boolean)
      .join(' | '),
  );
const notKeptOf = async (id: Id<'imports'>) =>
  ((await findImport(ana, id)).format.columns ?? [])
    .filter((each) => each.not_kept > 0)
    .map((each) => `${each.column} ${each.not_kept}`);
const notesOf = async (partner_id: Id<'partners'>) =>
  (
    await ana.db
      .selectFrom('interactions as i')
      .innerJoin('interaction_partners as w', (join) =>
        join.onRef('w.library_id', '=', 'i.library_id').onRef('w.interaction_id', '=', 'i.id'),
      )
      .select('i.body')
      .where('i.library_id', '=', ana.library.id)
      .where('w.partner_id', '=', partner_id)
      .execute()
  ).map((row) => row.body);

describe('columns', () => {
  test('of a system of agencies: programs are services, a confidential address is hidden, a status is said', async () => {
    const id = await bring('a04-icarol-like.csv');
    expect(await names()).toEqual(['Haven House', 'Valley Legal Help']);
    const valley = await the('Valley Legal Help');
    expect(valley.services.map(({ name, phone }) => [name, phone])).toEqual([['Eviction Clinic', '+19705550182']]);
    expect([phonesOf(valley), addressesOf(valley), valley.organization.website]).toEqual([
      ['voice +19705550181'],
      ['physical | 9 Court Square | Alder Falls | CO | 81410'],
      'https://www.valleylegal.example.org',
    ]);
    const haven = await the('Haven House');
    expect([haven.organization.confidential_address, haven.organization.further]).toEqual([
      true,
      { columns: { AgencyStatus: 'Inactive' } },
    ]);
    expect(await notKeptOf(id)).toEqual([]);
    await undoImport(ana, id);
    expect(await names()).toEqual([]);
  });

  test('what a program says beside is not lost: its people, notes, hours, further telephones; nor whose part an agency is', async () => {
    const list = [
      'ResourceAgencyNum,TaxonomyLevelName,PublicName,ParentAgencyNum,Phone,Fax,Hours,Notes,Contact Name,Contact Title,Contact Phone,Languages,Phone 9 Description',
      '1,Agency,Elm Help,0,207 555 0110,,,,,,,English,after six',
      '2,Program,Night Line,1,207 555 0111,207 555 0112,8pm-8am,ring twice,Ana Diaz,Lead,fax 207 555 0113,Spanish,',
      '3,Agency,Elm North,1,207 555 0114,,,,,Chair,,,',
    ];
    const id = await bring('programs.csv', `${list.join('\n')}\n`);
    const elm = await the('Elm Help');
    expect(elm.services.map(({ name, further }) => [name, further])).toEqual([
      [
        'Night Line',
        {
          columns: { Hours: '8pm-8am' },
          phones: [
            { number: '+12075550111', extension: '', description: '', type: 'voice' },
            { number: '+12075550112', extension: '', description: '', type: 'fax' },
          ],
        },
      ],
    ]);
    expect([elm.organization.languages, elm.organization.further, await notesOf(elm.partner_id)]).toEqual([
      ['en', 'es'],
      { columns: { 'Phone 9 Description': 'after six' } },
      ['Night Line: ring twice'],
    ]);
    expect(elm.people.map(({ name, phones }) => [name, phones.map((each) => each.description)])).toEqual([
      ['Ana Diaz', ['fax']],
    ]);
    expect((await the('Elm North')).organization.further).toEqual({ columns: { ParentAgencyNum: '1' } });
    expect(await notKeptOf(id)).toEqual(['Contact Title 1']);
  });

  test('of notes that the host brings in stay with the organization as they read', async () => {
    ana = { ...ana, actor: systemActor };
    await bring('notes.csv', 'Name,Notes\nElm Clinic,Met at the fair\n');
    const { organization, partner_id } = await the('Elm Clinic');
    expect([organization.further, await notesOf(partner_id)]).toEqual([{ columns: { Notes: 'Met at the fair' } }, []]);
  });

  test('a program whose agency is not in the list is named, and is no organization', async () => {
    const id = await bring(
      'programs.csv',
      'ResourceAgencyNum,TaxonomyLevelName,PublicName,ParentAgencyNum\n1,Agency,Elm Help,0\n2,Program,Night Line,77\n',
    );
    expect([await names(), (await findImport(ana, id)).counts]).toMatchObject([['Elm Help'], { new: 1, error: 1 }]);
  });

  test('headed from memory: two phones and an extension, a town in one cell, a note; one bad website never loses the row', async () => {
    const id = await bring('a05-headers-from-memory.csv');
    const grange = await the('Sable Grange Hall');
    expect([phonesOf(grange), addressesOf(grange)]).toEqual([
      ['voice +19705550191', 'voice +19705550192 x4'],
      ['postal | PO Box 14 | Sable Junction | CO | 81520'],
    ]);
    expect([grange.people.map((each) => each.name), grange.organization.website, grange.organization.further]).toEqual([
      ['Ruth Ortega'],
      '',
      { columns: { Web: 'sable grange dot org' } },
    ]);
    expect(await notesOf(grange.partner_id)).toEqual(['Met at the fair; wants story time']);
    const kiwanis = await the('Kiwanis of Alder Falls');
    expect([addressesOf(kiwanis), kiwanis.people.map((each) => each.name)]).toEqual([
      ['physical | 22 Main St #3 | Alder Falls | CO | 81410-1234'],
      ['Bo Lindqvist'],
    ]);
    expect((await findImport(ana, id)).format.columns?.find((each) => each.column === 'Web')).toEqual({
      column: 'Web',
      field: 'website',
      said: 2,
      as_read: 1,
      not_kept: 0,
    });
    await undoImport(ana, id);
    expect(await names()).toEqual([]);
  });

  test('in camel case and with prefixes; the doubled city is named as not kept', async () => {
    const id = await bring('a06-camel-and-prefix.csv');
    const school = await the('Bright Start Preschool');
    expect([phonesOf(school), addressesOf(school)]).toEqual([
      ['voice +19705550141', 'voice +19705550142'],
      ['physical | 5 Elm Street | Piñon Bend | CO | 81521'],
    ]);
    expect(school.people.map(({ name, emails }) => [name, emails.map((each) => each.email)])).toEqual([
      ['Ana Quist', ['ana@brightstart.example.org']],
    ]);
    expect(await notKeptOf(id)).toEqual(['CityName 1']);
  });

  test.each([
    [
      'Account Name,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Phone,Account Status',
      'Salesforce',
    ],
    [
      'AgencyName,PhysicalAddress1,PhysicalCity,PhysicalState,PhysicalZip,MainPhone,AgencyStatus',
      'a system of agencies',
    ],
    [
      'provider_name,provider_address_1,provider_city,provider_state,provider_zip,provider_phone,provider_status',
      'an export with prefixes',
    ],
  ])('%s (%s)', async (header) => {
    await bring('list.csv', `${header}\nElm Clinic,1 Main St,Harlow,ME,04240,207 555 0110,Active\n`);
    const clinic = await the('Elm Clinic');
    expect([phonesOf(clinic), addressesOf(clinic), clinic.organization.further]).toEqual([
      ['voice +12075550110'],
      ['physical | 1 Main St | Harlow | ME | 04240'],
      {},
    ]);
  });

  test('without a heading are read by what stands in them; one that we do not know is not', async () => {
    const rows = (n: number) => `Club ${n},207 555 011${n},club${n}@example.org,0424${n},donor${n}@example.net`;
    const id = await bring('bare.csv', `Name,,,,Donor\n${[1, 2, 3].map(rows).join('\n')}\n`);
    expect((await findImport(ana, id)).mapping).toEqual(['name', 'phone', 'email', 'postal_code', '']);
    expect(await notKeptOf(id)).toEqual(['Donor 3']);
  });

  test('that are read as something else get one sentence, and no row is lost', async () => {
    const id = await bring(
      'wrong.csv',
      `Name,Phone\n${Array.from({ length: 6 }, (_, n) => `Club ${n + 1}st,see website`).join('\n')}\n`,
    );
    const item = await findImport(ana, id);
    expect([item.counts.new + item.counts.duplicate, item.format.columns?.[1]]).toEqual([
      6,
      { column: 'Phone', field: 'phone', said: 6, as_read: 6, not_kept: 0 },
    ]);
  });
});

describe('values', () => {
  test('one person on two rows is one with all that both say; nobody of one name is dropped', async () => {
    await bring('01-same-person-two-rows.csv');
    expect(await names()).toEqual(['Elm Clinic', 'Harlow Arts Center']);
    const arts = await the('Harlow Arts Center');
    expect(
      arts.people.map(({ name, title, emails, phones }) => [
        name,
        title,
        ...emails.map((each) => each.email),
        ...phones.map((each) => each.number),
      ]),
    ).toEqual([['Rosa Peralta', 'Director', 'rosa@arts.example.org', '+12075550131']]);
    expect((await the('Elm Clinic')).people.map(({ name, title }) => `${name}, ${title}`).toSorted()).toEqual([
      'Front Desk, North office',
      'Front Desk, South office',
      'John Smith, Billing',
      'John Smith, Nurse',
    ]);
  });

  test('a state written out gives a ZIP code its zero back, a territory too', async () => {
    await bring('02-full-state-names-lost-zero.csv');
    const zips = await Promise.all(
      ['Tidewater Reading Circle', 'Ironbound Story House', 'Casa de Cuentos'].map(
        async (name) => (await the(name)).organization.addresses[0]?.postal_code,
      ),
    );
    expect(zips).toEqual(['02139', '07102', '00716']);
  });

  test('two phones and two mails in one cell are kept', async () => {
    const id = await bring('03-two-phones-two-mails.csv');
    const club = await the('Two Numbers Club');
    expect([phonesOf(club), club.organization.email, club.organization.further]).toEqual([
      ['voice +12075550110', 'voice +12075550111'],
      'office@two.example.org',
      { columns: { Email: 'help@two.example.org' } },
    ]);
    expect(await notKeptOf(id)).toEqual([]);
  });

  test('names like the foot of a list are names', async () => {
    await bring('07-names-like-footers.csv');
    expect(await names()).toHaveLength(8);
  });

  test('a total, a page number and the heading of a part are no organizations, and a row that is saved all the same is one', async () => {
    const list =
      'Name,City,Phone\nFood pantries:,,\nElm Pantry,Harlow,207 555 0110\nOak Pantry,Harlow,207 555 0111\n\nSCHOOLS,,\nElm School,Harlow,207 555 0112\nOak School,Harlow,207 555 0113\nTotal,,4\nPage 1 of 1,,\nAs of March 3,,\n';
    const id = await bring('sections.csv', list);
    expect(await names()).toEqual(['Elm Pantry', 'Elm School', 'Oak Pantry', 'Oak School']);
    expect((await findImport(ana, id)).counts).toMatchObject({ new: 4, error: 5 });
  });

  test('the mailing address stands beside the physical one', async () => {
    await bring('08-mailing-and-physical.csv');
    expect(addressesOf(await the('Elm Clinic'))).toEqual([
      'physical | 12 Elm Street | Harlow | ME | 04240',
      'postal | PO Box 12 | Harlow | ME | 04240',
    ]);
  });

  test('amounts in Spanish notation are never shrunk', async () => {
    const id = await startImport(
      ana,
      await readFiles([{ name: 'a.csv', bytes: fileOf('09-money-decimal-comma.csv') }], LIMITS),
      {
        ...{ target: 'leads', source: 'a', vintage: '', kind: '', fileName: 'a.csv' },
      },
    );
    const { mapping, version } = await findImport(ana, id);
    await setMapping(ana, id, { mapping, default_sector: '', version });
    await applyImport(ana, id);
    const leads = await ana.db
      .selectFrom('leads')
      .select(['name', 'income'])
      .where('library_id', '=', ana.library.id)
      .orderBy('name')
      .execute();
    expect(leads.map(({ name, income }) => [name, Number(income)])).toEqual([
      ['Biblioteca Infantil', 12500],
      ['Casa de la Cultura', 1201],
      ['Teatro del Barrio', 48000],
    ]);
  });

  test('an address in one cell is divided, and a box is postal', async () => {
    await bring('18-one-cell-addresses.csv');
    const all = await Promise.all(
      ['Tidewater Reading Circle', 'Mill Lane Pantry', 'Depot Box Holders', 'Casa del Sol', 'Armory Post'].map(
        async (name) => addressesOf(await the(name)),
      ),
    );
    expect(all.flat()).toEqual([
      'physical | 41 Quay Street | Suite 3 | Harlow | ME | 04240',
      'physical | 7 Mill Lane | Harlow | ME | 04240-1234',
      'postal | P.O. Box 12 | Harlow | ME | 04240',
      'postal | Apartado 123 | Ponce | PR | 00732',
      'postal | PO Drawer 9 | Harlow | ME | 04240',
    ]);
  });

  test('what pantries write: a short code, whom to ask for, a place that is not to be known', async () => {
    await bring('30-pantry-list.csv');
    const [quay, mill, depot] = await Promise.all(['Quay Street Table', 'Mill Lane Meals', 'Depot Pantry'].map(the));
    expect([quay, mill, depot].map((each) => each && phonesOf(each))).toEqual([
      ['voice +13035551001 Main Line'],
      ['voice 311', 'voice +18665551002'],
      ['voice +13035551003 ask for Pat'],
    ]);
    expect(quay && [addressesOf(quay), quay.organization.further, await notesOf(quay.partner_id)]).toEqual([
      ['physical | 41 SE Quay Blvd. | Harlow | CO | 81410'],
      { columns: { Hours: 'Tue & Fri 12pm - 3pm' } },
      ['Rear lot'],
    ]);
    expect(mill && [addressesOf(mill), mill.organization.confidential_address]).toEqual([[], true]);
  });

  test.each([
    ['970.555.0100 ext. 12 or 13', ['voice +19705550100 x12 ext. 12 / 13']],
    ['TTY: 970-555-0101', ['tty +19705550101']],
    ['988', ['voice 988']],
    ['1-800-FLOWERS', ['voice +18003569377 1-800-FLOWERS']],
    ['N/A', []],
    ['none', []],
    ['970-555-0100, 970-555-0101 fax', ['voice +19705550100', 'fax +19705550101']],
    ['970-555-0100 (crisis line)', ['voice +19705550100 crisis line']],
  ])('the phone “%s” never stops a row', async (cell, phones) => {
    await bring('phone.csv', `Name,Phone\nElm Clinic,"${cell}"\n`);
    expect(phonesOf(await the('Elm Clinic'))).toEqual(phones);
  });

  test('what a phone is for is said by its heading, in every column of phones', async () => {
    await bring(
      'lines.csv',
      'Name,Phone,Fax,TTY,Crisis Line,Text Line,Phone 2,Phone 2 Description\nElm Clinic,207 555 0110,207 555 0111,207 555 0112,988,741741,207 555 0113,after six\n',
    );
    expect(phonesOf(await the('Elm Clinic'))).toEqual([
      'voice +12075550110',
      'voice 988 Crisis Line',
      'voice +12075550113 after six',
      'fax +12075550111',
      'tty +12075550112',
      'text 741741',
    ]);
  });

  test('words that mean no population, language or country of ours are kept as they read', async () => {
    await bring(
      'words.csv',
      'Name,Languages,Population,Country,City,Sector\nElm Clinic,"English; Elvish",Left-handed people,UK,Harlow,Guild of bakers\n',
    );
    const { organization } = await the('Elm Clinic');
    expect([organization.languages, organization.addresses[0]?.country, organization.further]).toEqual([
      ['en'],
      'GB',
      { columns: { Languages: 'Elvish', Population: 'Left-handed people', Sector: 'Guild of bakers' } },
    ]);
  });
});

describe('our own files', () => {
  test('of people come back as people, in both languages', async () => {
    for (const name of ['12-own-people-file-back.csv', '24-own-people-file-back-es.csv']) {
      await bring(name);
      const club = await the('Two Numbers Club');
      expect([
        await names(),
        club.people.map((each) => each.name).toSorted(),
        club.organization.email,
        club.organization.phones,
      ]).toEqual([['Two Numbers Club'], ['Bram Teller', 'Odalys Ferrer'], '', []]);
    }
  });

  test('of partners are read: phones with extension, address, tax id, languages', async () => {
    await bring('13-own-partners-file-back.csv');
    const kitchen = await the('Fresh Start Kitchen');
    expect([phonesOf(kitchen), addressesOf(kitchen), kitchen.organization]).toMatchObject([
      ['voice +12075550230', 'voice +12075550231 x4'],
      ['physical | 5 Mill Lane | Harlow | ME | 04240'],
      {
        tax_id: '012345678',
        languages: ['en', 'es'],
        description: 'Cooking classes',
        website: 'https://kitchen.example.org',
        confidential_address: false,
      },
    ]);
  });
});
