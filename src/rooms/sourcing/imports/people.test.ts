/** Whose is what a list says: the organization's, or a person's. */

import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember } from '../../../../test/factories.ts';
import { useDatabase } from '../../../../test/support.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { type Id, newId } from '../../../house/ids.ts';
import { contactsOf } from '../../directory/contacts.ts';
import { findOrganization } from '../../directory/organizations.ts';
import { listPersons } from '../../directory/persons.ts';
import { partnerFilter } from '../../partners/partner.ts';
import { listPartners } from '../../partners/partner-list.ts';
import { findPartner } from '../../partners/partners.ts';
import { applyImport } from './bringing/applying.ts';
import { undoImport } from './bringing/undoing.ts';
import type { Mapping } from './columns/fields.ts';
import { openColumns } from './columns/whose.ts';
import type { Import } from './import.ts';
import { findImport } from './imports.ts';
import { setMapping } from './planning/checking.ts';
import { readFiles } from './reading/read-file.ts';
import { startImport } from './starting.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

const LIMITS = { rows: 1000, fileBytes: 1_000_000, unpackedBytes: 1_000_000 };

/** Read, looked at and brought in; `change` is what somebody says about the columns. */
async function bring(
  name: string,
  lines: string[] | string,
  change = (mapping: Mapping): Mapping => mapping,
): Promise<Id<'imports'>> {
  const text = typeof lines === 'string' ? lines : lines.join('\n');
  const sheet = await readFiles([{ name, bytes: new TextEncoder().encode(text) }], LIMITS);
  const id = await startImport(ana, sheet, { target: 'partners', source: name, vintage: '', kind: '', fileName: name });
  const { mapping, version, status } = await findImport(ana, id);
  if (status === 'mapping') await setMapping(ana, id, { mapping: change(mapping), default_sector: '', version });
  await applyImport(ana, id);
  return id;
}

async function organizationNamed(name: string) {
  const { rows } = await listPartners(ana, partnerFilter.parse({}));
  const partner = rows.find((row) => row.name === name);
  const { organization_id } = await findPartner(ana, partner?.id ?? newId());
  return { organization: await findOrganization(ana, organization_id), people: await contactsOf(ana, organization_id) };
}

const shortly = (person: {
  name: string;
  phones: { kind: string; number: string }[];
  emails: { kind: string; email: string }[];
}) => [
  person.name,
  ...person.phones.map(({ kind, number }) => `${kind} ${number}`),
  ...person.emails.map(({ kind, email }) => `${kind} ${email}`),
];

describe('a card', () => {
  const CARD = (lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\n');
  const DANA = CARD([
    ...['FN:Dana Example', 'N:Example;Dana;;;', 'ORG:Tenants Union', 'TITLE:Organizer'],
    ...['TEL;TYPE=CELL:303-555-0161', 'TEL;TYPE=WORK:303-555-0162', 'TEL;TYPE=HOME:303-555-0163'],
    ...['EMAIL;TYPE=HOME:dana@example.net', 'EMAIL;TYPE=WORK:dana@union.example.org'],
    ...[
      'ADR;TYPE=HOME:;;12 Quiet Court;Alder Falls;CO;81410;USA',
      'ADR;TYPE=WORK:;;400 Union Street;Alder Falls;CO;81410;USA',
    ],
  ]);

  test('of a person gives the organization where they work, and nothing of theirs', async () => {
    await bring('dana.vcf', DANA);

    const { organization, people } = await organizationNamed('Tenants Union');
    expect(organization).toMatchObject({ email: '', phones: [], addresses: [{ address_1: '400 Union Street' }] });
    expect(people.map(shortly)).toEqual([
      [
        'Dana Example',
        'work +13035550162',
        'mobile +13035550161',
        'home +13035550163',
        'work dana@union.example.org',
        'home dana@example.net',
      ],
    ]);
    expect(people[0]).toMatchObject({
      may_be_published: false,
      addresses: [{ kind: 'home', address_1: '12 Quiet Court' }],
    });
  });

  test('of an organization keeps its own numbers, and says that a home in it is nobody’s', async () => {
    const id = await bring(
      'cafe.vcf',
      CARD([
        'FN:Cafe',
        'ORG:Cafe',
        'TEL:303-555-0171',
        'TEL;TYPE=WORK,CELL:303-555-0172',
        'TEL;TYPE=HOME:303-555-0173',
        'EMAIL:hello@cafe.example.org',
      ]),
    );

    const { organization, people } = await organizationNamed('Cafe');
    expect(organization.phones.map(({ phone_type, number }) => `${phone_type} ${number}`)).toEqual([
      'voice +13035550171',
      'cell +13035550172',
    ]);
    expect([organization.email, people]).toEqual(['hello@cafe.example.org', []]);
    expect(notKept(await findImport(ana, id))).toEqual(['TEL home 1']);
  });

  test('of somebody who is here already is one more role, and undoing the list leaves the person', async () => {
    await bring('dana.vcf', DANA);
    const again = await bring('choir.vcf', DANA.replace('Tenants Union', 'Choir').replace('Organizer', 'Singer'));

    expect(
      (await listPersons(ana, { search: '', page: 1 })).rows.map((each) => [each.name, each.roles.length]),
    ).toEqual([['Dana Example', 2]]);
    expect(await undoImport(ana, again)).toEqual([]);
    expect(
      (await listPersons(ana, { search: '', page: 1 })).rows.map((each) => [each.name, each.roles.length]),
    ).toEqual([['Dana Example', 1]]);
  });
});

describe('a table', () => {
  test('with a plain phone and mail beside a contact has the organization’s, until somebody says otherwise', async () => {
    const lines = ['Organization,Contact,Phone,Email', 'Hale Club,Rosa Ruiz,207-555-0110,office@hale.example.org'];
    await bring('club.csv', lines);
    const { organization, people } = await organizationNamed('Hale Club');
    expect([organization.email, organization.phones[0]?.number, people.map(shortly)]).toEqual([
      'office@hale.example.org',
      '+12075550110',
      [['Rosa Ruiz']],
    ]);

    await bring('other.csv', [lines[0] ?? '', 'Vale Club,Sam Ode,207-555-0119,desk@vale.example.org'], (mapping) =>
      mapping.map((field) => (field === 'phone' ? 'contact_phone' : field === 'email' ? 'contact_email' : field)),
    );
    const vale = await organizationNamed('Vale Club');
    expect([vale.organization.email, vale.organization.phones, vale.people.map(shortly)]).toEqual([
      '',
      [],
      [['Sam Ode', 'work +12075550119', 'work desk@vale.example.org']],
    ]);
  });

  test('leaves open whose a plain column is only where people stand beside it; its rows may tell', async () => {
    const open = async (line: string, rows: string[][] = []) => {
      const bytes = new TextEncoder().encode([line, ...rows.map((row) => row.join(','))].join('\n'));
      const { kind, header, rows: read } = await readFiles([{ name: 'x.csv', bytes }], LIMITS);
      return { kind, header, cells: read.map((row) => row.cells) };
    };
    const asked = async (line: string, rows: string[][]) => {
      const { header } = await open(line, rows);
      const id = await startImport(
        ana,
        await readFiles(
          [{ name: 'x.csv', bytes: new TextEncoder().encode([line, ...rows.map((row) => row.join(','))].join('\n')) }],
          LIMITS,
        ),
        {
          target: 'partners',
          source: 'x',
          vintage: '',
          kind: '',
          fileName: 'x.csv',
        },
      );
      return openColumns('table', header, (await findImport(ana, id)).mapping).map(
        ({ title, owner }) => `${title}: ${owner}`,
      );
    };

    return Promise.all([
      expect(asked('Organization,Phone,Email', [['A', '207-555-0110', 'a@b.example']])).resolves.toEqual([]),
      expect(
        asked('Organization,Contact,Phone,Email', [['A', 'Rosa Ruiz', '207-555-0110', 'rosa@b.example']]),
      ).resolves.toEqual(['Phone: organization', 'Email: person']),
      expect(asked('Organization,Name,Phone', [['A', 'Rosa Ruiz', '207-555-0110']])).resolves.toEqual([
        'Phone: person',
      ]),
      expect(asked('Organization,Cell', [['A', '207-555-0110']])).resolves.toEqual(['Cell: person']),
      expect(
        asked('Organization,Director’s email,Director,Home phone', [['A', 'x@b.example', 'Rosa', '207-555-0110']]),
      ).resolves.toEqual([]),
    ]);
  });

  test('keeps a cell, a home and a contact’s mail for the person; without one they are left out and counted', async () => {
    const id = await bring('mixed.csv', [
      "Organization,Contact,Contact email,Cell,Home phone,Home address,Home city,Director's email",
      'Hale Club,Rosa Ruiz,rosa@hale.example.org,207-555-0111,207-555-0112,12 Quiet Court,Harlow,',
      'Vale Club,,someone@vale.example.org,207-555-0113,207-555-0114,9 Hidden Way,Harlow,boss@vale.example.org',
    ]);

    const hale = await organizationNamed('Hale Club');
    expect(hale.people.map(shortly)).toEqual([
      ['Rosa Ruiz', 'mobile +12075550111', 'home +12075550112', 'work rosa@hale.example.org'],
    ]);
    expect(hale.people[0]?.addresses).toMatchObject([{ kind: 'home', address_1: '12 Quiet Court', city: 'Harlow' }]);
    for (const { organization } of [hale, await organizationNamed('Vale Club')])
      expect(organization).toMatchObject({ phones: [], email: '', addresses: [] });
    expect(notKept(await findImport(ana, id)).toSorted()).toEqual([
      'Cell 1',
      'Contact email 1',
      "Director's email 1",
      'Home address 1',
      'Home phone 1',
    ]);
  });

  test('unites the rows of one person, and drops nobody of the same name', async () => {
    await bring('rows.csv', [
      'Organization,Contact,Title,Contact email,Contact phone',
      'Arts Center,Rosa Peralta,Director,rosa@arts.example.org,',
      'Arts Center,Rosa Peralta,Director,,207-555-0131',
      'Arts Center,John Smith,Nurse,jsmith@arts.example.org,207-555-0134',
      'Arts Center,John Smith,Billing,john.smith2@arts.example.org,207-555-0135',
    ]);

    const { people } = await organizationNamed('Arts Center');
    expect(people.map(shortly).toSorted()).toEqual([
      ['John Smith', 'work +12075550134', 'work jsmith@arts.example.org'],
      ['John Smith', 'work +12075550135', 'work john.smith2@arts.example.org'],
      ['Rosa Peralta', 'work +12075550131', 'work rosa@arts.example.org'],
    ]);
  });

  test.each([
    ['en', 'Partner,Name,Role or title,E-mail address,Phone,In this role since,Until'],
    ['es', 'Socio,Nombre,Función o cargo,Correo electrónico,Teléfono,En esta función desde,Hasta'],
  ])('of people as we wrote it out before brings people back (%s)', async (_, head) => {
    await bring('contacts.csv', [
      head,
      'Two Club,Odalys Ferrer,Treasurer,odalys@two.example.org,(207) 555-0221,2025-02-01,',
      'Two Club,Bram Teller,Chair,,,2024-01-01,2026-06-30',
    ]);

    const { organization, people } = await organizationNamed('Two Club');
    expect(organization).toMatchObject({ phones: [], email: '' });
    expect(people.map((each) => [each.name, each.title, each.starts_on, each.ends_on, each.phones.length])).toEqual([
      ['Odalys Ferrer', 'Treasurer', '2025-02-01', null, 1],
      ['Bram Teller', 'Chair', '2024-01-01', '2026-06-30', 0],
    ]);
  });

  test('of Outlook or Google has Home and Mobile for the person, and an organization without one its own', async () => {
    await bring('outlook.csv', [
      'First Name,Last Name,E-mail Address,Company,Business Phone,Home Phone,Mobile Phone,Job Title,Home Street,Home City',
      'Rosa,Ruiz,rosa.ruiz@gmail.com,Hale Club,207-555-0110,207-555-0111,207-555-0112,Chair,12 Quiet Court,Harlow',
      ',,desk@vale.example.org,Vale Club,207-555-0120,,207-555-0122,,,',
    ]);
    await bring('google.csv', [
      'First Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street',
      'Sam,Ode,Dale Club,* myContacts,Home,sam@dale.example.org,Work,207-555-0130,Home,207-555-0131,Home,9 Hidden Way',
    ]);

    const [hale, vale, dale] = [
      await organizationNamed('Hale Club'),
      await organizationNamed('Vale Club'),
      await organizationNamed('Dale Club'),
    ];
    expect(hale.people.map(shortly)).toEqual([
      ['Rosa Ruiz', 'work +12075550110', 'mobile +12075550112', 'home +12075550111', 'other rosa.ruiz@gmail.com'],
    ]);
    expect(hale.organization).toMatchObject({ phones: [], email: '', addresses: [] });
    expect([vale.organization.email, vale.organization.phones.map((phone) => phone.number)]).toEqual([
      'desk@vale.example.org',
      ['+12075550120'],
    ]);
    expect(dale.people.map(shortly)).toEqual([
      ['Sam Ode', 'work +12075550130', 'home +12075550131', 'home sam@dale.example.org'],
    ]);
    expect(dale.organization.addresses).toEqual([]);
  });
});

test('a package’s phone that names its contact is the contact’s, whatever else it names', async () => {
  const organization = {
    ...{
      id: 'o',
      name: 'Quay',
      contacts: [{ id: 'c', name: 'Inés Duarte', phones: [{ number: '207-555-0141', type: 'cell' }] }],
    },
    phones: [
      { number: '207-555-0140', organization_id: 'o' },
      { number: '207-555-0142', organization_id: 'o', contact_id: 'c' },
    ],
  };
  await bring('quay.json', JSON.stringify([organization]));

  const { organization: quay, people } = await organizationNamed('Quay');
  expect(quay.phones.map((phone) => phone.number)).toEqual(['+12075550140']);
  expect(people.map(shortly)).toEqual([['Inés Duarte', 'mobile +12075550141', 'work +12075550142']]);
});

const notKept = ({ format }: Import): string[] =>
  (format.columns ?? []).filter((each) => each.not_kept > 0).map((each) => `${each.column} ${each.not_kept}`);
