/**
 * Passwords: argon2id with OWASP's parameters, by @node-rs/argon2. `checkPassword` is the only way to compare one, so
 * that no page can ask without being counted: what it compares with does not leave this file.
 */

import { hash, verify } from '@node-rs/argon2';
import type { Counters } from '../../house/counters.ts';
import type { HostCtx, UserId } from '../../house/ctx.ts';
import type { SessionId } from './sessions.ts';
import { countTry, type TriedFrom } from './tries.ts';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Where a try comes from: from outside, or from a session of the account itself, which has a count of its own. */
export type Attempt = TriedFrom | { counters: Counters; sessionId: SessionId };

/**
 * The user's id, or null for a wrong password and for an address that nobody has, after the same work. Throws TooMany.
 */
export async function checkPassword(
  host: HostCtx,
  given: { email: string; password: string },
  from: Attempt,
): Promise<UserId | null> {
  const giveBack =
    'sessionId' in from
      ? await countInSession(from)
      : await countTry(host, 'password', { email: given.email, ...from });
  const user = await host.db
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('email', '=', given.email)
    .executeTakeFirst();
  if (!(await matches(user?.password_hash, given.password)) || !user) return null;
  await giveBack();
  return user.id;
}

async function countInSession({
  counters,
  sessionId,
}: {
  counters: Counters;
  sessionId: SessionId;
}): Promise<() => Promise<void>> {
  await counters.take('passwordDevice', sessionId);
  return () => counters.giveBack('passwordDevice', sessionId);
}

/** False for a user that does not exist (`stored` undefined), after the same work. */
async function matches(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await decoy), password);
  return right && stored !== undefined;
}
