/**
 * Partners that are no more because each became part of another's record. Who kept such an id for good finds here which
 * partner it is today. Whoever merges says so anew each time.
 */
import type { Ctx } from '../../house/ctx.ts';
import { idOf } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { PartnerId } from './partner.ts';

/** From now on these, and no others, are the former partners of the library, by the partner that each is today. */
export async function sayFormerPartners(ctx: Ctx, now: ReadonlyMap<string, string>): Promise<void> {
  await ctx.db.deleteFrom('former_partners').where('library_id', '=', ctx.library.id).execute();
  const rows = [...now].map(([former_id, partner_id]) => ({ library_id: ctx.library.id, former_id, partner_id }));
  await insertMany(ctx.db, 'former_partners', rows);
}

/** The partner that one became part of, and that another; null for one that was not merged away. */
export async function partnerNow(ctx: Ctx, partnerId: PartnerId): Promise<PartnerId | null> {
  const row = await ctx.db
    .selectFrom('former_partners')
    .select('partner_id')
    .where('library_id', '=', ctx.library.id)
    .where('former_id', '=', partnerId)
    .executeTakeFirst();
  return row ? idOf(row.partner_id) : null;
}
