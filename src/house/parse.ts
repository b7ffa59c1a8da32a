/**
 * Parsing at the door: the pieces of which rooms build their schemas. What a person typed is trimmed and brought to one
 * Unicode form; a character that has no place in text (NUL and other controls) is named, not dropped, because dropping
 * it would change what was typed.
 */

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type FieldErrors, Invalid, type Message } from './errors.ts';
import type { Id } from './ids.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Characters that reverse the direction of text: after one, "gpj.exe" is displayed as "exe.jpg". */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
/**
 * Signs that nobody sees and no name needs. Joiners stay: Persian, Hindi and families of emoji are written with them.
 */
const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;
/** What is in a text beside what one sees of it. */
const HIDDEN = /\p{Cf}/u;

/** Without what cannot be seen and could make one name look like another. */
export const visible = (text: string) => text.replace(TURNING, '').replace(UNSEEN, '');

const clean = (text: string) => text.normalize('NFC').replace(/\r\n?/g, '\n').replace(TURNING, '').trim();

const CONTROLS = new RegExp(CONTROL, 'g');

/** Words of others, such as an e-mail's: nobody can be asked to write them again, so what has no place in text goes. */
export const asText = (words: string) => clean(words).replace(CONTROLS, '');

/** Several lines, up to `max` characters; empty is allowed. */
export const longText = (max: number) =>
  z
    .string()
    .default('')
    .transform(clean)
    .pipe(
      z
        .string()
        .max(max)
        .refine((text) => !CONTROL.test(text), 'error.control_characters'),
    );

const oneLine = (max: number) =>
  z
    .string()
    .transform((text) =>
      visible(clean(text))
        .replace(/\s*[\n\t]\s*/g, ' ')
        .trim(),
    )
    .pipe(
      z
        .string()
        .max(max)
        .refine((text) => !CONTROL.test(text), 'error.control_characters'),
    );

/** One line, up to `max` characters; empty is allowed. */
export const line = (max: number) => z.string().default('').pipe(oneLine(max));

/** In a web address an invisible character could change the target, so it is refused instead of removed. */
const plainLine = (max: number) =>
  z
    .string()
    .default('')
    .refine((text) => !HIDDEN.test(text), 'error.hidden_signs')
    .pipe(oneLine(max));

export const requiredLine = (max: number) => line(max).pipe(z.string().min(1));
export const requiredText = (max: number) => longText(max).pipe(z.string().min(1));

export const email = plainLine(254).pipe(
  z.union([z.literal(''), z.email('error.email')]).transform((text) => text.toLowerCase()),
);
export const requiredEmail = plainLine(254)
  .pipe(z.string().min(1))
  .pipe(z.email('error.email').transform((text) => text.toLowerCase()));

/** A user name before the host: "https://bank.example@evil.example" leads to evil.example. */
const namesNobody = (text: string) =>
  !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === '');

/** A web address; "example.org" becomes "https://example.org". */
export const website = plainLine(500)
  .transform((text) => (text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
  .pipe(z.string().refine(namesNobody, 'error.website_password'))
  .pipe(z.union([z.literal(''), z.url({ protocol: /^https?$/, hostname: z.regexes.domain, error: 'error.website' })]));

/** YYYY-MM-DD between 1900 and 2200, or null when left empty. */
export const day = line(40).transform((text, context) => {
  if (text === '') return null;
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      const date = Temporal.PlainDate.from(text);
      if (date.year >= 1900 && date.year <= 2200) return date.toString();
    }
  } catch {
    // not a day that exists
  }
  context.addIssue({ code: 'custom', message: 'error.day' });
  return z.NEVER;
});
export const requiredDay = day.transform((date, context) => {
  if (date !== null) return date;
  context.addIssue({ code: 'custom', message: 'error.required' });
  return z.NEVER;
});

/** A whole number from 0 to `max`, also with commas between its thousands; null when left empty. */
export const wholeNumber = (max: number) =>
  line(40).transform((text, context) => {
    if (text === '') return null;
    const plain = /^\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text;
    if (/^\d+$/.test(plain) && Number(plain) <= max) return Number(plain);
    context.addIssue({ code: 'custom', message: 'error.whole_number' });
    return z.NEVER;
  });

/** A number from 0 to `max` with at most two decimals, as people write it; null when left empty. */
export const decimal = (max: number) =>
  line(40).transform((text, context) => {
    if (text === '') return null;
    const value = /^(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
    if (value <= max) return value;
    context.addIssue({ code: 'custom', message: 'error.decimal' });
    return z.NEVER;
  });

const MOST_CENTS = 2_000_000_000;
/** Dollars as people write them, "$1,250" or "1250.50", in cents; null when left empty. Money is never less than nothing. */
export const money = line(40).transform((text, context) => {
  if (text === '') return null;
  const plain = text.replace(/^\$\s*/, '');
  const cents = /^(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/.test(plain)
    ? Math.round(Number(plain.replaceAll(',', '')) * 100)
    : Number.NaN;
  if (cents <= MOST_CENTS) return cents;
  const less = /^\$?\s*[-−(]|^[-−]/.test(text);
  context.addIssue({ code: 'custom', message: less ? 'error.money_negative' : 'error.money' });
  return z.NEVER;
});
/** Cents as a form says them. */
export const moneyTyped = (cents: number | null): string =>
  cents === null ? '' : cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);

export const version = z.coerce.number('error.version').int().min(1).max(2_000_000_000);
export const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
/** A key from a list of ours, such as a sector's. */
export const key = z.string().regex(/^[a-z0-9_]{1,60}$/, 'error.choice');
/** An id from a form; null when left empty. What it names is for the database to check. */
export const optionalId = <Noun extends string>() =>
  z
    .union([z.literal(''), z.guid('error.choice')])
    .default('')
    .transform((text) => (text.toLowerCase() as Id<Noun>) || null);
export const requiredId = <Noun extends string>() =>
  z.guid('error.choice').transform((id) => id.toLowerCase() as Id<Noun>);

/** For what only several fields together say: it is asked as well while one of them is wrong. */
export const anyObject = ({ value }: { value: unknown }): boolean => typeof value === 'object' && value !== null;

/** A field that may come once, several times or not at all. */
export const several = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .union([z.array(z.string()), z.string()])
    .default([])
    .transform((value) => (Array.isArray(value) ? value : [value]).filter((text) => text !== ''))
    .pipe(z.array(item).max(200));

/** Rows of a form, { 0: {...}, 1: {...} }, as a list in their order. */
export const rows = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value)
            .sort(([a], [b]) => Number(a) - Number(b))
            .map(([, row]) => row)
        : [],
    z.array(item).max(max),
  );

/**
 * The parsed value, or Invalid with one message per field. Nested fields are named by their path: "phones.0.number".
 */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) {
    const name = issue.path.join('.') || 'form';
    fields[name] ??= messageOf(issue);
  }
  throw new Invalid(fields);
}

function messageOf(issue: z.core.$ZodIssue): Message {
  if (issue.message.startsWith('error.')) return { key: issue.message };
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { key: 'error.too_long', values: { max: Number(issue.maximum) } };
  if (issue.code === 'too_big') return { key: 'error.too_many', values: { max: Number(issue.maximum) } };
  if (issue.code === 'too_small' && issue.origin === 'string') return { key: 'error.required' };
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().find((each) => each.message.startsWith('error.'));
    if (inner) return { key: inner.message };
  }
  return { key: 'error.choice' };
}
