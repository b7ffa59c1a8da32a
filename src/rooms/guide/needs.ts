/**
 * Words of needs: those that say nothing of which need it is, and those that mean much the same, English and Spanish,
 * in lower case, without accents, in the singular. Ours (data/guide): a word is added without touching code.
 */
import data from '../../../data/guide/needs.json' with { type: 'json' };
import { plainWords } from '../../house/plain-words.ts';

const GENERIC = new Set(data.generic);

/** "workshops" as "workshop", "taxes" as "tax": enough to compare by how a word begins. */
const singular = (word: string): string => {
  if (/(x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  if (/[a-z]{3}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return word.length > 4 ? word.replace(/(?<=[^s])s$/, '') : word;
};

/** A word that counts, with others that mean much the same. */
export type NeedWord = { word: string; alike: string[] };
const MOST = 8;

/** The words of a need that count; all of them where none does. */
export function needWords(need: string): NeedWord[] {
  const all = [...new Set(plainWords(need).map(singular))];
  const telling = all.filter((word) => !GENERIC.has(word));
  return (telling.length > 0 ? telling : all).slice(0, MOST).map((word) => ({ word, alike: alikeOf(word) }));
}

const alikeOf = (word: string): string[] =>
  data.alike.find((group) => group.includes(word))?.filter((each) => each !== word) ?? [];
