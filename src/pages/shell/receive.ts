/** Receives a request: one transaction for all of it, in which is found out who sent it. Its answer goes out after. */
import { getCookie } from 'hono/cookie';
import { answering, type Db } from '../../house/db.ts';
import { asBusy } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { usersOf } from '../../rooms/accounts/kept-forms.ts';
import { membershipsOf } from '../../rooms/accounts/members.ts';
import { type Arrival, whoIs } from '../../rooms/accounts/sessions.ts';
import type { Values } from '../../ui/here.ts';
import { fromCopy, noteWritten } from './copy.ts';
import { isRefusal, Refused, withoutLosing } from './kept.ts';
import { refuse } from './refuse.ts';
import { type Asking, makeVisit, type Visit } from './visit.ts';

/**
 * A request. `typed` is what its form holds, where that has been read already. `spare` means that it may go unanswered
 * when there is no connection, because it is asked once more after the form has been read.
 */
type Incoming = { c: Asking; house: House; typed?: Values; spare?: boolean };

export async function receive<R extends Response | undefined>(
  { c, house, typed, spare = false }: Incoming,
  work: (visit: Visit) => Promise<R>,
): Promise<R | Response> {
  const { signal } = c.req.raw;
  const now = house.now();
  const writes = c.req.method === 'POST';
  const lent = house.lending.to({ library: c.req.param('library') ?? null, signal, reading: !writes });
  const who = (db: Db) => whoIs({ db, now }, getCookie(c, house.sessionCookie), c.req.param('library'));
  let visit: Visit | undefined;
  const serve = async (db: Db, { visitor, ctx }: Arrival, copied = false) => {
    if (ctx) house.lending.met(ctx.library.slug);
    // Asked now, because a refusal is written when the transaction is over.
    const homes = visitor && !ctx ? await membershipsOf({ db, now }, visitor.userId) : [];
    const arrived = makeVisit(c, house, { host: { db, now }, visitor, ctx, homes });
    visit = arrived;
    try {
      return await work(arrived);
    } catch (error) {
      // A copy may only not have it yet; and after this the database answers nothing more in the transaction.
      if (copied || asBusy(error)) throw error;
      if (writes && isRefusal(error)) return new Refused(arrived, error, await usersOf(arrived.host, arrived.device));
      return await refuse({ c, visit: arrived }, error, { fields: typed });
    }
  };
  try {
    const answered =
      (writes ? undefined : await fromCopy({ c, house, lent, who }, serve)) ??
      (await answering(lent, writes ? 'read write' : 'read only', async (db) => serve(db, await who(db))));
    if (answered instanceof Refused) return await withoutLosing(c, answered, typed);
    if (writes && answered && !spare) await noteWritten(house, answered);
    return answered;
  } catch (error) {
    // The client is gone and reads no answer; the status is for the log.
    if (signal.aborted) return new Response(null, { status: 499 });
    if (spare && asBusy(error)) return undefined as R;
    visit ??= makeVisit(c, house, { host: { db: lent, now }, visitor: null, ctx: null });
    return refuse({ c, visit }, error, { fields: typed });
  }
}
