/** Words that somebody looks for in text that was written freely. */
import { type RawBuilder, sql } from 'kysely';

/** As many words as are looked for. */
const MOST = 8;

/** Letters that read alike, however they are written. */
const ALIKE = ['aáàâäãåā', 'cç', 'eéèêëē', 'iíìîïī', 'nñ', 'oóòôöõō', 'uúùûüū', 'yýÿ'];

/** "Reunión" as a pattern that finds "reunion" as well. */
function pattern(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [...plain].map((letter) => likeLetter(letter)).join('');
}

function likeLetter(letter: string): string {
  const alike = ALIKE.find((all) => all[0] === letter);
  return alike ? `[${alike}]` : letter.replace(/[.*+?^$(){}|[\]\\]/, '\\$&');
}

/** The words that were typed, as patterns; with what stands within a word, as in "o'brien" and "a.b@c.org". */
const patterns = (q: string): string[] =>
  q
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST)
    .map(pattern);

/**
 * True where a text has all the words of `q`, whatever the accents and capitals; null where there is no word in it. A
 * condition for each word: the same as one over a list of words takes the database twice as long.
 */
export function says(text: RawBuilder<unknown>, q: string): RawBuilder<boolean> | null {
  const all = patterns(q).map((word) => sql`${text} ~* ${word}`);
  return all.length === 0 ? null : sql<boolean>`(${sql.join(all, sql` and `)})`;
}

/** What stands around the first of these words in a text, of about a line's length. */
export function around(text: RawBuilder<unknown>, q: string): RawBuilder<string> {
  const line = `(?i)(?:\\m.{0,50})?${patterns(q)[0] ?? ''}.{0,90}(?:\\M|$)`;
  const inOneLine = sql`btrim(regexp_replace(${text}, '\\s+', ' ', 'g'))`;
  return sql<string>`coalesce(substring(${inOneLine} from ${line}), left(${inOneLine}, 140))`;
}

/** The digits of a phone, of which one remembers some; '' for fewer than four digits, and for what is no phone. */
export function digitsOf(q: string): string {
  const digits = q.replace(/[\s().+/-]/g, '');
  return /^\d{4,}$/.test(digits) ? digits.replace(/^1(?=\d{10}$)/, '') : '';
}
