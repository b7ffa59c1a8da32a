/**
 * What our own files write comes back: into the library it left everything is "the same", and into another library
 * nothing is lost of what the file has a place for. Fields are counted, not rows. The table in docs/imports.md is this
 * test's.
 *
 * @module-tag long
 */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { DEMO_SLUG, loadDemo } from '../db/demo.ts';
import { type SheetCell, toCsv } from '../src/house/csv.ts';
import type { Ctx } from '../src/house/ctx.ts';
import { speak } from '../src/house/messages.ts';
import { toWorkbook } from '../src/house/xlsx.ts';
import { enter, findLibrary } from '../src/rooms/accounts/libraries.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import { findImport } from '../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';
import { hsdsJson, hsdsPackage } from '../src/views/exports/hsds-files.ts';
import { CONTACT_WIDTHS, contactRows, personalContactRows } from '../src/views/exports/people-sheets.ts';
import { PARTNER_WIDTHS, partnerRows } from '../src/views/exports/sheets.ts';
import { vcards } from '../src/views/exports/vcards.ts';
import { aLibrary, aMember } from './factories.ts';
import { useDatabase } from './support.ts';

const world = useDatabase();
const LIMITS = { rows: 5000, fileBytes: 20_000_000, unpackedBytes: 50_000_000 };

const FIELDS = {
  partners: sql`select count(*) from partners where library_id = `,
  contacts: sql`select count(*) from contacts where library_id = `,
  people_today: sql`select count(*) from contacts where ends_on is null and library_id = `,
  phones: sql`select count(*) from phones where library_id = `,
  addresses: sql`select count(*) from addresses where library_id = `,
  websites: sql`select count(*) from organizations where website <> '' and library_id = `,
  mails: sql`select count(*) from organizations where email <> '' and library_id = `,
  tax_ids: sql`select count(*) from organizations where tax_id <> '' and library_id = `,
  languages: sql`select coalesce(sum(cardinality(languages)), 0) from organizations where library_id = `,
  /** In HSDS a language is spoken at a place or in a service; an organization that has neither has no place for it. */
  languages_somewhere: sql`select coalesce(sum(cardinality(o.languages)), 0) from organizations o where (
      exists (select 1 from services s where s.library_id = o.library_id and s.organization_id = o.id)
      or (not o.confidential_address and (exists (select 1 from locations l where l.library_id = o.library_id and l.organization_id = o.id)
        or exists (select 1 from addresses a where a.library_id = o.library_id and a.organization_id = o.id)))) and library_id = `,
  populations: sql`select coalesce(sum(cardinality(populations)), 0) from organizations where library_id = `,
  sectors: sql`select count(*) from organization_sectors where library_id = `,
  services: sql`select count(*) from services where library_id = `,
  places: sql`select count(*) from locations where library_id = `,
} as const;
type Field = keyof typeof FIELDS;

async function countsOf(ctx: Ctx, fields: readonly Field[]): Promise<Partial<Record<Field, number>>> {
  const counts: Partial<Record<Field, number>> = {};
  for (const field of fields) {
    const { rows } = await sql<{ count: string }>`select (${FIELDS[field]} ${ctx.library.id}) as count`.execute(ctx.db);
    counts[field] = Number(rows[0]?.count);
  }
  return counts;
}

async function* inPieces(rows: AsyncIterable<SheetCell[][]>): AsyncGenerator<SheetCell[]> {
  for await (const some of rows) yield* some;
}
const gathered = async <T>(pieces: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
};
const bytesOf = (pieces: (string | Uint8Array)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(pieces.map((each) => Buffer.from(each as Uint8Array))));

type Locale = Parameters<typeof speak>[0];
const inLanguage = (locale: Locale) => speak(locale, 'America/Denver');
const sheetFile = (make: typeof partnerRows, locale: Locale) => async (ctx: Ctx) =>
  bytesOf([toCsv(await gathered(inPieces(make(ctx, inLanguage(locale), { scope: 'all' }))), 'machines')]);

async function workbookFile(ctx: Ctx): Promise<Uint8Array> {
  const sheet = async (name: string, make: typeof partnerRows, widths: number[]) => ({
    sheet: name,
    rows: await gathered(inPieces(make(ctx, inLanguage('en'), { scope: 'all' }))),
    widths,
  });
  const sheets = [
    await sheet('Partners', partnerRows, PARTNER_WIDTHS),
    await sheet('People', contactRows as typeof partnerRows, CONTACT_WIDTHS),
  ];
  return new Uint8Array(await toWorkbook(sheets));
}

/** Each file with what it has a place for. */
const WORDS = ['partners', 'phones', 'websites', 'mails', 'tax_ids', 'languages', 'populations', 'sectors'] as const;
const HSDS = [
  'people_today',
  'services',
  'languages_somewhere',
  ...WORDS.filter((field) => field !== 'languages'),
] as const;
const OUT: { name: string; make: (ctx: Ctx) => Promise<Uint8Array>; holds: readonly Field[] }[] = [
  { name: 'partners.csv', make: sheetFile(partnerRows, 'en'), holds: WORDS },
  { name: 'socios.csv', make: sheetFile(partnerRows, 'es'), holds: WORDS },
  // Its second sheet is the people's, which come back with their own file; that it was not read is said.
  { name: 'partners.xlsx', make: workbookFile, holds: WORDS },
  { name: 'contacts.csv', make: sheetFile(contactRows as typeof partnerRows, 'en'), holds: ['contacts'] },
  { name: 'contactos.csv', make: sheetFile(contactRows as typeof partnerRows, 'es'), holds: ['contacts'] },
  {
    name: 'contacts-with-personal-data.csv',
    make: sheetFile(personalContactRows as typeof partnerRows, 'en'),
    holds: ['contacts'],
  },
  {
    name: 'partners-3.vcf',
    make: async (ctx) => bytesOf(await gathered(vcards(ctx, '3.0', { scope: 'all' }))),
    holds: ['partners', 'people_today', 'phones', 'websites', 'mails'],
  },
  {
    name: 'partners-4.vcf',
    make: async (ctx) => bytesOf(await gathered(vcards(ctx, '4.0', { scope: 'all' }))),
    holds: ['partners', 'people_today', 'phones', 'websites', 'mails'],
  },
  { name: 'hsds.json', make: async (ctx) => bytesOf(await gathered(hsdsJson(ctx, world.db, 'all'))), holds: HSDS },
  { name: 'hsds.zip', make: async (ctx) => bytesOf(await gathered(hsdsPackage(ctx, world.db, 'all'))), holds: HSDS },
];

async function bring(ctx: Ctx, name: string, bytes: Uint8Array) {
  const id = await startImport(ctx, await readFiles([{ name, bytes: bytes.slice() }], LIMITS), {
    target: 'partners',
    source: name,
    vintage: '',
    kind: '',
    fileName: name,
  });
  const { mapping, version, status } = await findImport(ctx, id);
  if (status === 'mapping') await setMapping(ctx, id, { mapping, default_sector: '', version });
  return id;
}

async function aCounty(): Promise<Ctx> {
  await loadDemo(world.host);
  const library = await findLibrary(world.host, DEMO_SLUG);
  const ctx = await aMember(await enter(world.host, library), 'coordinator');
  await enter(ctx, library);
  return ctx;
}

describe('our own files', { timeout: 120_000 }, () => {
  test('come back the same into the library they left', async () => {
    const ctx = await aCounty();
    const found: Record<string, unknown> = {};
    for (const { name, make } of OUT) {
      const { counts } = await findImport(ctx, await bring(ctx, name, await make(ctx)));
      found[name] = { new: counts.new, changed: counts.changed, duplicate: counts.duplicate, error: counts.error };
    }
    expect(found).toEqual(
      Object.fromEntries(OUT.map(({ name }) => [name, { new: 0, changed: 0, duplicate: 0, error: 0 }])),
    );
  });

  test('lose nothing they have a place for on their way into another library', async () => {
    const ctx = await aCounty();
    const [there, here]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
    for (const { name, make, holds } of OUT) {
      await enter(ctx, ctx.library);
      const bytes = await make(ctx);
      there[name] = await countsOf(ctx, holds);
      const other = await aMember(await aLibrary(world.host));
      await applyImport(other, await bring(other, name, bytes));
      here[name] = await countsOf(other, holds);
    }
    expect(here).toEqual(there);
  });
});
