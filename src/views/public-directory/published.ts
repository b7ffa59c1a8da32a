/**
 * The public directory: what anyone may read of a library that turned it on. It shows the organizations of partners at
 * the stage "active" and their services; their locations, unless the address is confidential; and of their people those
 * whom somebody has marked as publishable, with work phone and work mail alone. Nothing of a partner at another stage
 * is shown. Each list takes a fixed number of queries.
 */
import { sql } from 'kysely';
import type { Reading } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import { idOf } from '../../house/ids.ts';
import { hasWords } from '../../rooms/directory/by-words.ts';
import { nameKey } from '../../rooms/directory/name-key.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import { PUBLISHED } from '../exports/export.ts';
import { basicOrganization, fullOrganization, organizationWithServices } from '../exports/hsds.ts';
import type { Hsds } from '../exports/hsds-parts.ts';
import { type OrganizationRecord, recordsOf } from '../exports/records.ts';
import { type HsdsVocabulary, vocabularyOf } from '../exports/vocabulary.ts';
import { filed, like, searched } from './published-filters.ts';
import type { FoundId, Listing, PublishedQuery, PublishedQuestion } from './published-query.ts';
import { PARTNERS, published, rowsOf } from './published-rows.ts';

export async function findOrganizations(ctx: Reading, query: PublishedQuestion): Promise<Listing<Hsds>> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  const search = (word: string) => sql`(o.search_key like ${like(word)} or o.description ilike ${like(word)})`;
  const typed = sql.join([sql`true`, ...searched(query, nameKey(query.search), search)], sql` and `);
  const named = sql`((${typed}) or ${hasWords(sql`o.search_key`, query.search)[0] ?? sql`false`})`;
  const where = published(ctx, [named, ...filed(ctx, query, { words, what: 'organization' })]);
  const by = { id: sql`o.id`, order: sql`o.name_key, o.id` };
  const found = await rowsOf(ctx, { from: PARTNERS, where, ...by }, query);
  const read = async (ctx: Reading, rows: FoundId[]) => {
    const ids = rows.map((row) => idOf<'organizations'>(row.id));
    const records = await recordsOf(ctx, ids, { scope: PUBLISHED, people: 'published' });
    return records.map((record) => organizationAs(record, query, words));
  };
  return { ...found, read };
}

export async function publishedOrganization(ctx: Reading, id: OrganizationId, query: PublishedQuery): Promise<Hsds> {
  const [record] = await recordsOf(ctx, [id], { scope: PUBLISHED, people: 'published' });
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
