/**
 * Whether an e-mail is from whom it says: a signature of the sender's own domain that holds (DKIM, RFC 6376). Anybody
 * can write any sender, so what is not signed is shown as what it is and waits for a person. A header that says so is
 * not believed, as anybody can write that too; SPF is not asked, as it is about the way and not about the sender.
 */
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DKIMResult, dkimVerify } from 'mailauth';
import type { Resolve } from '../../house/work/mailbox.ts';

export const PROOFS = ['signed', 'broken', 'none', 'unknown'] as const;
export type Proof = { proof: (typeof PROOFS)[number]; signedBy: string };

const CHUNK = 256 * 1024;

/** In pieces, so that a large one does not keep anybody else waiting. */
async function* pieces(raw: Uint8Array): AsyncGenerator<Buffer> {
  for (let at = 0; at < raw.length; at += CHUNK) {
    yield Buffer.from(raw.subarray(at, at + CHUNK));
    await nextTurn();
  }
}

/** 'unknown' where the name servers did not say. */
export async function proofOf(raw: Uint8Array, resolve: Resolve): Promise<Proof> {
  const { results, fromFields } = await dkimVerify(Readable.from(pieces(raw)), { resolver: resolve });
  const aligned = results.filter(({ status }) => status.aligned);
  const whole = (each: DKIMResult) => each.status.result === 'pass' && !each.canonBodyLengthLimited;
  const holds = fromFields === 1 ? aligned.find(whole) : undefined;
  if (holds) return { proof: 'signed', signedBy: holds.signingDomain ?? '' };
  if (aligned.some(({ status }) => /^temp/.test(status.result))) return { proof: 'unknown', signedBy: '' };
  return { proof: aligned.length > 0 ? 'broken' : 'none', signedBy: '' };
}
