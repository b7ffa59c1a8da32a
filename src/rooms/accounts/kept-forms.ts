/**
 * What was typed and sent after the session had ended is kept until its author has signed in again, for an hour. Only a
 * browser that somebody has signed in with before may leave something here, and only for the person the form was made
 * for: the form carries a mark of them. What is kept is sealed with a token that only that browser has.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { HostCtx, UserId } from '../../house/ctx.ts';
import { hashOf } from '../../house/ids.ts';

export const KEPT_MINUTES = 60;

export type Fields = Record<string, string | string[] | undefined>;
/** Which form: the browser's token, whose it is, and the path it is sent to. */
export type Which = { token: string; userId: UserId; address: string };

/** Those who signed in with this browser before, whether or not it is still trusted. */
export async function usersOf(host: HostCtx, device: string | undefined): Promise<UserId[]> {
  if (!device) return [];
  const rows = await host.db
    .selectFrom('known_devices')
    .select('user_id')
    .where('token_hash', '=', hashOf(device))
    .execute();
  return rows.map((row) => row.user_id);
}

export async function keepForm(host: HostCtx, { token, userId, address }: Which, fields: Fields): Promise<void> {
  const sealed = seal(token, JSON.stringify(fields));
  await host.db
    .insertInto('kept_forms')
    .values({ token_hash: hashOf(token), user_id: userId, address, sealed, created_at: host.now })
    .onConflict((conflict) =>
      conflict.columns(['token_hash', 'user_id', 'address']).doUpdateSet({ sealed, created_at: host.now }),
    )
    .execute();
}

export async function keptForm(host: HostCtx, which: Which): Promise<Fields | null> {
  const row = await host.db
    .selectFrom('kept_forms')
    .select('sealed')
    .where('token_hash', '=', hashOf(which.token))
    .where('user_id', '=', which.userId)
    .where('address', '=', which.address)
    .where('created_at', '>', new Date(host.now.getTime() - KEPT_MINUTES * 60_000))
    .executeTakeFirst();
  return row ? (JSON.parse(unseal(which.token, row.sealed)) as Fields) : null;
}

export async function forgetForm(host: HostCtx, { token, userId, address }: Which): Promise<void> {
  const mine = host.db.deleteFrom('kept_forms').where('token_hash', '=', hashOf(token));
  await mine.where('user_id', '=', userId).where('address', '=', address).execute();
}

// The encryption key is another hash of the token than the one that is stored, so the table alone cannot open a form.
const keyOf = (token: string) => createHash('sha256').update(`kept form ${token}`).digest();

function seal(token: string, text: string): Buffer {
  const start = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), start);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([start, cipher.getAuthTag(), body]);
}

function unseal(token: string, sealed: Buffer): string {
  const cipher = createDecipheriv('aes-256-gcm', keyOf(token), sealed.subarray(0, 12));
  cipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
}
