/**
 * The secret address of a member's own calendar feed. Whoever has it reads that member's steps and tasks, as calendars
 * have no sign-in; so it can be made anew, which ends the old one, or ended, and it ends with the membership.
 */
import { type Ctx, type HostCtx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { NotFound } from '../../house/errors.ts';
import { hashOf, newToken } from '../../house/ids.ts';
import { anyMember } from './account.ts';
import { stillMay } from './authority.ts';
import { enter, findLibrary } from './libraries.ts';

/** When the member's feed was made; undefined where they have none. */
export const feedOf = (ctx: Ctx) =>
  ctx.db
    .selectFrom('calendar_feeds')
    .select(['made_at', 'token_hash'])
    .where('library_id', '=', ctx.library.id)
    .where('member_id', '=', memberId(ctx))
    .executeTakeFirst();

/** Makes a new one, in the place of an older. Its token is told once: only a hash is kept. */
export async function makeFeed(ctx: Ctx): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const token = newToken();
    const made = { token_hash: hashOf(token), made_at: ctx.now };
    await ctx.db
      .insertInto('calendar_feeds')
      .values({ library_id: ctx.library.id, member_id: memberId(ctx), ...made })
      .onConflict((older) => older.columns(['library_id', 'member_id']).doUpdateSet(made))
      .execute();
    return token;
  });
}

export const endFeed = (ctx: Ctx): Promise<void> => endFeedOf(ctx, memberId(ctx));

/** Of whoever leaves: an old address does not come back to life when they do. */
export async function endFeedOf(ctx: Ctx, id: MemberId): Promise<void> {
  await ctx.db
    .deleteFrom('calendar_feeds')
    .where('library_id', '=', ctx.library.id)
    .where('member_id', '=', id)
    .execute();
}

/** The ctx of the member whose feed it is, as long as they belong. Throws NotFound. */
export async function enterByFeed(host: HostCtx, slug: string, token: string): Promise<Ctx> {
  const ctx = await enter(host, await findLibrary(host, slug));
  const feed = await ctx.db
    .selectFrom('calendar_feeds')
    .select('member_id')
    .where('library_id', '=', ctx.library.id)
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (!feed) throw new NotFound();
  const { actor } = await stillMay(host, { libraryId: ctx.library.id, memberId: feed.member_id }, { may: anyMember });
  if (!actor) throw new NotFound();
  return { ...ctx, actor };
}
