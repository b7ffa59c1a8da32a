/**
 * From the capitals of a public record to a name as people write it. A guess, word by word: what it does not know it
 * writes as a name.
 */

const SMALL = new Set('a an and as at by de en for from in of on or the to with'.split(' '));
/**
 * Articles stay small only after "de" and "en": in Los Angeles, Las Vegas, El Paso and Del Norte they begin a name.
 */
const ARTICLES = new Set('el la las los'.split(' '));
/** Words of a name in Spanish, in which "y" is "and" and not the short name of a YMCA. */
const SPANISH = new Set('de del el en las los para'.split(' '));
const CAPITALS = new Set(
  `AA AARP AAU AAUW ACLU AFL AFSCME AIA AIDS AME AMVETS ASPCA AYSO BPOE CIO CME CPA DAR DECA EMS EMT EOD FAA FBLA
  FCC FFA FOE HIV HOA IAFF IBEW II III IOOF IRS ITT IV IX JROTC LDS LGBT LGBTQ LLC LULAC NAACP NAMI NASA NE NW OIC PBS
  PO PTA PTO PTSA PTSO ROTC SE SW SPCA UAW UCC UFCW UK UMC UNESCO UNICEF US USA USDA USO VA VI
  VII VIII WIC XI XII XIII XIV YMCA YMHA YWCA YWHA`.split(/\s+/),
);
/** Abbreviations without a vowel that are not initials. */
const SHORTENED = new Set(
  `ST DR MT FT JR SR MR MRS MS LTD BLVD HWY RD CT LN PKWY PL SQ TR CTR CNTY NTL NATL PT BLDG FL RM STE APT TRL FWY
  XING DEPT GRP`.split(/\s+/),
);

/** "ST VINCENT DE PAUL SOCIETY,INC" -> "St Vincent de Paul Society, Inc". */
export const titleCase = (capitals: string): string => written(capitals, false);

/** Streets have directions and letters where names have small words: "123 E MAIN ST", "9 A ST". */
export const streetCase = (capitals: string): string => written(capitals, true);

function written(capitals: string, isStreet: boolean): string {
  const words = spaced(capitals).split(' ');
  const spanish = words.some((word) => SPANISH.has(word.toLowerCase()));
  let text = '';
  for (const [at, word] of words.entries()) {
    const lower = word.toLowerCase();
    const small =
      !isStreet &&
      at > 0 &&
      at < words.length - 1 &&
      !isInitial(words, at) &&
      (isSmall(lower, words[at - 1] ?? '') || (lower === 'y' && spanish));
    text += (at > 0 ? ' ' : '') + (small ? lower : oneOf(word));
  }
  return text;
}

/** One letter beside another: "Y M C A OF HARLOW". */
const isInitial = (words: string[], at: number) =>
  /^[A-Z]$/.test(words[at] ?? '') && [words[at - 1], words[at + 1]].some((word) => /^[A-Z]$/.test(word ?? ''));

/** Initials of a name that was written when a lone "A" among them was small: "Y M C a of Harlow". */
export const withInitials = (name: string): string =>
  name.replace(/(?<!\S)(?:[A-Z] )+a(?: [A-Z])*(?!\S)/g, (initials) => initials.toUpperCase());

const isSmall = (lower: string, before: string) =>
  (SMALL.has(lower) && !/[:.]$/.test(before)) || (ARTICLES.has(lower) && /^(de|en)$/i.test(before));

/** "CENTER,INC" are two words; single spaces between all. */
const spaced = (text: string) =>
  (/,|\s\s/.test(text) ? text.replace(/,(?=[^\s\d])/g, ', ').replace(/\s+/g, ' ') : text).trim();

/** Lists of millions have few words: the first twenty thousand are remembered. */
const remembered = new Map<string, string>();

function oneOf(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const text = inParts(word);
  if (remembered.size < 20_000) remembered.set(word, text);
  return text;
}

/** "LEWISTON-AUBURN" and "AFL/CIO" are several words in one. */
function inParts(word: string): string {
  if (/^4-?H('?S)?[.,]?$/.test(word)) return word.replace('S', 's');
  if (!/[-/&(.]/.test(word)) return oneWord(word);
  if (/^([A-Z]\.)+[A-Z]?,?$/.test(word)) return word;
  return word
    .split(/([-/&(.])/)
    .map((part) => (part.length > 1 || /[A-Z]/.test(part) ? oneWord(part) : part))
    .join('');
}

function oneWord(word: string): string {
  const core = word.replace(/[^\p{L}\p{N}]+$/u, '');
  if (core.length === 1 || CAPITALS.has(core.replace(/^[^\p{L}\p{N}]+/u, ''))) return word;
  if (/^[B-DF-HJ-NP-TV-XZ]{2,5}$/.test(core) && !SHORTENED.has(core)) return word;
  const lower = word.toLowerCase();
  if (/^\d/.test(lower)) return /^\d+(st|nd|rd|th)\b/.test(lower) ? lower : word;
  if (/^mc[a-z]{3}/.test(lower)) return `Mc${(lower[2] ?? '').toUpperCase()}${lower.slice(3)}`;
  const [, before = '', mark = '', after = ''] = /^([od])(['’])(\p{L}{2,}.*)$/u.exec(lower) ?? [];
  if (mark) return before.toUpperCase() + mark + first(after);
  return first(lower);
}

function first(lower: string): string {
  const at = lower.search(/\p{L}/u);
  return at < 0 ? lower : lower.slice(0, at) + (lower[at] ?? '').toUpperCase() + lower.slice(at + 1);
}
