/** Parses phone numbers in the same way for forms and imports, and lists the kinds of phones. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { line } from '../../house/parse.ts';

/** As HSDS has them; its "textphone" is our `tty`. */
export const PHONE_TYPES = ['voice', 'cell', 'fax', 'text', 'tty', 'video', 'pager'] as const;
export type PhoneType = (typeof PHONE_TYPES)[number];

/** Short codes, which have no area code: 211, 988, and the five or six digits that one sends text messages to. */
const SHORT_CODE = /^([2-9]11|988|\d{5,6})$/;

/**
 * E.164, or a short code as it is; undefined for what is no number. Numbers without a country code are read as
 * American.
 */
export function normalPhone(text: string): string | undefined {
  const short = text.replace(/[\s-]/g, '');
  if (SHORT_CODE.test(short) && /^[\d-]+$/.test(text.trim())) return short;
  const parsed = parsePhoneNumberFromString(withoutLetters(text), 'US');
  return parsed?.isPossible() && parsed.number.length <= 16 ? parsed.number : undefined;
}

const KEYS = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];

/**
 * Replaces letters after an area code by the digits of their keys, so that "1-800-CALL-NOW" can be dialed. Nobody dials
 * more than seven of them, so the rest is dropped.
 */
function withoutLetters(text: string): string {
  const vanity = /^(\+?1?[\s.-]*\(?[2-9]\d{2}\)?)[\s.-]*([\dA-Za-z][\dA-Za-z\s.-]{5,14})$/.exec(text.trim());
  if (!vanity?.[2] || !/[A-Za-z]{3}/.test(vanity[2]) || /ext|x\s*\d/i.test(vanity[2])) return text;
  const dialed = vanity[2]
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
    .slice(0, 7);
  const keyOf = (letter: string) => String(KEYS.findIndex((key) => key.includes(letter)) + 2);
  return `${vanity[1]} ${dialed.replace(/[a-z]/g, keyOf)}`;
}

/** Accepts any usual way of writing a number and gives it as `normalPhone` does; empty text stays empty. */
export const phoneNumber = line(40).transform((text, context) => {
  const number = text === '' ? '' : normalPhone(text);
  if (number !== undefined) return number;
  context.addIssue({ code: 'custom', message: 'error.phone' });
  return z.NEVER;
});

export const phoneExtension = line(10).pipe(z.string().regex(/^\d*$/, 'error.extension'));

/** Fields of every phone: an organization's and a person's. */
export const phoneFields = { number: phoneNumber, extension: phoneExtension, description: line(200) };
export const numberThere = (value: { number: string; extension: string }) =>
  value.number !== '' || value.extension === '';
export const NUMBER_MISSING = { path: ['number'], message: 'error.required' };
