/**
 * Mistyped words, one by one, against the words that the public lists have. One slip (a letter wrong, missing, doubled
 * or swapped) is found by trying them all, which is exact and takes a millisecond; two slips by likeness. Only asked
 * when nothing was found as typed.
 */
import { distance } from 'fastest-levenshtein';
import { sql } from 'kysely';
import type { Db } from '../../../house/db.ts';
import type { SearchTerm } from './filter.ts';

/** The same words with the mistyped ones mended; null when there is nothing to mend. */
export async function mend(db: Db, terms: SearchTerm[]): Promise<SearchTerm[] | null> {
  const known = await rowsOf(
    db,
    terms.flatMap(({ words }) => words),
  );
  let changed = false;
  const mended: SearchTerm[] = [];
  for (const term of terms) {
    const others = await alternatives(db, term, known.get(term.words[0] ?? '') ?? 0);
    changed ||= others.length > 0;
    mended.push(others.length > 0 ? { words: others, prefix: false } : term);
  }
  return changed ? mended : null;
}

/** A word in fewer rows than this may itself be a misspelling of a more common one. */
const RARE = 50;
const MUCH_MORE = 20;

async function alternatives(db: Db, { words: [word = ''], prefix }: SearchTerm, rows: number): Promise<string[]> {
  if (word.length < 3 || /\d/.test(word) || rows > RARE) return [];
  if (rows > 0) {
    const far = [...(await rowsOf(db, slipsOf(word)))].filter(
      ([other, count]) => other !== word && count >= rows * MUCH_MORE,
    );
    return far.length > 0 ? [...best(far), word] : [];
  }
  if (prefix && (await begins(db, word))) return [];
  const near = await rowsOf(db, slipsOf(word));
  return near.size > 0 ? best([...near]) : alike(db, word);
}

const best = (words: [string, number][]) =>
  words
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([word]) => word);

async function rowsOf(db: Db, words: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{
    word: string;
    rows: number;
  }>`select word, rows from listed_organization_words where word = any(${words}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.word, row.rows]));
}

async function begins(db: Db, word: string): Promise<boolean> {
  const { rows } = await sql`select 1 from listed_organization_words where word like ${`${word}%`} limit 1`.execute(db);
  return rows.length > 0;
}

/** Two slips are looked for only in words of at least five letters: little is left of a shorter one. */
async function alike(db: Db, word: string): Promise<string[]> {
  if (word.length < 5) return [];
  const { rows } = await sql<{ word: string; rows: number }>`
    select word, rows from listed_organization_words where lower(word) % ${word}
      order by similarity(word, ${word}) desc, rows desc limit 20`.execute(db);
  return best(rows.filter((row) => distance(row.word, word) <= 2).map((row) => [row.word, row.rows]));
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/**
 * Every word that is one slip away: a letter missing, two swapped, one changed, one added. About 54 for each letter.
 */
function slipsOf(word: string): string[] {
  const slips = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (after) slips.add(before + after.slice(1));
    if (after.length > 1) slips.add(`${before}${after[1]}${after[0]}${after.slice(2)}`);
    for (const letter of LETTERS) {
      if (after) slips.add(before + letter + after.slice(1));
      slips.add(before + letter + after);
    }
  }
  slips.delete(word);
  return [...slips];
}
