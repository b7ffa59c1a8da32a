/**
 * Brings removed things back to the right record after a merge. If the record they belonged to was merged into another,
 * they come back there; if that merge was undone, they come back where they were.
 */

import { sql } from 'kysely';
import { renameRecorded } from '../../house/change-sets.ts';
import type { Ctx } from '../../house/ctx.ts';
import type { SomeId } from '../../house/ids.ts';
import { sayFormerPartners } from '../partners/former.ts';
import type { PartnerId } from '../partners/partner.ts';

/** For each organization and partner that was merged away, the record it is now, through any number of merges. */
const last = (ctx: Ctx) => sql`
  with recursive pair (was, is_now) as (
    select gone_id, kept_id from merges where library_id = ${ctx.library.id} and undone_at is null
    union all select gone_partner_id, kept_partner_id from merges
      where library_id = ${ctx.library.id} and undone_at is null and gone_partner_id is not null
  ), chain (was, is_now, step) as (
    select was, is_now, 0 from pair
    union all select c.was, p.is_now, c.step + 1 from chain c join pair p on p.was = c.is_now where c.step < 100
  ), last as (select distinct on (was) was, is_now from chain order by was, step desc)`;

/** Replaces, in every column of the recorded rows, the ids of merged records by those of the records kept today. */
export const followMerges = async (ctx: Ctx, changeSetId: string): Promise<void> =>
  renameRecorded(ctx, changeSetId, await today(ctx));

async function today(ctx: Ctx): Promise<Map<string, string>> {
  const { rows } = await sql<{ was: string; is_now: string }>`${last(ctx)} select was, is_now from last`.execute(
    ctx.db,
  );
  return new Map(rows.map((row) => [row.was, row.is_now]));
}

/** After each merge and each undo: stores for the room of partners which partner each merged one is now. */
export async function sayFormer(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ was: string; is_now: string }>`${last(ctx)}
    select was, is_now from last where was in (select gone_partner_id from merges where library_id = ${ctx.library.id})
  `.execute(ctx.db);
  await sayFormerPartners(ctx, new Map(rows.map((row) => [row.was, row.is_now])));
}

export type Whereabouts = { id: SomeId; partner_id: PartnerId; name: string };

/** The partners that these partners or organizations are today, by the id that was asked for. */
export async function whereNow(ctx: Ctx, ids: SomeId[]): Promise<Map<string, Whereabouts>> {
  const { rows } = await sql<Whereabouts>`${last(ctx)}
    select asked.id, p.id as partner_id, o.name from unnest(${ids}::uuid[]) as asked (id)
    left join last l on l.was = asked.id
    join partners p on p.library_id = ${ctx.library.id} and coalesce(l.is_now, asked.id) in (p.id, p.organization_id)
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id`.execute(ctx.db);
  return new Map(rows.map((row) => [row.id, row]));
}
