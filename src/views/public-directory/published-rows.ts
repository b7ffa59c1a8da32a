/**
 * Which rows are published, and how they are read. Organizations, services and offers are all selected with
 * `published`.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Reading } from '../../house/ctx.ts';
import { idOf } from '../../house/ids.ts';
import { PUBLISHED } from '../exports/export.ts';
import { type OrganizationRecord, recordsOf } from '../exports/records.ts';
import type { FoundId, PublishedQuestion } from './published-query.ts';

export const PARTNERS = sql`partners p
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id`;
export const SERVICES = sql`${PARTNERS} join services s on s.library_id = p.library_id
  and s.organization_id = p.organization_id`;
export const OFFERED = sql`${SERVICES}
  join service_at_locations a on a.library_id = s.library_id and a.service_id = s.id
  join locations l on l.library_id = a.library_id and l.id = a.location_id
    and l.organization_id = s.organization_id`;

/** Condition: published by this library, and all of `conditions`. */
export const published = (ctx: Reading, conditions: RawBuilder<unknown>[]) =>
  sql.join([sql`p.library_id = ${ctx.library.id}`, sql`p.stage = ${PUBLISHED}`, ...conditions], sql` and `);

/** One kind of published thing: its tables, its id and its order. */
export type Shelf = { from: RawBuilder<unknown>; id: RawBuilder<unknown>; order: RawBuilder<unknown> };

/** The ids that match (one page or all) and how many there are in total. */
export async function rowsOf(
  ctx: Reading,
  { from, where, id, order }: Shelf & { where: RawBuilder<unknown> },
  query: PublishedQuestion,
) {
  const count = await sql<{ total: number }>`select count(*) as total from ${from} where ${where}`.execute(ctx.db);
  const range = query.whole ? sql`` : sql`limit ${query.per_page} offset ${(query.page - 1) * query.per_page}`;
  const { rows } = await sql<FoundId>`select ${id} as id, o.id as organization_id from ${from} where ${where}
      order by ${order} ${range}`.execute(ctx.db);
  return { rows, total: count.rows[0]?.total ?? 0 };
}

export async function recordsByOrganization(ctx: Reading, rows: FoundId[]): Promise<Map<string, OrganizationRecord>> {
  const records = await recordsOf(ctx, [...new Set(rows.map((row) => idOf<'organizations'>(row.organization_id)))], {
    scope: PUBLISHED,
  });
  return new Map(records.map((record) => [record.id, record]));
}
