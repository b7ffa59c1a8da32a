/** The wizard and the leads shelf as a person without script meets them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { newId } from '../../src/house/ids.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/bringing/applying.ts';
import { undoImport } from '../../src/rooms/sourcing/imports/bringing/undoing.ts';
import { listImports } from '../../src/rooms/sourcing/imports/imports.ts';
import { aLibrary, aMember, anImport, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
const csv = (text: string, name = 'chamber-2026.csv') => [{ name, bytes: new TextEncoder().encode(text) }];
const LIST =
  'Company,Contact Person,E-mail,Phone,Zip,Notes\nHarlow Bakery,Ana Diaz,ana@bakery.example,(207) 555-0110,4240,hi\n"",Ben Ode,ben@clinic.example,,04240,\n';

async function visit(
  role: 'coordinator' | 'contributor' | 'reader' = 'coordinator',
  over: Parameters<typeof houseOn>[1] = {},
) {
  const ctx = await aMember(await aLibrary(world.host), role);
  const { cookie } = await aSession(ctx);
  const visitor = new Visitor(houseOn(world.db, over));
  visitor.arrive(cookie);
  return { ctx, visitor, base: `/l/${ctx.library.slug}` };
}

/** The worker's part, on the connection of the test. */
async function work(ctx: Ctx, what: typeof applyImport | typeof undoImport): Promise<void> {
  await enter(ctx, ctx.library);
  const [item] = await listImports(ctx);
  await what(ctx, item?.id ?? newId());
}

describe('the wizard', () => {
  test('leads from the file over its columns and the dry run to partners, and back', { tags: 'long' }, async () => {
    const { ctx, visitor, base } = await visit();

    await visitor.upload(`${base}/imports`, csv(LIST), { target: 'partners' });
    expect(visitor.path).toMatch(/\/columns$/);
    expect(visitor.text).toContain('What is in the columns of chamber-2026.csv?');
    expect(visitor.fieldsOn(visitor.path)).toMatchObject({
      'mapping.0': ['name'],
      'mapping.1': ['contact_name'],
      'mapping.4': ['postal_code'],
      'mapping.5': ['note'],
    });

    await visitor.resubmit(visitor.path);
    expect(visitor.text).toContain(
      'Bringing it in adds 1 organization and changes 0 organizations. It leaves out 0 rows that may be duplicates and 1 row with errors.',
    );
    expect(visitor.text).toContain('Company: ');
    expect(visitor.text).toContain('Everything in the file is kept.');
    const here = visitor.path;

    await visitor.get(`${here}/rows/3`);
    await visitor.resubmit(visitor.path, { 'cells.0': 'Valley Clinic' });
    expect(visitor.text).toContain('The row is saved and was checked again.');
    expect(visitor.text).toContain('Bringing it in adds 2 organizations');

    await visitor.post(`${here}/application`, visitor.fieldsOn(`${here}/application`));
    expect(visitor.text).toContain('The list is being brought in.');
    await work(ctx, applyImport);
    await visitor.get(`${base}/partners`);
    expect(visitor.text).toContain('Harlow Bakery');
    expect(visitor.text).toContain('Valley Clinic');

    await visitor.get(here);
    await visitor.post(`${here}/undo`, visitor.fieldsOn(`${here}/undo`));
    expect(visitor.text).toContain('The import is being undone.');
    await work(ctx, undoImport);
    await visitor.get(`${base}/partners`);
    expect(visitor.text).not.toContain('Valley Clinic');
    await visitor.get(here);
    expect(visitor.text).toContain(
      'Bringing it in had added 2 organizations and changed 0 organizations. That was undone.',
    );
    expect(visitor.text).not.toContain('Bringing it in adds');
  });

  test('asks which sheets of a workbook are wanted, and can be asked again', { tags: 'long' }, async () => {
    const { visitor, base } = await visit();
    const name = '22-same-columns-on-three-sheets.xlsx';

    await visitor.upload(`${base}/imports`, [
      { name, bytes: readFileSync(join(import.meta.dirname, '../files/cases', name)) },
    ]);
    const columns = visitor.path;
    expect(visitor.text).toContain('This workbook has 3 sheets with the same columns.');
    expect(visitor.fieldsOn(columns).sheets).toEqual(['Schools', 'Churches', 'Health']);
    await visitor.resubmit(columns, { sheets: [] });
    expect(visitor.text).toContain('Choose at least one sheet.');
    await visitor.resubmit(columns, { sheets: ['Schools', 'Health'] });
    expect(visitor.text).toContain('Bringing it in adds 3 organizations');
    expect(visitor.text).toContain('Sheets: Schools and Health');

    await visitor.get(columns);
    expect(visitor.fieldsOn(columns).sheets).toEqual(['Schools', 'Health']);
    await visitor.resubmit(columns, { sheets: ['Churches'] });
    expect(visitor.text).toContain('Bringing it in adds 1 organization');
    await visitor.submit(columns, { sheets: ['Schools', 'Churches', 'Health'] });
    expect(visitor.text).toContain('Bringing it in adds 4 organizations');
  });

  test('says in one sentence why a file cannot be read, and keeps what was chosen', { tags: 'long' }, async () => {
    const { visitor, base } = await visit();

    await visitor.upload(`${base}/imports`, [{ name: 'scan.pdf', bytes: new TextEncoder().encode('%PDF-1.7 …') }], {
      target: 'leads',
      source: 'Chamber',
    });

    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain(
      'This is a file of another kind (PDF). Save the list as CSV or Excel and choose that.',
    );
    expect(visitor.fieldsOn(visitor.path)).toMatchObject({ target: ['leads'], source: ['Chamber'] });
    await visitor.upload(`${base}/imports`, [], {});
    expect(visitor.text).toContain('Choose a file first.');
  });

  test('holds to the host’s limits and states them', { tags: 'long' }, async () => {
    const { visitor, base } = await visit('coordinator', {
      imports: { rows: 1, fileBytes: 1_000_000, unpackedBytes: 1_000_000 },
    });
    await visitor.get(`${base}/imports`);
    expect(visitor.text).toContain('Up to 1 MB, 1 rows and 500 columns.');

    await visitor.upload(`${base}/imports`, csv(LIST));

    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('The file has more than 1 rows.');
  });

  test('asks who a look-alike is, one by one or for all', { tags: 'long' }, async () => {
    const { ctx, visitor, base } = await visit();
    await aPartner(ctx, { name: 'Harlow Bakery', phones: { 0: { number: '207 555 0110' } } });
    await visitor.upload(`${base}/imports`, csv(LIST));
    await visitor.resubmit(visitor.path);
    const here = visitor.path;
    await visitor.get(`${here}?outcome=duplicate`);
    expect(visitor.text).toContain('Harlow Bakery (in common: the same name');

    await visitor.get(`${here}/rows/2`);
    const answer = visitor.page.querySelector('input[name=answer]')?.getAttribute('value') ?? '';
    await visitor.post(`${here}/rows/2/answer`, { ...visitor.fieldsOn(`${here}/rows/2/answer`), answer });

    expect(visitor.text).toContain('Bringing it in adds 0 organizations and changes 1 organization.');
    await visitor.post(`${here}/answers`, { answer: 'nonsense' });
    expect(visitor.text).toContain('Bringing it in adds 0 organizations and changes 1 organization.');
  });

  test('gives the rows with errors as a file with the reason', { tags: 'long' }, async () => {
    const { visitor, base } = await visit();
    await visitor.upload(`${base}/imports`, csv(LIST));
    await visitor.resubmit(visitor.path);

    await visitor.get(`${visitor.path}/bad-rows.csv`);

    expect(visitor.headers.get('content-disposition')).toContain('attachment');
    expect(visitor.html.split('\r\n')[0]).toContain('What is wrong,Row');
    expect(visitor.html).toMatch(/,Ben Ode,.*Company: .*,3/);
  });

  test('refuses columns that say the same, and a table without names', { tags: 'long' }, async () => {
    const { visitor, base } = await visit();
    await visitor.upload(`${base}/imports`, csv(LIST));
    const columns = visitor.path;

    await visitor.resubmit(columns, { 'mapping.5': 'name' });
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Two columns cannot go into the same field. Change one of them.');
    await visitor.resubmit(columns, { 'mapping.0': '', 'mapping.5': '' });
    expect(visitor.text).toContain('Say which column holds the organization’s name.');
  });

  test('asks what words for sectors mean, and takes the answer', { tags: 'long' }, async () => {
    const { ctx, visitor, base } = await visit();
    await visitor.upload(`${base}/imports`, csv('Name,Type\nBlue Canyon Church,Church\nHarlow Knitters,Knitting\n'));
    await visitor.resubmit(visitor.path);
    const here = visitor.path;
    expect(visitor.text).toContain(
      'do not match any of our sectors: Knitting (1). Their rows come in without a sector.',
    );

    await visitor.get(`${here}/columns`);
    await visitor.resubmit(`${here}/columns`, { 'words.0': 'miscellaneous' });

    expect(visitor.path).toBe(here);
    expect(visitor.text).not.toContain('do not match any of our sectors');
    await enter(ctx, ctx.library);
    await work(ctx, applyImport);
    const rows = await ctx.db
      .selectFrom('organization_sectors')
      .select('sector_key')
      .where('library_id', '=', ctx.library.id)
      .orderBy('sector_key')
      .execute();
    expect(rows.map((row) => row.sector_key)).toEqual(['miscellaneous', 'religious']);
  });

  test('does not say that rows come in without a sector when all rows are given one', { tags: 'long' }, async () => {
    const { visitor, base } = await visit();
    await visitor.upload(`${base}/imports`, csv('Name,Type\nHarlow Knitters,Knitting\n'));
    await visitor.resubmit(visitor.path, { default_sector: 'business' });

    expect(visitor.text).toContain(
      'Knitting (1). Rows that name no other sector come in with “Businesses and chambers of commerce”.',
    );
    expect(visitor.text).not.toContain('without a sector');
  });

  test('throws a file away that nobody wants, also before its columns are settled', { tags: 'long' }, async () => {
    const { visitor, base } = await visit();
    await visitor.upload(`${base}/imports`, csv('Name,City\nHarlow Bakery,Harlow\n'));
    const removal = visitor.path.replace('columns', 'removal');

    await visitor.post(removal, visitor.fieldsOn(removal));

    expect(visitor.text).toContain('No list has been brought in yet.');
  });

  test('sent twice brings in once', { tags: 'long' }, async () => {
    const { ctx, visitor, base } = await visit();
    await visitor.upload(`${base}/imports`, csv(LIST));
    await visitor.resubmit(visitor.path);
    const here = visitor.path;
    const form = visitor.fieldsOn(`${here}/application`);

    await visitor.post(`${here}/application`, form);
    await visitor.post(`${here}/application`, form);

    await enter(ctx, ctx.library);
    const { rows } =
      await sql`select 1 from pgboss.job where data->>'library' = ${ctx.library.id} and state = 'created'`.execute(
        ctx.db,
      );
    expect(rows).toHaveLength(1);
  });

  test('is for coordinators; others do not see the door', async () => {
    for (const role of ['contributor', 'reader'] as const) {
      const { visitor, base } = await visit(role);
      await visitor.get(`${base}/partners`);
      expect(visitor.page.querySelectorAll('.tabs a').map((link) => link.text.trim())).not.toContain('Bring in a list');
      expect((await visitor.get(`${base}/imports`)).status).toBe(403);
      expect((await visitor.upload(`${base}/imports`, csv(LIST))).status).toBe(403);
    }
  });
});

describe('the leads shelf', () => {
  async function withLeads(role: 'coordinator' | 'contributor' | 'reader' = 'coordinator') {
    const { ctx, visitor, base } = await visit();
    await applyImport(ctx, await anImport(ctx, 'Lantern Hardware', 'leads'));
    if (role === 'coordinator') return { ctx, visitor, base };
    const other = new Visitor(houseOn(world.db));
    other.arrive((await aSession(await aMember(ctx, role))).cookie);
    return { ctx, visitor: other, base };
  }

  test('finds by words with a typing error, and by what does not fit nothing', async () => {
    const { visitor, base } = await withLeads();
    await visitor.get(`${base}/leads?q=lantren`);
    expect(visitor.text).toContain('1 lead');
    await visitor.get(`${base}/leads?q=zebra`);
    expect(visitor.text).toContain('0 leads');
    await visitor.get(`${base}/leads?near=00000`);
    expect(visitor.text).toContain('We do not know where the ZIP code “00000” is.');
  });

  test('promotes to a partner with all that the list said', async () => {
    const { visitor, base } = await withLeads('contributor');
    await visitor.get(`${base}/leads`);
    const lead = visitor.page.querySelector('input[name=lead]')?.getAttribute('value') ?? '';

    await visitor.post(`${base}/leads`, { ...visitor.fieldsOn(`${base}/leads`), lead, action: 'promote' });

    expect(visitor.path).toMatch(/\/partners\//);
    expect(visitor.text).toContain('Lantern Hardware');
    await visitor.get(`${base}/leads?state=promoted`);
    expect(visitor.text).toContain('Lantern Hardware');
    await visitor.get(`${base}/leads`);
    expect(visitor.text).toContain('0 leads');
  });

  test('remembers what was not for us, also when the list comes again', async () => {
    const { ctx, visitor, base } = await withLeads();
    await visitor.get(`${base}/leads`);
    const lead = visitor.page.querySelector('input[name=lead]')?.getAttribute('value') ?? '';
    await visitor.post(`${base}/leads`, { ...visitor.fieldsOn(`${base}/leads`), lead, action: 'dismiss' });
    expect(visitor.text).toContain('Set aside. You find it under “Not for us”.');

    await enter(ctx, ctx.library);
    await applyImport(ctx, await anImport(ctx, 'Lantern Hardware', 'leads'));

    await visitor.get(`${base}/leads`);
    expect(visitor.text).toContain('0 leads');
    await visitor.get(`${base}/leads?state=dismissed`);
    await visitor.post(`${base}/leads?state=dismissed`, {
      ...visitor.fieldsOn(visitor.path),
      lead,
      action: 'bring_back',
    });
    await visitor.get(`${base}/leads`);
    expect(visitor.text).toContain('1 lead');
  });

  test('is looked at by readers, who promote nothing', async () => {
    const { visitor, base } = await withLeads('reader');
    await visitor.get(`${base}/leads`);
    expect(visitor.text).toContain('Lantern Hardware');
    expect(visitor.page.querySelector('input[name=lead]')).toBeNull();
    expect(
      (await visitor.post(`${base}/leads`, { lead: '01a20a7f-7021-7451-af5f-72fa89945284', action: 'promote' })).status,
    ).toBe(403);
  });

  test('asks as many questions of the database for fifty as for one', async () => {
    const { ctx, visitor, base } = await withLeads();
    const count = async () => {
      world.queries.length = 0;
      await visitor.get(`${base}/leads`);
      return world.queries.length;
    };
    const few = await count();
    await enter(ctx, ctx.library);
    for (let n = 0; n < 5; n++) await applyImport(ctx, await anImport(ctx, `Lead ${'ABCDE'[n]}`, 'leads'));
    expect(await count()).toBe(few);
  });
});
