/** A list's words for kinds of partner and populations, as this library's keys. */
import type { Ctx } from '../../house/ctx.ts';
import { nameKey } from '../directory/name-key.ts';
import { type Sector, sectorsOf } from '../directory/sectors.ts';
import { guideSectors, populations } from '../guide/guide.ts';

/** Undefined for a word that means none of ours. */
export type Vocabulary = { sector: (word: string) => string | undefined; population: (word: string) => string | undefined };

export const vocabularyOf = async (ctx: Ctx): Promise<Vocabulary> => vocabularyFrom(await sectorsOf(ctx));

/** The guide's words alone, where there is no library. */
export const guideVocabulary = (): Vocabulary => vocabularyFrom(guideSectors);

function vocabularyFrom(list: readonly Pick<Sector, 'key' | 'label' | 'sourceLabel'>[]): Vocabulary {
  const sectors = new Map<string, string>();
  for (const { key, label, sourceLabel } of list) {
    for (const word of [key, label.en, label.es, sourceLabel]) if (word) sectors.set(nameKey(word), key);
  }
  // "Health" is the first word of "Health organizations": unambiguous beginnings do as well.
  for (const { key, label } of guideSectors) {
    for (const word of [label.en, label.es]) {
      const [first = ''] = nameKey(word).split(' ');
      if (first.length > 3 && !sectors.has(first)) sectors.set(first, key);
    }
  }
  const people = new Map(populations.flatMap(({ key, label }) => [key, label.en, label.es].map((word) => [nameKey(word), key] as const)));
  return { sector: (word) => sectors.get(nameKey(word)), population: (word) => people.get(nameKey(word)) };
}
