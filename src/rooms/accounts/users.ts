/** A person's own account: name, language, password, and the way back in when the password is forgotten. */
import type { Counters } from '../../house/counters.ts';
import type { Ctx, HostCtx, Locale, UserId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { hashOf, newCode, newId, newToken } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { type SessionId, signOutEverywhere } from './sessions.ts';

const RESET_MINUTES = 60;
const WRONG_CODES = 5;

export const findUser = async (host: HostCtx, id: UserId) =>
  found(
    await host.db
      .selectFrom('users')
      .select(['id', 'name', 'email', 'locale', 'version'])
      .where('id', '=', id)
      .$narrowType<{ locale: Locale | null }>()
      .executeTakeFirst(),
  );

/** Where the person who acts is answered; null for the system. */
export const addressOf = async (ctx: Ctx): Promise<string | null> =>
  ctx.actor.userId === null ? null : (await findUser(ctx, ctx.actor.userId)).email;

/** The id of the person with this address (in lower case), if there is one. */
export const userByEmail = async (host: HostCtx, email: string): Promise<UserId | null> =>
  (await host.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst())?.id ?? null;

export async function createUser(
  host: HostCtx,
  user: { email: string; name: string; password: string; locale?: 'en' | 'es' | null },
): Promise<UserId> {
  const id: UserId = newId();
  const { email, name, locale = null } = user;
  const password_hash = await hashPassword(user.password);
  await translating({ users_email_key: ['email', 'error.email_taken'] }, () =>
    host.db.insertInto('users').values({ id, email, name, locale, password_hash, created_at: host.now }).execute(),
  );
  return id;
}

export async function changeAccount(
  host: HostCtx,
  userId: UserId,
  change: { name: string; locale: Locale | null; version: number },
): Promise<void> {
  const { version, ...values } = change;
  const changed = await host.db
    .updateTable('users')
    .set({ ...values, version: version + 1 })
    .where('id', '=', userId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (changed.numUpdatedRows) return;
  const now = await findUser(host, userId);
  throw new Conflict({ name: now.name, locale: now.locale ?? '' }, now.version);
}

type SignedIn = { userId: UserId; email: string; sessionId: SessionId; counters: Counters };

/** Changes the password of someone who knows the old one, and ends their other sessions. */
export async function changePassword(
  host: HostCtx,
  who: SignedIn,
  given: { current: string; password: string },
): Promise<void> {
  await inTransaction(host, async (host) => {
    const right = await checkPassword(host, { email: who.email, password: given.current }, who);
    if (right !== who.userId) throw new Invalid({ current: { key: 'error.password_current' } });
    await setPassword(host, who.userId, given.password);
    await signOutEverywhere(host, who.userId, who.sessionId);
  });
}

export async function setPassword(host: HostCtx, userId: UserId, password: string): Promise<void> {
  const password_hash = await hashPassword(password);
  await host.db.updateTable('users').set({ password_hash }).where('id', '=', userId).execute();
  // A link that was asked for before would set yet another one.
  await endResets(host, userId);
}

export async function endResets(host: HostCtx, userId: UserId): Promise<void> {
  await host.db
    .updateTable('password_resets')
    .set({ used_at: host.now })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();
}

/**
 * Sends a link and a code to an address that has an account, and does nothing (visibly the same) for one that has none.
 * Links that were sent before stay good for their hour: whoever asks again and again for somebody else must not end the
 * one that person is just opening.
 */
export async function askForReset(host: HostCtx, email: string, linkTo: (token: string) => string): Promise<void> {
  await inTransaction(host, async (host) => {
    const user = await host.db
      .selectFrom('users')
      .select(['id', 'locale'])
      .where('email', '=', email)
      .executeTakeFirst();
    if (!user) return;
    const [token, code] = [newToken(), newCode()];
    const expires_at = new Date(host.now.getTime() + RESET_MINUTES * 60_000);
    const reset = {
      id: newId<'password_resets'>(),
      user_id: user.id,
      token_hash: hashOf(token),
      code_hash: hashOf(code),
    };
    await host.db
      .insertInto('password_resets')
      .values({ ...reset, created_at: host.now, expires_at })
      .execute();
    const locale = (user.locale as Locale | null) ?? 'en';
    const { t } = speak(locale);
    const values = { link: linkTo(token), code, minutes: RESET_MINUTES };
    await outbox(host, { to: email, locale, subject: t('mail.reset.subject'), body: t('mail.reset.body', values) });
  });
}

const openReset = (host: HostCtx) =>
  host.db.selectFrom('password_resets').selectAll().where('used_at', 'is', null).where('expires_at', '>', host.now);

export const resetIsOpen = async (host: HostCtx, token: string): Promise<boolean> =>
  (await openReset(host).where('token_hash', '=', hashOf(token)).executeTakeFirst()) !== undefined;

/** The code of the newest mail instead of its link; null when it is wrong, used up or too often wrong. */
export async function resetByCode(
  host: HostCtx,
  given: { email: string; code: string },
): Promise<{ token: string } | null> {
  const user = await host.db.selectFrom('users').select('id').where('email', '=', given.email).executeTakeFirst();
  if (!user) return null;
  // Counted before it is looked at, so that tries at the same moment count too.
  const row = await host.db
    .updateTable('password_resets')
    .set((row) => ({ wrong_codes: row('wrong_codes', '+', 1) }))
    .where(
      'id',
      '=',
      openReset(host)
        .clearSelect()
        .select('id')
        .where('user_id', '=', user.id)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1),
    )
    .where('used_at', 'is', null)
    .where('wrong_codes', '<', WRONG_CODES)
    .returning(['id', 'code_hash'])
    .executeTakeFirst();
  if (!row || !hashOf(given.code).equals(row.code_hash)) return null;
  const token = newToken();
  const mine = host.db.updateTable('password_resets').where('id', '=', row.id);
  await mine.set((row) => ({ token_hash: hashOf(token), wrong_codes: row('wrong_codes', '-', 1) })).execute();
  return { token };
}

/** Sets the new password, uses up the token and ends every session. */
export async function resetPassword(host: HostCtx, token: string, password: string): Promise<void> {
  await inTransaction(host, async (host) => {
    const reset = found(
      await host.db
        .updateTable('password_resets')
        .set({ used_at: host.now })
        .where('token_hash', '=', hashOf(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', host.now)
        .returning('user_id')
        .executeTakeFirst(),
    );
    await setPassword(host, reset.user_id, password);
    await signOutEverywhere(host, reset.user_id);
  });
}

/** Removes accounts that belong to no library any more. For the host's command line only. */
export async function signOutAndForget(host: HostCtx, emails: string[]): Promise<void> {
  const users = await host.db.selectFrom('users').select('id').where('email', 'in', emails).execute();
  for (const { id } of users) {
    await host.db.deleteFrom('sessions').where('user_id', '=', id).execute();
    await host.db.deleteFrom('password_resets').where('user_id', '=', id).execute();
    await host.db.deleteFrom('kept_forms').where('user_id', '=', id).execute();
    await host.db.deleteFrom('known_devices').where('user_id', '=', id).execute();
    await host.db.deleteFrom('users').where('id', '=', id).execute();
  }
}
