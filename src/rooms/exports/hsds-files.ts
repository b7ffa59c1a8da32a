/**
 * HSDS as files. The JSON file has the shape of an answer of the API to /organizations?full=true; the tabular package is a zip of CSV tables
 * with a datapackage.json that describes them. Both come out in the same order each time.
 */
import { strToU8 } from 'fflate';
import { type Cell, toCsv } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { atOneMoment, type Db } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { type ZipFile, zipped } from '../../house/zip.ts';
import { mayExport, type Scope } from './export.ts';
import { type Hsds, organizationWithServices } from './hsds.ts';
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
  for await (const records of everyRecord(ctx, scope, 'work')) {
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
  table('organization', 'organizations', 'id! name! alternate_name description! email website tax_id parent_organization_id'),
  table('organization_identifier', 'organization_identifiers', 'id! organization_id! identifier_scheme identifier_type! identifier!', {
    organization_id: 'organization',
  }),
  table(
    'service',
    'services',
    'id! organization_id! name! alternate_name description url email status! application_process fees_description eligibility_description last_modified',
    {
      organization_id: 'organization',
    },
  ),
  table('location', 'locations', 'id! location_type! organization_id name description transportation latitude longitude external_identifier', {
    organization_id: 'organization',
  }),
  table('service_at_location', 'service_at_location', 'id! service_id! location_id! description', { service_id: 'service', location_id: 'location' }),
  table('address', 'addresses', 'id! location_id address_1! address_2 city! state_province! postal_code! country! address_type!', { location_id: 'location' }),
  table('contact', 'contacts', 'id! organization_id name title email', { organization_id: 'organization' }),
  table('phone', 'phones', 'id! location_id service_id organization_id contact_id number! extension type description', {
    location_id: 'location',
    service_id: 'service',
    organization_id: 'organization',
    contact_id: 'contact',
  }),
  table('schedule', 'schedules', 'id! service_id location_id description', { service_id: 'service', location_id: 'location' }),
  table('language', 'languages', 'id! service_id location_id name code', { service_id: 'service', location_id: 'location' }),
  table('taxonomy', 'taxonomies', 'id! name! description!'),
  table('taxonomy_term', 'taxonomy_terms', 'id! code name! description! taxonomy language taxonomy_id', { taxonomy_id: 'taxonomy' }),
  table('attribute', 'attributes', 'id! link_id! taxonomy_term_id! link_type link_entity!', { taxonomy_term_id: 'taxonomy_term' }),
];

/** A zip of CSV tables and datapackage.json, in pieces. */
export function hsdsPackage(ctx: Ctx, db: Db, scope: Scope): AsyncGenerator<Uint8Array> {
  allow(mayExport(ctx.actor));
  return atOneMoment(ctx, db, (ctx) => zipped(packageFiles(ctx, scope), ctx.now));
}

async function* packageFiles(ctx: Ctx, scope: Scope): AsyncGenerator<ZipFile> {
  const words = await vocabularyOf(ctx, scope);
  const texts = new Map(TABLES.map((each) => [each.name, [strToU8(toCsv([each.fields], 'machines'))]]));
  const first = rowsByTable();
  first.put('taxonomy', words.taxonomies);
  first.put('taxonomy_term', withOwnCodes(words));
  write(texts, first.rows);
  // What an organization is made of lies in many tables, so these are all kept, as text, until the last organization is read.
  for await (const records of everyRecord(ctx, scope, 'work')) {
    const { rows, put } = rowsByTable();
    for (const record of records) unfold(organizationWithServices(record, words), put);
    write(texts, rows);
  }
  for (const { name, path } of TABLES) yield { name: path, chunks: texts.get(name) ?? [] };
  yield { name: 'datapackage.json', chunks: [strToU8(JSON.stringify(datapackage(ctx.library.name), null, 2))] };
}

function rowsByTable() {
  const rows = new Map<string, Hsds[]>(TABLES.map(({ name }) => [name, []]));
  const put = (name: string, all: unknown) => {
    rows.get(name)?.push(...list(all));
  };
  return { rows, put };
}

function write(texts: Map<string, Uint8Array[]>, rows: Map<string, Hsds[]>): void {
  for (const table of TABLES) {
    const some = rows.get(table.name) ?? [];
    if (some.length > 0)
      texts.get(table.name)?.push(
        strToU8(
          toCsv(
            some.map((row) => cells(table, row)),
            'machines',
          ),
        ),
      );
  }
}

/** The nested organization as rows; each part already names what it belongs to. */
function unfold(organization: Hsds, put: (table: string, rows: unknown) => void): void {
  put('organization', [organization]);
  put('organization_identifier', organization.organization_identifiers);
  for (const contact of list(organization.contacts)) put('phone', contact.phones);
  put('contact', organization.contacts);
  for (const service of list(organization.services)) put('service_at_location', service.service_at_locations);
  put('service', organization.services);
  put('location', organization.locations);
  for (const place of list(organization.locations)) put('address', place.addresses);
  for (const part of [organization, ...list(organization.services), ...list(organization.locations)]) {
    put('phone', part.phones);
    put('schedule', part.schedules);
    put('language', part.languages);
    put('attribute', part.attributes);
  }
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

const NUMBERS = ['latitude', 'longitude', 'extension'];

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
