/** Ids are UUIDv7 made here, not in the database: they sort by time, and a row can be named before it is written. */

import { createHash, randomBytes, randomInt } from 'node:crypto';
import { v5, v7, validate } from 'uuid';
import { NotFound } from './errors.ts';

declare const noun: unique symbol;
/**
 * The id of a row of this table: `Id<'partners'>`. An alias stands beside each noun (`PartnerId`). A plain string is
 * none, and one noun's id is not another's.
 */
export type Id<Noun extends string> = string & { readonly [noun]: Noun };
/** An id of any noun: may be stored, compared and shown, but not passed where one noun is wanted. */
export type SomeId = Id<string>;
/**
 * A parsed id from outside whose noun is not checked yet. It is accepted for every noun; if no such row exists, the
 * query finds nothing.
 */
export type AnyId = Id<never>;

export const newId = <Noun extends string>(): Id<Noun> => v7() as Id<Noun>;

/**
 * Brands an id whose noun the type system cannot know, such as the subject of a job or a key of a test. The caller
 * vouches for it.
 */
export const idOf = <Noun extends string>(id: string): Id<Noun> => id as Id<Noun>;

const DERIVED = 'c8c19d2e-4f6a-5b0e-9f5f-7a4a2f6f6d11';
/**
 * An id made of words, the same for the same words at any time and in any library: for what goes out and has no row of
 * its own.
 */
export const derivedId = <Noun extends string>(...words: string[]): Id<Noun> =>
  v5(words.join('\n'), DERIVED) as Id<Noun>;

/** Marks for whom a form was made. The mark cannot be turned back into the user's id. */
export const markOf = (key: string, userId: string): string => derivedId('form', key, userId);

export const isId = (text: string): boolean => validate(text);

/** An id from an address; what is not an id names nothing. */
export function idFrom(text: string | undefined): AnyId {
  if (!text || !validate(text)) throw new NotFound();
  return text.toLowerCase() as AnyId;
}

/** 256 random bits for a link or a cookie; only `hashOf` it is ever stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Six digits for the mail beside the link. Guesses are counted by whoever checks it. */
export const newCode = (): string => randomInt(0, 1_000_000).toString().padStart(6, '0');

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
