/**
 * A certificate that signs PDFs. One is made here where a host gives none: it says who the installation is, and that a
 * file is as it left the house; nobody else vouches for it. Keys are for elliptic curve P-256; a given one may be RSA.
 */
import { createHash, createPrivateKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';

/** DER. `chain` are those who vouch for it, the nearest first. */
export type Certificate = { certificate: Uint8Array; chain: Uint8Array[]; privateKey: Uint8Array };

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
/** How long an agreement may have to be checked. */
const YEARS = 30;
const COMMON_NAME = '2.5.4.3';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
/** Digital signature and non-repudiation: the two highest bits. */
const SIGNS = { bits: new Uint8Array([0xc0]), unused: 6 };
const GENERALIZED_TIME = 1;

/** As it is known: SHA-256 of the certificate, in hexadecimal digits. */
export const thumbprint = (certificate: Uint8Array): string => createHash('sha256').update(certificate).digest('hex');

/** Vouches for itself, from a day before `now` on. */
export async function makeCertificate(name: string, now: Date): Promise<Certificate> {
  const [asn1, pki] = [await import('asn1js'), await import('pkijs')];
  const keys = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const made = new pki.Certificate();
  made.version = 2;
  const serial = randomBytes(16);
  // Positive, and without a zero in front.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  made.serialNumber = new asn1.Integer({ valueHex: new Uint8Array(serial).buffer });
  for (const who of [made.issuer, made.subject])
    who.typesAndValues.push(
      new pki.AttributeTypeAndValue({ type: COMMON_NAME, value: new asn1.Utf8String({ value: name.slice(0, 64) }) }),
    );
  made.notBefore.value = new Date(now.getTime() - 86_400_000);
  made.notAfter.type = GENERALIZED_TIME;
  made.notAfter.value = new Date(Date.UTC(now.getUTCFullYear() + YEARS, 0, 1));
  const usage = new asn1.BitString({ valueHex: SIGNS.bits.buffer, unusedBits: SIGNS.unused });
  const extension = (extnID: string, value: { toBER: (sizeOnly?: boolean) => ArrayBuffer }) =>
    new pki.Extension({ extnID, critical: true, extnValue: value.toBER(false) });
  made.extensions = [
    extension(BASIC_CONSTRAINTS, new pki.BasicConstraints({ cA: false }).toSchema()),
    extension(KEY_USAGE, usage),
  ];
  await made.subjectPublicKeyInfo.importKey(keys.publicKey);
  await made.sign(keys.privateKey, 'SHA-256');
  return {
    certificate: new Uint8Array(made.toSchema(true).toBER(false)),
    chain: [],
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  };
}

export const privateKeyOf = ({ privateKey }: Pick<Certificate, 'privateKey'>): KeyObject =>
  createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });

/** Whom it names, and until when it holds. */
export function readCertificate(certificate: Uint8Array): { name: string; until: Date } {
  const read = new X509Certificate(Buffer.from(certificate));
  const name = /(?:^|\n)CN=(.*)/.exec(read.subject)?.[1] ?? read.subject.replaceAll('\n', ', ');
  return { name, until: new Date(read.validTo) };
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Out of PEM: the certificate first, then those who vouch for it; and its key. Throws an Error whose message is a
 * sentence for the host.
 */
export function certificateIn(certificates: string, key: string, passphrase = ''): Certificate {
  const [first, ...chain] = (certificates.match(PEM_BLOCK) ?? []).map((block) => new X509Certificate(block));
  if (!first) throw new Error('There is no certificate in the file: it begins with -----BEGIN CERTIFICATE-----.');
  if (new Date(first.validTo) < new Date()) throw new Error(`The certificate ran out on ${first.validTo}.`);
  const held = keyIn(key, passphrase);
  if (!first.checkPrivateKey(held)) throw new Error('The key belongs to another certificate.');
  const elliptic = held.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  if (!elliptic && held.asymmetricKeyType !== 'rsa') throw new Error('The key is neither RSA nor of the curve P-256.');
  return {
    certificate: new Uint8Array(first.raw),
    chain: chain.map(({ raw }) => new Uint8Array(raw)),
    privateKey: new Uint8Array(held.export({ format: 'der', type: 'pkcs8' })),
  };
}

function keyIn(key: string, passphrase: string): KeyObject {
  try {
    return createPrivateKey({ key, format: 'pem', passphrase });
  } catch {
    throw new Error('The key cannot be read: it is no PEM file, or its passphrase is another one.');
  }
}
