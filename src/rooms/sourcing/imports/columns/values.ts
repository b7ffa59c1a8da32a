/**
 * What spreadsheets do to values, undone where it is certain: lost zeros, several values in a cell, names instead of
 * codes.
 */
import { z } from 'zod';
import { website } from '../../../../house/parse.ts';
import { serviceLanguages } from '../../../guide/guide.ts';
import { type CellProblem, cut } from '../reading/sheet.ts';
import { postalCode } from '../rows/addresses.ts';
import type { Cells } from './cells.ts';
import { countryCode } from './countries.ts';
import type { Field } from './fields.ts';

/** "a ::: b", "a; b", "a | b" and lines; a comma is part of many names and does not divide. */
export const several = (cell: string): string[] =>
  cell
    .split(/ ::: |[;|\n]/)
    .map((each) => each.replace(/^\* /, '').trim())
    .filter(Boolean);

/** Eight digits are nine that lost their zero; "2.71E+08" stays, and is then named as no tax id. */
export function taxId(text: string): string {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{7,8}$/.test(digits) ? digits.padStart(9, '0') : text;
}

let languageByName: Map<string, string> | undefined;

/** Languages by code or by name; and the words that are none we know. */
export function languagesIn(cell: string): { languages: string[]; unread: string[] } {
  languageByName ??= new Map(
    ['en', 'es'].flatMap((locale) => {
      const names = new Intl.DisplayNames(locale, { type: 'language' });
      return serviceLanguages.map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
    }),
  );
  const words = cell
    .split(/ ::: |[;,|/\n]|\s(?:and|y|&)\s/)
    .map((each) => each.trim())
    .filter(Boolean);
  const keyOf = (word: string) =>
    serviceLanguages.includes(word.toLowerCase()) ? word.toLowerCase() : languageByName?.get(word.toLowerCase());
  return {
    languages: [...new Set(words.flatMap((word) => keyOf(word) ?? []))],
    unread: words.filter((word) => keyOf(word) === undefined),
  };
}

const ADDRESS = z.email();
const valid = (mail: string) => ADDRESS.safeParse(mail).success;
const MAIL = /[^\s<>();,:|"']+@[^\s<>();,|"']+/g;

/** "Office <office@example.org>; help@example.org" as the mails in it; what is none is unread. */
export function mailsIn(cell: string): { mails: string[]; unread: string[] } {
  if (cell === '') return { mails: [], unread: [] };
  const found = several(cell).map((each) => ({
    each,
    mails: (each.match(MAIL) ?? []).map((mail) => mail.replace(/[.]+$/, '').toLowerCase()),
  }));
  return {
    mails: [...new Set(found.flatMap(({ mails }) => mails.filter(valid)))],
    unread: found.filter(({ mails }) => !mails.some(valid)).map(({ each }) => each),
  };
}

/** Web addresses of a cell, as the form would have them; what is none is unread. */
export function websitesIn(cell: string): { websites: string[]; unread: string[] } {
  if (cell === '') return { websites: [], unread: [] };
  const pieces = several(cell).flatMap((each) =>
    /\s/.test(each) && each.split(/[\s,]+/).every((word) => word.includes('.')) ? each.split(/[\s,]+/) : each,
  );
  const read = pieces.map((piece) => ({ piece, site: website.safeParse(piece) }));
  return {
    websites: read.flatMap(({ site }) => (site.success && site.data ? site.data : [])),
    unread: read.filter(({ site }) => !site.success).map(({ piece }) => piece),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What a package holds in a field, as text that can be stored; what is neither text nor number says nothing. */
export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).replace(CONTROL, '').toWellFormed().normalize('NFC').trim()
    : '';
type Raw = Record<string, unknown>;
/** A list inside a package; what is no object in it is left out. */
export const list = (value: unknown): Raw[] =>
  Array.isArray(value)
    ? value.filter((each): each is Raw => typeof each === 'object' && each !== null && !Array.isArray(each))
    : [];

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

/**
 * Whole dollars as people write them: "$1,200.50", "1.200,50", "(1,200)" for what is below zero. A point before three
 * digits divides thousands, as half of America writes: nobody counts tenths of cents. Null when empty.
 */
export function dollars(sheet: Cells, field: Field, problems: CellProblem[]): number | null {
  const cell = sheet.get(field);
  if (cell === '') return null;
  const plain = cell.replace(/USD|[$€\s]/gi, '').replace(/^\((.*)\)$/, '-$1');
  const said = [
    /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/,
    /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/,
    /^[+-]?(\d+\.?\d*|\.\d+)$/,
    /^[+-]?\d+,\d{1,2}$/,
  ];
  const [english, spanish, whole, comma] = said.map((each) => each.test(plain));
  const digits =
    spanish || (comma && !english) ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '');
  const value = english || spanish || whole || comma ? Number(digits) : Number.NaN;
  if (Number.isSafeInteger(Math.round(value))) return Math.round(value);
  problems.push({ column: sheet.column(field), message: { key: 'error.cell_number' }, hard: false });
  return null;
}

/** How many degrees there are on either side of zero. */
const DEGREES = { latitude: 90, longitude: 180 };

/** Degrees north or east. Half the world writes its decimals after a comma. */
export function degrees(sheet: Cells, field: keyof typeof DEGREES, problems: CellProblem[]): number | null {
  const limit = DEGREES[field];
  const cell = sheet.get(field).replace(/\s|°$/g, '');
  if (cell === '') return null;
  const plain = cell.replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  if (Math.abs(value) <= limit) return value;
  const message = Number.isNaN(value)
    ? { key: 'error.cell_number' }
    : { key: 'error.cell_degrees', values: { max: limit } };
  problems.push({ column: sheet.column(field), message, hard: false });
  return null;
}
