/**
 * Reads the seal of a PDF that somebody brings: whether its signature holds for every byte, with which certificate it was
 * made, and a file that is attached. Whatever was brought, it is read in a thread with limits, and nothing in it is run.
 */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { oneApart, type Piece } from '../apart.ts';
import { thumbprint } from './certificate.ts';

/** `holds`: no byte was changed since it was signed. */
export type SealRead = { holds: boolean; certificate: string; name: string; signedAt: string | null };
/** Null where there is no signature, or the attachment. */
export type PdfRead = { seal: SealRead | null; attached: string | null };
type Reading = { pdf: Uint8Array; attachment: string };

const MOST_ATTACHED = 2_000_000;

export const readSeal = (reading: Reading, signal?: AbortSignal): Promise<PdfRead> =>
  oneApart('seal-read', [{ piece: reading }], { seconds: 20, megabytes: 400, signal });

/** In the thread. */
export async function* sealsRead(input: AsyncIterable<Reading>): AsyncGenerator<Piece> {
  for await (const { pdf, attachment } of input)
    yield { piece: { seal: await sealOf(pdf), attached: await attachedTo(pdf, attachment) } satisfies PdfRead };
}

/** A file of others can be anything: what cannot be taken apart has nothing attached. */
async function attachedTo(pdf: Uint8Array, name: string): Promise<string | null> {
  try {
    const { PDF } = await import('@libpdf/core');
    const bytes = (await PDF.load(pdf)).getAttachment(name);
    return bytes && bytes.length <= MOST_ATTACHED ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : null;
  } catch {
    return null;
  }
}

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;

/** The last signature: what was added after it is not covered, so then it does not hold. */
async function sealOf(pdf: Uint8Array): Promise<SealRead | null> {
  const text = Buffer.from(pdf).toString('latin1');
  const range = [...text.matchAll(BYTE_RANGE)].at(-1);
  if (!range) return null;
  const [from = 0, before = 0, after = 0, rest = 0] = range.slice(1).map(Number);
  const hex = /^<([0-9a-fA-F]*)>$/.exec(text.slice(before, after));
  try {
    const read = await signatureIn(Buffer.from(hex?.[1] ?? '', 'hex'));
    if (!read) return null;
    const covers = from === 0 && hex !== null && after + rest === pdf.length;
    const digest = createHash('sha256');
    digest.update(pdf.subarray(0, before)).update(pdf.subarray(after, after + rest));
    const holds = covers && digest.digest().equals(read.digest) && signatureHolds(read);
    const { certificate } = read;
    return {
      ...{ holds, certificate: thumbprint(certificate), signedAt: read.signedAt?.toISOString() ?? null },
      name: new X509Certificate(Buffer.from(certificate)).subject,
    };
  } catch {
    return null;
  }
}

type Signature = {
  certificate: Uint8Array;
  digest: Buffer;
  /** What was signed: the set of attributes, among them the digest. */
  attributes: Buffer;
  signature: Buffer;
  signedAt: Date | null;
};

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
/** Attributes are signed as a set, and stand in the file as an implicit part (RFC 5652, 5.4). */
const SET = 0x31;

/** CMS, as it stands in a PDF: detached, one signer, SHA-256. */
async function signatureIn(cms: Buffer): Promise<Signature | null> {
  const [asn1, pki] = [await import('asn1js'), await import('pkijs')];
  const { result, offset } = asn1.fromBER(new Uint8Array(cms).buffer);
  if (offset === -1) return null;
  const content = new pki.ContentInfo({ schema: result });
  const signed = new pki.SignedData({ schema: content.content });
  const [signer] = signed.signerInfos;
  const certificate = signed.certificates?.find((each) => each instanceof pki.Certificate);
  if (!signer?.signedAttrs || !certificate) return null;
  const attribute = (type: string) => signer.signedAttrs?.attributes.find((each) => each.type === type)?.values[0];
  const attributes = Buffer.from(signer.signedAttrs.encodedValue);
  attributes[0] = SET;
  return {
    certificate: new Uint8Array(certificate.toSchema(true).toBER(false)),
    digest: Buffer.from(attribute(MESSAGE_DIGEST)?.valueBlock.valueHexView ?? []),
    attributes,
    signature: Buffer.from(signer.signature.valueBlock.valueHexView),
    signedAt: attribute(SIGNING_TIME)?.toDate?.() ?? null,
  };
}

const signatureHolds = ({ certificate, attributes, signature }: Signature): boolean =>
  verify('sha256', attributes, new X509Certificate(Buffer.from(certificate)).publicKey, signature);
