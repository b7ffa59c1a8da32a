/** Whether two names are one: equal but for legal form and spelling, or nearly equal but for typing errors. Pure. */
import { distance } from 'fastest-levenshtein';
import { initialsOf, knownAs, nameCore, nameKey, namesIn } from './name-key.ts';

export type ComparableName = {
  core: string;
  /** Without spaces: "food bank" is "foodbank". */
  compact: string;
  /** Its words, in order. */
  stems: string[];
  /** The same words in alphabetical order, so that "Harlow, City of" agrees with "City of Harlow". */
  sorted: string;
  /** Numbers and single letters; names that differ in these are never near. */
  marks: string;
  /** First letters of its words; '' for fewer than three words. */
  initials: string;
  /**
   * Its sorted words, with well-known initials in place of the words they stand for: "harlow ymca"; '' if it has none.
   */
  called: string;
};

/**
 * `initials`: one name is spelled by the first letters of the other, or uses well-known initials that the other writes
 * out.
 */
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

/** All names that a record's texts contain ("A dba B" contains two), in comparable form. */
export const comparableNames = (texts: string[]): ComparableName[] =>
  texts
    .flatMap(namesIn)
    .map(comparableName)
    .filter((name) => name.core !== '');

const sortedWords = (core: string) => core.split(' ').sort().join(' ');

const isMark = (word: string) => word.length === 1 || /\d/.test(word);

/**
 * The closest likeness between any name of one record and any of the other, alternate names included; null if none are
 * alike.
 */
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

/**
 * The block keys under which a short name and the long one meet (blocks.ts). A name of four words or more is taken for
 * a long one, so its own words are not a key.
 */
export const lettersOf = (name: ComparableName): string[] =>
  [name.initials, name.called, name.sorted].filter(
    (letters, at) => letters !== '' && (at < 2 || name.stems.length < 4),
  );

/** In shorter words and names, one different letter makes another name: "Mary" and "Mark". */
const SHORTEST_WORD = 5;
const SHORTEST_NAME = 6;
const SHORTEST_SWAPPED = 4;

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
 * The number of typing errors between two words; two letters that changed places count as one. Infinite if the words
 * are short, differ in length by more than two letters, or begin differently: people rarely mistype the first letter,
 * and "north" and "south" must stay apart.
 */
function slipsBetween(a: string, b: string): number {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  const apart = distance(a, b);
  const shortest = Math.min(a.length, b.length);
  // "bnak" is "bank": letters that changed places make no other word, as one other letter does in a short one.
  if (apart === 2 && a.length === b.length && shortest >= SHORTEST_SWAPPED && haveOneSet(a, b)) return 1;
  return shortest < SHORTEST_WORD ? Number.POSITIVE_INFINITY : apart;
}

const haveOneSet = (a: string, b: string) => [...a].sort().join('') === [...b].sort().join('');
