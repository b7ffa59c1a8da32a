/**
 * Small lists that went wrong by a name: who is the same, who is found, and in which order people stand. The files are
 * in test/files/cases.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Ctx } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { type Id, newId } from '../src/house/ids.ts';
import { enter } from '../src/rooms/accounts/libraries.ts';
import { addContact } from '../src/rooms/directory/contacts.ts';
import { organizationDraft } from '../src/rooms/directory/organization.ts';
import { listPersons } from '../src/rooms/directory/persons.ts';
import { similarOrganizations } from '../src/rooms/directory/similar.ts';
import { duplicatesOf } from '../src/rooms/merging/duplicates.ts';
import { partnerFilter } from '../src/rooms/partners/partner.ts';
import { listPartners, partnerNames } from '../src/rooms/partners/partner-list.ts';
import { addPartner, changeStage, findPartner } from '../src/rooms/partners/partners.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import type { Target } from '../src/rooms/sourcing/imports/import.ts';
import { importRows } from '../src/rooms/sourcing/imports/import-rows.ts';
import { findImport } from '../src/rooms/sourcing/imports/imports.ts';
import { answerAll, fixRow, setMapping } from '../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import type { UploadedFile } from '../src/rooms/sourcing/imports/reading/sheet.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';
import { leadFilter } from '../src/rooms/sourcing/leads/lead.ts';
import { listLeads } from '../src/rooms/sourcing/leads/leads.ts';
import { publicListsFilter } from '../src/rooms/sourcing/public-lists/filter.ts';
import { irsRows } from '../src/rooms/sourcing/public-lists/irs-file.ts';
import { remakeListedKeys } from '../src/rooms/sourcing/public-lists/keys.ts';
import { loadPublicList } from '../src/rooms/sourcing/public-lists/load.ts';
import { searchPublicLists } from '../src/rooms/sourcing/public-lists/search.ts';
import { aContact, aLibrary, aMember, aSession } from './factories.ts';
import { aListedOrganization, loaded } from './public-list-factory.ts';
import { houseOn, useDatabase, Visitor } from './support.ts';
import { compareAll } from './work.ts';

const world = useDatabase();
const LIMITS = { rows: 1000, fileBytes: 1_000_000, unpackedBytes: 10_000_000 };
const member = async () => aMember(await aLibrary(world.host));

async function begin(ctx: Ctx, files: UploadedFile[], target: Target): Promise<Id<'imports'>> {
  const [{ name = '' } = {}] = files;
  const id = await startImport(ctx, await readFiles(files, LIMITS), {
    target,
    source: name,
    vintage: '',
    kind: '',
    fileName: name,
  });
  const { status, mapping, version } = await findImport(ctx, id);
  if (status === 'mapping') await setMapping(ctx, id, { mapping, default_sector: '', version });
  return id;
}
const bring = async (ctx: Ctx, name: string, target: Target = 'partners') =>
  applyImport(ctx, await begin(ctx, [{ name, bytes: readFileSync(join(root, 'test/files/cases', name)) }], target));
const found = async (ctx: Ctx, q: string) => {
  const page = await listPartners(ctx, partnerFilter.parse({ q }));
  return page.forgiving ? [] : page.rows.map((row) => row.name);
};
const add = (ctx: Ctx, name: string, more: object = {}) => addPartner(ctx, organizationDraft.parse({ name, ...more }));

test('the same six organizations, written otherwise, are possible duplicates', async () => {
  const ctx = await member();
  expect(await bring(ctx, '14-initials-with-periods.csv')).toMatchObject({ new: 6 });

  expect(await bring(ctx, '15-same-initials-without-periods.csv')).toMatchObject({ new: 0, duplicate: 6 });
});

const WRITTEN = [
  ['YMCA', 'Harlow Y.M.C.A.'],
  ['y m c a', 'Harlow Y.M.C.A.'],
  ['VFW', 'V.F.W. Post 123'],
  ['Saint Brendan', "St. Brendan's Parish"],
  ['ST BRENDANS', "St. Brendan's Parish"],
  ['st brendan’s', "St. Brendan's Parish"],
  ['harlow county health department', 'Harlow Co. Health Dept.'],
  ['Main Street Baptist', 'Main St. Baptist Church'],
  ['Centro Hispano Harlow', 'Centro Hispano de Harlow'],
] as const;

test('a partner is found by any of the ways in which its name is written', async () => {
  const ctx = await member();
  await bring(ctx, '14-initials-with-periods.csv');

  for (const [q, name] of WRITTEN) {
    expect(await found(ctx, q), q).toEqual([name]);
    expect((await partnerNames(ctx, q, [])).names.map((each) => each.name)).toEqual([name]);
  }
  // "saint" is written "st" in the key, which is in many words.
  expect(await found(ctx, 'Saint')).toEqual(['Main St. Baptist Church', "St. Brendan's Parish"]);
});

test('so is a lead on the shelf', async () => {
  const ctx = await member();
  await bring(ctx, '14-initials-with-periods.csv', 'leads');

  for (const [q, name] of WRITTEN) {
    const leads = await listLeads(ctx, leadFilter.parse({ q }), null);
    expect([leads.forgiving, leads.rows.map((row) => row.name)], q).toEqual([false, [name]]);
  }
});

test('so are the people of an organization', async () => {
  const ctx = await member();
  await bring(ctx, '14-initials-with-periods.csv');
  const { rows } = await listPartners(ctx, partnerFilter.parse({ q: 'ymca' }));
  const { organization_id } = await findPartner(ctx, rows[0]?.id ?? newId());
  await addContact(ctx, organization_id, aContact({ name: 'Dana Example' }));
  await addContact(
    ctx,
    (await findPartner(ctx, await add(ctx, 'Riverside Chess Circle'))).organization_id,
    aContact({ name: 'Dana Other' }),
  );

  for (const search of ['YMCA', 'harlow y.m.c.a.', 'dana ymca', 'Example'])
    expect((await listPersons(ctx, { search, page: 1 })).rows.map((each) => each.name)).toEqual(['Dana Example']);
  expect((await listPersons(ctx, { search: 'dana', page: 1 })).total).toBe(2);
});

test('what was answered about a row can be asked again until the list is brought in', async () => {
  const ctx = await member();
  await add(ctx, 'Harlow Y.M.C.A.');
  const id = await begin(
    ctx,
    [{ name: 'list.csv', bytes: new TextEncoder().encode('Name,City\nHarlow YMCA,Harlow\nElm Club,Sable\n') }],
    'partners',
  );
  const [row] = (await importRows(ctx, id, { outcome: 'duplicate', page: 1 })).rows;
  await answerAll(ctx, id, 'add');
  expect((await findImport(ctx, id)).counts).toMatchObject({ new: 2, duplicate: 0 });
  const visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ctx)).cookie);
  const page = `/l/${ctx.library.slug}/imports/${id}/rows/${row?.number}`;

  await visitor.get(page);
  const form = visitor.page.querySelectorAll('form').find((each) => each.querySelector('button')?.text === 'Ask again');
  await visitor.post(`${page}/answer`, {
    answer: '',
    _key: form?.querySelector('input[name=_key]')?.getAttribute('value') ?? '',
  });

  await enter(world.host, ctx.library);
  expect((await findImport(ctx, id)).counts).toMatchObject({ new: 1, duplicate: 1 });
  await visitor.get(page);
  expect(visitor.text).not.toContain('Ask again');
});

test('a row that is mended into the long form of a short name is asked about at once', async () => {
  const ctx = await member();
  await add(ctx, 'YMCA', { addresses: { 0: { address_type: 'physical', city: 'Harlow', state_province: 'CO' } } });
  const id = await begin(
    ctx,
    [
      {
        name: 'list.csv',
        bytes: new TextEncoder().encode('Name,City,State\nChess Circle,Harlow,CO\nElm Club,Sable,CO\n'),
      },
    ],
    'partners',
  );
  const [row] = (await importRows(ctx, id, { outcome: 'new', page: 1 })).rows;

  await fixRow(ctx, { importId: id, number: row?.number ?? 0 }, ['Young Mens Christian Association', 'Harlow', 'CO']);

  expect((await findImport(ctx, id)).counts).toMatchObject({ new: 1, duplicate: 1 });
});

const PAIRS = [
  ['Harlow Y.M.C.A.', 'YMCA of Harlow'],
  ['St. Brendan’s Parish', 'SAINT BRENDANS PARISH'],
  ['Boys & Girls Club', 'Boys and Girls Club, Inc.'],
  ['The Peña Center', 'Pena Ctr'],
  ['Lewiston-Auburn Arts', 'Lewiston Auburn Arts'],
  ['St. Vincent de Paul', 'Saint Vincent DePaul'],
  ['O’Brien Foundation', 'O BRIEN FOUNDATION'],
  ['Harlow Wellness dba Alder Clinic', 'Alder Clinic'],
  ['Harlow Wellness, d/b/a Alder Clinic', 'Harlow Wellness LLC'],
  ['4-H of Harlow', 'Harlow 4H'],
  ['Young Men’s Christian Association', 'YMCA'],
  ['Veterans of Foreign Wars Post 12', 'VFW Post 12'],
  ['Harlow Historical Society', 'HHS'],
] as const;

test.each(PAIRS)('the form warns early of "%s" and "%s"', async (one, other) => {
  for (const [there, typed] of [[one, other] as const, [other, one] as const]) {
    const ctx = await member();
    await add(ctx, there);
    await add(ctx, 'Riverside Chess Circle');

    expect(await similarOrganizations(ctx, { name: typed }), typed).toMatchObject([{ name: there, reasons: ['name'] }]);
  }
});

test.each(PAIRS)('the review asks about "%s" and "%s" at one phone', async (one, other) => {
  const ctx = await member();
  const phones = { 0: { number: '303-555-0117' } };
  await add(ctx, one, { phones });
  await add(ctx, other, { phones });

  await compareAll(world.db);
  expect((await duplicatesOf(ctx)).total).toBe(1);
});

describe('a partner that somebody works with', () => {
  const list = (line: string) => [
    { name: 'list.csv', bytes: new TextEncoder().encode(`Name,City,State,EIN\n${line}\n`) },
  ];
  const brought = async (ctx: Ctx, line: string) => {
    const id = await begin(ctx, list(line), 'partners');
    return { id, counts: (await findImport(ctx, id)).counts };
  };
  const works = async (stage: 'active' | 'talking' | 'potential', more: object = {}) => {
    const ctx = await member();
    const id = await add(ctx, 'Haven House', {
      addresses: { 0: { address_type: 'physical', city: 'North Harlow', state_province: 'CO' } },
      ...more,
    });
    const { version } = await findPartner(ctx, id);
    if (stage !== 'potential') await changeStage(ctx, id, { stage, reason: '', version });
    return ctx;
  };

  test('is never brought in a second time because its city is written otherwise', async () => {
    for (const line of ['Haven House,N. Harlow,CO,', '"The Haven House, Inc.",Harlow Village,CO,', 'HAVEN HOUSE,,,']) {
      const ctx = await works('active');

      const { id, counts } = await brought(ctx, line);

      expect([line, counts.new, counts.duplicate]).toEqual([line, 0, 1]);
      await answerAll(ctx, id, 'best');
      expect(await applyImport(ctx, id)).toMatchObject({ new: 0, duplicate: 0 });
    }
    expect((await brought(await works('talking'), 'Haven House,Harlow,CO,')).counts).toMatchObject({
      new: 0,
      duplicate: 1,
    });
  });

  test('is another one when a person says so, or when the tax ids do', async () => {
    const ctx = await works('active', { tax_id: '27-1067272' });
    const { id } = await brought(ctx, 'Haven House,Millbrook,CO,');
    await answerAll(ctx, id, 'add');
    expect(await applyImport(ctx, id)).toMatchObject({ new: 1 });

    expect((await brought(ctx, 'Haven House,Alder Creek,CO,84-2223334')).counts).toMatchObject({
      new: 1,
      duplicate: 0,
    });
  });

  test('is asked about, and a chapter of one name that only stands on the list is not', async () => {
    expect((await brought(await works('potential'), 'Haven House,Millbrook,CO,')).counts).toMatchObject({
      new: 1,
      duplicate: 0,
    });
    expect((await brought(await works('active'), 'Haven Home,Millbrook,CO,')).counts).toMatchObject({
      new: 1,
      duplicate: 0,
    });
  });
});

describe('names of the tax office', () => {
  const search = async (q: string) =>
    (await searchPublicLists(world.host, publicListsFilter.parse({ q }))).rows.map((row) => row.name);
  const load = async () => {
    const stream = Readable.from([readFileSync(join(root, 'test/files/cases/23-irs-names.csv'))]);
    const list = { source: 'irs', vintage: '2026-08', fileName: '23-irs-names.csv' };
    return loadPublicList(world.host, { ...list, rows: irsRows(stream) });
  };

  test('are shown with their initials in capitals', async () => {
    expect(await load()).toMatchObject({ new: 8 });

    expect(await search('harlow county')).toEqual(['Y M C A of Harlow County', 'United Way of Harlow County']);
    expect(await search('colorado congress')).toEqual(['P T A Colorado Congress']);
  });

  test('are found by the way in which people write them', async () => {
    await load();

    for (const [q, found] of [
      ['YMCA', ['Y M C A of Harlow County', 'Young Mens Christian Association of Sable']],
      ['Y.M.C.A. of Sable', ['Young Mens Christian Association of Sable']],
      ['St Vincent de Paul', ['St Vincent Depaul Society']],
      ['Saint Vincent de Paul', ['St Vincent Depaul Society']],
      ['DePaul', ['St Vincent Depaul Society']],
      ['O’Brien', ['O Brien Family Foundation']],
      ['obrien family', ['O Brien Family Foundation']],
      ['PTA', ['P T A Colorado Congress']],
      ['Boys and Girls Club', ['Boys & Girls Club of Harlow']],
      ['Association de Padres', ['Assoc de Padres Ninos y Jovenes']],
      ['harlow co united way', ['United Way of Harlow County']],
    ] as const)
      expect([q, (await search(q)).toSorted()]).toEqual([q, found]);
  });

  test('that were loaded before are found so too, after the worker has been through them', async () => {
    await load();
    const rows = async () => (await sql`select * from listed_organizations order by id`.execute(world.db)).rows;
    const loaded = await rows();
    await sql`update listed_organizations set name = replace(name, 'M C A', 'M C a'), name_key = lower(name), words = to_tsvector('simple', lower(name))`.execute(
      world.db,
    );
    await sql`delete from listed_organization_words`.execute(world.db);
    expect(await search('YMCA')).toEqual([]);

    while (await remakeListedKeys(world.host)) expect(await rows()).toEqual(loaded);

    expect(await search('YMCA')).toHaveLength(2);
    expect(await remakeListedKeys(world.host)).toBe(false);
  });
});

describe('Puerto Rico and the islands', () => {
  const FILE = '29-puerto-rico-guam.csv';
  const near = [
    ['00716', 'Casa de Cuentos'],
    ['96910', 'Marianas Story Hour'],
    ['00820', 'St. Croix Readers'],
  ] as const;

  test.each(near)('a lead near %s is found: %s', async (zip, name) => {
    const ctx = await member();
    await bring(ctx, FILE, 'leads');
    const visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ctx)).cookie);

    await visitor.get(`/l/${ctx.library.slug}/leads?near=${zip}`);

    expect(visitor.page.querySelectorAll('tbody th').map((each) => each.text.trim())).toEqual([name]);
    expect(visitor.text).not.toContain('We do not know the ZIP code');
  });

  test.each(near)('so is a stranger of the public lists near %s, with words and without: %s', async (zip, name) => {
    const state = { '00716': 'PR', '96910': 'GU', '00820': 'VI' }[zip];
    await loaded(world.host, [
      aListedOrganization({ name, city: 'Town', state, postal_code: zip }),
      aListedOrganization({ name: 'Far away', postal_code: '04240' }),
    ]);

    for (const q of ['', name])
      expect(await searchPublicLists(world.host, publicListsFilter.parse({ near: zip, q }))).toMatchObject({
        unknownPlace: false,
        rows: [{ name, miles: 0 }],
      });
  });

  test('who asks for a ZIP code that is none is told how one looks, and who asks for one that we lack is not', async () => {
    const ctx = await member();
    await bring(ctx, FILE, 'leads');
    await loaded(world.host, [aListedOrganization()]);
    const visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ctx)).cookie);

    for (const page of ['leads', 'public-lists'])
      for (const [zip, said] of [
        ['Ponce', 'Enter five digits'],
        ['00099', 'We do not know where the ZIP code “00099” is.'],
      ]) {
        await visitor.get(`/l/${ctx.library.slug}/${page}?near=${zip}`);
        expect([page, zip, visitor.text.includes(said ?? ''), visitor.text.includes('Enter five digits')]).toEqual([
          page,
          zip,
          true,
          zip === 'Ponce',
        ]);
      }
  });
});
