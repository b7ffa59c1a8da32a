import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aRemark } from '../../../../test/factories.ts';
import { useDatabase } from '../../../../test/support.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { root } from '../../../house/data.ts';
import { Forbidden, Invalid, NotFound } from '../../../house/errors.ts';
import { type Id, newId } from '../../../house/ids.ts';
import { contactsOf } from '../../directory/contacts.ts';
import { changeOrganization, findOrganization } from '../../directory/organizations.ts';
import { asTyped } from '../../directory/typed-organization.ts';
import { partnerFilter } from '../../partners/partner.ts';
import { listPartners } from '../../partners/partner-list.ts';
import { findPartner } from '../../partners/partners.ts';
import { leadFilter } from '../leads/lead.ts';
import { listLeads } from '../leads/leads.ts';
import { applyImport } from './bringing/applying.ts';
import { promoteLeads } from './bringing/promotions.ts';
import { undoImport } from './bringing/undoing.ts';
import type { Counts, Target } from './import.ts';
import { badRows, importRows } from './import-rows.ts';
import { discardImport, findImport, listImports, queueImport, queueUndo } from './imports.ts';
import { answerAll, answerRow, fixRow, leaveOutErrors, setMapping } from './planning/checking.ts';
import { draftOf } from './planning/differences.ts';
import { readFiles } from './reading/read-file.ts';
import type { UploadedFile } from './reading/sheet.ts';
import { startImport } from './starting.ts';

const world = useDatabase();
const LIMITS = { rows: 50_000, fileBytes: 20_000_000, unpackedBytes: 200_000_000 };
const csv = (...lines: string[]): UploadedFile[] => [
  { name: 'list.csv', bytes: new TextEncoder().encode(lines.join('\n')) },
];
const folder = (path: string): UploadedFile[] =>
  readdirSync(join(root, 'test/files', path)).map((name) => ({
    name,
    bytes: readFileSync(join(root, 'test/files', path, name)),
  }));
const file = (path: string): UploadedFile[] => [
  { name: path.split('/').at(-1) ?? path, bytes: readFileSync(join(root, 'test/files', path)) },
];

async function begin(
  ctx: Ctx,
  files: UploadedFile[],
  over: { target?: Target; source?: string } = {},
): Promise<Id<'imports'>> {
  const id = await startImport(ctx, await readFiles(files, LIMITS), {
    target: 'partners',
    source: 'list',
    vintage: '',
    kind: '',
    ...over,
    fileName: files[0]?.name ?? '',
  });
  const { status, mapping, version } = await findImport(ctx, id);
  if (status === 'mapping') await setMapping(ctx, id, { mapping, default_sector: '', version });
  return id;
}

async function bring(
  ctx: Ctx,
  files: UploadedFile[],
  over: { target?: Target; source?: string } = {},
): Promise<{ id: Id<'imports'>; counts: Counts }> {
  const id = await begin(ctx, files, over);
  return { id, counts: await applyImport(ctx, id) };
}

/** Everything an import may touch, as it is stored. */
async function everything(ctx: Ctx): Promise<unknown> {
  const tables = [
    'organizations',
    'organization_sectors',
    'organization_sources',
    'addresses',
    'phones',
    'contacts',
    'partners',
    'services',
    'service_terms',
    'locations',
    'service_at_locations',
    'leads',
  ];
  const all: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await sql<{
      row: unknown;
    }>`select to_jsonb(t) as row from ${sql.table(table)} t where library_id = ${ctx.library.id} order by to_jsonb(t)::text`.execute(
      ctx.db,
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

/** The same without what is new each time: ids, keys of rows, times. */
async function facts(ctx: Ctx): Promise<string> {
  const text = JSON.stringify(await everything(ctx));
  const plain = JSON.parse(text, (key, value) =>
    /^(id|.*_id|.*_at|created_by)$/.test(key) && key !== 'external_id' && key !== 'tax_id' ? null : value,
  );
  for (const rows of Object.values(plain as Record<string, unknown[]>))
    rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return JSON.stringify(plain);
}

const partnersOf = async (ctx: Ctx) => (await listPartners(ctx, partnerFilter.parse({}))).rows;
const partnerNamed = async (ctx: Ctx, name: string) =>
  findPartner(ctx, (await partnersOf(ctx)).find((row) => row.name === name)?.id ?? newId());

const CHAMBER = csv(
  'Company,Contact Person,Email,Phone,Street,City,ST,Zip,Type of group,Category',
  'Harlow Bakery,Ana Diaz,ana@bakery.example,(207) 555-0110,1 Main St,Harlow,ME,4240,x,Business',
  'Harlow Bakery,Ben Ode,ben@bakery.example,(207) 555-0110,1 Main St,Harlow,ME,4240,x,Business',
  'Valley Clinic,,info@clinic.example,207.555.0120,9 Hill Rd,Harlow,ME,04240,x,Health',
);

describe('an import', () => {
  test('brings organizations with their people, phones and places in, once', async () => {
    const ctx = await aMember(await aLibrary(world.host));

    const { counts } = await bring(ctx, CHAMBER);

    expect(counts).toMatchObject({ rows: 3, new: 3, changed: 0, same: 0, duplicate: 0, error: 0 });
    const partner = await partnerNamed(ctx, 'Harlow Bakery');
    const bakery = await findOrganization(ctx, partner.organization_id);
    expect(bakery).toMatchObject({
      sectors: ['business'],
      phones: [{ number: '+12075550110' }],
      addresses: [{ city: 'Harlow', postal_code: '04240' }],
    });
    expect((await contactsOf(ctx, partner.organization_id)).map((each) => each.name)).toEqual(['Ana Diaz', 'Ben Ode']);
    expect(partner.stage).toBe('potential');
  });

  test('of the same file a second time changes nothing', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await bring(ctx, CHAMBER);
    const before = await everything(ctx);

    const { counts } = await bring(ctx, CHAMBER);

    expect(counts).toMatchObject({ rows: 3, new: 0, changed: 0, same: 3, duplicate: 0 });
    expect(await everything(ctx)).toEqual(before);
  });

  test('is undone to exactly what was there', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await aPartner(ctx, { name: 'Already here' });
    await bring(ctx, csv('Company,City,Phone', 'Harlow Bakery,Harlow,207 555 0110'));
    const before = await everything(ctx);
    const { id, counts } = await bring(
      ctx,
      csv('Company,City,Phone', 'Harlow Bakery,Harlow,207 555 0199', 'New Place,Harlow,'),
    );
    expect(counts).toMatchObject({ new: 1, changed: 1 });

    const kept = await undoImport(ctx, id);

    expect(kept).toEqual([]);
    expect(await everything(ctx)).toEqual(before);
    expect((await findImport(ctx, id)).status).toBe('undone');
  });

  test('that is undone leaves what somebody changed or built on since, and names it', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const { id } = await bring(ctx, CHAMBER);
    const clinic = await partnerNamed(ctx, 'Valley Clinic');
    await aRemark(ctx, clinic.id, { body: 'Met them', audience: 'library', happened_on: null });

    const kept = await undoImport(ctx, id);

    expect(kept).toHaveLength(1);
    expect((await partnersOf(ctx)).map((row) => row.name)).toEqual(['Valley Clinic']);
    expect((await findOrganization(ctx, clinic.organization_id)).phones).toHaveLength(1);
    expect((await findImport(ctx, id)).problem).toMatchObject({ kept: ['Valley Clinic'] });
  });

  test('of a newer edition changes what the list changed, and nothing a person wrote', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await bring(ctx, csv('Company,City,Email,Website', 'Harlow Bakery,Harlow,old@bakery.example,bakery.example'));
    const partner = await partnerNamed(ctx, 'Harlow Bakery');
    const stored = await findOrganization(ctx, partner.organization_id);
    await changeOrganization(ctx, stored.id, {
      ...draftOf(stored),
      website: 'https://ours.example',
      version: stored.version,
    });

    const { counts } = await bring(
      ctx,
      csv('Company,City,Email,Website', 'Harlow Bakery,Harlow,new@bakery.example,newer.example'),
    );

    expect(counts.changed).toBe(1);
    expect(asTyped(await findOrganization(ctx, stored.id))).toMatchObject({
      email: 'new@bakery.example',
      website: 'https://ours.example',
    });
  });

  test('asks before it takes an organization for one that is there', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const partner = await aPartner(ctx, { name: 'The Harlow Bakery, Inc.', phones: { 0: { number: '207 555 0110' } } });
    const id = await begin(ctx, CHAMBER);
    expect((await findImport(ctx, id)).counts).toMatchObject({ duplicate: 2, new: 1 });
    const [row] = (await importRows(ctx, id, { outcome: 'duplicate', page: 1 })).rows;
    expect(row?.plan?.matches[0]).toMatchObject({ name: 'The Harlow Bakery, Inc.', partner_id: partner });

    await answerRow(ctx, { importId: id, number: row?.number ?? 0 }, row?.plan?.matches[0]?.id ?? newId());
    await applyImport(ctx, id);

    expect((await partnersOf(ctx)).map((each) => each.name).toSorted()).toEqual([
      'The Harlow Bakery, Inc.',
      'Valley Clinic',
    ]);
    const organization = await findOrganization(ctx, (await findPartner(ctx, partner)).organization_id);
    expect(organization).toMatchObject({
      name: 'The Harlow Bakery, Inc.',
      alternate_names: ['Harlow Bakery'],
      sectors: ['business'],
    });
    expect((await bring(ctx, CHAMBER)).counts).toMatchObject({ same: 3 });
  });

  test('leaves look-alikes out until somebody answers for all of them', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await aPartner(ctx, { name: 'Harlow Bakery', phones: { 0: { number: '207 555 0110' } } });
    const { counts } = await bring(ctx, CHAMBER);
    expect(counts).toMatchObject({ duplicate: 2, new: 1 });

    const id = await begin(ctx, CHAMBER);
    await answerAll(ctx, id, 'add');

    expect((await findImport(ctx, id)).counts).toMatchObject({ duplicate: 0, new: 2, same: 1 });
  });

  test('names row and column of what cannot be read, takes the rest, and the row once it is mended', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const id = await begin(
      ctx,
      csv(
        'Name,E-mail,Phone,Zip',
        'Good,good@example.org,207 555 0100,04240',
        'Bad,not a mail,12,04240',
        ',x@example.org,,',
        'Wide,a@example.org,,04240,spare',
      ),
    );
    expect((await findImport(ctx, id)).counts).toMatchObject({ rows: 4, new: 2, error: 2 });
    const bad = await badRows(ctx, id);
    expect(bad.map((row) => [row.number, row.problems.map((each) => [each.column, each.message.key])])).toEqual([
      [4, [[0, 'error.row_name']]],
      [5, [[null, 'error.row_too_wide']]],
    ]);

    await fixRow(ctx, { importId: id, number: 4 }, ['Named', 'x@example.org', '', '']);

    expect((await findImport(ctx, id)).counts).toMatchObject({ new: 3, error: 1 });
    expect((await applyImport(ctx, id)).new).toBe(3);
  });

  test('takes rows in whatever field of them is wrong, and keeps it as it reads', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const id = await begin(ctx, csv('Name,E-mail', 'Bad,not a mail'));
    const { mapping, version } = await findImport(ctx, id);

    await setMapping(ctx, id, { mapping, default_sector: 'health', version });

    expect((await applyImport(ctx, id)).new).toBe(1);
    const { organization_id } = await partnerNamed(ctx, 'Bad');
    expect(await findOrganization(ctx, organization_id)).toMatchObject({
      email: '',
      sectors: ['health'],
      further: { columns: { 'E-mail': 'not a mail' } },
    });
  });

  test('remembers how a header was read', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const id = await startImport(ctx, await readFiles(csv('Who,Where they are', 'Harlow Bakery,Harlow'), LIMITS), {
      target: 'partners',
      source: '',
      vintage: '',
      kind: '',
      fileName: 'a.csv',
    });
    await setMapping(ctx, id, { mapping: ['name', 'city'], default_sector: '', version: 1 });

    const again = await startImport(ctx, await readFiles(csv('Who,Where they are', 'Other,Harlow'), LIMITS), {
      target: 'partners',
      source: '',
      vintage: '',
      kind: '',
      fileName: 'b.csv',
    });

    expect((await findImport(ctx, again)).mapping).toEqual(['name', 'city']);
  });

  test('does not depend on the order of rows', { tags: 'long' }, async () => {
    const rows = [
      'Harlow Bakery,Ana Diaz,ana@b.example,1 Main St,04240,Business',
      'Harlow Bakery,Ben Ode,,1 Main Street,04240,Education',
      'Harlow Bakery,,info@b.example,,,',
      'Valley Clinic,,,9 Hill Rd,04240,Health',
    ];
    const head = 'Company,Contact,Contact Email,Street,Zip,Category';
    const straight = await aMember(await aLibrary(world.host));
    await bring(straight, csv(head, ...rows));
    const expected = await facts(straight);

    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        const ctx = await aMember(await aLibrary(world.host));
        await bring(ctx, csv(head, ...shuffled));
        expect(await facts(ctx)).toBe(expected);
      }),
      { numRuns: 8 },
    );
  });

  test('of any list twice is as of the list once, and undone it is as before', { tags: 'long' }, async () => {
    const word = fc.constantFrom(
      'Harlow',
      'Valley',
      'Saint Mary',
      'Clinic',
      'Food Bank',
      'YMCA',
      'Rotary Club',
      'Ñandú',
      'Friends of the Library',
    );
    const name = fc.tuple(word, word).map(([a, b]) => `${a} ${b}`);
    const line = fc.record({
      name,
      email: fc.constantFrom('', 'a@example.org', 'b@example.org', 'wrong'),
      zip: fc.constantFrom('', '04240', '4240'),
      who: fc.constantFrom('', 'Ana', 'Ben'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const ctx = await aMember(await aLibrary(world.host));
        await aPartner(ctx, { name: 'Harlow Clinic' });
        const files = csv(
          'Name,Email,Zip,Contact person',
          ...lines.map((each) => `${each.name},${each.email},${each.zip},${each.who}`),
        );
        const before = await everything(ctx);

        const first = await bring(ctx, files);
        const once = await everything(ctx);
        const second = await bring(ctx, files);
        expect(await everything(ctx)).toEqual(once);
        expect(second.counts.new + second.counts.changed).toBe(0);

        expect(await undoImport(ctx, first.id)).toEqual([]);
        expect(await everything(ctx)).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });

  test('is not for readers and contributors, and not for strangers', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const id = await begin(ctx, CHAMBER);
    const contributor = await aMember(ctx, 'contributor');
    await expect(
      startImport(contributor, await readFiles(CHAMBER, LIMITS), {
        target: 'partners',
        source: '',
        vintage: '',
        kind: '',
        fileName: 'a.csv',
      }),
    ).rejects.toThrow(Forbidden);
    await expect(applyImport(contributor, id)).rejects.toThrow(Forbidden);

    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    const verbs = (who: Ctx) => [
      () => findImport(who, id),
      () => applyImport(who, id),
      () => undoImport(who, id),
      () => fixRow(who, { importId: id, number: 2 }, []),
      () => answerRow(who, { importId: id, number: 2 }, 'out'),
      () => answerAll(who, id, 'add'),
      () => leaveOutErrors(who, id),
      () => setMapping(who, id, { mapping: [], default_sector: '', version: 1 }),
      () => queueImport(who, id),
      () => queueUndo(who, id),
      () => discardImport(who, id),
    ];
    for (const ask of verbs(stranger)) await expect(ask()).rejects.toThrow(NotFound);
    for (const ask of verbs(contributor)) await expect(ask()).rejects.toThrow(Forbidden);
    expect(await listImports(stranger)).toEqual([]);
  });

  test('is read as the kind that somebody says, where the file can be that', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const start = async (kind: 'google' | 'hsds') =>
      startImport(ctx, await readFiles(CHAMBER, LIMITS), {
        target: 'partners',
        source: '',
        vintage: '',
        kind,
        fileName: 'a.csv',
      });

    expect((await findImport(ctx, await start('google'))).kind).toBe('google');
    await expect(start('hsds')).rejects.toThrow('error.file_not_kind');
  });

  test('forgets its rows after three months, and can still be taken back', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const { id } = await bring(ctx, CHAMBER);
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 91 * 86_400_000) };

    await begin(later, csv('Name,City', 'Somebody else,Bangor'), { source: 'other' });

    expect((await importRows(later, id, { outcome: '', page: 1 })).rows).toEqual([]);
    expect(await undoImport(later, id)).toEqual([]);
    expect(await partnersOf(ctx)).toEqual([]);
  });

  test('can be thrown away before it is applied, and not afterwards', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const id = await begin(ctx, CHAMBER);
    await discardImport(ctx, id);
    await expect(findImport(ctx, id)).rejects.toThrow(NotFound);

    const { id: applied } = await bring(ctx, CHAMBER);
    await expect(discardImport(ctx, applied)).rejects.toThrow(Invalid);
  });
});

describe('what people write meanwhile', () => {
  const KNOWN = Array.from({ length: 25 }, (_, n) => `Group ${'ABCDEFGHIJKLMNOPQRSTUVWXY'[n]}${'xyz'[n % 3]}o,Harlow`);
  const edition = (mail: string) => csv('Name,City,Email', ...KNOWN.map((line) => `${line},${mail}`));

  test('stays when the list is taken back, and nothing stands there twice', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await bring(ctx, csv('Name,Street,City,Phone', 'Harlow Bakery,1 Main St,Harlow,207 555 0110'));
    const { id } = await bring(ctx, csv('Name,Street,City,Phone', 'Harlow Bakery,1 Main St,Harlow,207 555 0199'));
    const partner = await partnerNamed(ctx, 'Harlow Bakery');
    const stored = await findOrganization(ctx, partner.organization_id);
    await changeOrganization(ctx, stored.id, { ...draftOf(stored), description: 'Bread', version: stored.version });

    expect(await undoImport(ctx, id)).toEqual([]);

    const after = await findOrganization(ctx, stored.id);
    expect(after).toMatchObject({
      description: 'Bread',
      phones: [{ number: '+12075550110' }],
      addresses: [{ address_1: '1 Main St' }],
    });
  });

  test('stays off the list when somebody took it off, however often the same file comes', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await bring(ctx, csv('Name,City,Phone', 'Harlow Bakery,Harlow,'));
    const partner = await partnerNamed(ctx, 'Harlow Bakery');
    const edit = async (phones: string[]) => {
      const stored = await findOrganization(ctx, partner.organization_id);
      const list = phones.map((number) => ({ phone_type: 'voice' as const, number, extension: '', description: '' }));
      await changeOrganization(ctx, stored.id, { ...draftOf(stored), phones: list, version: stored.version });
    };
    await edit(['+12075550110']);
    const second = csv('Name,City,Phone', 'Harlow Bakery,Harlow,207 555 0110');
    await bring(ctx, second);
    await edit([]);

    expect((await bring(ctx, second)).counts).toMatchObject({ changed: 0, same: 1 });
    expect((await findOrganization(ctx, partner.organization_id)).phones).toEqual([]);
  });

  test('a newer edition of a list is taken back first', { tags: 'long' }, async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const { id } = await bring(ctx, edition('old@example.org'));
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 60_000) };
    const newer = await bring(later, edition('new@example.org'));

    await expect(undoImport(later, id)).rejects.toThrow('error.import_later');
    await undoImport(later, newer.id);
    expect(await undoImport(later, id)).toEqual([]);
    expect(await partnersOf(ctx)).toEqual([]);
  });
});

describe('nothing is joined without a person', () => {
  test('a tax id that a sponsor lends, or a number that means something else, makes no one of two', async () => {
    for (const column of ['EIN', 'ID']) {
      const ctx = await aMember(await aLibrary(world.host));
      const value = column === 'EIN' ? '12-3456789' : '1';
      await bring(
        ctx,
        csv(`Name,${column},City`, `River Food Project,${value},Harlow`, `Lake Art Collective,${value},Bangor`),
      );
      expect((await partnersOf(ctx)).map((row) => row.name)).toEqual(['Lake Art Collective', 'River Food Project']);
    }
  });

  test('another list under the same name renames nobody: the number that now means another is a question', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await bring(ctx, csv('ID,Name', '1,Harlow Bakery'));

    const { counts } = await bring(ctx, csv('ID,Name', '1,Valley Clinic'));

    expect(counts).toMatchObject({ duplicate: 1, changed: 0, new: 0 });
    expect((await partnersOf(ctx)).map((row) => row.name)).toEqual(['Harlow Bakery']);
  });

  test('that question can be answered either way, and both files come again without a change', async () => {
    const [first, second] = [csv('ID,Name', '1,Harlow Bakery'), csv('ID,Name', '1,Valley Clinic')];
    for (const answer of ['new', 'renamed']) {
      const ctx = await aMember(await aLibrary(world.host));
      await bring(ctx, first);
      const id = await begin(ctx, second);
      if (answer === 'new') await answerAll(ctx, id, 'add');
      else await answerAll(ctx, id, 'best');
      await applyImport(ctx, id);

      expect((await partnersOf(ctx)).map((row) => row.name)).toEqual(
        answer === 'new' ? ['Harlow Bakery', 'Valley Clinic'] : ['Valley Clinic'],
      );
      expect((await bring(ctx, second)).counts).toMatchObject({ same: 1, new: 0, changed: 0, duplicate: 0 });
    }
  });

  test('and of two leads with one number the second does not take the place of the first', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    await bring(ctx, csv('ID,Name', '1,Harlow Bakery'), { target: 'leads' });
    await bring(ctx, csv('ID,Name', '1,Valley Clinic'), { target: 'leads' });

    expect((await listLeads(ctx, leadFilter.parse({}), null)).rows.map((row) => row.name)).toEqual([
      'Harlow Bakery',
      'Valley Clinic',
    ]);
  });

  test('two churches of one name in two towns stay two', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const header = 'First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,Address 1 - City';
    await bring(
      ctx,
      csv(
        header,
        'Ana,Diaz,First Baptist Church,,a@example.org,Harlow',
        'Ben,Ode,First Baptist Church,,b@example.org,Bangor',
      ),
    );

    expect((await partnersOf(ctx)).map((row) => row.name)).toEqual(['First Baptist Church', 'First Baptist Church']);
  });

  test('several rows answered as one organization each bring what they say', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const partner = await aPartner(ctx, { name: 'Harlow Bakery', phones: { 0: { number: '207 555 0110' } } });
    const id = await begin(
      ctx,
      csv(
        'ID,Name,Phone,Contact,Website',
        '1,Harlow Bakery,207 555 0110,Ana Diaz,',
        '2,The Harlow Bakery,207 555 0110,Ana Diaz,bakery.example',
        '3,Harlow Bakery Inc,207 555 0110,Ben Ode,',
      ),
    );
    await answerAll(ctx, id, 'best');
    await applyImport(ctx, id);

    const { organization_id } = await findPartner(ctx, partner);
    expect((await contactsOf(ctx, organization_id)).map((each) => each.name)).toEqual(['Ana Diaz', 'Ben Ode']);
    expect(await findOrganization(ctx, organization_id)).toMatchObject({
      website: 'https://bakery.example',
      alternate_names: ['The Harlow Bakery', 'Harlow Bakery Inc'],
    });
  });

  test('what one row says otherwise than another is shown, not lost without a word', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const id = await begin(
      ctx,
      csv('Name,City,Email', 'Harlow Bakery,Harlow,a@example.org', 'Harlow Bakery,Harlow,b@example.org'),
    );

    const { rows } = await importRows(ctx, id, { outcome: 'new', page: 1 });

    expect(rows[0]?.plan?.dropped).toEqual([{ field: 'email', value: 'b@example.org' }]);
    expect((await findImport(ctx, id)).counts.organizations).toMatchObject({ new: 1 });
  });

  test('a lead whose list has brought the partner already leads to that partner', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const list = csv('Name,City', 'Harlow Bakery,Harlow');
    await bring(ctx, list, { target: 'leads' });
    await bring(ctx, list);
    const { rows } = await listLeads(ctx, leadFilter.parse({}), null);

    const [partner] = await promoteLeads(ctx, [rows[0]?.id ?? newId()]);

    expect((await partnersOf(ctx)).map((row) => row.id)).toEqual([partner]);
  });
});

describe('real lists', () => {
  test('49 rows of the IRS’s list come in as partners with suggested sectors, twice as once, and are undone', {
    tags: 'long',
  }, async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const before = await everything(ctx);

    const { id, counts } = await bring(ctx, file('irs/eo-bmf-sample.csv'), { source: 'IRS' });
    expect(counts).toMatchObject({ rows: 49, error: 0 });
    expect(counts.new + counts.same + counts.changed).toBe(49);
    const once = await everything(ctx);
    expect(JSON.stringify(once)).not.toMatch(/in care of/i);
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(cells::text, ' ') as all from import_rows where library_id = ${ctx.library.id}`.execute(
      ctx.db,
    );
    expect(rows[0]?.all).not.toMatch(/in care of/i);

    expect((await bring(ctx, file('irs/eo-bmf-sample.csv'), { source: 'IRS' })).counts).toMatchObject({
      new: 0,
      changed: 0,
      same: 49,
    });
    expect(await everything(ctx)).toEqual(once);
    await undoImport(ctx, id);
    expect(await everything(ctx)).toEqual(before);
  });

  test('a package of 33 organizations brings its services and places, and asks for the names it does not have', {
    tags: 'long',
  }, async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const before = await everything(ctx);

    const { id, counts } = await bring(ctx, folder('hsds/ilao-illinois'), { source: 'ILAO' });

    expect(counts).toMatchObject({ new: 33, error: 280, rows: 313 });
    const once = await everything(ctx);
    const count = async (table: string) =>
      Number(
        (
          await sql<{
            n: number;
          }>`select count(*) as n from ${sql.table(table)} where library_id = ${ctx.library.id}`.execute(ctx.db)
        ).rows[0]?.n,
      );
    expect([await count('services'), await count('locations')]).toEqual([89, 72]);
    expect((await bring(ctx, folder('hsds/ilao-illinois'), { source: 'ILAO' })).counts).toMatchObject({
      new: 0,
      changed: 0,
      same: 33,
    });
    expect(await everything(ctx)).toEqual(once);
    await undoImport(ctx, id);
    expect(await everything(ctx)).toEqual(before);
  });

  test('a list for the shelf makes leads and no partners, and is undone', { tags: 'long' }, async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const { id, counts } = await bring(ctx, file('irs/eo-bmf-sample.csv'), { source: 'IRS', target: 'leads' });
    expect(counts.new).toBe(49);
    expect(await partnersOf(ctx)).toEqual([]);
    expect((await bring(ctx, file('irs/eo-bmf-sample.csv'), { source: 'IRS', target: 'leads' })).counts.same).toBe(49);

    await undoImport(ctx, id);

    expect(await sql`select 1 from leads where library_id = ${ctx.library.id}`.execute(ctx.db)).toMatchObject({
      rows: [],
    });
  });
});

describe('of a long list that is taken back', () => {
  test('only what somebody changed or built on is kept, and nothing else of those beside it', async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const names = Array.from({ length: 21 }, (_, n) => `Number ${String.fromCharCode(65 + n)}`);
    const { id } = await bring(
      ctx,
      csv(
        'Company,City,Phone,Contact Person',
        ...names.map((name, n) => `${name},Harlow,207 555 01${10 + n},Person ${name}`),
      ),
    );
    const [noted, changed] = [await partnerNamed(ctx, 'Number C'), await partnerNamed(ctx, 'Number Q')];
    await aRemark(ctx, noted.id, { body: 'We met', audience: 'library', happened_on: null });
    const stored = await findOrganization(ctx, changed.organization_id);
    await changeOrganization(ctx, stored.id, { ...draftOf(stored), description: 'Ours', version: stored.version });

    const kept = await undoImport(ctx, id);

    expect(kept.map((each) => each.table).toSorted()).toEqual(['interaction_partners', 'organizations']);
    expect((await partnersOf(ctx)).map((row) => row.name)).toEqual(['Number C', 'Number Q']);
    expect((await contactsOf(ctx, noted.organization_id)).map((each) => each.name)).toEqual(['Person Number C']);
    const { rows } = await sql<{
      count: number;
    }>`select count(distinct unit) as count from recorded_changes where library_id = ${ctx.library.id}`.execute(ctx.db);
    expect(rows[0]?.count).toBe(2);
  });
});
