/**
 * Passwords: argon2id with OWASP's parameters, by @node-rs/argon2. `checkPassword` is the only way to compare one, so that no page can ask
 * without being counted: what it compares with does not leave this file.
 *
 * Wrong ones are counted for one account from one address, so that nobody can lock a person out from elsewhere; more widely for the account
 * and for the address. A browser that knows the account (devices.ts), or a session of it, has a count of its own and no other.
 */
import { hash, verify } from '@node-rs/argon2';
import type { CounterName, Counters } from '../../house/counters.ts';
import type { HostCtx } from '../../house/ctx.ts';
import { hashOf } from '../../house/ids.ts';
import { isKnownDevice } from './devices.ts';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Where a try comes from: an address, perhaps with a device's token, or a session of the account itself. */
export type Attempt = { counters: Counters } & ({ address: string; device: string | undefined } | { sessionId: string });

/** The user's id, or null for a wrong password and for an address that nobody has, after the same work. Throws TooMany. */
export async function checkPassword(host: HostCtx, given: { email: string; password: string }, from: Attempt): Promise<string | null> {
  const counted = await countedAs(host, given.email, from);
  // Counted before it is looked at, so that tries at the same moment count too.
  for (const [name, key] of counted) await from.counters.take(name, key);
  const user = await host.db.selectFrom('users').select(['id', 'password_hash']).where('email', '=', given.email).executeTakeFirst();
  if (!(await matches(user?.password_hash, given.password)) || !user) return null;
  for (const [name, key] of counted) await from.counters.giveBack(name, key);
  return user.id;
}

async function countedAs(host: HostCtx, email: string, from: Attempt): Promise<[CounterName, string][]> {
  if ('sessionId' in from) return [['passwordDevice', from.sessionId]];
  if (await isKnownDevice(host, from.device, email)) return [['passwordDevice', `${email} ${hashOf(from.device ?? '').toString('hex')}`]];
  return [
    ['passwordAddress', from.address],
    ['passwordHere', `${email} ${from.address}`],
    ['passwordAccount', email],
  ];
}

/** False for a user that does not exist (`stored` undefined), after the same work. */
async function matches(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await decoy), password);
  return right && stored !== undefined;
}
