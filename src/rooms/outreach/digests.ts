/** That a member has had a Monday's digest. */
import { type Ctx, memberId } from '../../house/ctx.ts';

/** Whether it is to be made now: once for each Monday, however often it is asked. */
export async function claimDigest(ctx: Ctx, monday: string): Promise<boolean> {
  const claimed = await ctx.db
    .insertInto('digests')
    .values({ library_id: ctx.library.id, member_id: memberId(ctx), monday, made_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(claimed.numInsertedOrUpdatedRows) > 0;
}
