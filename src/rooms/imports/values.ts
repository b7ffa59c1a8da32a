/** What spreadsheets do to values, undone where it is certain: lost zeros, several values in a cell, names instead of codes. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { countries } from '../directory/organization.ts';
import { serviceLanguages } from '../guide/guide.ts';
import type { Field } from './kinds.ts';
import { type CellProblem, cut } from './reading/sheet.ts';
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

const COUNTRY_NAMES = {
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
  byName ??= new Map([
    ...['en', 'es'].flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'region' });
      return countries.map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
    }),
    ...Object.entries(COUNTRY_NAMES),
  ]);
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** "207 555 0110 ext. 12" as a form has it: number and extension. What is no number stays as it is, and is refused by the form's own rule. */
export function phoneIn(cell: string): { number: string; extension: string } {
  const parsed = parsePhoneNumberFromString(cell, 'US');
  return parsed?.ext && parsed.isPossible() ? { number: parsed.number, extension: parsed.ext } : { number: cell, extension: '' };
}

/** What a package holds in a field, as text that can be stored; what is neither text nor number says nothing. */
export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replace(CONTROL, '').toWellFormed().normalize('NFC').trim() : '';
type Raw = Record<string, unknown>;
/** A list inside a package; what is no object in it is left out. */
export const list = (value: unknown): Raw[] =>
  Array.isArray(value) ? value.filter((each): each is Raw => typeof each === 'object' && each !== null && !Array.isArray(each)) : [];

/** An address of a package, in any version's words. */
export function addressIn(each: Raw): Record<string, string> {
  const value = (name: string, max: number) => cut(text(each[name]).replace(/\s+/g, ' '), max);
  const state = value('state_province', 120) || value('region', 120);
  return {
    address_1: value('address_1', 200),
    address_2: value('address_2', 200),
    city: value('city', 120),
    state_province: state,
    postal_code: postalCode(value('postal_code', 20), state),
    country: countryCode(value('country', 100)),
    address_type: value('address_type', 20) === 'postal' ? 'postal' : 'physical',
  };
}

/** Whole dollars as people write them: "$1,200.50", "(1,200)" for what is below zero. Null when empty. */
export function dollars(sheet: Cells, field: Field, problems: CellProblem[]): number | null {
  const cell = sheet.get(field);
  if (cell === '') return null;
  const plain = cell.replace(/[$€,\s]/g, '').replace(/^\((.*)\)$/, '-$1');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isSafeInteger(Math.round(value))) return Math.round(value);
  problems.push({ column: sheet.column(field), message: { key: 'error.cell_number' }, hard: false });
  return null;
}

/** Degrees north or east, up to `limit` on either side. Half the world writes its decimals after a comma. */
export function degrees(sheet: Cells, field: Field, problems: CellProblem[], limit: number): number | null {
  const cell = sheet.get(field).replace(/\s|°$/g, '');
  if (cell === '') return null;
  const plain = cell.replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  if (Math.abs(value) <= limit) return value;
  const message = Number.isNaN(value) ? { key: 'error.cell_number' } : { key: 'error.cell_degrees', values: { max: limit } };
  problems.push({ column: sheet.column(field), message, hard: false });
  return null;
}
