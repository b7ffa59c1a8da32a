/**
 * HSDS as files. The JSON file has the shape of an answer of the API to /organizations?full=true; the tabular package is a zip of CSV tables
 * with a datapackage.json that describes them. Both come out in the same order each time.
 */
import { strToU8 } from 'fflate';
import { type Cell, toCsv } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { atOneMoment, type Db } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { fewAtATime } from '../../house/turns.ts';
import { Packed, type ZipFile, zipped } from '../../house/zip.ts';
import { mayExport, type Scope } from './export.ts';
import { organizationWithServices } from './hsds.ts';
import type { Hsds } from './hsds-parts.ts';
import { pageOf } from './published-query.ts';
import { countPartners, everyRecord } from './records.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

export const HSDS_VERSION = '3.1';

/** In pieces, one organization to a line. `db` is the pool: the file outlives the request's own connection. */
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
  for await (const records of fewAtATime(everyRecord(ctx, scope, 'work'))) {
    const lines = records.map((record) => JSON.stringify(organizationWithServices(record, words)));
    yield strToU8(between + lines.join(',\n'));
    between = ',\n';
  }
  yield strToU8('\n]}\n');
}

type Table = { name: string; path: string; fields: string[]; required: string[]; references: Record<string, string> };

const table = (name: string, path: string, fields: string, references: Record<string, string> = {}): Table => {
  const all = fields.split(' ');
  return {
    name,
    path: `${path}.csv`,
    fields: all.map((field) => field.replace('!', '')),
    required: all.filter((field) => field.endsWith('!')).map((field) => field.slice(0, -1)),
    references,
  };
};

/** The tables we have something for, with the fields we fill; "!" marks what HSDS requires. */
const TABLES: Table[] = [
  table(
    'organization',
    'organizations',
    'id! name! alternate_name description! email website tax_status tax_id year_incorporated legal_status logo uri parent_organization_id',
  ),
  table('organization_identifier', 'organization_identifiers', 'id! organization_id! identifier_scheme identifier_type! identifier!', {
    organization_id: 'organization',
  }),
  table('url', 'url', 'id! label url! organization_id service_id', { organization_id: 'organization', service_id: 'service' }),
  table('funding', 'funding', 'id! organization_id service_id source', { organization_id: 'organization', service_id: 'service' }),
  table('program', 'programs', 'id! organization_id! name! alternate_name description!', { organization_id: 'organization' }),
  table(
    'service',
    'services',
    `id! organization_id! program_id name! alternate_name description url email status! interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified`,
    { organization_id: 'organization', program_id: 'program' },
  ),
  table('service_area', 'service_areas', 'id! service_id service_at_location_id name description extent extent_type uri', {
    service_id: 'service',
    service_at_location_id: 'service_at_location',
  }),
  table('required_document', 'required_documents', 'id! service_id document uri', { service_id: 'service' }),
  table('cost_option', 'cost_options', 'id! service_id! valid_from valid_to option currency amount amount_description', { service_id: 'service' }),
  table('unit', 'units', 'id! name! scheme identifier uri'),
  table('service_capacity', 'service_capacity', 'id! service_id! unit_id! available! maximum description updated!', {
    service_id: 'service',
    unit_id: 'unit',
  }),
  table(
    'location',
    'locations',
    'id! location_type! url organization_id name alternate_name description transportation latitude longitude external_identifier external_identifier_type',
    { organization_id: 'organization' },
  ),
  table('accessibility', 'accessibility', 'id! location_id description details url', { location_id: 'location' }),
  table('service_at_location', 'service_at_location', 'id! service_id! location_id! description', { service_id: 'service', location_id: 'location' }),
  table('address', 'addresses', 'id! location_id attention address_1! address_2 city! region state_province! postal_code! country! address_type!', {
    location_id: 'location',
  }),
  table('contact', 'contacts', 'id! organization_id service_id location_id name title department email', {
    organization_id: 'organization',
    service_id: 'service',
    location_id: 'location',
  }),
  table('phone', 'phones', 'id! location_id service_id organization_id contact_id service_at_location_id number! extension type description', {
    location_id: 'location',
    service_id: 'service',
    organization_id: 'organization',
    contact_id: 'contact',
    service_at_location_id: 'service_at_location',
  }),
  table(
    'schedule',
    'schedules',
    `id! service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type notes`,
    { service_id: 'service', location_id: 'location', service_at_location_id: 'service_at_location' },
  ),
  table('language', 'languages', 'id! service_id location_id phone_id name code note', { service_id: 'service', location_id: 'location', phone_id: 'phone' }),
  table('taxonomy', 'taxonomies', 'id! name! description!'),
  table('taxonomy_term', 'taxonomy_terms', 'id! code name! description! parent_id taxonomy language taxonomy_id term_uri', { taxonomy_id: 'taxonomy' }),
  table('attribute', 'attributes', 'id! link_id! taxonomy_term_id! link_type link_entity! value label', { taxonomy_term_id: 'taxonomy_term' }),
];

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
  // What an organization is made of lies in many tables, so these are all kept, packed, until the last organization is read.
  for await (const records of fewAtATime(everyRecord(ctx, scope, 'work'))) {
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

/** The nested organization as rows; each part already names what it belongs to. */
function unfold(organization: Hsds, put: (table: string, rows: unknown) => void): void {
  const [services, places, contacts] = [list(organization.services), list(organization.locations), list(organization.contacts)];
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
    // A table asks each attribute for its term; the JSON file has those without one too.
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

const cells = (of: Table, row: Hsds): Cell[] => of.fields.map((field) => (row[field] as Cell | undefined) ?? null);

/** A code stands once in the table: of two taxonomies that use the same one, the first keeps it. */
function withOwnCodes({ terms }: Vocabulary) {
  const taken = new Set<string>();
  return terms.map(({ code, ...term }) => {
    if (!code || taken.has(code)) return term;
    taken.add(code);
    return { ...term, code };
  });
}

const NUMBERS = 'latitude longitude extension year_incorporated minimum_age maximum_age amount timezone count interval available maximum'.split(' ');

function datapackage(library: string) {
  return {
    profile: 'tabular-data-package',
    name: 'human_services_data',
    title: library,
    version: HSDS_VERSION,
    resources: TABLES.map(({ name, path, fields, required, references }) => ({
      name,
      path,
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        primaryKey: 'id',
        fields: fields.map((field) => ({ name: field, type: typeOf(field), ...(required.includes(field) && { constraints: { required: true } }) })),
        foreignKeys: Object.entries(references).map(([field, resource]) => ({ fields: field, reference: { resource, fields: 'id' } })),
      },
    })),
  };
}

const typeOf = (field: string) => (NUMBERS.includes(field) ? 'number' : field === 'last_modified' ? 'datetime' : 'string');
