/** Packages in and out again, counted by fields: how many of each were filled in what came, and how many are in what leaves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DEMO_SLUG, loadDemo } from '../db/demo.ts';
import { type Ctx, systemActor } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { enter } from '../src/rooms/accounts/libraries.ts';
import { hsdsPackage } from '../src/rooms/exports/hsds-files.ts';
import { applyImport } from '../src/rooms/imports/applying.ts';
import { readFiles } from '../src/rooms/imports/reading/read-file.ts';
import type { UploadedFile } from '../src/rooms/imports/reading/sheet.ts';
import { startImport } from '../src/rooms/imports/starting.ts';
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
      .map(({ name, bytes }) => [name.replace('.csv', ''), parseCsv(strFromU8(bytes), { columns: true, bom: true, relax_quotes: true }) as Cells[]]),
  );

async function packageOf(ctx: Ctx): Promise<UploadedFile[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of hsdsPackage(ctx, world.db, 'all')) pieces.push(piece);
  return Object.entries(unzipSync(new Uint8Array(Buffer.concat(pieces)))).map(([name, bytes]) => ({ name, bytes }));
}

async function bring(ctx: Ctx, files: UploadedFile[]) {
  const id = await startImport(ctx, readFiles(files, LIMITS), { target: 'partners', source: 'a list', vintage: '', kind: '', fileName: 'package' });
  return applyImport(ctx, id);
}

/** Filled cells by table and column; ids and what only joins rows are not counted. */
function counted(tables: Tables): Record<string, number> {
  const filled = Object.entries(tables).flatMap(([table, rows]) =>
    rows.flatMap((row) => Object.entries(row).flatMap(([column, cell]) => (cell.trim() === '' || /(^|_)id$/.test(column) ? [] : [`${table}.${column}`]))),
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
  const known = (row: Cells) => organizations.has(row.organization_id) || theirs.has(row.service_id) || places.has(row.location_id);
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

  const table = Object.entries(came).map(([name, count]) => [name, count, NOW[name] ?? name, left[NOW[name] ?? name] ?? 0]);

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
    names.some((name) => name.startsWith(row.address_1?.replace(/\s+/g, ' ') ?? '?') && name.endsWith(`${row.state_province} ${row.postal_code}`));
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
  const row = await world.db.selectFrom('libraries').select(['id', 'slug']).where('slug', '=', DEMO_SLUG).executeTakeFirstOrThrow();
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
  expect(differing.map(([name, count]) => [name, count, left[name] ?? 0])).toEqual([['locations.external_identifier', 3, 60]]);
});
