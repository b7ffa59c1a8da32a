/** A list's words for kinds of partner and populations, as this library's keys. */
import type { Ctx } from '../../../../house/ctx.ts';
import { nameKey } from '../../../directory/name-key.ts';
import { type Sector, sectorsOf } from '../../../directory/sectors.ts';
import { guideSectors, populations, wordsOfSectors } from '../../../guide/guide.ts';

/** Undefined for a word that means none of ours. */
export type Vocabulary = {
  sector: (word: string) => string | undefined;
  population: (word: string) => string | undefined;
};

/** `said` is what somebody has said that words of this list mean. */
export async function vocabularyOf(ctx: Ctx, said: Record<string, string> = {}): Promise<Vocabulary> {
  const sectors = await sectorsOf(ctx);
  const known = new Set(sectors.map((sector) => sector.key));
  const { sector, population } = vocabularyFrom(sectors);
  return {
    population,
    sector: (word) => {
      const key = said[nameKey(word)];
      return key && known.has(key) ? key : sector(word);
    },
  };
}

/** The guide's words alone, where there is no library. */
export const guideVocabulary = (): Vocabulary => vocabularyFrom(guideSectors);

function vocabularyFrom(list: readonly Pick<Sector, 'key' | 'label' | 'sourceLabel'>[]): Vocabulary {
  const sectors = new Map<string, string>();
  const people = new Map(
    populations.flatMap(({ key, label }) => [key, label.en, label.es].map((word) => [nameKey(word), key] as const)),
  );
  for (const { key } of list) for (const word of wordsOfSectors[key] ?? []) sectors.set(word, key);
  // The library's own name for a sector is tried before any guess.
  for (const { key, label, sourceLabel } of list) {
    for (const word of [key, label.en, label.es, sourceLabel]) if (word) sectors.set(nameKey(word), key);
  }
  return { sector: (word) => sectors.get(nameKey(word)), population: (word) => people.get(nameKey(word)) };
}
