/** Pages that only read may be answered by a copy of the database (house/standby.ts). */
import { generateCookie, getCookie } from 'hono/cookie';
import { answering, type Db } from '../../house/db.ts';
import type { House } from '../../house/furnish.ts';
import { positionIn } from '../../house/standby.ts';
import type { Arrival } from '../../rooms/accounts/sessions.ts';
import { cookieOf } from './cookies.ts';
import type { Asking } from './visit.ts';

/** Where the database was when this browser last wrote. A minute is more than a copy may be late and still be asked. */
const WROTE = 'wrote';
const MINUTE = 60;

type Reading = { c: Asking; house: House; lent: Db; who: (db: Db) => Promise<Arrival> };

/** The page as the copy has it, for a member whom the database itself knows; undefined when it is not to be asked. */
export async function fromCopy<T>(
  { c, house, lent, who }: Reading,
  serve: (db: Db, arrival: Arrival, copied: boolean) => Promise<T>,
): Promise<T | undefined> {
  const { standby } = house;
  if (!standby?.isWell || !getCookie(c, house.sessionCookie)) return undefined;
  const { visitor, ctx } = await answering(lent, 'read only', who);
  if (!ctx) return undefined;
  const as = { libraryId: ctx.library.id, userId: ctx.actor.userId };
  const since = positionIn(getCookie(c, WROTE));
  const borrower = { library: ctx.library.slug, signal: c.req.raw.signal, reading: true };
  return standby.read(borrower, { as, since }, (db) => serve(db, { visitor, ctx: { ...ctx, db } }, true));
}

/** After a form: from then on this browser reads where that is known. */
export async function noteWritten(house: House, answer: Response): Promise<void> {
  if (!house.standby) return;
  // If it cannot be asked just now, nothing that a copy has is known to be enough.
  const at = await house.standby.position().catch(() => 'FFFFFFFF/FFFFFFFF');
  answer.headers.append('Set-Cookie', generateCookie(WROTE, at, { ...cookieOf(house), maxAge: MINUTE }));
}
