/**
 * Finds the sentences of the house: every `words.en.json` and `words.es.json` under src/, wherever it is. They are
 * read when the program starts, as data/ and db/migrations are, so that no list has to be kept for it: sources, tests
 * and the built program do the same. src/words.ts has their keys for the compiler.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES, type Locale } from './ctx.ts';
import { root } from './data.ts';

/** What one file says: `src/ui/words.en.json` and its sentences by their keys. */
export type WordsFile = { file: string; locale: Locale; texts: Record<string, string> };

export function readWords(folder = join(root, 'src')): WordsFile[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return LOCALES.flatMap((locale) =>
    files
      .filter((file) => file.endsWith(`words.${locale}.json`))
      .map((file) => ({ file, locale, texts: JSON.parse(readFileSync(join(folder, file), 'utf8')) })),
  );
}

/** All sentences of one language. */
export const together = (files: WordsFile[], locale: Locale): Record<string, string> =>
  Object.assign({}, ...files.filter((file) => file.locale === locale).map(({ texts }) => texts));
