/**
 * A package of human-services data (HSDS) as tables, whatever it came as: CSV files, JSON by table, or JSON with one
 * thing inside another. Versions 1.1, 2.0 and 3.x call the same tables otherwise; here each has one name, and its rows
 * name what they belong to as the standard's keys do.
 */
export type HsdsRow = Record<string, unknown>;
export type Tables = Map<string, HsdsRow[]>;

export const str = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
export const isRow = (value: unknown): value is HsdsRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Each table with the word for one of its rows, and what else it is called. The word with `_id` behind it is the key
 * that points at a row.
 */
const TABLES: Record<string, [one: string, ...others: string[]]> = {
  organizations: ['organization'],
  services: ['service'],
  locations: ['location'],
  service_at_locations: ['service_at_location', 'services_at_location', 'services_at_locations'],
  contacts: ['contact'],
  phones: ['phone'],
  addresses: ['address', 'postal_address', 'postal_addresses', 'physical_address', 'physical_addresses'],
  schedules: ['schedule', 'regular_schedule', 'regular_schedules'],
  holiday_schedules: ['holiday_schedule'],
  languages: ['language'],
  accessibility: ['accessibility_for_disabilities'],
  cost_options: ['cost_option'],
  payments_accepted: ['payment_accepted'],
  eligibility: ['eligibilities'],
  required_documents: ['required_document'],
  service_areas: ['service_area'],
  programs: ['program'],
  funding: ['fundings'],
  urls: ['url', 'additional_websites', 'additional_urls'],
  capacities: ['service_capacity', 'service_capacities', 'capacity'],
  units: ['unit'],
  organization_identifiers: ['organization_identifier'],
  attributes: ['attribute', 'other_attribute', 'other_attributes', 'service_attribute', 'service_attributes'],
  taxonomies: ['taxonomy', 'taxonomy_detail'],
  taxonomy_terms: ['taxonomy_term', 'taxonomy'],
  service_terms: ['service_taxonomy', 'service_taxonomies', 'services_taxonomy'],
};

const BY_NAME = new Map(
  Object.entries(TABLES).flatMap(([table, names]) => [table, ...names].map((name) => [name, table] as const)),
);
/** Tables that describe the package and not its content. */
const NOT_SAID = new Set(['metadata', 'meta_table_description', 'meta_table_descriptions']);

/**
 * The one name we use for a table. A table that the standard does not know keeps its name; '' for one that is ignored.
 */
export const tableNamed = (name: string): string => (NOT_SAID.has(name) ? '' : (BY_NAME.get(name) ?? name));
export const isTable = (name: string): boolean => BY_NAME.has(name) && !NOT_SAID.has(name);

/** The key that other tables point at its rows with. */
const keyTo = (table: string): string => `${TABLES[table]?.[0] ?? table}_id`;

export function put(tables: Tables, table: string, rows: HsdsRow[]): void {
  tables.set(table, [...(tables.get(table) ?? []), ...rows]);
}

/** What an older file says only by its name: the kind of its addresses. */
export const typeByName = (name: string): HsdsRow =>
  name.startsWith('postal_address')
    ? { address_type: 'postal' }
    : name.startsWith('physical_address')
      ? { address_type: 'physical' }
      : {};

/**
 * The beginning of ids that we make for things without one, so that others can point at them. They are removed again
 * before the rows are returned.
 */
const MADE = 'no id ';
export const isMade = (id: string): boolean => id.startsWith(MADE);

/**
 * Things that others may point at wherever they stand. All else is a part of the thing it stands in, and may have a
 * number that counts only there.
 */
const POINTED_AT = new Set([
  'organizations',
  'services',
  'locations',
  'contacts',
  'service_at_locations',
  'programs',
  'taxonomies',
  'taxonomy_terms',
  'units',
]);
/** A single object inside another one is what the outer one belongs to, such as the organization of a service. */
const ABOVE = new Set(['organizations', 'services', 'locations', 'programs', 'taxonomies', 'taxonomy_terms', 'units']);

/** Takes nested objects apart into tables: being inside another object becomes a key. */
export class Flattening {
  readonly tables: Tables = new Map();
  readonly #known = new Map<string, HsdsRow>();
  #made = 0;

  /** Returns the id of the row it became. The same thing given twice is one row with the values of both. */
  add(table: string, object: HsdsRow): string {
    const row = this.#row(table, object);
    for (const [name, value] of Object.entries(object)) this.#take(table, row, [name, value]);
    return str(row.id);
  }

  #row(table: string, object: HsdsRow): HsdsRow {
    const id = idOf(table, object);
    const key = POINTED_AT.has(table) ? `${table} ${id}` : `${table} ${JSON.stringify(object)}`;
    const known = id === '' && POINTED_AT.has(table) ? undefined : this.#known.get(key);
    if (known && !belongElsewhere(known, object)) return known;
    const row: HsdsRow = { id: id === '' || known ? `${MADE}${++this.#made}` : id };
    if (!known) this.#known.set(key, row);
    const rows = this.tables.get(table);
    if (rows) rows.push(row);
    else this.tables.set(table, [row]);
    return row;
  }

  #take(table: string, row: HsdsRow, [name, value]: [string, unknown]): void {
    if (name === 'id' || NOT_SAID.has(name)) return;
    const holds = [value].flat();
    if (isTable(name) && holds.some(isRow))
      this.#inside(table, row, [name, holds.filter(isRow), !Array.isArray(value)]);
    else if (says(value) && !says(row[name])) row[name] = value;
  }

  #inside(table: string, row: HsdsRow, [name, parts, alone]: [string, HsdsRow[], boolean]): void {
    const child = tableNamed(name);
    if (alone && ABOVE.has(child) && table !== 'organizations') {
      for (const part of parts) row[keyTo(child)] = this.add(child, part);
      return;
    }
    const owner =
      child === 'attributes' ? { link_id: row.id, link_entity: keyTo(table).slice(0, -3) } : { [keyTo(table)]: row.id };
    for (const part of parts) this.add(child, { ...typeByName(name), ...part, ...owner });
  }
}

/** An organization without an id is known by its name. */
const idOf = (table: string, { id, name }: HsdsRow): string =>
  str(id) || (table === 'organizations' && str(name) ? `${MADE}${str(name)}` : '');

/** Two organizations may use one number for different things of theirs. */
const belongElsewhere = (one: HsdsRow, other: HsdsRow): boolean =>
  says(one.organization_id) && says(other.organization_id) && one.organization_id !== other.organization_id;

const says = (value: unknown) => value !== undefined && value !== null && value !== '';
