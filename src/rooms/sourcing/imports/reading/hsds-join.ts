/**
 * The tables of a package joined: one row for each organization, with its services, places and people as `extra`, each
 * with what hangs on it. First everything is joined over every key there is, and only then is anything called nameless:
 * a place that names no organization belongs to those whose services are offered there.
 */
import { Keyed, pushTo } from './hsds-keys.ts';
import { type HsdsRow, isMade, str, type Tables } from './hsds-tables.ts';
import { type Extra, type Sheet, type SheetRow, tooLong } from './sheet.ts';

/** The columns an organization of a package has; named as HSDS names them. */
export const HSDS_HEADER = ['id', 'name', 'alternate_name', 'description', 'email', 'website', 'tax_id'];

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

/** Whoever has none of these is a stranger to the package; what belongs to nobody at all is told by what it is. */
const NOBODY = 'nobody ';

class Join {
  readonly #keyed: Keyed;
  readonly #known: Set<string>;
  /** Services, places and contacts by who has them. */
  readonly #owned: Record<'services' | 'locations' | 'contacts', Map<string, HsdsRow[]>>;

  constructor(tables: Tables) {
    this.#keyed = new Keyed(tables);
    this.#known = new Set(
      this.#keyed
        .rows('organizations')
        .map((row) => str(row.id))
        .filter(Boolean),
    );
    const services = new Map(this.#keyed.rows('services').map((row) => [row, [this.#ownerOfService(row)]]));
    const locations = new Map(this.#keyed.rows('locations').map((row) => [row, this.#ownersOfPlace(row, services)]));
    const contacts = new Map(
      this.#keyed.rows('contacts').map((row) => [row, [this.#ownerOfContact(row, services, locations)]]),
    );
    this.#owned = { services: byOwner(services), locations: byOwner(locations), contacts: byOwner(contacts) };
  }

  organizations(): HsdsRow[] {
    return this.#keyed.rows('organizations');
  }

  /** Everybody who has something and is not among the organizations: those with an id first. */
  strangers(): string[] {
    const owners = new Set(Object.values(this.#owned).flatMap((each) => [...each.keys()]));
    return [...owners]
      .filter((key) => !this.#known.has(key))
      .toSorted((a, b) => Number(a.startsWith(NOBODY)) - Number(b.startsWith(NOBODY)) || (a < b ? -1 : 1));
  }

  /**
   * An organization that it names and that is not there is still not another one: only what names none is asked where
   * it leads.
   */
  #ownerOfService(row: HsdsRow): string {
    const named = str(row.organization_id) || str(this.#keyed.find('programs', row.program_id)?.organization_id);
    if (named) return named;
    const places = [row.location_id, ...this.#offered('services', row).map((at) => at.location_id)].map((id) =>
      str(this.#keyed.find('locations', id)?.organization_id),
    );
    return places.find((id) => this.#known.has(id)) ?? places.find(Boolean) ?? `${NOBODY}service ${str(row.id)}`;
  }

  /** Links of a service or a place; of a nameless one none. */
  #offered(table: 'services' | 'locations', row: HsdsRow): HsdsRow[] {
    const id = str(row.id);
    if (id === '') return [];
    if (table === 'services') return this.#keyed.on(`services ${id}`)?.get('service_at_locations') ?? [];
    this.#atPlace ??= Map.groupBy(this.#keyed.rows('service_at_locations'), (at) => str(at.location_id));
    return this.#atPlace.get(id) ?? [];
  }
  #atPlace: Map<string, HsdsRow[]> | undefined;

  /** Its own organization, and each that offers something there: all have it as a place of theirs. */
  #ownersOfPlace(row: HsdsRow, services: Map<HsdsRow, string[]>): string[] {
    const id = str(row.id);
    this.#servicesAt ??= Map.groupBy(this.#keyed.rows('services'), (service) => str(service.location_id));
    const offered = [row.service_id, ...this.#offered('locations', row).map((at) => at.service_id)].map((each) =>
      this.#keyed.find('services', each),
    );
    const here = [...offered, ...(id ? (this.#servicesAt.get(id) ?? []) : [])].flatMap((service) =>
      service ? (services.get(service) ?? []) : [],
    );
    const named = str(row.organization_id);
    const told = [...(this.#keyed.on(`locations ${id}`)?.values() ?? [])]
      .flat()
      .map((each) => str(each.organization_id));
    const owners = [...new Set([...[named, ...told].filter((each) => this.#known.has(each)), ...here])];
    return owners.length > 0 ? owners : [named || `${NOBODY}place`];
  }
  #servicesAt: Map<string, HsdsRow[]> | undefined;

  #ownerOfContact(row: HsdsRow, services: Map<HsdsRow, string[]>, locations: Map<HsdsRow, string[]>): string {
    const at = this.#keyed.find('service_at_locations', row.service_at_location_id);
    const [service, place] = [
      this.#keyed.find('services', str(row.service_id) || at?.service_id),
      this.#keyed.find('locations', str(row.location_id) || at?.location_id),
    ];
    const reached = [
      str(row.organization_id),
      ...((service && services.get(service)) ?? []),
      ...((place && locations.get(place)) ?? []),
    ].filter(Boolean);
    return reached.find((id) => this.#known.has(id)) ?? reached[0] ?? `${NOBODY}person`;
  }

  extraOf(key: string, organization: HsdsRow = {}): Extra {
    const { phones = [], addresses = [], ...rest } = this.#on('organizations', key, organization);
    return {
      services: (this.#owned.services.get(key) ?? []).map((row) => this.#service(row)),
      locations: (this.#owned.locations.get(key) ?? []).map((row) => this.#whole('locations', row)),
      contacts: (this.#owned.contacts.get(key) ?? []).map((row) => this.#contact(row)),
      phones: phones.map((row) => this.#whole('phones', row)),
      addresses: addresses.map(withoutMade),
      organization: [{ ...withoutMade(organization), ...rest }].filter((each) => Object.keys(each).length > 0),
    };
  }

  /** What hangs on one thing, by table; on what has no id, nothing. */
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

const byOwner = (owners: Map<HsdsRow, string[]>): Map<string, HsdsRow[]> => {
  const rows = new Map<string, HsdsRow[]>();
  for (const [row, keys] of owners) for (const key of keys) pushTo(rows, key, row);
  return rows;
};

/** Without the ids that only joined it. */
function withoutMade(row: HsdsRow): HsdsRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === 'string' && isMade(value) ? [] : [[name, isPlain(value) ? withoutMade(value) : value]],
    ),
  );
}
const isPlain = (value: unknown): value is HsdsRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Services, places and people of an organization that the package does not name: kept, so that the person can give it a
 * name or leave it out.
 */
function nameless(key: string, number: number, extra: Extra): SheetRow {
  const id = key.startsWith(NOBODY) ? '' : key;
  const named = [...(extra.locations ?? []), ...(extra.services ?? []), ...(extra.contacts ?? [])];
  const names = named.map((each) => str(each.name)).filter(Boolean);
  const message = {
    key: 'error.package_nameless',
    values: { id: id || 'none', count: named.length, names: names.slice(0, 3).join(', ') },
  };
  return {
    number,
    cells: HSDS_HEADER.map((name) => (name === 'id' ? id : '')),
    extra,
    problems: [{ column: HSDS_HEADER.indexOf('name'), message, hard: true }],
  };
}

const taxIdIn = (identifiers: unknown): string =>
  str(
    (Array.isArray(identifiers) ? (identifiers as HsdsRow[]) : []).find((each) =>
      /^(us-)?(ein|irs)/i.test(str(each.identifier_scheme) || str(each.identifier_type)),
    )?.identifier,
  );

function toRow(organization: HsdsRow, number: number, extra: Extra): SheetRow {
  const [whole] = extra.organization ?? [];
  const id = isMade(str(organization.id)) ? '' : str(organization.id);
  const said: HsdsRow = {
    ...organization,
    id,
    website: str(organization.website) || str(organization.url),
    tax_id: str(organization.tax_id) || taxIdIn(whole?.organization_identifiers),
  };
  const { cells, problems } = tooLong(HSDS_HEADER.map((name) => str(said[name])));
  return { number, cells, extra, ...(problems.length > 0 && { problems }) };
}
