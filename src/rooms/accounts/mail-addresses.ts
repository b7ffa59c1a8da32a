/**
 * The secret address to which a member forwards or copies e-mail. Whoever knows it can put something into that member's
 * tray; so it can be made anew, which ends the old one, or ended, and it ends with the membership.
 */
import { type Ctx, type LibraryId, type MemberId, memberId } from '../../house/ctx.ts';
import type { Db } from '../../house/db.ts';
import { hashOf } from '../../house/ids.ts';
import { newSecret } from './mail-address.ts';

/** When the member's was made; undefined where they have none. */
export const mailAddressOf = (ctx: Ctx) =>
  ctx.db
    .selectFrom('mail_addresses')
    .select(['made_at', 'token_hash'])
    .where('library_id', '=', ctx.library.id)
    .where('member_id', '=', memberId(ctx))
    .executeTakeFirst();

/** Makes a new one, in the place of an older. Its secret is told once: only a hash is kept. */
export async function makeMailAddress(ctx: Ctx): Promise<string> {
  const secret = newSecret();
  const made = { token_hash: hashOf(secret), made_at: ctx.now };
  await ctx.db
    .insertInto('mail_addresses')
    .values({ library_id: ctx.library.id, member_id: memberId(ctx), ...made })
    .onConflict((older) => older.columns(['library_id', 'member_id']).doUpdateSet(made))
    .execute();
  return secret;
}

export const endMailAddress = (ctx: Ctx): Promise<void> => endMailAddressOf(ctx, memberId(ctx));

/** Of whoever leaves: an old address does not come back to life when they do. */
export async function endMailAddressOf(ctx: Ctx, id: MemberId): Promise<void> {
  await ctx.db
    .deleteFrom('mail_addresses')
    .where('library_id', '=', ctx.library.id)
    .where('member_id', '=', id)
    .execute();
}

/** Whose a secret is, in the library that the transaction sees. */
export async function memberBySecret(db: Db, libraryId: LibraryId, secret: string): Promise<MemberId | undefined> {
  const row = await db
    .selectFrom('mail_addresses')
    .select('member_id')
    .where('library_id', '=', libraryId)
    .where('token_hash', '=', hashOf(secret))
    .executeTakeFirst();
  return row?.member_id;
}
