/**
 * The filter of the public lists. It comes from an address that people edit and share, so a value that is not valid is
 * ignored and never an error.
 */
import { z } from 'zod';
import { key, line } from '../../../house/parse.ts';

export const PAGE_SIZE = 25;
export const MILES = [5, 10, 25, 50, 100] as const;

/**
 * A typed word as it is looked for: any of `words`; the last one as the beginning of a word. Letters and digits only.
 */
const term = z.object({
  words: z
    .array(z.string().regex(/^[\p{L}\p{N}]{1,100}$/u))
    .min(1)
    .max(5),
  prefix: z.boolean(),
});
export type SearchTerm = z.output<typeof term>;

/** Where a page ends: the last row's place in its order, and the words if they were mended on the first page. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL, which the database would refuse, is what it keeps out
const text = z.string().regex(/^[^\u0000]*$/);
const whole = z.number().int().min(0).max(2_147_483_647);
const token = z.object({
  at: z.union([
    z.tuple([z.literal('name'), text, whole]),
    z.tuple([z.literal('words'), whole, text, whole]),
    z.tuple([z.literal('near'), text, text, whole]),
  ]),
  terms: z.array(term).max(8).optional(),
});
export type Token = z.output<typeof token>;
export type PlaceInOrder<Kind extends Token['at'][0]> = Extract<Token['at'], [Kind, ...unknown[]]>;

export const tokenText = (value: Token): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function tokenFrom(text: string): Token | null {
  try {
    return token.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null; // an address somebody cut short shows the first page
  }
}

export const publicListsFilter = z.object({
  q: line(200).catch(''),
  sector: key.or(z.literal('')).catch(''),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .catch(''),
  /** A ZIP code; kept as typed, so that one which is none can be shown again. */
  near: line(20).catch(''),
  miles: z.coerce
    .number()
    .refine((value) => MILES.some((each) => each === value))
    .catch(25),
  after: z
    .string()
    .max(2000)
    .transform((text) => tokenFrom(text))
    .catch(null),
});
export type PublicListsFilter = z.output<typeof publicListsFilter>;
