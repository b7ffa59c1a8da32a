/**
 * Tries at an account: passwords, codes, asked-for resets, each with counts of its own. They are counted for one
 * account from one address, so that nobody can lock a person out from elsewhere; more widely for the account and for
 * the address. A browser that knows the account (devices.ts) has a count of its own and no other: whatever others try,
 * its owner gets in.
 */
import type { CounterName, Counters } from '../../house/counters.ts';
import type { HostCtx } from '../../house/ctx.ts';
import { hashOf } from '../../house/ids.ts';
import { isKnownDevice } from './devices.ts';

export type TryKind = 'password' | 'code' | 'reset';
/** Where a try comes from: an address, perhaps with a device's token. */
export type TriedFrom = { counters: Counters; address: string; device: string | undefined };
/** At whose account, and from where. */
export type Try = TriedFrom & { email: string };

/**
 * Counts a try before it is looked at, so that tries at the same moment count too. Throws TooMany. Returns what gives a
 * right one back.
 */
export async function countTry(host: HostCtx, kind: TryKind, given: Try): Promise<() => Promise<void>> {
  const taken = await countersOf(host, kind, given);
  for (const [name, key] of taken) await given.counters.take(name, key);
  return async () => {
    for (const [name, key] of taken) await given.counters.giveBack(name, key);
  };
}

async function countersOf(
  host: HostCtx,
  kind: TryKind,
  { email, address, device }: Try,
): Promise<[CounterName, string][]> {
  if (await isKnownDevice(host, device, email))
    return [[`${kind}Device`, `${email} ${hashOf(device ?? '').toString('hex')}`]];
  return [
    [`${kind}Address`, address],
    [`${kind}Here`, `${email} ${address}`],
    [`${kind}Account`, email],
  ];
}
