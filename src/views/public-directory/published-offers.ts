/** Where published services are offered (HSDS: service_at_location). Confidential addresses are left out. */
import { type RawBuilder, sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import type { Reading } from '../../house/ctx.ts';
import { found, Invalid } from '../../house/errors.ts';
import { tellsWhere } from '../../rooms/directory/confidential.ts';
import { milesBetween, placeOf } from '../../rooms/places/places.ts';
import { PUBLISHED } from '../exports/export.ts';
import { basicService, offeredAt } from '../exports/hsds.ts';
import type { Hsds } from '../exports/hsds-parts.ts';
import type { OrganizationRecord } from '../exports/records.ts';
import { type HsdsVocabulary, vocabularyOf } from '../exports/vocabulary.ts';
import { filed, ofOrganization, samePostcode, serviceSearch, since } from './published-filters.ts';
import { type FoundId, type Listing, type PublishedQuestion, paged } from './published-query.ts';
import { OFFERED, published, recordsByOrganization, rowsOf } from './published-rows.ts';

/** `full` includes the lists of the location; `words` are the terms that attributes refer to. */
type Shown = { full: boolean; words: HsdsVocabulary };

const OPEN_ADDRESS = tellsWhere('o');

export async function findOffers(ctx: Reading, query: PublishedQuestion): Promise<Listing<Hsds>> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  const modified = since(query, sql`greatest(s.updated_at, l.updated_at)`);
  const filters = [
    OPEN_ADDRESS,
    ...serviceSearch(query),
    ...filed(ctx, query, { words, what: 'service' }),
    ...ofOrganization(query),
    ...modified,
  ];
  const by = { id: sql`a.id`, order: sql`${byName('s.name')}, a.id` };
  const found = query.proximity
    ? await nearby(ctx, { where: published(ctx, filters), order: by.order }, query)
    : await rowsOf(ctx, { from: OFFERED, where: published(ctx, [...filters, ...samePostcode(query)]), ...by }, query);
  const read = async (ctx: Reading, rows: FoundId[]) => {
    const records = await recordsByOrganization(ctx, rows);
    return rows.flatMap((row) => offerAs(records.get(row.organization_id), row.id, { full: query.full, words }));
  };
  return { ...found, read };
}

export async function publishedOffer(ctx: Reading, id: string): Promise<Hsds> {
  const where = published(ctx, [OPEN_ADDRESS, sql`a.id = ${id}`]);
  const { rows } = await sql<FoundId>`select a.id, s.organization_id from ${OFFERED} where ${where}`.execute(ctx.db);
  const records = await recordsByOrganization(ctx, rows);
  const shown = { full: true, words: await vocabularyOf(ctx, PUBLISHED) };
  return found(offerAs(records.get(found(rows[0]).organization_id), id, shown)[0]);
}

function offerAs(record: OrganizationRecord | undefined, id: string, { full, words }: Shown): Hsds[] {
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

const METERS_IN_A_MILE = 1609.344;

/**
 * What is offered within `proximity` meters of the postal code's point. A location without coordinates counts as being
 * at the point of its own ZIP code. Throws Invalid for an unknown `postcode`.
 */
async function nearby(
  ctx: Reading,
  { where, order }: { where: RawBuilder<unknown>; order: RawBuilder<unknown> },
  query: PublishedQuestion,
) {
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
