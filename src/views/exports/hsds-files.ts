/**
 * HSDS as files. The JSON file has the shape of an answer of the API to /organizations?full=true; the tabular package
 * is a zip of CSV tables with a datapackage.json that describes them. Both come out in the same order each time.
 */
import { strToU8 } from 'fflate';
import { type SheetCell, toCsv } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { atOneMoment, type Db } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { fewAtATime } from '../../house/turns.ts';
import { Packed, type ZipFile, zipped } from '../../house/zip.ts';
import { mayExport, type Scope } from './export.ts';
import { organizationWithServices } from './hsds.ts';
import { pageOf } from './hsds-page.ts';
import type { Hsds } from './hsds-parts.ts';
import { datapackage, type HsdsTable, TABLES } from './hsds-tabular.ts';
import { countPartners, everyRecord } from './records.ts';
import { type HsdsVocabulary, vocabularyOf } from './vocabulary.ts';

/** One organization to a line. `db` is the pool, because the file outlives the request's own connection. */
export function hsdsJson(ctx: Ctx, db: Db, scope: Scope): AsyncGenerator<Uint8Array> {
  allow(mayExport(ctx.actor));
  return atOneMoment(ctx, db, (ctx) => jsonPieces(ctx, scope));
}

async function* jsonPieces(ctx: Ctx, scope: Scope): AsyncGenerator<Uint8Array> {
  const words = await vocabularyOf(ctx, scope);
  const total = await countPartners(ctx, scope);
  const { contents: _, ...page } = pageOf(Array(total), total, { page: 1, per_page: Math.max(1, total) });
  yield strToU8(`${JSON.stringify(page).slice(0, -1)},"contents":[`);
  let between = '\n';
  for await (const records of fewAtATime(everyRecord(ctx, { scope, people: 'work' }))) {
    const lines = records.map((record) => JSON.stringify(organizationWithServices(record, words)));
    yield strToU8(between + lines.join(',\n'));
    between = ',\n';
  }
  yield strToU8('\n]}\n');
}

/** A zip of CSV tables and datapackage.json, in pieces. */
export function hsdsPackage(ctx: Ctx, db: Db, scope: Scope): AsyncGenerator<Uint8Array> {
  allow(mayExport(ctx.actor));
  return atOneMoment(ctx, db, (ctx) => zipped(packageFiles(ctx, scope), ctx.now));
}

async function* packageFiles(ctx: Ctx, scope: Scope): AsyncGenerator<ZipFile> {
  const words = await vocabularyOf(ctx, scope);
  const texts = new Map(TABLES.map((each) => [each.name, new Packed()]));
  for (const { name, fields } of TABLES) await texts.get(name)?.add(strToU8(toCsv([fields], 'machines')));
  const first = rowsByTable();
  first.put('taxonomy', words.taxonomies);
  first.put('taxonomy_term', withOwnCodes(words));
  await write(texts, first.rows);
  // The rows of one organization go into many tables, so all tables are kept, compressed, until the last organization
  // is read.
  for await (const records of fewAtATime(everyRecord(ctx, { scope, people: 'work' }))) {
    const { rows, put } = rowsByTable();
    for (const record of records) unfold(organizationWithServices(record, words), put);
    await write(texts, rows);
  }
  for (const { name, path } of TABLES) yield { name: path, packed: texts.get(name) ?? new Packed() };
  yield { name: 'datapackage.json', chunks: [strToU8(JSON.stringify(datapackage(ctx.library.name), null, 2))] };
}

function rowsByTable() {
  const rows = new Map<string, Hsds[]>(TABLES.map(({ name }) => [name, []]));
  const put = (name: string, all: unknown) => {
    rows.get(name)?.push(...list(all));
  };
  return { rows, put };
}

async function write(texts: Map<string, Packed>, rows: Map<string, Hsds[]>): Promise<void> {
  for (const table of TABLES) {
    const some = (rows.get(table.name) ?? []).map((row) => cells(table, row));
    if (some.length > 0) await texts.get(table.name)?.add(strToU8(toCsv(some, 'machines')));
  }
}

/** Splits the nested organization into rows of the tables; each part already has the id of what it belongs to. */
function unfold(organization: Hsds, put: (table: string, rows: unknown) => void): void {
  const [services, places, contacts] = [
    list(organization.services),
    list(organization.locations),
    list(organization.contacts),
  ];
  const offered = services.flatMap((service) => list(service.service_at_locations));
  put('organization', [organization]);
  put('organization_identifier', organization.organization_identifiers);
  put('program', organization.programs);
  put('url', organization.additional_websites);
  put('contact', contacts);
  put('service', services);
  put('service_at_location', offered);
  put('location', places);
  for (const service of services) unfoldService(service, put);
  for (const place of places) for (const [table, name] of OF_PLACES) put(table, place[name]);
  const parts = [organization, ...services, ...offered, ...places, ...contacts];
  for (const part of parts) {
    for (const [table, name] of OF_ALL) put(table, part[name]);
    // The table requires a term for each attribute; the JSON file also has attributes without one.
    put(
      'attribute',
      list(part.attributes).filter((each) => each.taxonomy_term_id),
    );
  }
  for (const phone of parts.flatMap((part) => list(part.phones))) put('language', phone.languages);
}

const OF_PLACES = [
  ['address', 'addresses'],
  ['accessibility', 'accessibility'],
] as const;
const OF_ALL = [
  ['phone', 'phones'],
  ['schedule', 'schedules'],
  ['language', 'languages'],
  ['service_area', 'service_areas'],
  ['funding', 'funding'],
] as const;

function unfoldService(service: Hsds, put: (table: string, rows: unknown) => void): void {
  put('url', service.additional_urls);
  put('required_document', service.required_documents);
  put('cost_option', service.cost_options);
  put('service_capacity', service.capacities);
  put(
    'unit',
    list(service.capacities).map((each) => each.unit),
  );
}

const list = (parts: unknown) => (parts ?? []) as Hsds[];

const cells = (of: HsdsTable, row: Hsds): SheetCell[] =>
  of.fields.map((field) => (row[field] as SheetCell | undefined) ?? null);

/** A code may appear once in the table. If two taxonomies use the same one, the first keeps it. */
function withOwnCodes({ terms }: HsdsVocabulary) {
  const taken = new Set<string>();
  return terms.map(({ code, ...term }) => {
    if (!code || taken.has(code)) return term;
    taken.add(code);
    return { ...term, code };
  });
}
