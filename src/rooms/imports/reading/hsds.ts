/**
 * Packages of human-services data (HSDS): CSV tables of versions 1.1, 2.0 and 3.x, and JSON of 3.x. One row per organization; its services,
 * places and people come along as `extra`. Tables are known by their names, with or without a datapackage.json.
 */
import { readDelimited } from './delimited.ts';
import { type Extra, type ReadingLimits, type Sheet, type SheetRow, type UploadedFile, unreadable } from './sheet.ts';
import { decode } from './text.ts';

/** The columns an organization of a package has; named as HSDS names them. */
export const HSDS_HEADER = ['id', 'name', 'alternate_name', 'description', 'email', 'website', 'tax_id'];

type Row = Record<string, unknown>;
type Tables = Map<string, Row[]>;

/** Older versions call the same tables otherwise. */
const TABLE_NAMES: Record<string, string> = {
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
};

export const looksLikePackage = (names: string[]): boolean => names.some((name) => /(^|\/)(organizations?\.(csv|json)|datapackage\.json)$/i.test(name));

export function readPackage(files: UploadedFile[], limits: Pick<ReadingLimits, 'rows'>): Sheet {
  const tables: Tables = new Map();
  for (const file of files) {
    const bare = file.name.toLowerCase().replace(/\.[a-z]+$/, '');
    if (!/\.(csv|tsv|txt)$/i.test(file.name)) continue;
    const name = TABLE_NAMES[bare] ?? bare;
    const type = bare.startsWith('postal') ? 'postal' : bare.startsWith('physical') ? 'physical' : '';
    tables.set(name, [...(tables.get(name) ?? []), ...tableRows(file, limits).map((row) => (type ? { address_type: type, ...row } : row))]);
  }
  const organizations = tables.get('organizations');
  if (!organizations) throw unreadable('error.package_organizations');
  return assemble(organizations, tables, { tables: [...tables.keys()].filter(Boolean).join(', ') });
}

function tableRows(file: UploadedFile, limits: Pick<ReadingLimits, 'rows'>): Row[] {
  // Places and hours are many per organization.
  const { rows } = readDelimited(decode(file.bytes).text, { rows: limits.rows * 10 });
  const [header = [], ...rest] = rows;
  const names = header.map((name) => name.trim().toLowerCase());
  return rest.filter((row) => row.some(Boolean)).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

const str = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');

function assemble(organizations: Row[], tables: Tables, format: Sheet['format']): Sheet {
  const by = (table: string, key: string) => Map.groupBy(tables.get(table) ?? [], (row) => str(row[key]));
  const index = {
    services: by('services', 'organization_id'),
    locations: by('locations', 'organization_id'),
    contacts: by('contacts', 'organization_id'),
    phonesOf: { organization: by('phones', 'organization_id'), service: by('phones', 'service_id'), location: by('phones', 'location_id') },
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
      contacts: contacts.get(id) ?? [],
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

function toRow(organization: Row, number: number, extra: Extra): SheetRow {
  const cells = HSDS_HEADER.map((name) => (name === 'website' ? str(organization.website) || str(organization.url) : str(organization[name])));
  return { number, cells, extra };
}

/** A JSON file: a list of organizations, a page of the API ({ contents: [...] }), one organization, or services that name theirs. */
export function readJson(text: string, limits: Pick<ReadingLimits, 'rows'>): Sheet {
  const list = listIn(parseJson(text));
  const organizations = list.flatMap((item) => organizationsIn(item));
  if (organizations.length === 0) throw unreadable('error.json_organizations');
  if (organizations.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  const rows = merged(organizations).map((organization, at) => toRow(organization, at + 1, nestedExtra(organization)));
  return { kind: 'hsds', header: HSDS_HEADER, rows, format: { organizations: rows.length }, warnings: [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // One object to a line is how large answers are streamed.
    try {
      return text.split('\n').flatMap((line) => (line.trim() ? [JSON.parse(line)] : []));
    } catch {
      throw unreadable('error.file_broken_json');
    }
  }
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const rowsIn = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

function listIn(value: unknown): Row[] {
  if (Array.isArray(value)) return value.filter(isRow);
  if (!isRow(value)) return [];
  const inner = value.contents ?? value.organizations ?? value.services;
  return Array.isArray(inner) ? inner.filter(isRow) : [value];
}

function organizationsIn(item: Row): Row[] {
  if (isRow(item.organization)) {
    const { organization, ...service } = item;
    return [{ ...(organization as Row), services: [service] }];
  }
  return typeof item.name === 'string' && !('organization_id' in item) ? [item] : [];
}

/** The same organization below several services is one, with all of them. */
function merged(organizations: Row[]): Row[] {
  const groups = Map.groupBy(organizations, (each) => str(each.id) || str(each.name));
  return [...groups.values()].map((each) => ({ ...each[0], services: each.flatMap((row) => rowsIn(row.services)) }));
}

function nestedExtra(organization: Row): Extra {
  const services = rowsIn(organization.services);
  const offered = services.flatMap((service) => rowsIn(service.service_at_locations).flatMap((at) => (isRow(at.location) ? [at.location] : [])));
  const places = new Map([...rowsIn(organization.locations), ...offered].map((location) => [str(location.id), location]));
  return {
    services: services.map((service) => ({
      ...service,
      service_at_locations: rowsIn(service.service_at_locations).map((at) => ({
        location_id: str(at.location_id) || str((at.location as Row | undefined)?.id),
      })),
      terms: rowsIn(service.attributes).flatMap((each) => (isRow(each.taxonomy_term) ? [each.taxonomy_term] : [])),
    })),
    locations: [...places.values()],
    contacts: rowsIn(organization.contacts),
    phones: rowsIn(organization.phones),
    addresses: rowsIn(organization.addresses),
  };
}
