/**
 * The help for each page: `help.en.json` and `help.es.json` beside the words of the pages that they speak of, read when
 * the program starts, as words are. A topic names the paths that it is for; a page below one of these has its help,
 * too, so that a new page is not without.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES, type Locale } from '../../house/ctx.ts';
import { root } from '../../house/data.ts';
import { plainWords } from '../../house/plain-words.ts';

/** `for` says what a page is for, `how` how the commonest things are done, `words` which terms of ours it uses. */
export type Topic = {
  at: readonly string[];
  title: string;
  for: string;
  how: readonly (readonly [question: string, answer: string])[];
  words: readonly string[];
};

/** Each term with its explanation, by the key of the term. */
export type Terms = Record<string, readonly [term: string, meaning: string]>;

const folder = join(root, 'src/pages');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
const read = <T>(name: string, locale: Locale): Record<string, T> =>
  Object.assign(
    {},
    ...files
      .filter((file) => file.endsWith(`/${name}.${locale}.json`))
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  );
const inEach = <T>(make: (locale: Locale) => T) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, T>;

export const topics = inEach((locale) => new Map(Object.entries(read<Topic>('help', locale))));
export const terms = inEach((locale): Terms => read('terms', locale));

const paths = [...topics.en]
  .flatMap(([key, { at }]) => at.map((path) => ({ key, path })))
  .toSorted((one, other) => other.path.length - one.path.length);

/** The key of the topic for the page at this path; null where there is none. */
export const topicOf = (path: string): string | null =>
  paths.find((each) => path === each.path || (each.path.length > 1 && path.startsWith(`${each.path}/`)))?.key ?? null;

/** The topics that have all these words, for the search. */
export function topicsWith(q: string, locale: Locale): [key: string, topic: Topic][] {
  const wanted = plainWords(q);
  if (wanted.length === 0) return [];
  return [...topics[locale]].filter(([, { title, for: what, how }]) => {
    const said = plainWords([title, what, ...how.flat()].join(' '));
    return wanted.every((word) => said.some((each) => each.startsWith(word)));
  });
}
