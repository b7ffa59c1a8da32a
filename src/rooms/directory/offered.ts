/**
 * Which service is offered at which location (HSDS: service_at_location), and how a package brings many services and
 * locations at once. What an organization has under the same external_id is left as it is: a second import of the same
 * file adds nothing.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { histories } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { Further } from './further.ts';
import type { LocationDraft, LocationId } from './location.ts';
import { mayEditDirectory, type OrganizationId } from './organization.ts';
import type { ServiceDraft, ServiceId, ServiceTerm } from './service.ts';

/**
 * Makes the service offered at exactly these locations. Where it was offered before, the description is kept. Throws
 * Invalid if a location belongs to another organization.
 */
export async function offerAt(
  ctx: Ctx,
  service: { id: ServiceId; organization_id: OrganizationId },
  locations: LocationId[],
): Promise<void> {
  const library_id = ctx.library.id;
  const known = await ctx.db
    .selectFrom('locations')
    .select('id')
    .where('library_id', '=', library_id)
    .where('organization_id', '=', service.organization_id)
    .execute();
  if (locations.some((id) => !known.some((place) => place.id === id)))
    throw new Invalid({ locations: { key: 'error.choice' } });
  await ctx.db
    .deleteFrom('service_at_locations')
    .where('library_id', '=', library_id)
    .where('service_id', '=', service.id)
    .$if(locations.length > 0, (query) => query.where('location_id', 'not in', locations))
    .execute();
  const rows = locations.map((location_id) => ({
    library_id,
    id: newId<'service_at_locations'>(),
    service_id: service.id,
    location_id,
  }));
  await insertMany(ctx.db, 'service_at_locations', { rows, unlessThere: true });
}

export type BroughtService = ServiceDraft & { external_id: string; terms: ServiceTerm[]; further?: Further };
export type BroughtLocation = LocationDraft & { external_id: string; further?: Further };
export type Brought = {
  services: BroughtService[];
  locations: BroughtLocation[];
  /** Pairs of external ids. A pair is left out unless the organization has both the service and the location. */
  at: { service: string; location: string; description: string }[];
};

/** The services and locations of an organization, with the names and external ids by which an import finds them. */
export type OffersHere = Record<'services' | 'locations', { id: string; external_id: string; name: string }[]>;

/** Services and locations of these organizations, by organization. Two statements, however many organizations. */
export async function offersAt(ctx: Ctx, organizationIds: OrganizationId[]): Promise<Map<string, OffersHere>> {
  type Row = OffersHere['services'][number] & { organization_id: OrganizationId };
  const of = async (table: 'services' | 'locations') => {
    const { rows } = await sql<Row>`select organization_id, id, external_id, name from ${sql.table(table)}
      where library_id = ${ctx.library.id} and organization_id = any(${organizationIds}::uuid[])`.execute(ctx.db);
    return Map.groupBy(rows, (row) => row.organization_id);
  };
  const [services, locations] =
    organizationIds.length === 0 ? [new Map(), new Map()] : [await of('services'), await of('locations')];
  return new Map(
    organizationIds.map((id) => [id, { services: services.get(id) ?? [], locations: locations.get(id) ?? [] }]),
  );
}

type OfferCounts = { services: number; locations: number; at: number };

/** Adds what a package brings for one organization. Returns how many of each were new. */
export async function addServices(ctx: Ctx, organizationId: OrganizationId, brought: Brought): Promise<OfferCounts> {
  const [counts] = await addServicesOf(ctx, [{ ...brought, organization_id: organizationId }]);
  return counts ?? { services: 0, locations: 0, at: 0 };
}

type BroughtTo = Brought & { organization_id: OrganizationId };

/** The same for many organizations; the counts are in their order. A fixed number of statements, however many rows. */
export async function addServicesOf(ctx: Ctx, many: BroughtTo[]): Promise<OfferCounts[]> {
  allow(mayEditDirectory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const places = await addNew(ctx, 'locations', many);
    const services = await addNew(ctx, 'services', many);
    await addTerms(ctx, services);
    const pairs = many.map(({ at }, n) => pairsOf(ctx, at, { services: services[n], places: places[n] }));
    const returning = sql<{ id: string }>`id`;
    const rows = await insertMany(ctx.db, 'service_at_locations', { rows: pairs.flat(), unlessThere: true, returning });
    const joined = new Set(rows.map((row) => row.id));
    const counted = many.map(({ organization_id: id }, n) => ({
      id,
      details: {
        services: services[n]?.added.length ?? 0,
        locations: places[n]?.added.length ?? 0,
        at: (pairs[n] ?? []).filter(({ id }) => joined.has(id)).length,
      },
    }));
    const lines = counted
      .filter(({ details }) => details.services + details.locations + details.at > 0)
      .map(({ id, details }) => ({
        action: 'services.brought',
        subject: { type: 'organization' as const, id },
        details,
      }));
    await histories(ctx, lines);
    return counted.map(({ details }) => details);
  });
}

/** Stores the taxonomy terms of the services that were added. */
async function addTerms(ctx: Ctx, services: Added<BroughtService>[]): Promise<void> {
  const rows = services
    .flatMap(({ added }) => added)
    .flatMap(({ id, of }) =>
      distinct(of.terms).map((term) => ({ library_id: ctx.library.id, service_id: id, ...term })),
    );
  await insertMany(ctx.db, 'service_terms', { rows, unlessThere: true });
}

/** The rows of `service_at_locations` for one organization. Pairs with an unknown service or location are left out. */
const pairsOf = (
  ctx: Ctx,
  at: Brought['at'],
  known: { services: { ids: Ids } | undefined; places: { ids: Ids } | undefined },
) =>
  at.flatMap(({ service, location, description }) => {
    const [service_id, location_id] = [known.services?.ids.get(service), known.places?.ids.get(location)];
    return service_id && location_id
      ? [{ library_id: ctx.library.id, id: newId(), description, service_id, location_id }]
      : [];
  });

const distinct = (terms: ServiceTerm[]) => [
  ...new Map(terms.map((term) => [`${term.taxonomy}\n${term.term}`, term])).values(),
];

type Ids = Map<string, string>;
/** For one organization: the id for each external id, and the rows that are new. */
type Added<T> = { ids: Ids; added: { id: string; of: T }[] };

async function addNew<F extends 'services' | 'locations'>(
  ctx: Ctx,
  table: F,
  many: BroughtTo[],
): Promise<Added<Brought[F][number]>[]> {
  const library_id = ctx.library.id;
  const organizations = many.map((each) => each.organization_id);
  const { rows: stored } = await sql<{ id: string; external_id: string; organization_id: OrganizationId }>`
    select id, external_id, organization_id from ${sql.table(table)}
    where library_id = ${library_id} and organization_id = any(${organizations}::uuid[]) and external_id <> ''`.execute(
    ctx.db,
  );
  const known = Map.groupBy(stored, (row) => row.organization_id);
  const all = many.map((each) => newOnes<Brought[F][number]>(each[table], known.get(each.organization_id) ?? []));
  const rows = all.flatMap(({ added }, n) =>
    added.map(({ id, of }) => {
      const { terms: _, ...row } = { terms: null, ...of };
      const further = of.further ?? {};
      const at = { created_at: ctx.now, updated_at: ctx.now };
      return { ...row, further, library_id, id, organization_id: organizations[n], ...at };
    }),
  );
  await insertMany(ctx.db, table, rows);
  return all;
}

/** The rows whose external id the organization does not have yet. A row without an external id is always new. */
function newOnes<T extends { external_id: string }>(
  brought: T[],
  stored: { id: string; external_id: string }[],
): Added<T> {
  const ids: Ids = new Map(stored.map((row) => [row.external_id, row.id]));
  const added: Added<T>['added'] = [];
  for (const of of brought) {
    if (of.external_id !== '' && ids.has(of.external_id)) continue;
    const id = newId();
    if (of.external_id !== '') ids.set(of.external_id, id);
    added.push({ id, of });
  }
  return { ids, added };
}
