/** Whether two names are one: equal but for legal form and spelling, or nearly equal but for typing errors. Pure. */
import { distance } from 'fastest-levenshtein';
import { nameCore, nameKey } from './name-key.ts';

export type ComparableName = {
  core: string;
  /** Without spaces: "food bank" is "foodbank". */
  compact: string;
  /** Words without a plural s, in order. */
  stems: string[];
  /** The same in alphabetical order: "Harlow, City of" is "City of Harlow". */
  sorted: string;
  /** Numbers and single letters; names that differ in these are never near. */
  marks: string;
};

const NUMBERS: Record<string, string> = Object.fromEntries(
  'one first,two second ii,three third iii,four fourth iv,five fifth,six sixth vi,seven seventh vii,eight eighth viii,nine ninth ix,ten tenth'
    .split(',')
    .flatMap((words, at) => words.split(' ').map((word) => [word, String(at + 1)])),
);
export function comparableName(text: string): ComparableName {
  const core = nameCore(text) || nameKey(text);
  const words = core.split(' ').filter(Boolean);
  const stems = words.map(stem);
  return { core, compact: words.join(''), stems, sorted: stems.toSorted().join(' '), marks: stems.filter(isMark).sort().join(' ') };
}

/** A number is written in one way, be it "first", "1st" or "II"; other words lose their plural s. */
const stem = (word: string) => numberOf(word) ?? (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);

function numberOf(word: string): string | undefined {
  const digits = /^0*(\d+)(st|nd|rd|th)?$/.exec(word);
  return digits?.[1] ?? NUMBERS[word];
}

const isMark = (word: string) => word.length === 1 || /\d/.test(word);

/** The best that two records' names, their alternate ones too, say to each other. */
export function sameName(ours: ComparableName[], theirs: ComparableName[]): 'name' | 'near_name' | null {
  let near = false;
  for (const a of ours) {
    for (const b of theirs) {
      if (a.core === b.core && a.core !== '') return 'name';
      near ||= isNear(a, b);
    }
  }
  return near ? 'near_name' : null;
}

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

/** How many slips of a hand lie between two words; two letters that changed places are one. Nobody mistypes the first letter: north is not south. */
function slipsBetween(a: string, b: string): number {
  if (a[0] !== b[0] || Math.min(a.length, b.length) < SHORTEST_WORD) return Number.POSITIVE_INFINITY;
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  const apart = distance(a, b);
  return apart === 2 && a.length === b.length && [...a].sort().join('') === [...b].sort().join('') ? 1 : apart;
}
