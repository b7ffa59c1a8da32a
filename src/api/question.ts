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

/**
 * One connection for one question; between the pieces of a long answer none is held. `patience` is how many
 * milliseconds it may wait for the connection, where that differs from what the house allows.
 */
export function reading<T>({ c, house }: Question, work: (ctx: Reading) => Promise<T>, patience?: number): Promise<T> {
  const slug = c.req.param('library') ?? '';
  const lent = house.lending.to({
    library: slug,
    stranger: true,
    reading: true,
    signal: c.req.raw.signal,
    ...(patience && { patience }),
  });
  return answering(lent, 'read only', async (db) => {
    const ctx = await enterPublicDirectory({ db, now: house.now() }, slug);
    house.lending.met(slug);
    return work(ctx);
  });
}
