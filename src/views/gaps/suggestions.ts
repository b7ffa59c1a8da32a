/**
 * Organizations to suggest for an empty sector: from the library's own leads first, then from the host's public lists,
 * nearest first. Two queries, whatever the number of sectors; each reads only the index of its sector.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { milesBetween, type Point, placesWithin } from '../../rooms/places/places.ts';
import type { Area } from './areas.ts';

export type Suggestion = {
  kind: 'lead' | 'listed';
  /** The lead's id, or the row's key in its source. */
  key: string;
  source: string;
  name: string;
  city: string;
  /**
   * Miles to the nearest of the branches asked about; null if there are none or the organization's place is unknown.
   */
  miles: number | null;
};

export const MAX_SUGGESTIONS = 3;
const NEARBY_MILES = 25;
/**
 * The queries look around at most this many branches, none within so many miles of another, so that they stay small
 * for a system with a branch in every quarter. The distances that are shown are from the nearest of all branches.
 */
const MAX_POINTS = 40;
const MILES_APART = 5;
/** So far around them, what is near any branch is found. */
const LOOKED_MILES = NEARBY_MILES + MILES_APART;
/** Rather too few, so that a belt of latitude is rather too wide. */
const MILES_A_DEGREE = 68;

type NearbyOrganization = Omit<Suggestion, 'kind' | 'miles'> & {
  sector_key: string;
  tax_id: string;
  latitude: number | null;
  longitude: number | null;
};

/**
 * At most three for each sector, leads before listed organizations. Listed organizations are suggested only within
 * NEARBY_MILES of `areas`, so without areas the public lists are not asked.
 */
export async function suggestionsFor(ctx: Ctx, sectors: string[], areas: Area[]): Promise<Map<string, Suggestion[]>> {
  const points = areas.map(({ place }) => place);
  const lookouts = spread(points);
  const leads = await nearestLeads(ctx, sectors, lookouts);
  const listed = await nearestListed(ctx, sectors, lookouts);
  return new Map(
    sectors.map((key) => {
      const own = leads.filter((lead) => lead.sector_key === key);
      const known = new Set(own.map(({ tax_id, name }) => tax_id || name.toLowerCase()));
      const others = listed.filter(
        (each) => each.sector_key === key && !known.has(each.tax_id) && !known.has(each.name.toLowerCase()),
      );
      const found = [
        ...own.map((each) => told('lead', each, points)),
        ...others.map((each) => told('listed', each, points)),
      ];
      return [
        key,
        found.filter(({ kind, miles }) => kind === 'lead' || (miles ?? 0) <= NEARBY_MILES).slice(0, MAX_SUGGESTIONS),
      ];
    }),
  );
}

function spread(points: Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) if (kept.every((each) => milesBetween(each, point) > MILES_APART)) kept.push(point);
  return kept.slice(0, MAX_POINTS);
}

function told(
  kind: Suggestion['kind'],
  { key, source, name, city, latitude, longitude }: NearbyOrganization,
  points: Point[],
): Suggestion {
  const at = latitude === null || longitude === null ? null : { latitude, longitude };
  return {
    kind,
    key,
    source,
    name,
    city,
    miles: at && points.length > 0 ? Math.min(...points.map((point) => milesBetween(point, at))) : null,
  };
}

/**
 * Order by the distance of `row` from the nearest point, then by `rest`. The distance is in degrees squared; a degree
 * of longitude counts for less the farther the point is from the equator.
 */
function nearestFirst(row: 'l' | 'c', points: Point[], rest: RawBuilder<unknown>) {
  if (points.length === 0) return rest;
  const far = points.map(({ latitude, longitude }) => {
    const narrowed = Math.cos((latitude * Math.PI) / 180);
    return sql`power(${sql.ref(row)}.latitude - ${latitude}::float8,
      2) + power((${sql.ref(row)}.longitude - ${longitude}::float8) * ${narrowed}::float8, 2)`;
  });
  return sql`least(${sql.join(far)}) nulls last, ${rest}`;
}

async function nearestLeads(ctx: Ctx, sectors: string[], points: Point[]): Promise<NearbyOrganization[]> {
  const { rows } = await sql<NearbyOrganization>`
    select k.sector_key, l.* from unnest(${sectors}::text[]) as k(sector_key)
    cross join lateral (
      select l.id::text as key, l.source, l.name, l.city, l.tax_id, l.latitude, l.longitude from leads l
      where l.library_id = ${ctx.library.id} and l.sector_key = k.sector_key and l.promoted_partner_id is null
        and l.dismissed_at is null
      order by ${nearestFirst('l', points, sql`l.name_key, l.id`)} limit ${MAX_SUGGESTIONS}) l`.execute(ctx.db);
  return rows;
}

async function nearestListed(ctx: Ctx, sectors: string[], points: Point[]): Promise<NearbyOrganization[]> {
  if (points.length === 0) return [];
  // The circles may reach into other states.
  const states = [...new Set(points.flatMap((point) => placesWithin(point, LOOKED_MILES)).map(({ state }) => state))];
  const belts = points.map(
    ({ latitude }) =>
      sql`c.latitude between ${latitude - LOOKED_MILES / MILES_A_DEGREE}::real
        and ${latitude + LOOKED_MILES / MILES_A_DEGREE}::real`,
  );
  const { rows } = await sql<NearbyOrganization>`
    select k.sector_key, c.* from unnest(${sectors}::text[]) as k(sector_key)
    cross join lateral (
      select c.source_key as key, c.source, c.name, c.city, c.tax_id, c.latitude, c.longitude
      from listed_organizations c
      where c.sector_key = k.sector_key and c.state = any(${states}::text[]) and c.latitude is not null
        and (${sql.join(belts, sql` or `)})
        and not exists (select 1 from listed_organization_answers a where a.library_id = ${ctx.library.id}
          and a.source = c.source and a.source_key = c.source_key)
        and not exists (select 1 from organizations o where o.library_id = ${ctx.library.id} and o.tax_id <> ''
          and o.tax_id = c.tax_id)
      order by ${nearestFirst('c', points, sql`c.name_key, c.id`)} limit ${MAX_SUGGESTIONS}) c`.execute(ctx.db);
  return rows;
}
