/** How a search finds names by the words that somebody types, in every list of names. */
import { type RawBuilder, sql } from 'kysely';
import { nameCore, nameKey } from './name-key.ts';

/** As many words as are looked for. */
const MOST = 8;
const wordsOf = (key: string) => key.split(' ').filter(Boolean).slice(0, MOST);

const typedWords = (q: string): string[] => wordsOf(nameKey(q));

/**
 * True where a column that `searchKey` made has all the words of `q`, as they are typed or as they are otherwise
 * written; none when nothing was typed. Of a word that is written shorter ("saint" as "st"), only the whole word
 * counts: its few letters are in many others.
 */
export function hasWords(column: RawBuilder<unknown>, q: string): RawBuilder<boolean>[] {
  const typed = typedWords(q);
  const other = wordsOf(nameCore(q));
  if (typed.length === 0) return [];
  const within = (word: string) => sql<boolean>`${column} like ${`%${word}%`}`;
  const whole = (word: string) =>
    typed.includes(word) || word.length > 3 ? within(word) : sql<boolean>`${column} ~ ${`\\m${word}\\M`}`;
  if (other.length === 0 || other.every((word, at) => word === typed[at]))
    return [sql<boolean>`(${sql.join(typed.map(within), sql` and `)})`];
  return [sql<boolean>`((${sql.join(typed.map(within), sql` and `)}) or (${sql.join(other.map(whole), sql` and `)}))`];
}

/**
 * As `hasWords`, for words that are nearly the same: one condition for each word. It costs too much to ask it every
 * time, so it is asked when nothing has the words as they are typed. `least` is how like they have to be, 0 to 1.
 */
export const nearlyHasWords = (column: RawBuilder<unknown>, q: string, least = 0.45): RawBuilder<boolean>[] =>
  typedWords(q).map(
    (word) => sql<boolean>`(${column} like ${`%${word}%`} or ${column} ~ ${withOneSlip(word)}
      or word_similarity(${word}, ${column}) >= ${sql.lit(least)})`,
  );

/**
 * The pattern of a word that was typed with one slip: two letters that changed places, one that is wrong, missing or
 * too many. Trigrams, by which the database compares, have little in common then when a word is short ("bnak"). Words
 * of three letters or fewer are looked for as they are, for with a slip they could be any other; so are those that are
 * longer than any word.
 */
function withOneSlip(word: string): string {
  const letters = [...word];
  if (letters.length < 4 || letters.length > 24) return `\\m${word}\\M`;
  const slips = letters.flatMap((letter, at) => {
    const [before, after] = [letters.slice(0, at).join(''), letters.slice(at + 1)];
    const [next = '', ...rest] = after;
    return [
      `${before}${next}${letter}${rest.join('')}`,
      `${before}.?${after.join('')}`,
      `${before}.${letter}${after.join('')}`,
    ];
  });
  return `\\m(${slips.join('|')})\\M`;
}

/** True where a mail or web address has what was typed; none for what is no part of one. */
export function inAddress(column: RawBuilder<unknown>, q: string): RawBuilder<boolean>[] {
  const typed = q.trim().toLowerCase();
  return /^\S{3,}$/.test(typed) ? [sql<boolean>`strpos(${column}, ${typed}) > 0`] : [];
}

/** How near the top of what was found a name stands: 0 when it begins so, 0.5 when it has the words, else 1. */
export function titleRank(key: RawBuilder<unknown>, search: RawBuilder<unknown>, q: string): RawBuilder<number> {
  const [has] = hasWords(search, q);
  return sql<number>`case when ${key} like ${`${nameKey(q)}%`} then 0 when ${has ?? sql`false`} then 0.5 else 1 end`;
}
