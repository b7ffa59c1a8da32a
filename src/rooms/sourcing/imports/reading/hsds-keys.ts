/**
 * The tables of a package by their keys: the row that a key points at, and the rows that belong to each thing because
 * they name it.
 */
import { type HsdsRow, str, type Tables } from './hsds-tables.ts';

/**
 * Tables whose rows can own others, and the key that names them. The first of these keys that a row has names its only
 * owner.
 */
const ALONE = { contacts: 'contact_id', phones: 'phone_id', service_at_locations: 'service_at_location_id' } as const;
/** Tables that can share a row: all that are named own it, as a telephone may be for a service and its place. */
const SHARED = { services: 'service_id', locations: 'location_id', organizations: 'organization_id' } as const;
const KEYS = { ...ALONE, ...SHARED, programs: 'program_id' } as const;
/** Tables whose rows are joined in their own way (hsds-owners.ts, hsds-join.ts). */
const MAIN = new Set([
  'organizations',
  'services',
  'locations',
  'contacts',
  'service_at_locations',
  'taxonomies',
  'taxonomy_terms',
  'service_terms',
  'units',
]);
const OWNER_BY_ENTITY = new Map(Object.entries(KEYS).map(([table, key]) => [key.slice(0, -3), table]));

export class Keyed {
  readonly #tables: Tables;
  readonly #by = new Map<string, Map<string, HsdsRow>>();
  readonly #hanging = new Map<string, Map<string, HsdsRow[]>>();

  constructor(tables: Tables) {
    this.#tables = tables;
    this.#hang();
  }

  rows(table: string): HsdsRow[] {
    return this.#tables.get(table) ?? [];
  }

  find(table: string, id: unknown): HsdsRow | undefined {
    let rows = this.#by.get(table);
    if (!rows) {
      rows = new Map(this.rows(table).map((row) => [str(row.id), row]));
      rows.delete('');
      this.#by.set(table, rows);
    }
    return rows.get(str(id));
  }

  /** The rows that belong to a thing, such as "services 7", by table. */
  on(thing: string): Map<string, HsdsRow[]> | undefined {
    return this.#hanging.get(thing);
  }

  #hang(): void {
    for (const [table, rows] of this.#tables) {
      if (MAIN.has(table)) continue;
      for (const row of rows) for (const owner of this.#ownersOf(table, row)) this.#hangOn(owner, table, row);
    }
    for (const row of this.rows('service_at_locations'))
      this.#hangOn(`services ${str(row.service_id)}`, 'service_at_locations', row);
  }

  #hangOn(owner: string, table: string, row: HsdsRow): void {
    const things = this.#hanging.get(owner) ?? new Map<string, HsdsRow[]>();
    pushTo(things, table, row);
    this.#hanging.set(owner, things);
  }

  #ownersOf(table: string, row: HsdsRow): string[] {
    const linked =
      table === 'attributes' ? OWNER_BY_ENTITY.get(str(row.link_entity || row.link_type).replace(/s$/, '')) : undefined;
    if (linked && str(row.link_id)) return [`${linked} ${str(row.link_id)}`];
    for (const [owner, key] of Object.entries(ALONE))
      if (str(row[key]) && this.find(owner, row[key])) return [`${owner} ${str(row[key])}`];
    return Object.entries(SHARED).flatMap(([owner, key]) => (str(row[key]) ? [`${owner} ${str(row[key])}`] : []));
  }
}

export function pushTo(rows: Map<string, HsdsRow[]>, key: string, row: HsdsRow): void {
  const list = rows.get(key);
  if (list) list.push(row);
  else rows.set(key, [row]);
}
