/**
 * Seals a PDF: signs it (PAdES baseline B-B) so that any reader sees that no byte was changed since. What is in it, tags
 * and attachments, stays as it was. Done in a thread of its own: a file is taken apart for it.
 */
import { oneApart, type Piece } from '../apart.ts';
import { type Certificate, privateKeyOf } from './certificate.ts';

export type Sealing = {
  pdf: Uint8Array;
  with: Certificate;
  reason: string;
  /** When it is said to be signed, in milliseconds. */
  at: number;
};

/** The bytes of the signed PDF. */
export const seal = (sealing: Sealing): Promise<Uint8Array<ArrayBuffer>> =>
  oneApart('seal', [{ piece: sealing }], { seconds: 60, megabytes: 600 });

/** In the thread. */
export async function* sealed(input: AsyncIterable<Sealing>): AsyncGenerator<Piece> {
  for await (const asked of input) {
    const bytes = await sign(asked);
    yield { piece: bytes, hand: [bytes.buffer] };
  }
}

async function sign({ pdf, with: held, reason, at }: Sealing): Promise<Uint8Array<ArrayBuffer>> {
  const { CryptoKeySigner, PDF } = await import('@libpdf/core');
  const isElliptic = privateKeyOf(held).asymmetricKeyType === 'ec';
  const algorithm = isElliptic
    ? { name: 'ECDSA', namedCurve: 'P-256' }
    : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(held.privateKey), algorithm, false, ['sign']);
  const kind = isElliptic ? (['EC', 'ECDSA'] as const) : (['RSA', 'RSASSA-PKCS1-v1_5'] as const);
  const signer = new CryptoKeySigner(key, held.certificate, kind[0], kind[1], held.chain);
  const document = await PDF.load(pdf);
  const { bytes } = await document.sign({ signer, reason, signingTime: new Date(at), fieldName: 'Seal', level: 'B-B' });
  return new Uint8Array(bytes);
}
