/** Countries as lists write them. */
import { countries } from '../../../directory/organization.ts';

const COUNTRY_NAMES = {
  usa: 'US',
  us: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states': 'US',
  'united states of america': 'US',
  'estados unidos': 'US',
  'ee. uu.': 'US',
  eeuu: 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'puerto rico (us)': 'PR',
  korea: 'KR',
  'south korea': 'KR',
  russia: 'RU',
  vietnam: 'VN',
};
let byName: Map<string, string> | undefined;

/**
 * A code, or a country's name in English or Spanish; what is neither is taken as said, and refused by the form's own
 * rule.
 */
export function countryCode(text: string): string {
  const key = text.trim().toLowerCase();
  if (key === '') return 'US';
  byName ??= new Map([
    ...['en', 'es'].flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'region' });
      return countries.map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
    }),
    ...Object.entries(COUNTRY_NAMES),
  ]);
  return byName.get(key) ?? key.toUpperCase();
}
