/**
 * What a form holds, seen as words of a person: what of it may be kept or shown again, and whether two forms say the
 * same.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Values } from '../../ui/here.ts';
import type { UploadedFile } from './form-body.ts';

/**
 * Fields whose value is never kept and never shown again. A test looks that every password field is called like this.
 */
const SECRET = /password|^current$/;
/** What the form says of itself: its key, for whom it was made, what it was built on. */
const OWN = /^(_\w+|version)$/;
/** What comes back with the rest, for it says on what that was built. */
const BUILT_ON = /^(version|_was)$/;
/** Ids and ticks are chosen, not written. */
const CHOSEN = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|on|)$/;

/** What may be kept for later: everything that was typed or chosen, but no secret. Null when that is nothing. */
export function worthKeeping(fields: Values): Values | null {
  const kept = Object.entries(fields).filter(
    ([name]) => !SECRET.test(name) && (BUILT_ON.test(name) || !OWN.test(name)),
  );
  return kept.some(([name, value]) => !BUILT_ON.test(name) && [value].flat().some(Boolean))
    ? Object.fromEntries(kept)
    : null;
}

/** The words somebody wrote themselves, to be copied from a page that cannot show the form again. */
export function writtenWords(fields: Values): string {
  const values = Object.entries(fields).filter(([name]) => !SECRET.test(name) && !OWN.test(name));
  return values
    .flatMap(([, value]) => [value].flat())
    .filter((value): value is string => value !== undefined && !CHOSEN.test(value.trim()))
    .map((value) => value.replace(/\r\n/g, '\n').trim())
    .join('\n\n');
}

const OURS = randomBytes(32);

/** A hash of what was sent. Of a password no plain hash is stored: that one can only be made by this process. */
export function bodyHash(fields: Values, files: UploadedFile[] = []): Buffer {
  const said = Object.entries(fields)
    .filter(([name]) => !name.startsWith('_'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const secret = said.some(([name]) => SECRET.test(name));
  const hash = secret ? createHmac('sha256', OURS) : createHash('sha256');
  hash.update(JSON.stringify(said));
  for (const { name, bytes } of files) hash.update(JSON.stringify([name, bytes.length])).update(bytes);
  return hash.digest();
}
