/**
 * What the browser remembers for whoever uses it, and nobody else ever sees: in which library they were last, where
 * they were in each list, which partners they looked at, and until when they were here before. It is one cookie, so it
 * works without script, is gone with the session's sign-out, and is read for no other purpose. A desk has many users:
 * what one left is nothing to the next.
 */
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Visitor } from '../../rooms/accounts/sessions.ts';
import { cookieOf } from './cookies.ts';
import type { View } from './layout.tsx';
import { standingOf } from './menu.ts';
import type { Asking, Visit } from './visit.ts';

/** Milliseconds since 1970, as far as the calendar goes. */
const moment = z.number().int().min(0).max(8.64e15);

const remembered = z.object({
  who: z.string(),
  library: z.string().max(60),
  /** The address that each list was last seen with, by its path. */
  lists: z.record(z.string(), z.string()),
  /** Partners, the latest first. */
  seen: z.array(z.uuid()),
  /** By library, the latest first: the last look, and the last one of the visit before. */
  visits: z.array(z.object({ library: z.string().max(60), at: moment, before: moment })),
});
export type Remembered = z.output<typeof remembered>;

export const DEVICE_COOKIE = 'here';
const DAYS = 60;
/** After so long without a look, a new visit has begun. */
const APART = 30 * 60_000;
const SEEN = 6;
/** A browser keeps about four thousand characters. */
const LISTS = 6;
const LIBRARIES = 4;
const QUERY = 240;

/** Null where nothing is kept, or what is kept was somebody else's. */
export function rememberedFor(c: Asking, visitor: Visitor | null): Remembered | null {
  try {
    const kept = remembered.parse(JSON.parse(Buffer.from(getCookie(c, DEVICE_COOKIE) ?? '', 'base64url').toString()));
    return kept.who === visitor?.userId ? kept : null;
  } catch {
    return null;
  }
}

/** Notes, on the way out, where the visitor has just been. */
export function remember(c: Asking, here: Visit, view: View): void {
  const { ctx, visitor, house, url, page } = here;
  if (!ctx || !visitor || page?.kind !== 'library') return;
  const was = here.remembered;
  const library = ctx.library.slug;
  const kept = was?.library === library ? was : { lists: {}, seen: [] };
  const visit = { library, at: ctx.now.getTime(), before: lastVisit(was, library, ctx.now) };
  const now: Remembered = {
    who: visitor.userId,
    library,
    // The whole of a list is looked at to be printed; nobody wants to come back to it.
    lists: url.searchParams.has('print') ? kept.lists : listsNow(kept.lists, page.path, url.search),
    seen: view.seen ? [view.seen, ...kept.seen.filter((id) => id !== view.seen)].slice(0, SEEN) : kept.seen,
    visits: [visit, ...(was?.visits ?? []).filter((each) => each.library !== library)].slice(0, LIBRARIES),
  };
  const value = Buffer.from(JSON.stringify(now)).toString('base64url');
  setCookie(c, DEVICE_COOKIE, value, { ...cookieOf(house), maxAge: DAYS * 86_400 });
}

/** When the visit before this one ended, in milliseconds since 1970; 0 where there was none. */
export function lastVisit(kept: Remembered | null, library: string, now: Date): number {
  const last = kept?.visits.find((each) => each.library === library);
  if (!last) return 0;
  return now.getTime() - last.at > APART ? last.at : last.before;
}

/** A list is a place of the menu; seen without a query it is the plain one again. */
function listsNow(lists: Remembered['lists'], path: string, query: string): Remembered['lists'] {
  if (standingOf(path)?.place.path !== path) return lists;
  const others = Object.entries(lists).filter(([each]) => each !== path);
  const here = query.length > 1 && query.length <= QUERY ? [[path, query]] : [];
  return Object.fromEntries([...here, ...others].slice(0, LISTS));
}
