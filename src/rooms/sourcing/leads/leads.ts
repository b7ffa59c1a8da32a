/** The leads shelf: what lists brought, searched and filtered, promoted to partners or dismissed. */

import { type RawBuilder, sql } from 'kysely';
import { byName } from '../../../house/by-name.ts';
import { type Ctx, memberId } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, Conflict, found } from '../../../house/errors.ts';
import { history, theLibrary } from '../../../house/history.ts';
import { forItsValues } from '../../../house/prepared.ts';
import type { RemovalId } from '../../../house/removal.ts';
import { removing } from '../../../house/removals.ts';
import { hasWords, nearlyHasWords } from '../../directory/by-words.ts';
import type { PartnerId } from '../../partners/partner.ts';
import { EARTH_MILES, type Point } from '../../places/places.ts';
import { LEADS_PER_PAGE, type LeadFilter, type LeadId, mayKeepLeads, SIZES } from './lead.ts';

export type Lead = {
  id: LeadId;
  name: string;
  source: string;
  vintage: string;
  sector_key: string;
  sector_reason: string | null;
  city: string;
  state_province: string;
  postal_code: string;
  income: number | null;
  miles: number | null;
  promoted_partner_id: PartnerId | null;
  dismissed_at: Date | null;
};
export type LeadPage = { rows: Lead[]; total: number; page: number; pages: number; forgiving: boolean };

/**
 * Nearest first when a place is given, else by name. When nothing has the words as typed, it looks again for words that
 * are nearly the same (`forgiving`). Two or three queries, however many leads.
 */
export async function listLeads(
  ctx: Ctx,
  { rows: size = LEADS_PER_PAGE, ...filter }: LeadFilter & { rows?: number | undefined },
  near: Point | null,
): Promise<LeadPage> {
  const first = await pageOf(ctx, { filter, near, size }, hasWords(sql`l.search_key`, filter.q));
  const alike = nearlyHasWords(sql`l.search_key`, filter.q, 0.4);
  if (first.total > 0 || alike.length === 0) return first;
  return { ...(await pageOf(ctx, { filter, near, size }, alike)), forgiving: true };
}

async function pageOf(
  ctx: Ctx,
  { filter, near, size }: { filter: LeadFilter; near: Point | null; size: number },
  search: RawBuilder<unknown>[],
): Promise<LeadPage> {
  const where = sql.join([sql`l.library_id = ${ctx.library.id}`, ...conditions(filter, near), ...search], sql` and `);
  const count = await sql<{ total: number }>`select count(*) as total from leads l where ${where}`.execute(ctx.db);
  const total = count.rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(filter.page, pages);
  const miles = near ? distance(near) : sql`null::float8`;
  const { rows } = await sql<Lead>`${forItsValues}
    select l.id, l.name, l.source, l.vintage, l.sector_key, l.sector_reason #>> '{}' as sector_reason, l.city,
      l.state_province, l.postal_code, l.income,
      ${miles} as miles, l.promoted_partner_id, l.dismissed_at
    from leads l where ${where}
    order by ${near ? sql`miles, l.name_key, l.id` : sql`l.name_key, l.id`}
      limit ${size} offset ${(page - 1) * size}`.execute(ctx.db);
  return { rows, total, page, pages, forgiving: false };
}

/** Great-circle miles, in SQL: a shelf has thousands of rows, not millions. */
const distance = ({ latitude, longitude }: Point) => sql`(2 * ${sql.lit(EARTH_MILES)} * asin(least(1, sqrt(
  power(sin(radians(l.latitude - ${latitude}) / 2), 2)
  + cos(radians(${latitude})) * cos(radians(l.latitude)) * power(sin(radians(l.longitude - ${longitude}) / 2), 2)))))`;

function conditions(filter: LeadFilter, near: Point | null): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [];
  if (filter.sector === 'none') all.push(sql`l.sector_key = ''`);
  else if (filter.sector) all.push(sql`l.sector_key = ${filter.sector}`);
  if (filter.source) all.push(sql`l.source = ${filter.source}`);
  if (filter.size) {
    const [from, below] = SIZES[filter.size];
    all.push(below === null ? sql`l.income >= ${from}` : sql`l.income >= ${from} and l.income < ${below}`);
  }
  if (filter.state === 'open') all.push(sql`l.promoted_partner_id is null and l.dismissed_at is null`);
  if (filter.state === 'promoted') all.push(sql`l.promoted_partner_id is not null`);
  if (filter.state === 'dismissed') all.push(sql`l.dismissed_at is not null`);
  if (near) {
    // A rectangle first, which an index can find: one degree of latitude is 69 miles.
    const degrees = filter.miles / 69;
    all.push(
      sql`l.latitude between ${near.latitude - degrees} and ${near.latitude + degrees}`,
      sql`${distance(near)} <= ${filter.miles}`,
    );
  }
  return all;
}

export const leadSources = async (ctx: Ctx): Promise<{ source: string; count: number }[]> => {
  const { rows } = await sql<{ source: string; count: number }>`
    select source, count(*) as count from leads where library_id = ${ctx.library.id} group by source
      order by ${byName('source')}, source limit 100`.execute(ctx.db);
  return rows;
};

export async function findLead(ctx: Ctx, id: LeadId): Promise<Lead & { record: unknown; source_key: string }> {
  const { rows } = await sql<Lead & { record: unknown; source_key: string }>`
    select id, name, source, source_key, vintage, sector_key, sector_reason #>> '{}' as sector_reason, city,
      state_province, postal_code, income,
      null::float8 as miles, promoted_partner_id, dismissed_at, record
    from leads where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  return found(rows[0]);
}

/**
 * Marks leads as "Not for us". Promoted leads stay promoted. Returns the id that brings them back, or null when none of
 * them was open.
 */
export async function dismissLeads(ctx: Ctx, ids: LeadId[]): Promise<RemovalId | null> {
  allow(mayKeepLeads(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const open = await answering(ctx, ids)
      .select(['id', 'name'])
      .where('dismissed_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    const [first] = open;
    if (!first) return null;
    const about = theLibrary(ctx);
    const label = [...open.slice(0, 3).map((lead) => lead.name), ...(open.length > 3 ? ['…'] : [])].join(', ');
    return removing(ctx, { kind: 'leads', subject: first.id, label, about, unit: 'each' }, async (ctx) => {
      const update = ctx.db.updateTable('leads').set({ dismissed_at: ctx.now, dismissed_by: memberId(ctx) });
      await update
        .where('library_id', '=', ctx.library.id)
        .where(
          'id',
          'in',
          open.map((lead) => lead.id),
        )
        .execute();
      await history(ctx, 'leads.dismissed', { subject: about, details: { count: open.length } });
    });
  });
}

/** Brings dismissed leads back, at any time. */
export async function bringLeadsBack(ctx: Ctx, ids: LeadId[]): Promise<void> {
  allow(mayKeepLeads(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const back = await ctx.db
      .updateTable('leads')
      .set({ dismissed_at: null, dismissed_by: null })
      .where('library_id', '=', ctx.library.id)
      .where('id', 'in', ids)
      .where('dismissed_at', 'is not', null)
      .executeTakeFirst();
    const count = Number(back.numUpdatedRows);
    if (count > 0)
      await history(ctx, 'leads.brought_back', {
        subject: theLibrary(ctx),
        details: { count },
      });
  });
}

const answering = (ctx: Ctx, ids: LeadId[]) =>
  ctx.db
    .selectFrom('leads')
    .where('library_id', '=', ctx.library.id)
    .where('id', 'in', ids)
    .where('promoted_partner_id', 'is', null);

/** Records that a lead has become this partner. */
export async function markPromoted(ctx: Ctx, id: LeadId, promoted_partner_id: PartnerId): Promise<void> {
  const marked = await ctx.db
    .updateTable('leads')
    .set({ promoted_partner_id, dismissed_at: null, dismissed_by: null })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('promoted_partner_id', 'is', null)
    .executeTakeFirst();
  // When two people promote one lead at once, the second one's partner is rolled back.
  if (!marked.numUpdatedRows) throw new Conflict({}, 1);
}
