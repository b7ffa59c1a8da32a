/**
 * Compares the typed words with the words of the public lists: completes the unfinished last word, and counts how
 * common they are. The index finds whole words quickly; for the beginning of a word it must first gather every row that
 * has any word with that beginning, which takes ten times as long.
 */
import { sql } from 'kysely';
import type { Db } from '../../../house/db.ts';
import type { SearchTerm } from './filter.ts';

/** With more words than this, the beginning is searched as it is: a list of hundreds would be no faster. */
const MANY = 40;

/** `rows` is at most how many rows can have all the words. */
export type Completed = { terms: SearchTerm[]; rows: number };

export async function complete(db: Db, terms: SearchTerm[]): Promise<Completed> {
  const last = terms.at(-1);
  const begun = last?.prefix && last.words.length === 1 ? (last.words[0] ?? '') : '';
  const whole = terms.flatMap(({ words, prefix }) => (prefix ? [] : words));
  const { rows } = await sql<{ word: string; rows: number }>`
    select word, rows from listed_organization_words where word = any(${whole}::text[])
    union all (select word, rows from listed_organization_words where ${begun} <> '' and word >= ${begun}
      and word < ${`${begun}\u{10ffff}`} limit ${MANY + 1})`.execute(db);
  const counts = new Map(rows.map((row) => [row.word, row.rows]));
  const endings = [...counts.keys()].filter((word) => begun !== '' && word.startsWith(begun));
  const finished =
    endings.length > 0 && endings.length <= MANY ? [...terms.slice(0, -1), { words: endings, prefix: false }] : terms;
  return { terms: finished, rows: Math.min(...finished.map((term) => rowsOf(term, counts))) };
}

/** Short words and numbers are not counted, so any number of rows may have them. */
function rowsOf({ words, prefix }: SearchTerm, counts: Map<string, number>): number {
  if (prefix || words.some((word) => word.length < 3 || /^\d+$/.test(word))) return Number.POSITIVE_INFINITY;
  return words.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
}
