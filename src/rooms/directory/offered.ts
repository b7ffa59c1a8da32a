/**
 * Which service is offered at which location (HSDS: service_at_location), and how a package brings many services and locations at once.
 * What an organization has under the same external_id is left as it is: a second import of the same file adds nothing.
 */
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction, type Row } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { LocationDraft } from './location.ts';
import { mayEditDirectory } from './organization.ts';
import type { ServiceDraft, ServiceTerm } from './service.ts';

/** From now on the service is offered at exactly these locations of its organization. What was said about a place that stays is kept. */
export async function offerAt(ctx: Ctx, service: { id: string; organization_id: string }, locations: string[]): Promise<void> {
  const library_id = ctx.library.id;
  const known = await ctx.db
    .selectFrom('locations')
    .select('id')
    .where('library_id', '=', library_id)
    .where('organization_id', '=', service.organization_id)
    .execute();
  if (locations.some((id) => !known.some((place) => place.id === id))) throw new Invalid({ locations: { key: 'error.choice' } });
  await ctx.db
    .deleteFrom('service_at_locations')
    .where('library_id', '=', library_id)
    .where('service_id', '=', service.id)
    .$if(locations.length > 0, (query) => query.where('location_id', 'not in', locations))
    .execute();
  await insertAll(
    ctx,
    'service_at_locations',
    locations.map((location_id) => ({ library_id, id: newId(), service_id: service.id, location_id })),
  );
}

export type BroughtService = ServiceDraft & { external_id: string; terms: ServiceTerm[] };
export type BroughtLocation = LocationDraft & { external_id: string };
export type Brought = {
  services: BroughtService[];
  locations: BroughtLocation[];
  /** Pairs of external ids. A pair that names nothing of this organization is left out. */
  at: { service: string; location: string; description: string }[];
};

/** Adds what a package brings for one organization. Returns how many of each were new. A fixed number of statements, however many rows. */
export async function addServices(ctx: Ctx, organizationId: string, brought: Brought): Promise<{ services: number; locations: number; at: number }> {
  allow(mayEditDirectory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const places = await addNew(ctx, 'locations', organizationId, brought.locations);
    const services = await addNew(ctx, 'services', organizationId, brought.services);
    const terms = services.added.flatMap(({ id, of }) => distinct(of.terms).map((term) => ({ library_id: ctx.library.id, service_id: id, ...term })));
    await insertAll(ctx, 'service_terms', terms);
    const pairs = brought.at.flatMap(({ service, location, description }) => {
      const ids = { service_id: services.ids.get(service), location_id: places.ids.get(location) };
      return ids.service_id && ids.location_id ? [{ library_id: ctx.library.id, id: newId(), description, ...ids } as Row<'service_at_locations'>] : [];
    });
    const counts = { services: services.added.length, locations: places.added.length, at: await insertAll(ctx, 'service_at_locations', pairs) };
    if (counts.services + counts.locations + counts.at > 0) await history(ctx, 'services.brought', { type: 'organization', id: organizationId }, counts);
    return counts;
  });
}

const distinct = (terms: ServiceTerm[]) => [...new Map(terms.map((term) => [`${term.taxonomy}\n${term.term}`, term])).values()];

type Added<T> = { ids: Map<string, string>; added: { id: string; of: T }[] };

async function addNew<T extends { external_id: string }>(ctx: Ctx, table: 'services' | 'locations', organization_id: string, drafts: T[]): Promise<Added<T>> {
  const library_id = ctx.library.id;
  const stored = await ctx.db
    .selectFrom(table)
    .select(['id', 'external_id'])
    .where('library_id', '=', library_id)
    .where('organization_id', '=', organization_id)
    .where('external_id', '<>', '')
    .execute();
  const ids = new Map(stored.map((row) => [row.external_id, row.id]));
  const added: { id: string; of: T }[] = [];
  for (const of of drafts) {
    if (of.external_id !== '' && ids.has(of.external_id)) continue;
    const id = newId();
    if (of.external_id !== '') ids.set(of.external_id, id);
    added.push({ id, of });
  }
  const rows = added.map(({ id, of }) => ({ ...of, terms: undefined, library_id, id, organization_id, created_at: ctx.now, updated_at: ctx.now }));
  await insertAll(ctx, table, rows as unknown as Row<'services'>[] & Row<'locations'>[]);
  return { ids, added };
}

/** A statement holds at most 65,535 values: many rows go in several. Pairs that are there already stay. Returns how many were new. */
async function insertAll<T extends 'services' | 'locations' | 'service_terms' | 'service_at_locations'>(ctx: Ctx, table: T, rows: Row<T>[]): Promise<number> {
  let inserted = 0;
  for (let at = 0; at < rows.length; at += 1000) {
    const result = await ctx.db
      .insertInto(table)
      .values(rows.slice(at, at + 1000))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    inserted += Number(result.numInsertedOrUpdatedRows ?? 0);
  }
  return inserted;
}
