/**
 * How words of names are shortened in lists and on letterheads, and who is known by their initials. Data, read by
 * name-key.ts.
 */

/**
 * Maps each spelling to the one that is compared. "St." may be a saint or a street, so both become "st"; hardly any two
 * names differ only in that.
 */
export const SHORT: Record<string, string> = {
  saint: 'st',
  sainte: 'st',
  ste: 'st',
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  mt: 'mount',
  ft: 'fort',
  agcy: 'agency',
  assn: 'association',
  assoc: 'association',
  bapt: 'baptist',
  ctr: 'center',
  cntr: 'center',
  centre: 'center',
  cmty: 'community',
  natl: 'national',
  intl: 'international',
  cty: 'county',
  cnty: 'county',
  dept: 'department',
  govt: 'government',
  hist: 'historical',
  univ: 'university',
  soc: 'society',
  fdn: 'foundation',
  fndn: 'foundation',
  mem: 'memorial',
  meml: 'memorial',
  meth: 'methodist',
  org: 'organization',
  presb: 'presbyterian',
  sch: 'school',
  svc: 'service',
  svcs: 'services',
  elem: 'elementary',
  dist: 'district',
  cmte: 'committee',
  amer: 'american',
  jr: 'junior',
  sr: 'senior',
};

/** Well-known initials, with the core (name-key.ts) of the name they stand for, which hardly anybody writes out. */
export const ACRONYMS: [words: string, initials: string][] = [
  ['young men christian association', 'ymca'],
  ['young women christian association', 'ywca'],
  ['young men hebrew association', 'ymha'],
  ['young women hebrew association', 'ywha'],
  ['veteran foreign war', 'vfw'],
  ['disabled american veteran', 'dav'],
  ['national association for advancement colored people', 'naacp'],
  ['american association retired person', 'aarp'],
  ['american association university women', 'aauw'],
  ['american civil liberty union', 'aclu'],
  ['american civil libertie union', 'aclu'],
  ['parent teacher association', 'pta'],
  ['parent teacher organization', 'pto'],
  ['parent teacher student association', 'ptsa'],
  ['parent teacher student organization', 'ptso'],
  ['boy scout america', 'bsa'],
  ['future farmer america', 'ffa'],
  ['society for prevention cruelty to animal', 'spca'],
  ['league united latin american citizen', 'lulac'],
  ['national alliance on mental illness', 'nami'],
  ['benevolent protective order elk', 'bpoe'],
  ['daughter american revolution', 'dar'],
];

const NUMBERS: Record<string, string> = Object.fromEntries(
  [
    ['one', 'first'],
    ['two', 'second', 'ii'],
    ['three', 'third', 'iii'],
    ['four', 'fourth', 'iv'],
    ['five', 'fifth'],
    ['six', 'sixth', 'vi'],
    ['seven', 'seventh', 'vii'],
    ['eight', 'eighth', 'viii'],
    ['nine', 'ninth', 'ix'],
    ['ten', 'tenth'],
  ].flatMap((words, at) => words.map((word) => [word, String(at + 1)])),
);

/**
 * The digits of a number written as a word, ordinal, Roman numeral or digits: "second", "2nd", "II" and "2" are all
 * "2". Undefined for any other word.
 */
export function numberOf(word: string): string | undefined {
  const digits = /^0*(\d+)(st|nd|rd|th)?$/.exec(word);
  return digits?.[1] ?? NUMBERS[word];
}
