/** E-mails as they come in: signed by their sender's domain, whose key a name server of the test tells. */
import { generateKeyPairSync } from 'node:crypto';
import { type DKIMSignOptions, dkimSign } from 'mailauth';
import { type Mailbox, openMailbox, type Resolve } from '../src/house/work/mailbox.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const SELECTOR = 'test';

/** Every domain of an example has the key; no other name is known. */
export const resolve: Resolve = async (name) => {
  if (!name.startsWith(`${SELECTOR}._domainkey.`))
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]];
};

export const aMailbox = (over: Partial<Mailbox> = {}): Mailbox =>
  openMailbox({ address: 'log@library.test', resolve, ...over });

export type MailGiven = {
  from: string;
  to: string;
  subject?: string;
  text?: string;
  messageId?: string;
  /** Further lines of the head. */
  head?: string[];
  /** Instead of text: the body and what says what it is. */
  mime?: string;
  /** Who signs; the sender's domain unless said otherwise, null for nobody. */
  signer?: string | null;
};

export async function aMail({
  from,
  to,
  subject = 'Reading hour',
  text = 'We met.',
  ...more
}: MailGiven): Promise<Uint8Array> {
  const { head = [], mime, messageId, signer = /@([\w.-]+)/.exec(from)?.[1] ?? null } = more;
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 9 Mar 2026 09:00:00 -0500',
    ...(messageId ? [`Message-ID: ${messageId}`] : []),
    'MIME-Version: 1.0',
    ...head,
    mime ?? `Content-Type: text/plain; charset=utf-8\n\n${text}`,
  ];
  const raw = `${lines.join('\n')}\n`.replace(/\r?\n/g, '\r\n');
  if (!signer) return Buffer.from(raw);
  const whose = { signingDomain: signer, selector: SELECTOR, privateKey };
  const { signatures } = await dkimSign(raw, {
    ...{ canonicalization: 'relaxed/relaxed', ...whose },
    signatureData: [whose],
  } as DKIMSignOptions);
  return Buffer.from(signatures + raw);
}

/** One with files beside the text, as [name, type, bytes]. */
export const withFiles = (text: string, files: [string, string, Uint8Array][]): string =>
  [
    'Content-Type: multipart/mixed; boundary="part"\n',
    `--part\nContent-Type: text/plain; charset=utf-8\n\n${text}`,
    ...files.map(
      ([name, type, bytes]) =>
        `--part\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(bytes).toString('base64')}`,
    ),
    '--part--',
  ].join('\n');
