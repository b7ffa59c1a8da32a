/** A request to the public API, and the connection it is answered on. */
import type { Context } from 'hono';
import type { Reading } from '../house/ctx.ts';
import { answering } from '../house/db.ts';
import type { House } from '../house/furnish.ts';
import { parse } from '../house/parse.ts';
import { enterPublicDirectory } from '../rooms/accounts/libraries.ts';
import { type PublishedQuery, publishedQuery } from '../views/public-directory/published-query.ts';

export type HsdsEnv = { Variables: { requestId: string } };
export type Question = { c: Context<HsdsEnv>; house: House };

export const asked = ({ c }: Question): PublishedQuery => parse(publishedQuery, c.req.query());

/** `patience` is how many milliseconds to wait for a connection, where that differs from what the house allows. */
type Ways = { patience?: number; fromCopy?: boolean };

/**
 * One connection for one question; between the pieces of a long answer none is held. A copy of the database answers
 * where there is one, unless the answer has several pieces, which have to be of one age; whether the library shows its
 * directory is asked at the database itself.
 */
export async function reading<T>(
  { c, house }: Question,
  work: (ctx: Reading) => Promise<T>,
  { patience, fromCopy = true }: Ways = {},
): Promise<T> {
  const library = c.req.param('library') ?? '';
  const { signal } = c.req.raw;
  const borrower = { library, stranger: true, reading: true, signal, ...(patience && { patience }) };
  const entered = <R>(work: (ctx: Reading) => Promise<R>) =>
    answering(house.lending.to(borrower), 'read only', async (db) => {
      const ctx = await enterPublicDirectory({ db, now: house.now() }, library);
      house.lending.met(library);
      return work(ctx);
    });
  if (!fromCopy || !house.standby?.isWell) return entered(work);
  const ctx = await entered(async (ctx) => ctx);
  const asked = { as: { libraryId: ctx.library.id }, since: null };
  const copied = await house.standby.read(borrower, asked, async (db) => ({ answer: await work({ ...ctx, db }) }));
  return copied ? copied.answer : entered(work);
}
