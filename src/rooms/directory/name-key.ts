/** How names are compared: pure functions, used when a name is stored and when one is looked for. */

/** Lower case, without accents or punctuation, single spaces: "Peña & Sons, Inc." -> "pena and sons inc". */
export function nameKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const FILLERS = new Set('inc incorporated llc llp pllc the of and co company corp corporation ltd limited a'.split(' '));
/** How names are shortened in lists and on letterheads. */
const SHORT: Record<string, string> = {
  st: 'saint',
  mt: 'mount',
  ft: 'fort',
  assn: 'association',
  assoc: 'association',
  ctr: 'center',
  centre: 'center',
  natl: 'national',
  intl: 'international',
  cty: 'county',
  dept: 'department',
  univ: 'university',
  soc: 'society',
  fdn: 'foundation',
  fndn: 'foundation',
  svc: 'service',
  svcs: 'services',
  elem: 'elementary',
  dist: 'district',
  cmte: 'committee',
  amer: 'american',
  jr: 'junior',
  sr: 'senior',
};

/** What is left of a name when its legal form and fillers are gone: two names with the same core are probably one organization. */
export function nameCore(text: string): string {
  const words = nameKey(text)
    .replace(/\bno (?=\d)/g, '')
    .split(' ')
    .filter((word) => !FILLERS.has(word));
  return words.map((word) => SHORT[word] ?? word).join(' ');
}

/** "https://www.example.org/about" -> "example.org"; empty for what is no web address. */
export function websiteDomain(website: string): string {
  if (!URL.canParse(website)) return '';
  return new URL(website).hostname.replace(/^www\./, '');
}
