/**
 * Packages of human-services data (HSDS): CSV tables of versions 1.1, 2.0 and 3.x; JSON is in hsds-json.ts. One row per organization; its services,
 * places and people come along as `extra`. Tables are known by their names, with or without a datapackage.json.
 */
import { readDelimited } from './delimited.ts';
import { type Extra, type ReadingLimits, type Sheet, type SheetRow, tooLong, type UploadedFile, unreadable } from './sheet.ts';
import { decode } from './text.ts';

/** The columns an organization of a package has; named as HSDS names them. */
export const HSDS_HEADER = ['id', 'name', 'alternate_name', 'description', 'email', 'website', 'tax_id'];

export type Row = Record<string, unknown>;
type Tables = Map<string, Row[]>;

/** Older versions call the same tables otherwise. */
const TABLE_NAMES = new Map(
  Object.entries({
    postal_address: 'addresses',
    postal_addresses: 'addresses',
    physical_address: 'addresses',
    physical_addresses: 'addresses',
    address: 'addresses',
    organization: 'organizations',
    service: 'services',
    location: 'locations',
    contact: 'contacts',
    phone: 'phones',
    services_at_location: 'service_at_locations',
    services_at_locations: 'service_at_locations',
    service_at_location: 'service_at_locations',
    regular_schedules: 'schedules',
    regular_schedule: 'schedules',
    schedule: 'schedules',
    service_taxonomy: 'service_terms',
    services_taxonomy: 'service_terms',
    taxonomy: 'taxonomy_terms',
    taxonomy_term: 'taxonomy_terms',
    attribute: 'attributes',
    organization_identifier: 'organization_identifiers',
    metadata: '',
  }),
);

export const looksLikePackage = (names: string[]): boolean => names.some((name) => /(^|\/)(organizations?\.(csv|json)|datapackage\.json)$/i.test(name));

export function readPackage(files: UploadedFile[], limits: Pick<ReadingLimits, 'rows'>): Sheet {
  const tables: Tables = new Map();
  for (const file of files) {
    const bare = file.name.toLowerCase().replace(/\.[a-z]+$/, '');
    if (!/\.(csv|tsv|txt)$/i.test(file.name)) continue;
    const name = TABLE_NAMES.get(bare) ?? bare;
    const type = bare.startsWith('postal') ? 'postal' : bare.startsWith('physical') ? 'physical' : '';
    tables.set(name, [...(tables.get(name) ?? []), ...tableRows(file, limits).map((row) => (type ? { address_type: type, ...row } : row))]);
  }
  const organizations = tables.get('organizations');
  if (!organizations) throw unreadable('error.package_organizations');
  if (organizations.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  return assemble(organizations, tables, { tables: [...tables.keys()].filter(Boolean).join(', ') });
}

function tableRows(file: UploadedFile, limits: Pick<ReadingLimits, 'rows'>): Row[] {
  // Places and hours are many per organization.
  const { rows } = readDelimited(decode(file.bytes).text, { rows: limits.rows * 10 });
  const [header = [], ...rest] = rows;
  const names = header.map((name) => name.trim().toLowerCase());
  return rest.filter((row) => row.some(Boolean)).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

export const str = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');

function assemble(organizations: Row[], tables: Tables, format: Sheet['format']): Sheet {
  const by = (table: string, key: string, of = (_: Row) => true) => Map.groupBy((tables.get(table) ?? []).filter(of), (row) => str(row[key]));
  const index = {
    services: by('services', 'organization_id'),
    locations: by('locations', 'organization_id'),
    contacts: by('contacts', 'organization_id'),
    phonesOf: {
      // A contact's phone may name the organization too; it is the contact's.
      organization: by('phones', 'organization_id', (row) => str(row.contact_id) === ''),
      service: by('phones', 'service_id'),
      location: by('phones', 'location_id'),
      contact: by('phones', 'contact_id'),
    },
    addressesOf: { organization: by('addresses', 'organization_id'), location: by('addresses', 'location_id') },
    schedulesOf: { service: by('schedules', 'service_id'), location: by('schedules', 'location_id') },
    offeredAt: by('service_at_locations', 'service_id'),
    terms: termsByService(tables),
    identifiers: by('organization_identifiers', 'organization_id'),
  };
  type Index = typeof index;
  const known = new Set(organizations.map((row) => str(row.id)));
  const rows = organizations.map((row, at) =>
    toRow({ ...row, tax_id: str(row.tax_id) || taxIdIn(index.identifiers.get(str(row.id))) }, at + 1, extraOf(str(row.id), index)),
  );
  const strangers = [...new Set([...index.services.keys(), ...index.locations.keys()])].filter((id) => id !== '' && !known.has(id)).toSorted();
  rows.push(...strangers.map((id, at) => nameless(id, rows.length + at + 1, extraOf(id, index))));
  return { kind: 'hsds', header: HSDS_HEADER, rows, format: { ...format, organizations: organizations.length }, warnings: [] };

  function extraOf(id: string, { services, locations, contacts, phonesOf, addressesOf, schedulesOf, offeredAt, terms }: Index): Extra {
    return {
      services: (services.get(id) ?? []).map((service) => ({
        ...service,
        phones: phonesOf.service.get(str(service.id)) ?? [],
        schedules: schedulesOf.service.get(str(service.id)) ?? [],
        service_at_locations: offeredAt.get(str(service.id)) ?? [],
        terms: terms.get(str(service.id)) ?? [],
      })),
      locations: (locations.get(id) ?? []).map((location) => ({
        ...location,
        phones: phonesOf.location.get(str(location.id)) ?? [],
        addresses: addressesOf.location.get(str(location.id)) ?? [],
        schedules: schedulesOf.location.get(str(location.id)) ?? [],
      })),
      contacts: (contacts.get(id) ?? []).map((contact) => ({ ...contact, phones: phonesOf.contact.get(str(contact.id)) ?? [] })),
      phones: id ? (phonesOf.organization.get(id) ?? []) : [],
      addresses: addressesOf.organization.get(id) ?? [],
    };
  }
}

/** Services and places of an organization that the package does not name: kept, so that the person can give it a name or leave it out. */
function nameless(id: string, number: number, extra: Extra): SheetRow {
  const names = [...(extra.locations ?? []), ...(extra.services ?? [])].map((each) => str(each.name)).filter(Boolean);
  const message = { key: 'error.package_nameless', values: { id, count: names.length, names: names.slice(0, 3).join(', ') } };
  return {
    number,
    cells: HSDS_HEADER.map((name) => (name === 'id' ? id : '')),
    extra,
    problems: [{ column: HSDS_HEADER.indexOf('name'), message, hard: true }],
  };
}

const taxIdIn = (identifiers: Row[] = []): string =>
  str(identifiers.find((each) => /^(us-)?(ein|irs)/i.test(str(each.identifier_scheme) || str(each.identifier_type)))?.identifier);

/** Terms hang on services directly (1.1, 2.0) or through attributes (3.x). */
function termsByService(tables: Tables): Map<string, Row[]> {
  const terms = new Map((tables.get('taxonomy_terms') ?? []).map((row) => [str(row.id), row]));
  const links = [
    ...(tables.get('service_terms') ?? []).map((row) => [str(row.service_id), str(row.taxonomy_term_id) || str(row.taxonomy_id)] as const),
    ...(tables.get('attributes') ?? [])
      .filter((row) => /^services?$/.test(str(row.link_entity)))
      .map((row) => [str(row.link_id), str(row.taxonomy_term_id)] as const),
  ];
  const found = links.flatMap(([service, term]) => {
    const row = terms.get(term);
    return row ? [{ service, row }] : [];
  });
  return new Map([...Map.groupBy(found, (each) => each.service)].map(([service, each]) => [service, each.map(({ row }) => row)]));
}

export function toRow(organization: Row, number: number, extra: Extra): SheetRow {
  const given = HSDS_HEADER.map((name) => (name === 'website' ? str(organization.website) || str(organization.url) : str(organization[name])));
  const { cells, problems } = tooLong(given);
  return { number, cells, extra, ...(problems.length > 0 && { problems }) };
}
