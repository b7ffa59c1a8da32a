/**
 * The mailbox of the host: where e-mail comes in for all libraries. Each address is that of the mailbox with a secret
 * behind a plus (`log+….@library.org`), so one mailbox serves everybody. What comes in is fetched (IMAP), or handed in
 * by a mail server (pages/mailbox/arriving.ts).
 */
import { resolve } from 'node:dns/promises';
import type { DNSResolver } from 'mailauth';

/** How names are looked up for signatures. */
export type Resolve = DNSResolver;

export type Mailbox = {
  /** Such as log@library.org. */
  address: string;
  /** The largest e-mail that is kept whole. */
  bytes: number;
  /** `imaps://user:password@host/folder`; null where a mail server hands in what came. */
  imapUrl: string | null;
  /** What that mail server must know; null where nobody may hand in anything. */
  secret: string | null;
  resolve: Resolve;
};

/** As the machine does. */
export const resolveHere = resolve as Resolve;

type Given = Pick<Mailbox, 'address'> & Partial<Mailbox>;

export const openMailbox = (given: Given): Mailbox => ({
  bytes: 25_000_000,
  imapUrl: null,
  secret: null,
  resolve: resolveHere,
  ...given,
});

/** The address with this behind its plus. */
export const plusAddress = ({ address }: Pick<Mailbox, 'address'>, tag: string): string =>
  address.replace(/@(?=[^@]*$)/, `+${tag}@`);

/** What stands behind the plus of an address of this mailbox; null for any other address. */
export function tagIn({ address }: Pick<Mailbox, 'address'>, given: string): string | null {
  const [local, domain] = address.toLowerCase().split('@');
  const [start, end] = given.trim().toLowerCase().split('@');
  if (end !== domain || !start?.startsWith(`${local}+`)) return null;
  return start.slice(`${local}+`.length);
}
