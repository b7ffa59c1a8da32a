/** A request is received: one connection is borrowed for all of it, and it is known who asks. */
import { getCookie } from 'hono/cookie';
import { asBusy } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { usersOf } from '../../rooms/accounts/kept-forms.ts';
import { whoIs } from '../../rooms/accounts/sessions.ts';
import type { Values } from '../../ui/here.ts';
import { isRefusal, Refused, withoutLosing } from './kept.ts';
import { refuse } from './refuse.ts';
import { type Asking, makeVisit, type Visit } from './visit.ts';

/**
 * `typed` is what the form holds, where it has been read already. `spare` says that nothing is lost if there is no
 * connection just now: it will be asked again, with the form in hand.
 */
type How = { typed?: Values; spare?: boolean };

export async function receive<R extends Response | undefined>(
  c: Asking,
  house: House,
  work: (visit: Visit) => Promise<R>,
  { typed, spare = false }: How = {},
): Promise<R | Response> {
  const { signal } = c.req.raw;
  const now = house.now();
  const lent = house.lending.to({ library: c.req.param('library') ?? null, signal, reading: c.req.method !== 'POST' });
  try {
    const answered = await lent.connection().execute(async (db) => {
      const { visitor, ctx } = await whoIs({ db, now }, getCookie(c, house.sessionCookie), c.req.param('library'));
      if (ctx) house.lending.met(ctx.library.slug);
      const visit = makeVisit(c, house, { host: { db, now }, visitor, ctx });
      try {
        return await work(visit);
      } catch (error) {
        if (spare && asBusy(error)) return undefined as R;
        if (c.req.method === 'POST' && isRefusal(error))
          return new Refused(visit, error, await usersOf(visit.host, visit.device));
        return await refuse(c, visit, error, { fields: typed });
      }
    });
    return answered instanceof Refused ? await withoutLosing(c, answered, typed) : answered;
  } catch (error) {
    // Nobody reads this answer; the number is for the log.
    if (signal.aborted) return new Response(null, { status: 499 });
    if (spare && asBusy(error)) return undefined as R;
    return refuse(c, makeVisit(c, house, { host: { db: lent, now }, visitor: null, ctx: null }), error, {
      fields: typed,
    });
  }
}
