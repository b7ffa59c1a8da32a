/**
 * A secret address: whoever writes to it is taken for whom it was made for. It names the library and holds a secret, in
 * letters and digits, as mail servers do not keep capitals apart. Of the secret only a hash is kept.
 */
import { randomInt } from 'node:crypto';
import type { LibraryId } from '../../house/ctx.ts';
import { idFrom } from '../../house/ids.ts';
import { type Mailbox, plusAddress, tagIn } from '../../house/work/mailbox.ts';

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 80 bits. */
const SECRET = 16;
/** As many as an id has in this writing. */
const NAMED = 25;

export const newSecret = (): string =>
  Array.from({ length: SECRET }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** What stands behind the plus: the library's id in letters and digits, and the secret. */
const tagOf = (library: LibraryId, secret: string) =>
  BigInt(`0x${library.replaceAll('-', '')}`)
    .toString(36)
    .padStart(NAMED, '0') + secret;

export const addressFor = (mailbox: Mailbox, library: LibraryId, secret: string): string =>
  plusAddress(mailbox, tagOf(library, secret));

/** Whose secret an address holds; null for an address that is none of ours. */
export function secretIn(mailbox: Mailbox, address: string): { libraryId: LibraryId; secret: string } | null {
  const tag = tagIn(mailbox, address);
  if (!tag || !/^[0-9a-z]+$/.test(tag) || tag.length !== NAMED + SECRET) return null;
  const number = [...tag.slice(0, NAMED)].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  const hex = number.toString(16).padStart(32, '0');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  try {
    return { libraryId: idFrom(id) as LibraryId, secret: tag.slice(NAMED) };
  } catch {
    return null;
  }
}
