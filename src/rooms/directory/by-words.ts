/** How a search finds names by the words that somebody types, in every list of names. */
import { type RawBuilder, sql } from 'kysely';
import { nameCore, nameKey } from './name-key.ts';

/** As many words as are looked for. */
const MOST = 8;
const wordsOf = (key: string) => key.split(' ').filter(Boolean).slice(0, MOST);

/** The words as they are typed, for a search that forgives. */
export const typedWords = (q: string): string[] => wordsOf(nameKey(q));

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
