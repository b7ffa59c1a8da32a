/**
 * A distinctive word or number in every field that is a person's own, brought in by every kind of list and by the
 * forms; then everything that leaves the house is asked for it. The files are the product's own list of them, so that a
 * new one is in the test before anybody thinks of it.
 *
 * @module-tag long
 */
import { unzipSync, zipSync } from 'fflate';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import type { Log } from '../../src/house/log.ts';
import { toWorkbook } from '../../src/house/xlsx.ts';
import { FILES, type FileName } from '../../src/pages/exports/list.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { contactsOf } from '../../src/rooms/directory/contacts.ts';
import { partnerFilter } from '../../src/rooms/partners/partner.ts';
import { listPartners } from '../../src/rooms/partners/partner-list.ts';
import { addPartner, changeStage, findPartner } from '../../src/rooms/partners/partners.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/bringing/applying.ts';
import { findImport } from '../../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../../src/rooms/sourcing/imports/starting.ts';
import { buildApp } from '../../src/server.ts';
import { aDraft, aLibrary, aMember, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let lines: string[];
let cookie: string;
let ids: string[];

/** Words, and numbers without anything but digits. */
const own: string[] = [];
const work: string[] = [];
/** Of somebody who has left: in the lists of people, and in no card. */
const former: string[] = [];
/** In a row that names nobody: kept nowhere but among the rows of the import. */
const nobodys: string[] = [];
/** What a list said that has no field here or in the standard: kept and shown, and in the archive alone. */
const inHouse: string[] = [];
/** What somebody is there for, and who looked a service up: in the staff's own files, never public. */
const staffOnly: string[] = [];

let count = 0;
const word = (list: string[], text: string): string => {
  const made = `${text}canary${++count}x`;
  list.push(made);
  return made;
};
const number = (list: string[]): string => {
  const made = `303777${String(1000 + ++count)}`;
  list.push(made);
  return made;
};
const mail = (list: string[]) => `${word(list, 'mail')}@example.org`;

const TABLE = [
  'Organization',
  'Contact',
  'Title',
  'Contact email',
  'Contact phone',
  'Cell',
  'Home phone',
  'Personal email',
  'Home address',
  'Home city',
];
const tableRow = (kind: string) => [
  ...[
    `Org ${kind}`,
    `Person ${kind}`,
    'Chair',
    mail(work),
    number(work),
    number(own),
    number(own),
    mail(own),
    word(own, 'street'),
    word(own, 'town'),
  ],
];
const nobodyRow = (kind: string) => [
  ...[
    `Lonely ${kind}`,
    '',
    '',
    mail(nobodys),
    number(nobodys),
    number(nobodys),
    number(nobodys),
    mail(nobodys),
    word(nobodys, 'street'),
    'Harlow',
  ],
];
const csv = (rows: string[][]) => rows.map((row) => row.join(',')).join('\n');

const card = (version: string) =>
  [
    ...[
      'BEGIN:VCARD',
      `VERSION:${version}`,
      `FN:Person ${version}`,
      `N:${version};Person;;;`,
      `ORG:Org card ${version}`,
    ],
    ...[
      `TEL;TYPE=WORK:${number(work)}`,
      `TEL;TYPE=CELL:${number(own)}`,
      `TEL;TYPE=HOME:${number(own)}`,
      `TEL:${number(own)}`,
    ],
    ...[
      `EMAIL;TYPE=WORK:${mail(work)}`,
      `EMAIL;TYPE=HOME:${mail(own)}`,
      `ADR;TYPE=HOME:;;${word(own, 'street')};${word(own, 'town')};CO;81410;`,
    ],
    ...[`ADR:;;${word(own, 'street')};Harlow;CO;81410;`, 'END:VCARD', ''],
  ].join('\n');

const HSDS = {
  organizations: () => [
    {
      ...{
        id: 'o1',
        name: 'Org json',
        mood: word(inHouse, 'mood'),
        attributes: [{ value: 'x', whim: word(inHouse, 'whim') }],
      },
      contacts: [
        {
          ...{
            id: 'c1',
            name: 'Person json',
            title: 'Chair',
            department: word(staffOnly, 'department'),
            hobby: word(inHouse, 'hobby'),
          },
          ...{
            email: mail(work),
            phones: [{ number: number(own), type: 'cell' }, { number: word(inHouse, 'nonumber') }],
          },
        },
      ],
      services: [
        {
          ...{
            id: 's1',
            name: 'Service json',
            status: 'active',
            assurer_email: mail(staffOnly),
            cook: word(inHouse, 'cook'),
          },
          contacts: [
            { id: 'c2', name: 'Person service', email: mail(work), phones: [{ number: number(own), type: 'cell' }] },
          ],
          service_at_locations: [
            { location: { id: 'l1', name: 'Place json', location_type: 'physical', keeper: word(inHouse, 'keeper') } },
          ],
        },
      ],
    },
  ],
  zip: () => {
    const file = (text: string) => new TextEncoder().encode(text);
    return zipSync({
      'organizations.csv': file('id,name,description\no2,Org zip,x'),
      'contacts.csv': file(`id,organization_id,name,email\nc2,o2,Person zip,${mail(work)}`),
      'phones.csv': file(`id,organization_id,contact_id,number,type\np2,o2,c2,${number(own)},cell`),
    });
  },
};

async function lists(): Promise<[name: string, bytes: Uint8Array][]> {
  const text = (content: string) => new TextEncoder().encode(content);
  const outlook =
    'First Name,Last Name,E-mail Address,Company,Business Phone,Home Phone,Mobile Phone,Other Phone,Job Title,Home Street,Home City,Other Street';
  const google =
    'First Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street';
  return [
    ['table.csv', text(csv([TABLE, tableRow('csv'), nobodyRow('csv')]))],
    [
      'book.xlsx',
      new Uint8Array(
        await toWorkbook([{ sheet: 'One', rows: [TABLE, tableRow('xlsx'), nobodyRow('xlsx')], widths: [] }]),
      ),
    ],
    ['three.vcf', text(card('3.0'))],
    ['four.vcf', text(card('4.0'))],
    [
      'outlook.csv',
      text(
        csv([
          outlook.split(','),
          [
            'Person',
            'outlook',
            mail(work),
            'Org outlook',
            number(work),
            number(own),
            number(own),
            number(own),
            'Chair',
            word(own, 'street'),
            word(own, 'town'),
            word(own, 'street'),
          ],
        ]),
      ),
    ],
    [
      'google.csv',
      text(
        csv([
          google.split(','),
          [
            'Person',
            'google',
            'Org google',
            'x',
            'Home',
            mail(own),
            'Mobile',
            number(own),
            'Home',
            number(own),
            'Home',
            word(own, 'street'),
          ],
        ]),
      ),
    ],
    ['hsds.json', text(JSON.stringify(HSDS.organizations()))],
    ['hsds.zip', HSDS.zip()],
  ];
}

async function bring(name: string, bytes: Uint8Array): Promise<void> {
  const sheet = await readFiles([{ name, bytes }], { rows: 1000, fileBytes: 1_000_000, unpackedBytes: 1_000_000 });
  const id = await startImport(ana, sheet, { target: 'partners', source: name, vintage: '', kind: '', fileName: name });
  const { mapping, version, status } = await findImport(ana, id);
  if (status === 'mapping') await setMapping(ana, id, { mapping, default_sector: '', version });
  const counts = await applyImport(ana, id);
  expect([name, counts.error, counts.duplicate]).toEqual([name, 0, 0]);
}

const house = () =>
  houseOn(world.db, { log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }) as unknown as Log });

/** One who may be published, one who may not, and one who may but has left. */
const published = { email: 'openmail@example.org', phone: '3037770001' };

async function byForm(visitor: Visitor, partner: string): Promise<void> {
  const path = `/l/${ana.library.slug}/partners/${partner}/contacts/new`;
  const personal = (list: string[]) => ({
    ...{
      'phones.1.kind': 'mobile',
      'phones.1.number': number(list),
      'phones.2.kind': 'home',
      'phones.2.number': number(list),
    },
    ...{
      'emails.1.kind': 'home',
      'emails.1.email': mail(list),
      'addresses.0.kind': 'home',
      'addresses.0.address_1': word(list, 'street'),
    },
  });
  const add = async (fields: Record<string, string>) => {
    await visitor.get(path, { cookie });
    await visitor.post(
      path,
      { ...visitor.fieldsOn(path), ...personal(fields.ends_on ? former : own), ...fields },
      { cookie },
    );
    expect([fields.name, visitor.status]).toEqual([fields.name, 200]);
  };
  await add({
    name: 'Open Person',
    may_be_published: 'on',
    'phones.0.number': published.phone,
    'emails.0.email': published.email,
  });
  await add({ name: 'Closed Person', 'phones.0.number': number(work), 'emails.0.email': mail(work) });
  await add({
    name: 'Former Person',
    may_be_published: 'on',
    ends_on: '2025-01-31',
    'phones.0.number': number(work),
    'emails.0.email': mail(work),
  });
}

beforeEach(async () => {
  for (const list of [own, work, former, nobodys, inHouse, staffOnly]) list.length = 0;
  lines = [];
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  for (const [name, bytes] of await lists()) await bring(name, bytes);
  const partner = await addPartner(ana, aDraft({ name: 'By hand' }));
  ({ cookie } = await aSession(ana));
  const visitor = new Visitor(house());
  await byForm(visitor, partner);
  await enter(world.host, ana.library);
  const { rows } = await listPartners(ana, partnerFilter.parse({}));
  ids = [];
  for (const { id } of rows) {
    await changeStage(ana, id, { stage: 'active', reason: '', version: (await findPartner(ana, id)).version });
    ids.push((await findPartner(ana, id)).organization_id);
  }
  await world.db.updateTable('libraries').set({ public_directory: true }).where('id', '=', ana.library.id).execute();
});

/** What a file says, whatever it is packed in; numbers also without what people write between digits. */
function textOf(bytes: Uint8Array): string {
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const text = packed
    ? Object.values(unzipSync(bytes)).map(textOf).join('\n')
    : new TextDecoder().decode(bytes).replaceAll(/\r\n /g, '');
  return `${text}\n${text.replace(/[ ().-]/g, '')}`;
}

const among = (words: string[], text: string) => words.filter((each) => text.includes(each));

/** What is people's own is asked for by a button, everything else by its address. */
async function bytesOf(name: string): Promise<Uint8Array> {
  const method = name.includes('with-personal-data') ? 'POST' : 'GET';
  const headers = { cookie, origin: 'http://library.test' };
  const response = await buildApp(house()).request(`http://library.test/l/${ana.library.slug}/exports/${name}`, {
    method,
    headers,
  });
  expect([name, response.status]).toEqual([name, 200]);
  return new Uint8Array(await response.arrayBuffer());
}

const file = async (name: string): Promise<string> => textOf(await bytesOf(name));

test('what is a person’s own is in the files that say so and in the archive, and in nothing else that leaves the house', async () => {
  expect([own.length > 40, work.length > 12, nobodys.length]).toEqual([true, true, 12]);

  for (const name of Object.keys(FILES) as FileName[]) {
    const { personal, machines }: { type: string; personal?: true; machines?: string } = FILES[name];
    for (const path of machines ? [name, `${name}?for=machines`] : [name]) {
      const text = await file(path);
      expect([path, personal ? own.filter((each) => !text.includes(each)) : among(own, text)]).toEqual([path, []]);
      expect([path, name === 'archive.zip' ? [] : among([...nobodys, ...inHouse], text)]).toEqual([path, []]);
      if (name === 'archive.zip') expect(among([...inHouse, ...staffOnly], text)).toEqual([...inHouse, ...staffOnly]);
      const cards = name.endsWith('.vcf');
      expect([path, personal && !cards ? former.filter((each) => !text.includes(each)) : among(former, text)]).toEqual([
        path,
        [],
      ]);
      if (name === 'partners.csv')
        expect([path, among([...work, published.phone, published.email], text)]).toEqual([path, []]);
    }
  }
  expect(lines.length).toBeGreaterThan(0);
  expect(among([...own, ...work, ...former, ...nobodys], textOf(new TextEncoder().encode(lines.join(''))))).toEqual([]);
});

test('of people the public directory says only who may be published, only as long as they are there, and only what belongs to the work', async () => {
  const lists = ['organizations', 'services', 'service_at_locations', 'taxonomies', 'taxonomy_terms'];
  const paths = [
    ...['', '/openapi.json', ...lists.map((name) => `/${name}`)],
    ...lists.flatMap((name) => [
      `/${name}?full=true&per_page=100`,
      `/${name}?full_service=true&per_page=100`,
      `/${name}?format=ndjson&full=true`,
    ]),
    ...ids.map((id) => `/organizations/${id}`),
  ];
  const texts = await Promise.all(
    paths.map(async (path) =>
      textOf(
        new Uint8Array(
          await (await buildApp(house()).request(`http://library.test/hsds/${ana.library.slug}${path}`)).arrayBuffer(),
        ),
      ),
    ),
  );

  for (const [at, text] of texts.entries()) {
    expect([paths[at], among([...own, ...work, ...former, ...nobodys, ...inHouse, ...staffOnly], text)]).toEqual([
      paths[at],
      [],
    ]);
    expect([
      paths[at],
      among(['Closed Person', 'Former Person', 'Person csv', 'Person json', 'Person service'], text),
    ]).toEqual([paths[at], []]);
  }
  const full = texts[paths.indexOf('/organizations?full=true&per_page=100')] ?? '';
  expect(among(['Open Person', published.email, published.phone], full)).toEqual([
    'Open Person',
    published.email,
    published.phone,
  ]);
});

test('none of it is an organization’s in our own records, and our own files bring none of it there', async () => {
  const before = ids.length;
  for (const name of [
    'contacts.csv',
    'contacts-with-personal-data.csv',
    'contacts-with-personal-data.xlsx',
    'cards-with-personal-data-3.vcf',
    'cards-with-personal-data-4.vcf',
    'partners-4.vcf',
    'hsds.json',
    'hsds.zip',
  ]) {
    const bytes = await bytesOf(name);
    const other = await aMember(await aLibrary(world.host), 'coordinator');
    const mine = ana;
    ana = other;
    await enter(world.host, other.library);
    await bring(name, bytes);
    const { rows } = await listPartners(other, partnerFilter.parse({}));
    const people = (
      await Promise.all(rows.map(async ({ id }) => contactsOf(other, (await findPartner(other, id)).organization_id)))
    ).flat();
    const facts = await world.db
      .selectFrom('organizations')
      .selectAll()
      .where('library_id', '=', other.library.id)
      .execute();
    const numbers = await world.db
      .selectFrom('phones')
      .selectAll()
      .where('library_id', '=', other.library.id)
      .execute();
    const places = await world.db
      .selectFrom('addresses')
      .selectAll()
      .where('library_id', '=', other.library.id)
      .execute();
    expect([
      name,
      among([...own, ...work, ...former], textOf(new TextEncoder().encode(JSON.stringify([facts, numbers, places])))),
    ]).toEqual([name, []]);
    expect([name, people.length > 0 && rows.length <= before]).toEqual([name, true]);
    ana = mine;
    await enter(world.host, ana.library);
  }
});
