/** The rows of an earlier version, whose keys were made otherwise, after the start of this one. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Ctx } from '../src/house/ctx.ts';
import { remakeKeys } from '../src/keys.ts';
import { partnerFilter } from '../src/rooms/partners/partner.ts';
import { listPartners } from '../src/rooms/partners/partner-list.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import { undoImport } from '../src/rooms/sourcing/imports/bringing/undoing.ts';
import { findImport } from '../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';
import { leadFilter } from '../src/rooms/sourcing/leads/lead.ts';
import { listLeads } from '../src/rooms/sourcing/leads/leads.ts';
import { aLibrary, aMember } from './factories.ts';
import { NOW, useDatabase } from './support.ts';

const world = useDatabase();
const LIMITS = { rows: 1000, fileBytes: 1_000_000, unpackedBytes: 10_000_000 };
const LIST =
  'Organization,Phone,Contact,City,Zip\nHarlow Y.M.C.A.,303-555-0401,J. R. Voss,Harlow,81410\nSt. Brendan Parish,303-555-0406,,Ponce,00716\n';

async function bring(ctx: Ctx, target: 'partners' | 'leads') {
  const sheet = await readFiles([{ name: 'list.csv', bytes: new TextEncoder().encode(LIST) }], LIMITS);
  const id = await startImport(ctx, sheet, { target, source: 'list', vintage: '', kind: '', fileName: 'list.csv' });
  const { status, mapping, version } = await findImport(ctx, id);
  if (status === 'mapping') await setMapping(ctx, id, { mapping, default_sector: '', version });
  return { id, counts: await applyImport(ctx, id) };
}

/** As the version before would have written it: initials apart, "st" as "saint". */
async function asBefore(ctx: Ctx): Promise<void> {
  const old = (key: string) => sql`replace(replace(${sql.ref(key)}, 'ymca', 'y m c a'), 'jr voss', 'j r voss')`;
  await sql`update organizations set name_key = ${old('name_key')}, search_key = ${old('name_key')}`.execute(ctx.db);
  await sql`update persons set name_key = ${old('name_key')}`.execute(ctx.db);
  await sql`update leads set name_key = '', search_key = ${old('name_key')} || ' | harlow', latitude = null, longitude = null`.execute(
    ctx.db,
  );
  for (const table of ['organization_sources', 'leads'])
    await sql`update ${sql.table(table)} set source_key = replace(replace(source_key, 'ymca', 'y m c a'), 'st brendan', 'saint brendan')`.execute(
      ctx.db,
    );
  for (const image of ['before', 'after'])
    await sql`update recorded_changes set ${sql.ref(image)} = replace(replace(replace(${sql.ref(image)}::text, 'ymca', 'y m c a'), 'jr voss', 'j r voss'),
      'name st brendan', 'name saint brendan')::jsonb`.execute(ctx.db);
  await sql`update libraries set key_version = 0`.execute(ctx.db);
}

const everything = async (ctx: Ctx) =>
  Promise.all(
    ['organizations', 'persons', 'leads', 'organization_sources', 'recorded_changes'].map(
      async (table) =>
        (
          await sql<{
            row: unknown;
          }>`select to_jsonb(t) as row from ${sql.table(table)} t order by to_jsonb(t)::text`.execute(ctx.db)
        ).rows,
    ),
  );

test('keys of an earlier version become those of this one, in the rows and in what is recorded of them', async () => {
  const ctx = await aMember(await aLibrary(world.host));
  const { id } = await bring(ctx, 'leads');
  await undoImport(ctx, id);
  await bring(ctx, 'partners');
  const before = await everything(ctx);
  await asBefore(ctx);
  expect(await everything(ctx)).not.toEqual(before);

  await remakeKeys(world.db, NOW);

  expect(await everything(ctx)).toEqual(before);
});

test('after that a partner is found, next year’s list knows its rows, and this year’s can still be taken back', async () => {
  const ctx = await aMember(await aLibrary(world.host));
  const first = await bring(ctx, 'partners');
  await asBefore(ctx);
  expect((await listPartners(ctx, partnerFilter.parse({ q: 'ymca' }))).total).toBe(0);

  await remakeKeys(world.db, NOW);

  expect((await listPartners(ctx, partnerFilter.parse({ q: 'ymca' }))).rows.map((row) => row.name)).toEqual([
    'Harlow Y.M.C.A.',
  ]);
  expect((await bring(ctx, 'partners')).counts).toMatchObject({ same: 2, new: 0, duplicate: 0 });
  expect(await undoImport(ctx, first.id)).toEqual([]);
  expect((await listPartners(ctx, partnerFilter.parse({}))).total).toBe(0);
});

test('a second start changes nothing', async () => {
  const ctx = await aMember(await aLibrary(world.host));
  await bring(ctx, 'leads');
  await remakeKeys(world.db, NOW);
  world.queries.length = 0;

  await remakeKeys(world.db, NOW);

  expect(world.queries.filter((query) => /^\s*update/.test(query))).toEqual([]);
  expect((await listLeads(ctx, leadFilter.parse({ q: 'saint brendan' }), null)).rows.map((row) => row.name)).toEqual([
    'St. Brendan Parish',
  ]);
});
