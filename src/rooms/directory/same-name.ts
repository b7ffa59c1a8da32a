/** Whether two names are one: equal but for legal form and spelling, or nearly equal but for typing errors. Pure. */
import { distance } from 'fastest-levenshtein';
import { initialsOf, knownAs, nameCore, nameKey, namesIn } from './name-key.ts';

export type ComparableName = {
  core: string;
  /** Without spaces: "food bank" is "foodbank". */
  compact: string;
  /** Its words, in order. */
  stems: string[];
  /** The same in alphabetical order: "Harlow, City of" is "City of Harlow". */
  sorted: string;
  /** Numbers and single letters; names that differ in these are never near. */
  marks: string;
  /** Of three words or more. */
  initials: string;
  /** Its sorted words with the initials by which everybody calls such a one: "harlow ymca"; '' where there are none. */
  called: string;
};

/** `initials`: one is what the other's first letters spell, or the short name of what the other writes out. */
export type SameName = 'name' | 'near_name' | 'initials';

export function comparableName(text: string): ComparableName {
  const core = nameCore(text) || nameKey(text);
  const stems = core.split(' ').filter(Boolean);
  const marks = stems.filter(isMark).sort().join(' ');
  return {
    core,
    compact: stems.join(''),
    stems,
    sorted: sortedWords(core),
    marks,
    initials: initialsOf(core),
    called: sortedWords(knownAs(text)),
  };
}

/** A record is called all that its names are written with. */
export const comparableNames = (texts: string[]): ComparableName[] =>
  texts
    .flatMap(namesIn)
    .map(comparableName)
    .filter((name) => name.core !== '');

const sortedWords = (core: string) => core.split(' ').sort().join(' ');

const isMark = (word: string) => word.length === 1 || /\d/.test(word);

/** The best that two records' names, their alternate ones too, say to each other. */
export function sameName(ours: ComparableName[], theirs: ComparableName[]): SameName | null {
  let [near, initials] = [false, false];
  for (const a of ours) {
    for (const b of theirs) {
      if (a.core === b.core && a.core !== '') return 'name';
      near ||= isNear(a, b);
      initials ||= isShortFor(a, b) || isShortFor(b, a);
    }
  }
  return near ? 'near_name' : initials ? 'initials' : null;
}

const isShortFor = (a: ComparableName, b: ComparableName) =>
  (b.called !== '' && a.sorted === b.called) || (b.initials !== '' && a.stems.length === 1 && a.core === b.initials);

/** Everything under which a short name and the long one can meet. */
export const lettersOf = (name: ComparableName): string[] =>
  [name.initials, name.called, name.sorted].filter(
    (letters, at) => letters !== '' && (at < 2 || name.stems.length < 4),
  );

/** Below this a typing error makes another name: "Mary" and "Mark". */
const SHORTEST_WORD = 5;
const SHORTEST_NAME = 6;

function isNear(a: ComparableName, b: ComparableName): boolean {
  if (Math.min(a.compact.length, b.compact.length) < SHORTEST_NAME || a.marks !== b.marks) return false;
  return a.compact === b.compact || a.sorted === b.sorted || isMistyped(a.stems, b.stems);
}

/** The same words in the same order, some of them mistyped, but not so many that it is another name. */
function isMistyped(a: string[], b: string[]): boolean {
  if (a.length !== b.length) return false;
  let errors = 0;
  let length = 0;
  for (const [at, word] of a.entries()) {
    const other = b[at] ?? '';
    length += Math.max(word.length, other.length);
    if (word === other) continue;
    const slips = slipsBetween(word, other);
    if (slips > 1 + Math.floor(Math.min(word.length, other.length) / 8)) return false;
    errors += slips;
  }
  return errors / length <= 0.15;
}

/**
 * How many slips of a hand lie between two words; two letters that changed places are one. Nobody mistypes the first
 * letter: north is not south.
 */
function slipsBetween(a: string, b: string): number {
  if (a[0] !== b[0] || Math.min(a.length, b.length) < SHORTEST_WORD) return Number.POSITIVE_INFINITY;
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  const apart = distance(a, b);
  return apart === 2 && a.length === b.length && [...a].sort().join('') === [...b].sort().join('') ? 1 : apart;
}
