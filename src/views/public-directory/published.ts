/**
 * The public directory: what anyone may read of a library that turned it on. Published are the organizations of
 * partners at the stage "active", their services, the places of those whose address is not confidential, and of their
 * people those of whom somebody said that they may be published, with the work's phone and mail alone; never another
 * stage. Each list takes a fixed number of queries.
 */

import { type RawBuilder, sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import type { Reading } from '../../house/ctx.ts';
import { found, Invalid } from '../../house/errors.ts';
import { idOf } from '../../house/ids.ts';
import { hasWords } from '../../rooms/directory/by-words.ts';
import { tellsWhere } from '../../rooms/directory/confidential.ts';
import { nameKey } from '../../rooms/directory/name-key.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import { milesBetween, placeOf } from '../../rooms/places/places.ts';
import { PUBLISHED } from '../exports/export.ts';
import {
  basicOrganization,
  basicService,
  fullOrganization,
  fullService,
  offeredAt,
  organizationWithServices,
} from '../exports/hsds.ts';
import type { Hsds } from '../exports/hsds-parts.ts';
import { type OrganizationRecord, recordsOf } from '../exports/records.ts';
import { type HsdsVocabulary, type TaxonomyTerm, vocabularyOf } from '../exports/vocabulary.ts';
import {
  type FoundId,
  isWordless,
  type Listing,
  type PublishedQuery,
  type PublishedQuestion,
  paged,
} from './published-query.ts';

const JOINED = sql`join organizations o on o.library_id = p.library_id and o.id = p.organization_id`;
const SERVICES = sql`partners p ${JOINED} join services s on s.library_id = p.library_id
  and s.organization_id = p.organization_id`;
const OFFERED = sql`${SERVICES} join service_at_locations a on a.library_id = s.library_id and a.service_id = s.id
  join locations l on l.library_id = a.library_id and l.id = a.location_id
    and l.organization_id = s.organization_id`;

const published = (ctx: Reading, conditions: RawBuilder<unknown>[]) =>
  sql.join([sql`p.library_id = ${ctx.library.id}`, sql`p.stage = ${PUBLISHED}`, ...conditions], sql` and `);

export async function findOrganizations(ctx: Reading, query: PublishedQuestion): Promise<Listing<Hsds>> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  const search = (word: string) => sql`(o.search_key like ${like(word)} or o.description ilike ${like(word)})`;
  const typed = sql.join([sql`true`, ...searched(query, nameKey(query.search), search)], sql` and `);
  const named = sql`((${typed}) or ${hasWords(sql`o.search_key`, query.search)[0] ?? sql`false`})`;
  const where = published(ctx, [named, ...filed(query, words, 'organization')]);
  const found = await rowsOf(
    ctx,
    sql`partners p ${JOINED}`,
    where,
    { id: sql`o.id`, order: sql`o.name_key, o.id` },
    query,
  );
  const read = async (ctx: Reading, rows: FoundId[]) => {
    const ids = rows.map((row) => idOf<'organizations'>(row.id));
    return (await recordsOf(ctx, ids, PUBLISHED, 'published')).map((record) => organizationAs(record, query, words));
  };
  return { ...found, read };
}

export async function publishedOrganization(ctx: Reading, id: OrganizationId, query: PublishedQuery): Promise<Hsds> {
  const [record] = await recordsOf(ctx, [id], PUBLISHED, 'published');
  return organizationAs(found(record), { ...query, full: true }, await vocabularyOf(ctx, PUBLISHED));
}

function organizationAs(record: OrganizationRecord, query: PublishedQuery, words: HsdsVocabulary): Hsds {
  if (query.full_service) return organizationWithServices(record, words);
  if (!query.full) return basicOrganization(record);
  return {
    ...fullOrganization(record, words),
    services: record.services.map(({ id, name, status }) => ({ id, name, status })),
  };
}

export async function findServices(ctx: Reading, query: PublishedQuestion): Promise<Listing<Hsds>> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  const where = published(ctx, [
    ...serviceSearch(query),
    ...filed(query, words, 'service'),
    ...ofOrganization(query),
    ...since(query, sql`s.updated_at`),
  ]);
  if (query.minimal) return everyServiceId(ctx, where);
  const found = await rowsOf(ctx, SERVICES, where, { id: sql`s.id`, order: sql`${byName('s.name')}, s.id` }, query);
  const read = async (ctx: Reading, rows: FoundId[]) => {
    const records = await recordsByOrganization(ctx, rows);
    return rows.flatMap((row) => serviceAs(records.get(row.organization_id), row.id, query.full, words));
  };
  return { ...found, read };
}

export async function publishedService(ctx: Reading, id: string): Promise<Hsds> {
  const where = published(ctx, [sql`s.id = ${id}`]);
  const { rows } = await sql<FoundId>`select s.id, s.organization_id from ${SERVICES} where ${where}`.execute(ctx.db);
  const records = await recordsByOrganization(ctx, rows);
  return found(serviceAs(records.get(found(rows[0]).organization_id), id, true, await vocabularyOf(ctx, PUBLISHED))[0]);
}

function serviceAs(record: OrganizationRecord | undefined, id: string, full: boolean, words: HsdsVocabulary): Hsds[] {
  const service = record?.services.find((each) => each.id === id);
  if (!record || !service) return [];
  return [
    {
      ...(full ? fullService(record, service, words) : basicService(record, service)),
      organization: basicOrganization(record),
    },
  ];
}

/** Only ids and days, all in one answer: for who keeps a copy and asks what is new. */
async function everyServiceId(ctx: Reading, where: RawBuilder<unknown>): Promise<Listing<Hsds>> {
  const { rows } = await sql<FoundId & { updated_at: Date }>`
    select s.id, s.organization_id, s.updated_at from ${SERVICES} where ${where} order by s.id`.execute(ctx.db);
  const days = new Map(rows.map((row) => [row.id, row.updated_at.toISOString()]));
  return {
    rows,
    total: rows.length,
    read: async (_, some) => some.map(({ id }) => ({ id, modified_date: days.get(id) })),
  };
}

const OPEN_ADDRESS = tellsWhere('o');

export async function findOffers(ctx: Reading, query: PublishedQuestion): Promise<Listing<Hsds>> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  const modified = since(query, sql`greatest(s.updated_at, l.updated_at)`);
  const filters = [
    OPEN_ADDRESS,
    ...serviceSearch(query),
    ...filed(query, words, 'service'),
    ...ofOrganization(query),
    ...modified,
  ];
  const by = { id: sql`a.id`, order: sql`${byName('s.name')}, a.id` };
  const found = query.proximity
    ? await nearby(ctx, published(ctx, filters), by.order, query)
    : await rowsOf(ctx, OFFERED, published(ctx, [...filters, ...samePostcode(query)]), by, query);
  const read = async (ctx: Reading, rows: FoundId[]) => {
    const records = await recordsByOrganization(ctx, rows);
    return rows.flatMap((row) => offerAs(records.get(row.organization_id), row.id, query.full, words));
  };
  return { ...found, read };
}

export async function publishedOffer(ctx: Reading, id: string): Promise<Hsds> {
  const where = published(ctx, [OPEN_ADDRESS, sql`a.id = ${id}`]);
  const { rows } = await sql<FoundId>`select a.id, s.organization_id from ${OFFERED} where ${where}`.execute(ctx.db);
  const records = await recordsByOrganization(ctx, rows);
  return found(offerAs(records.get(found(rows[0]).organization_id), id, true, await vocabularyOf(ctx, PUBLISHED))[0]);
}

function offerAs(record: OrganizationRecord | undefined, id: string, full: boolean, words: HsdsVocabulary): Hsds[] {
  const service = record?.services.find((each) => each.at.some((at) => at.id === id));
  const offer = record && service && offeredAt(record, service, words).find((each) => each.id === id);
  if (!record || !service || !offer) return [];
  return [
    {
      ...offer,
      location: full ? offer.location : withoutLists(offer.location as Hsds),
      service: basicService(record, service),
    },
  ];
}

const withoutLists = (part: Hsds): Hsds =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => !Array.isArray(value))) as Hsds;

// ---- the filters

const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** One condition for each word. */
const searched = (query: PublishedQuery, text: string, condition: (word: string) => RawBuilder<unknown>) =>
  isWordless(query.search) ? [sql`false`] : text.split(/\s+/).filter(Boolean).slice(0, 8).map(condition);

const serviceSearch = (query: PublishedQuery) =>
  searched(
    query,
    query.search,
    (word) =>
      sql`(concat_ws(' ', s.name, s.alternate_name, s.description) ilike ${like(word)}
        or o.search_key like ${like(nameKey(word) || word)})`,
  );

const ofOrganization = (query: PublishedQuery) => (query.organization_id ? [sql`o.id = ${query.organization_id}`] : []);
const since = (query: PublishedQuery, at: RawBuilder<unknown>) =>
  query.modified_after ? [sql`${at} >= ${query.modified_after}`] : [];

/** Without areas of service, a postal code alone means: offered in this one. */
const samePostcode = (query: PublishedQuery) =>
  query.postcode ? [sql`left(l.postal_code, 5) = ${query.postcode.slice(0, 5)}`] : [];

/**
 * Filed under a term, or any of a taxonomy: the organization by its sectors and people served or a service's subjects,
 * a service by its own or its organization's.
 */
function filed(query: PublishedQuery, words: HsdsVocabulary, what: 'organization' | 'service'): RawBuilder<unknown>[] {
  return [
    query.taxonomy_term_id ? words.terms.filter((term) => term.id === query.taxonomy_term_id) : null,
    query.taxonomy_id ? words.terms.filter((term) => term.taxonomy_id === query.taxonomy_id) : null,
  ].flatMap((terms) => (terms ? [underOneOf(terms, words, what)] : []));
}

function underOneOf(
  terms: TaxonomyTerm[],
  words: HsdsVocabulary,
  what: 'organization' | 'service',
): RawBuilder<unknown> {
  const meanings = terms.flatMap((term) => words.meaning(term.id) ?? []);
  const sectors = meanings.flatMap((each) => ('sector' in each ? each.sector : []));
  const people = meanings.flatMap((each) => ('population' in each ? each.population : []));
  const subjects = meanings.flatMap((each) => ('term' in each ? [each] : []));
  const of = what === 'service' ? sql`x.id = s.id` : sql`x.organization_id = o.id`;
  return sql`(
    o.populations && ${people}::text[]
    or exists (select 1 from organization_sectors k where k.library_id = o.library_id and k.organization_id = o.id
      and k.sector_key = any(${sectors}::text[]))
    or exists (select 1 from service_terms t join services x on x.library_id = t.library_id and x.id = t.service_id
      where t.library_id = o.library_id and ${of} and (t.taxonomy, t.term) in (
        select * from unnest(${subjects.map((each) => each.taxonomy)}::text[],
          ${subjects.map((each) => each.term)}::text[]))))`;
}

// ---- reading

type By = { id: RawBuilder<unknown>; order: RawBuilder<unknown> };

async function rowsOf(
  ctx: Reading,
  from: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
  by: By,
  query: PublishedQuestion,
) {
  const count = await sql<{ total: number }>`select count(*) as total from ${from} where ${where}`.execute(ctx.db);
  const range = query.whole ? sql`` : sql`limit ${query.per_page} offset ${(query.page - 1) * query.per_page}`;
  const { rows } = await sql<FoundId>`select ${by.id} as id, o.id as organization_id from ${from} where ${where}
      order by ${by.order} ${range}`.execute(ctx.db);
  return { rows, total: count.rows[0]?.total ?? 0 };
}

async function recordsByOrganization(ctx: Reading, rows: FoundId[]): Promise<Map<string, OrganizationRecord>> {
  const records = await recordsOf(
    ctx,
    [...new Set(rows.map((row) => idOf<'organizations'>(row.organization_id)))],
    PUBLISHED,
  );
  return new Map(records.map((record) => [record.id, record]));
}

const METERS_IN_A_MILE = 1609.344;

/** Within so many meters of the postal code's middle; a place without a point stands where its own postal code is. */
async function nearby(ctx: Reading, where: RawBuilder<unknown>, order: RawBuilder<unknown>, query: PublishedQuestion) {
  const middle = placeOf(query.postcode);
  if (!middle) throw new Invalid({ postcode: { key: 'error.choice' } });
  const { rows } = await sql<FoundId & { latitude: number | null; longitude: number | null; postal_code: string }>`
    select a.id, o.id as organization_id, l.latitude, l.longitude, l.postal_code from ${OFFERED} where ${where}
      order by ${order}`.execute(ctx.db);
  const near = rows.filter(({ latitude, longitude, postal_code }) => {
    const point = latitude !== null && longitude !== null ? { latitude, longitude } : placeOf(postal_code);
    return point && milesBetween(middle, point) * METERS_IN_A_MILE <= (query.proximity ?? 0);
  });
  return { rows: paged(near, query), total: near.length };
}
