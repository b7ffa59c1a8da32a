/** What spreadsheets do to values, undone where it is certain: lost zeros, several values in a cell, names instead of codes. */
import { countries } from '../directory/organization.ts';
import { serviceLanguages } from '../guide/guide.ts';
import type { Field } from './kinds.ts';
import type { CellProblem } from './reading/sheet.ts';
import type { Cells } from './record.ts';

/** "a ::: b", "a; b", "a | b" and lines; a comma is part of many names and does not divide. */
export const several = (cell: string): string[] =>
  cell
    .split(/ ::: |[;|\n]/)
    .map((each) => each.replace(/^\* /, '').trim())
    .filter(Boolean);

/** States whose ZIP codes begin with a zero, which a spreadsheet drops. */
const ZERO_STATES = new Set(['CT', 'MA', 'ME', 'NH', 'NJ', 'RI', 'VT', 'PR', 'VI']);

/** "4240" in Maine is "04240"; "04240-0000" has no more than five digits to say. */
export function postalCode(text: string, state: string): string {
  const zip = text.replace(/-0000$/, '');
  const lost = /^\d{3,4}(-\d{4})?$/.test(zip) && ZERO_STATES.has(state.trim().toUpperCase());
  return lost ? zip.padStart(zip.includes('-') ? 10 : 5, '0') : zip;
}

/** Eight digits are nine that lost their zero; "2.71E+08" stays, and is then named as no tax id. */
export function taxId(text: string): string {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{7,8}$/.test(digits) ? digits.padStart(9, '0') : text;
}

const COUNTRY_NAMES: Record<string, string> = {
  usa: 'US',
  us: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states': 'US',
  'united states of america': 'US',
  'estados unidos': 'US',
};
let byName: Map<string, string> | undefined;

/** A code, or a country's name in English or Spanish; what is neither is taken as said, and refused by the form's own rule. */
export function countryCode(text: string): string {
  const key = text.trim().toLowerCase();
  if (key === '') return 'US';
  if (COUNTRY_NAMES[key]) return COUNTRY_NAMES[key];
  byName ??= new Map(
    ['en', 'es'].flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'region' });
      return countries.map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
    }),
  );
  return byName.get(key) ?? key.toUpperCase();
}

let languageByName: Map<string, string> | undefined;

/** Languages by code or by name; an unknown one is left out. */
export function languageKeys(cell: string): string[] {
  languageByName ??= new Map(
    ['en', 'es'].flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'language' });
      return serviceLanguages.map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
    }),
  );
  const words = cell.split(/ ::: |[;,|/\n]/).map((each) => each.trim().toLowerCase());
  return [...new Set(words.flatMap((word) => (serviceLanguages.includes(word) ? word : (languageByName?.get(word) ?? []))))];
}

/** An address of a package, in any version's words. */
export function addressIn(each: Record<string, unknown>): Record<string, string> {
  const value = (name: string) =>
    String(each[name] ?? '')
      .replace(/\s+/g, ' ')
      .trim();
  const state = value('state_province') || value('region');
  return {
    address_1: value('address_1').slice(0, 200),
    address_2: value('address_2').slice(0, 200),
    city: value('city').slice(0, 120),
    state_province: state.slice(0, 120),
    postal_code: postalCode(value('postal_code'), state).slice(0, 20),
    country: countryCode(value('country')),
    address_type: value('address_type') === 'postal' ? 'postal' : 'physical',
  };
}

/** A number as people write it ("$1,200"); null when empty. A number beyond `limit` on either side is no such number. */
export function number(sheet: Cells, field: Field, problems: CellProblem[], limit = Number.MAX_SAFE_INTEGER): number | null {
  const text = sheet.get(field);
  if (text === '') return null;
  const value = Number(text.replace(/[$,\s]/g, ''));
  if (Number.isFinite(value) && Math.abs(value) <= limit) return value;
  problems.push({ column: sheet.column(field), message: { key: 'error.cell_number' }, hard: false });
  return null;
}
