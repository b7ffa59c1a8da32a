/** The published services, in full, in short, or only their ids. */
import { type RawBuilder, sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import type { Reading } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import { PUBLISHED } from '../exports/export.ts';
import { basicOrganization, basicService, fullService } from '../exports/hsds.ts';
import type { Hsds } from '../exports/hsds-parts.ts';
import type { OrganizationRecord } from '../exports/records.ts';
import { type HsdsVocabulary, vocabularyOf } from '../exports/vocabulary.ts';
import { filed, ofOrganization, serviceSearch, since } from './published-filters.ts';
import type { FoundId, Listing, PublishedQuestion } from './published-query.ts';
import { published, recordsByOrganization, rowsOf, SERVICES } from './published-rows.ts';

/** `full` includes phones, schedules, locations and the like; `words` are the terms that attributes refer to. */
type Shown = { full: boolean; words: HsdsVocabulary };

export async function findServices(ctx: Reading, query: PublishedQuestion): Promise<Listing<Hsds>> {
  const words = await vocabularyOf(ctx, PUBLISHED);
  const where = published(ctx, [
    ...serviceSearch(query),
    ...filed(ctx, query, { words, what: 'service' }),
    ...ofOrganization(query),
    ...since(query, sql`s.updated_at`),
  ]);
  if (query.minimal) return everyServiceId(ctx, where);
  const by = { id: sql`s.id`, order: sql`${byName('s.name')}, s.id` };
  const found = await rowsOf(ctx, { from: SERVICES, where, ...by }, query);
  const read = async (ctx: Reading, rows: FoundId[]) => {
    const records = await recordsByOrganization(ctx, rows);
    return rows.flatMap((row) => serviceAs(records.get(row.organization_id), row.id, { full: query.full, words }));
  };
  return { ...found, read };
}

export async function publishedService(ctx: Reading, id: string): Promise<Hsds> {
  const where = published(ctx, [sql`s.id = ${id}`]);
  const { rows } = await sql<FoundId>`select s.id, s.organization_id from ${SERVICES} where ${where}`.execute(ctx.db);
  const records = await recordsByOrganization(ctx, rows);
  const shown = { full: true, words: await vocabularyOf(ctx, PUBLISHED) };
  return found(serviceAs(records.get(found(rows[0]).organization_id), id, shown)[0]);
}

function serviceAs(record: OrganizationRecord | undefined, id: string, { full, words }: Shown): Hsds[] {
  const service = record?.services.find((each) => each.id === id);
  if (!record || !service) return [];
  return [
    {
      ...(full ? fullService(record, service, words) : basicService(record, service)),
      organization: basicOrganization(record),
    },
  ];
}

/**
 * For `minimal`: id and last change of every service in one answer, for a client that keeps a copy and asks what is
 * new.
 */
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
