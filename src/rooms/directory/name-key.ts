/**
 * How names are compared, searched and sorted: pure functions, used when a name is stored and when one is looked for.
 * The key of a name is the name without accents and punctuation. Its core is the same for all the ways of writing that
 * name. Both are stored (organizations, persons, leads, the public lists), so whoever changes these functions must
 * raise KEYS; then the stored rows are recomputed.
 */
import { ACRONYMS, numberOf, SHORT } from './shortenings.ts';

/** Version of the stored keys. src/keys.ts recomputes those of an earlier version. */
export const KEYS = 1;

/**
 * Lower case, without accents or punctuation, single spaces, initials in one: "Peña & Sons, Inc." -> "pena and sons
 * inc", "Y. M. C. A." -> "ymca".
 */
export function nameKey(text: string): string {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’‘ʻʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words
    .replace(/(?<!\S)\p{L}(?: \p{L})+(?!\S)/gu, (initials) => initials.replaceAll(' ', ''))
    .replace(/(?<!\S)4 (hs?)(?!\S)/g, '4$1');
}

const FILLERS = new Set(
  `inc incorporated llc llp lp pllc nfp co company corp corporation ltd limited
  the of and a de del la las los el y`.split(/\s+/),
);

/**
 * What is left of a name when its legal form, fillers, plurals and shortenings are gone: two names with one core are
 * probably one organization.
 */
export const nameCore = (text: string): string => wordsAsOne(nameKey(text)).map(stem).join(' ');

/** The words of a key without fillers, each in the one spelling that is compared (SHORT). */
function wordsAsOne(key: string): string[] {
  const words = key
    .replace(/\bno (?=\d)/g, '')
    .replace(/(?<!\S)co (?=(ops?|operatives?|operation|working|parenting)(?!\S))/g, 'co')
    .split(' ');
  return words
    .map((word, at) => (word === 'co' && isCounty(words, at) ? 'county' : word))
    .filter((word) => !FILLERS.has(word))
    .map((word) => SHORT[word] ?? word);
}

/**
 * Whether "co" means county, as in "Harlow Co. Health Dept." and "Friends of Harlow Co.", or company, as in "Smith &
 * Co." and "Harlow Printing Co., Inc.".
 */
function isCounty(words: string[], at: number): boolean {
  if (at === 0 || words[at - 1] === 'and') return false;
  const last = words.slice(at + 1).every((word) => FILLERS.has(word));
  return !last || words.slice(Math.max(0, at - 3), at - 1).includes('of');
}

/** Numbers become digits, so that "second", "2nd" and "II" agree; other words lose their plural s. */
const stem = (word: string) =>
  numberOf(word) ??
  (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && word !== 'aids' ? word.slice(0, -1) : word);

/** Pattern for an abbreviation in any spelling: "dba", "d.b.a", "d/b/a". */
const letters = (word: string) => [...word].join(String.raw`\s?[./]?\s?`);
const KNOWN_AS = [...['dba', 'aka', 'fka'].map(letters), 'doing business as', '(?:also|formerly) known as'].join('|');
const ALSO = new RegExp(String.raw`\s*[,(]?\s*\b(?:${KNOWN_AS})\b[.:]?\s*`, 'i');

/**
 * The names that a text contains: "Harlow Wellness dba Alder Clinic" has two. A name with a particle that some lists
 * write as one word is returned in both forms (see `inOne`).
 */
export function namesIn(text: string): string[] {
  const parts = text.split(ALSO).map((part) => part.replace(/^[\s"“(]+|[\s"”)]+$/g, ''));
  const names = parts.length > 1 && parts.every((part) => nameKey(part) !== '') ? parts : [text];
  return distinct(names.flatMap((name) => [name, inOne(name)]));
}

/** "St Vincent de Paul" as "St Vincent dePaul", "O Brien" as "OBrien": how some lists write them. */
const inOne = (name: string) =>
  name.replace(/(?<![\p{L}\p{N}'’])(de|di|du|la|le|mac|mc|o|van|von) (?=\p{L}{3})/giu, '$1');

/**
 * The core of a name with its well-known initials in place of the words: "Young Men’s Christian Association of Harlow"
 * -> "ymca harlow"; '' for a name that has none.
 */
export function knownAs(text: string): string {
  const core = ` ${nameCore(text)} `;
  const [words, initials] = acronymIn(core) ?? [];
  return words && initials ? core.replace(words, initials).trim() : '';
}

const WRITTEN_OUT = new RegExp(` (${ACRONYMS.map(([words]) => words).join('|')}) `);
const acronymIn = (core: string) =>
  WRITTEN_OUT.test(core) ? ACRONYMS.find(([words]) => core.includes(` ${words} `)) : undefined;

/** The first letters of the words of a core, when they are three or more: "harlow historical society" -> "hhs". */
export function initialsOf(core: string): string {
  const words = core.split(' ').filter((word) => !/^(at|for|from|in|on|to|with)$/.test(word));
  return words.length < 3 ? '' : words.map((word) => [...word][0] ?? '').join('');
}

/** The text in which these names are searched: their keys, cores and well-known initials, joined by " | ". */
export function searchKey(names: string[]): string {
  const all = distinct(names.flatMap(namesIn));
  return distinct([...names.map(nameKey), ...all.map(nameKey), ...all.map(nameCore), ...all.map(knownAs)]).join(' | ');
}

/**
 * The words of a text for an index of whole words: as written, in the spelling that is compared, and well-known
 * initials.
 */
export function indexWords(text: string): string[] {
  if (text === '') return [];
  const keys = namesIn(text).map(nameKey);
  const asOne = keys.map(wordsAsOne);
  const initials = asOne.map((words) => acronymIn(` ${words.map(stem).join(' ')} `)?.[1] ?? '');
  return distinct([...keys.flatMap((key) => key.split(' ')), ...asOne.flat(), ...initials]).filter(Boolean);
}

/**
 * The words to ask such an index for: a list for each typed word, and a text matches the typed word when it has any
 * word of the list. Fillers are left out unless nothing else was typed. The branches: a word after a particle ("de la")
 * is also looked for joined to the particle; a filler at the end is kept if it may be a state.
 */
export function askedWords(q: string): string[][] {
  const typed = nameKey(q).split(' ').filter(Boolean);
  const asked: string[][] = [];
  for (const [at, word] of typed.entries()) {
    const before = typed[at - 1] ?? '';
    const [one = ''] = wordsAsOne(word);
    if (PARTICLE.test(before) && word.length >= 3) asked.push([one || word, before + word]);
    else if (one !== '' || (at > 0 && at === typed.length - 1 && STATES.test(word))) asked.push([one || word]);
  }
  return asked.length > 0 ? asked : typed.map((word) => [word]);
}

const PARTICLE = /^(de|di|du|la|le|mac|mc|o|van|von)$/;
/** Fillers that may also be a state at the end of what was typed: Colorado, Delaware, Louisiana. */
const STATES = /^(co|de|la)$/;

const distinct = (texts: string[]) => [...new Set(texts)].filter((text, at) => text !== '' || at === 0);

/** "https://www.example.org/about" -> "example.org"; empty for what is no web address. */
export function websiteDomain(website: string): string {
  if (!URL.canParse(website)) return '';
  return new URL(website).hostname.replace(/^www\./, '');
}
