/**
 * Browsers that a person has signed in with before. The cookie holds a random token, the table its hash with everybody
 * who uses that browser: desks are shared. The token is new after each sign-in, so that one copied from a desk earlier
 * is worth nothing.
 */
import { daysAfter, type HostCtx, type UserId } from '../../house/ctx.ts';
import { hashOf, newToken } from '../../house/ids.ts';

export const DEVICE_DAYS = 180;

/** After a sign-in: the browser knows this person from now on. Returns its new token. */
export async function knowDevice(host: HostCtx, userId: UserId, before: string | undefined): Promise<string> {
  const token = newToken();
  const token_hash = hashOf(token);
  if (before)
    await host.db.updateTable('known_devices').set({ token_hash }).where('token_hash', '=', hashOf(before)).execute();
  await host.db
    .insertInto('known_devices')
    .values({ token_hash, user_id: userId, used_at: host.now })
    .onConflict((conflict) =>
      conflict.columns(['token_hash', 'user_id']).doUpdateSet({ used_at: host.now, trusted: true }),
    )
    .execute();
  return token;
}

/** Whether the browser with this token is trusted with this address. */
export async function isKnownDevice(host: HostCtx, token: string | undefined, email: string): Promise<boolean> {
  if (!token) return false;
  const known = await host.db
    .selectFrom('known_devices as d')
    .innerJoin('users as u', 'u.id', 'd.user_id')
    .select('d.user_id')
    .where('d.token_hash', '=', hashOf(token))
    .where('d.trusted', '=', true)
    .where('d.used_at', '>', daysAfter(host.now, -DEVICE_DAYS))
    .where('u.email', '=', email)
    .executeTakeFirst();
  return known !== undefined;
}

/** None of the person's browsers is trusted any more until they sign in there again. */
export async function distrustDevices(host: HostCtx, userId: UserId): Promise<void> {
  await host.db.updateTable('known_devices').set({ trusted: false }).where('user_id', '=', userId).execute();
}
