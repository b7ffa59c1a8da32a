/** Addresses as lists have them: lost zeros, everything in one cell, a box beside a street. Pure. */
import { countryCode } from '../columns/countries.ts';

export type Lines = {
  address_1: string;
  address_2: string;
  city: string;
  state_province: string;
  postal_code: string;
  country: string;
};

const STATES: Record<string, string> = Object.fromEntries(
  `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|
  DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|
  KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|
  MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|
  NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|
  SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|
  WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|VI Virgin Islands|VI U.S. Virgin Islands|
  VI Islas Vírgenes|GU Guam|AS American Samoa|MP Northern Mariana Islands|CT Conn|MA Mass|NH N.H.|NJ N.J.|
  RI R.I.|PR P.R.|VT Verm`
    .split('|')
    .flatMap((each) => {
      const [code = '', ...words] = each.trim().split(' ');
      return [
        [plain(code), code],
        [plain(words.join(' ')), code],
      ];
    }),
);

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .trim()
    .toLowerCase();
}

/**
 * "Mass.", "puerto rico", "ME" as a state's two letters; undefined for what is no state or territory of the United
 * States.
 */
export const stateCode = (text: string): string | undefined => STATES[plain(text)];

/** States and territories whose ZIP codes begin with a zero, which a spreadsheet drops. */
const ZERO_STATES = new Set(['CT', 'MA', 'ME', 'NH', 'NJ', 'RI', 'VT', 'PR', 'VI']);

/** "4240" in Maine is "04240"; the "-0000" of "04240-0000" means nothing and is dropped. */
export function postalCode(text: string, state: string): string {
  const zip = text.replace(/-0000$/, '');
  const lost = /^\d{3,4}(-\d{4})?$/.test(zip) && ZERO_STATES.has(stateCode(state) ?? '');
  return lost ? zip.padStart(zip.includes('-') ? 10 : 5, '0') : zip;
}

/** A post-office box: an address for letters, not for visits. */
const BOX =
  /^(p\.?\s*o\.?\s*(box|drawer)|post(al)? (office )?box|box \d|drawer \d|apartado|apdo\.?|casilla|buz[oó]n)\b/i;
export const isBox = (street: string): boolean => BOX.test(street.trim());

/** What people write instead of a street that must stay secret. */
const HIDDEN =
  /^\(?(undisclosed|confidential|unlisted|not disclosed|location withheld|confidencial|no divulgad[ao])\b[^\d]*$/i;
export const isHidden = (street: string): boolean => HIDDEN.test(street.trim());

export type Town = Pick<Lines, 'city' | 'state_province' | 'postal_code'>;

/** The last one, two or three words of a line, and what stands before them. */
const LAST_WORDS = [0, 1, 2].map((more) => new RegExp(`^(.*?)[,\\s]+((?:\\S+\\s){${more}}\\S+)$`));

/** "Sable Junction, CO 81520" in one cell. Undefined when there is no state in it. */
export function townIn(text: string): Town | undefined {
  if (text === '') return undefined;
  const said = text
    .replace(/\s+/g, ' ')
    .replace(/[,\s]*\b(USA?|United States)$/i, '')
    .trim();
  const zip = /[\s,]*\b(\d{5}(-\d{4})?)$/.exec(said);
  const rest = zip ? said.slice(0, zip.index) : said;
  for (let words = 1; words <= 3; words++) {
    const [, city = '', state = ''] = LAST_WORDS[words - 1]?.exec(rest.replace(/,$/, '')) ?? [];
    const code = stateCode(state.replace(/,$/, ''));
    const certain = zip !== null || isCertain(state, rest);
    if (city && code && certain && !/\d$/.test(city))
      return { city: city.replace(/,$/, '').trim(), state_province: code, postal_code: zip?.[1] ?? '' };
  }
  return undefined;
}

/**
 * "Washington" ends a town's name too: without a ZIP code behind it or a comma before it only two letters are a state.
 */
const isCertain = (state: string, line: string): boolean =>
  state.length === 2 || /,\s*$/.test(line.slice(0, line.length - state.length));

const SUFFIX = [
  'st|street|ave|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|way|hwy|highway|ct|court|pl|place|pkwy|parkway',
  'ter|terrace|cir|circle|sq|square|trl|trail',
].join('|');
const SECOND = /^(suite|ste|apt|apartment|unit|floor|fl|room|rm|bldg|building|#)\b|^#/i;

/** "41 Quay Street, Suite 3, Harlow, ME 04240" in one cell. Undefined when its end is no town with a state. */
export function wholeAddressIn(text: string): Lines | undefined {
  const { country, inside } = countryApart(text);
  const parts = inside
    .split(/,|\n/)
    .map((each) => each.trim())
    .filter(Boolean);
  for (const taken of [1, 2]) {
    const town = townIn(parts.slice(-taken).join(', '));
    const before = parts.slice(0, -taken);
    if (!town) continue;
    const cut = before.length > 0 ? { street: before, town } : streetBefore(town);
    if (!cut) continue;
    return { ...streetIn(cut.street), ...cut.town, country };
  }
  return undefined;
}

/** The country behind the last comma, and what stands before it; an address that names none is in the United States. */
function countryApart(text: string): { country: string; inside: string } {
  const last = /,\s*([^,\d]+)$/.exec(text.trim());
  const name = last?.[1]?.trim() ?? '';
  const code = name && text.split(',').length > 2 ? countryCode(name) : '';
  const isCountry = /^[A-Z]{2}$/.test(code) && !stateCode(name);
  return isCountry ? { country: code, inside: text.slice(0, last?.index) } : { country: 'US', inside: text };
}

/** "41 Quay Street, Suite 3": what follows a street with its number is the second line. */
export function streetIn(parts: string[]): Pick<Lines, 'address_1' | 'address_2'> {
  const [first = '', ...rest] = parts;
  const inside = rest.length > 0 && (SECOND.test(rest[0] ?? '') || (/\d/.test(first) && !isBox(rest[0] ?? '')));
  return inside ? { address_1: first, address_2: rest.join(', ') } : { address_1: parts.join(', '), address_2: '' };
}

/** No comma between the street and its town: the town begins behind "Street", "Blvd." or the number of a box. */
function streetBefore(town: Town): { street: string[]; town: Town } | undefined {
  const match = new RegExp(
    `^(.*\\b(?:${SUFFIX})\\.?(?:\\s+#?\\d+\\w?)?|(?:p\\.?\\s*o\\.?\\s*(?:box|drawer)|apartado)\\s+\\S+)\\s+(\\D+)$`,
    'i',
  ).exec(town.city);
  return match?.[1] && match[2] ? { street: [match[1]], town: { ...town, city: match[2].trim() } } : undefined;
}
