/**
 * Partners that were merged into another one, and the partner that each is today, for links and records that still hold
 * the old id. After every merge and every undo the whole list is stored anew.
 */
import type { Ctx } from '../../house/ctx.ts';
import { idOf } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { PartnerId } from './partner.ts';

/** Replaces the library's former partners. `now` maps the id of each to the id of the partner it is today. */
export async function sayFormerPartners(ctx: Ctx, now: ReadonlyMap<string, string>): Promise<void> {
  await ctx.db.deleteFrom('former_partners').where('library_id', '=', ctx.library.id).execute();
  const rows = [...now].map(([former_id, partner_id]) => ({ library_id: ctx.library.id, former_id, partner_id }));
  await insertMany(ctx.db, 'former_partners', rows);
}

/** The partner that a merged one is today, through any number of merges; null for one that was not merged away. */
export async function partnerNow(ctx: Ctx, partnerId: PartnerId): Promise<PartnerId | null> {
  const row = await ctx.db
    .selectFrom('former_partners')
    .select('partner_id')
    .where('library_id', '=', ctx.library.id)
    .where('former_id', '=', partnerId)
    .executeTakeFirst();
  return row ? idOf(row.partner_id) : null;
}
