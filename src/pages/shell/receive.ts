/** Receives a request: borrows one connection for all of it and finds out who sent it. */
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
 * A request. `typed` is what its form holds, where that has been read already. `spare` means that it may go unanswered
 * when there is no connection, because it is asked once more after the form has been read.
 */
type Arrival = { c: Asking; house: House; typed?: Values; spare?: boolean };

export async function receive<R extends Response | undefined>(
  { c, house, typed, spare = false }: Arrival,
  work: (visit: Visit) => Promise<R>,
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
        return await refuse({ c, visit }, error, { fields: typed });
      }
    });
    return answered instanceof Refused ? await withoutLosing(c, answered, typed) : answered;
  } catch (error) {
    // The client is gone and reads no answer; the status is for the log.
    if (signal.aborted) return new Response(null, { status: 499 });
    if (spare && asBusy(error)) return undefined as R;
    const visit = makeVisit(c, house, { host: { db: lent, now }, visitor: null, ctx: null });
    return refuse({ c, visit }, error, { fields: typed });
  }
}
