/**
 * Who has each service, place and contact of a package, found over every key. What leads to no organization gets an
 * owner that the package does not name.
 */
import { type Keyed, pushTo } from './hsds-keys.ts';
import { type HsdsRow, str } from './hsds-tables.ts';

/** The key of an owner that the package does not name at all begins so; what follows says what it owns. */
export const NOBODY = 'nobody ';

export class Owners {
  readonly #keyed: Keyed;
  readonly #known: Set<string>;
  /** Services, places and contacts by who has them. */
  readonly #owned: Record<'services' | 'locations' | 'contacts', Map<string, HsdsRow[]>>;

  constructor(keyed: Keyed) {
    this.#keyed = keyed;
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

  /** The services, places or contacts of one organization. */
  of(key: string, table: 'services' | 'locations' | 'contacts'): HsdsRow[] {
    return this.#owned[table].get(key) ?? [];
  }

  /** Owners that are not among the organizations of the package, those with an id first. */
  strangers(): string[] {
    const owners = new Set(Object.values(this.#owned).flatMap((each) => [...each.keys()]));
    return [...owners]
      .filter((key) => !this.#known.has(key))
      .toSorted((a, b) => Number(a.startsWith(NOBODY)) - Number(b.startsWith(NOBODY)) || (a < b ? -1 : 1));
  }

  /**
   * The organization that the service names, even if it is not in the package. Only a service that names none belongs
   * to the organization of its places.
   */
  #ownerOfService(row: HsdsRow): string {
    const named = str(row.organization_id) || str(this.#keyed.find('programs', row.program_id)?.organization_id);
    if (named) return named;
    const places = [row.location_id, ...this.#offered('services', row).map((at) => at.location_id)].map((id) =>
      str(this.#keyed.find('locations', id)?.organization_id),
    );
    return places.find((id) => this.#known.has(id)) ?? places.find(Boolean) ?? `${NOBODY}service ${str(row.id)}`;
  }

  /** The links between services and places of this one; none when it has no id. */
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
}

const byOwner = (owners: Map<HsdsRow, string[]>): Map<string, HsdsRow[]> => {
  const rows = new Map<string, HsdsRow[]>();
  for (const [row, keys] of owners) for (const key of keys) pushTo(rows, key, row);
  return rows;
};
