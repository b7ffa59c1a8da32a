/**
 * Whether an e-mail is from whom it says: a signature of the sender's own domain that holds (DKIM, RFC 6376). Anybody
 * can write any sender, so what is not signed is shown as what it is and waits for a person. A header that says so is
 * not believed, as anybody can write that too; SPF is not asked, as it is about the way and not about the sender.
 */
import { Readable } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { type DKIMResult, type DKIMVerifyResult, dkimVerify } from 'mailauth';
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

/** There once at most: of two, programs show whichever they like. */
const ONCE = ['from', 'to', 'cc', 'subject', 'date', 'content-type', 'message-id'];
/** Those that a signature must be about, where they are there. Not all mail providers sign to whom it goes. */
const SIGNED = ['from', 'subject', 'date'];
const MOST_SIGNATURES = 10;
/** For the name servers to answer. */
const SECONDS = 30;

/** 'unknown' where the name servers did not say. */
export async function proofOf(raw: Uint8Array, resolve: Resolve): Promise<Proof> {
  if (signaturesOf(raw) > MOST_SIGNATURES) return { proof: 'broken', signedBy: '' };
  const late = new AbortController();
  const verified = await Promise.race([
    dkimVerify(Readable.from(pieces(raw)), { resolver: resolve }),
    wait(SECONDS * 1000, null, { signal: late.signal }),
  ]);
  late.abort();
  return verified ? said(verified) : { proof: 'unknown', signedBy: '' };
}

/** As far as a head can reach. */
const HEAD = 1_000_000;
const signaturesOf = (raw: Uint8Array): number =>
  Buffer.from(raw.subarray(0, HEAD))
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)[0]
    ?.match(/^dkim-signature\s*:/gim)?.length ?? 0;

function said({ results, headers }: DKIMVerifyResult): Proof {
  const keys = (headers?.parsed ?? []).map(({ key }) => key.toLowerCase());
  const single = ONCE.every((name) => keys.filter((key) => key === name).length <= 1) && keys.includes('from');
  const about = ({ signingHeaders }: DKIMResult) => {
    const signed = new Set(signingHeaders?.keys.split(':').map((key) => key.trim().toLowerCase()));
    return SIGNED.every((name) => signed.has(name) || !keys.includes(name));
  };
  const aligned = results.filter(({ status }) => status.aligned);
  const holds = aligned.find(
    (each) => single && each.status.result === 'pass' && !each.canonBodyLengthLimited && about(each),
  );
  if (holds) return { proof: 'signed', signedBy: holds.signingDomain ?? '' };
  if (aligned.some(({ status }) => /^temp/.test(status.result))) return { proof: 'unknown', signedBy: '' };
  return { proof: aligned.length > 0 ? 'broken' : 'none', signedBy: '' };
}
