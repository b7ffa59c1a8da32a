/** What a form holds: which of it may be kept or shown again, and whether two forms have the same content. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Values } from '../../ui/here.ts';
import type { UploadedFile } from './form-body.ts';

/** Fields that are never kept and never shown again. A test checks that the names of all password fields match this. */
const SECRET = /password|^current$/;
/** The form's own fields: its key, for whom it was made, and the version it was opened with. */
const OWN = /^(_\w+|version)$/;
/** Own fields that are kept with the rest, because they say which version the rest was based on. */
const BUILT_ON = /^(version|_was)$/;
/** Values that were chosen and not written: ids and ticked boxes. */
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

/**
 * A hash of what was sent. With a password in it the hash is keyed with a secret of this process, so that the password
 * cannot be guessed from the stored hash.
 */
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
