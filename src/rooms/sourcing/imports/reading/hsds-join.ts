/**
 * Joins the tables of a package: one row for each organization, with its services, places and people as `extra`, each
 * with what belongs to it. Everything is joined over every key before anything counts as nameless: a place that names
 * no organization belongs to those whose services are offered there.
 */
import { Keyed } from './hsds-keys.ts';
import { Owners } from './hsds-owners.ts';
import { HSDS_HEADER, nameless, toRow } from './hsds-rows.ts';
import { type HsdsRow, isMade, str, type Tables } from './hsds-tables.ts';
import type { Extra, Sheet } from './sheet.ts';

export function joined(tables: Tables, format: Sheet['format']): Sheet {
  const join = new Join(tables);
  const organizations = join.organizations();
  const rows = organizations.map((row, at) => toRow(row, at + 1, join.extraOf(str(row.id), row)));
  const strangers = join.strangers().map((key, at) => nameless(key, rows.length + at + 1, join.extraOf(key)));
  return {
    kind: 'hsds',
    header: HSDS_HEADER,
    rows: [...rows, ...strangers],
    format: { ...format, organizations: organizations.length },
    warnings: [],
  };
}

class Join {
  readonly #keyed: Keyed;
  readonly #owners: Owners;

  constructor(tables: Tables) {
    this.#keyed = new Keyed(tables);
    this.#owners = new Owners(this.#keyed);
  }

  organizations(): HsdsRow[] {
    return this.#keyed.rows('organizations');
  }

  strangers(): string[] {
    return this.#owners.strangers();
  }

  extraOf(key: string, organization: HsdsRow = {}): Extra {
    const { phones = [], addresses = [], ...rest } = this.#on('organizations', key, organization);
    return {
      services: this.#owners.of(key, 'services').map((row) => this.#service(row)),
      locations: this.#owners.of(key, 'locations').map((row) => this.#whole('locations', row)),
      contacts: this.#owners.of(key, 'contacts').map((row) => this.#contact(row)),
      phones: phones.map((row) => this.#whole('phones', row)),
      addresses: addresses.map(withoutMade),
      organization: [{ ...withoutMade(organization), ...rest }].filter((each) => Object.keys(each).length > 0),
    };
  }

  /** What belongs to one thing, by table; nothing belongs to a thing without an id. */
  #on(table: string, id: string, row: HsdsRow): Record<string, HsdsRow[]> {
    if (id === '') return {};
    const things = [...(this.#keyed.on(`${table} ${id}`) ?? [])].map(
      ([name, rows]) => [name, rows.map((each) => this.#part(name, each))] as const,
    );
    return Object.fromEntries(things.filter(([name]) => name !== '' && str(row[name]) === ''));
  }

  #whole(table: string, row: HsdsRow): HsdsRow {
    return { ...withoutMade(row), ...this.#on(table, str(row.id), row) };
  }

  #part(table: string, row: HsdsRow): HsdsRow {
    if (table === 'attributes') return withoutMade({ ...row, taxonomy_term: this.#term(row.taxonomy_term_id) });
    if (table === 'capacities') return withoutMade({ ...row, unit: this.#keyed.find('units', row.unit_id) });
    return table === 'phones' || table === 'service_at_locations' || table === 'programs'
      ? this.#whole(table, row)
      : withoutMade(row);
  }

  #service(row: HsdsRow): HsdsRow {
    const whole = this.#whole('services', row);
    const linked = (this.#keyed.on(`services ${str(row.id)}`)?.get('service_at_locations') ?? []).map((each) =>
      this.#part('service_at_locations', each),
    );
    const at = [...linked, ...(str(row.location_id) ? [{ location_id: row.location_id }] : []), ...this.#placesOf(row)];
    const program = this.#keyed.find('programs', row.program_id);
    return {
      ...whole,
      service_at_locations: at,
      terms: this.#terms(row),
      ...(program && { program: withoutMade(program) }),
    };
  }

  /** Places that name the service themselves. */
  #placesOf({ id }: HsdsRow): HsdsRow[] {
    this.#placesByService ??= Map.groupBy(this.#keyed.rows('locations'), (place) => str(place.service_id));
    return str(id) ? (this.#placesByService.get(str(id)) ?? []).map((place) => ({ location_id: place.id })) : [];
  }
  #placesByService: Map<string, HsdsRow[]> | undefined;

  /** Terms hang on services directly (1.1, 2.0) or through attributes (3.x). */
  #terms(service: HsdsRow): HsdsRow[] {
    this.#links ??= Map.groupBy(this.#keyed.rows('service_terms'), (row) => str(row.service_id));
    const direct = (this.#links.get(str(service.id)) ?? []).map(
      (row) => str(row.taxonomy_term_id) || str(row.taxonomy_id),
    );
    const through = (this.#keyed.on(`services ${str(service.id)}`)?.get('attributes') ?? []).map((row) =>
      str(row.taxonomy_term_id),
    );
    const nested =
      this.#keyed.rows('taxonomy_terms').length > 0 && str(service.id)
        ? this.#nestedTerms().get(str(service.id))
        : undefined;
    return [
      ...[...new Set([...direct, ...through])].flatMap((id): HsdsRow[] => [this.#term(id) ?? []].flat()),
      ...(nested ?? []).map(withoutMade),
    ];
  }
  #links: Map<string, HsdsRow[]> | undefined;

  /** A term that stands inside a service (JSON of older versions). */
  #nestedTerms(): Map<string, HsdsRow[]> {
    this.#termsInside ??= Map.groupBy(this.#keyed.rows('taxonomy_terms'), (row) => str(row.service_id));
    return this.#termsInside;
  }
  #termsInside: Map<string, HsdsRow[]> | undefined;

  /** With its taxonomy's name and the name of the term above it. */
  #term(id: unknown): HsdsRow | undefined {
    const term = this.#keyed.find('taxonomy_terms', id);
    if (!term) return undefined;
    const [above, taxonomy] = [
      this.#keyed.find('taxonomy_terms', term.parent_id),
      this.#keyed.find('taxonomies', term.taxonomy_id),
    ];
    const named = {
      ...(above && { parent: str(above.name) }),
      ...(taxonomy && { taxonomy: str(term.taxonomy) || str(taxonomy.name) }),
    };
    return withoutMade({ ...term, ...named });
  }

  /** With what the contact is for, where that is not the organization as a whole. */
  #contact(row: HsdsRow): HsdsRow {
    const at = this.#keyed.find('service_at_locations', row.service_at_location_id);
    const service = this.#keyed.find('services', str(row.service_id) || at?.service_id);
    const place = this.#keyed.find('locations', str(row.location_id) || at?.location_id);
    const about = [service, place].map((each) => str(each?.name)).filter(Boolean);
    return { ...this.#whole('contacts', row), ...(about.length > 0 && { about: about.join(', ') }) };
  }
}

/** The row without the ids that were made up for joining. */
function withoutMade(row: HsdsRow): HsdsRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === 'string' && isMade(value) ? [] : [[name, isPlain(value) ? withoutMade(value) : value]],
    ),
  );
}
const isPlain = (value: unknown): value is HsdsRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
