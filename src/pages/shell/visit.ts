/** Who comes to a page, from where, in which library and language: what every page is given. */
import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { CounterName } from '../../house/counters.ts';
import { type Ctx, type HostCtx, localeCalled } from '../../house/ctx.ts';
import type { House } from '../../house/furnish.ts';
import { type AnyId, idFrom } from '../../house/ids.ts';
import { type Language, preferredLocale, speak } from '../../house/messages.ts';
import type { Membership } from '../../rooms/accounts/members.ts';
import type { Visitor } from '../../rooms/accounts/sessions.ts';
import type { TriedFrom } from '../../rooms/accounts/tries.ts';
import { addressOf, type Fills, type To } from './address.ts';
import { type Remembered, rememberedFor } from './device.ts';
import { Landing } from './landing.ts';
import type { Doing, Page } from './page.ts';

/** `page` is the one that is asked for; an address that nothing answers has none. */
export type Env = { Variables: { requestId: string; pages: Map<string, Page>; page?: Page } };
export type App = Hono<Env>;
export type Asking = Context<Env>;

export type Visit = {
  house: House;
  /** The page that is asked for; null for an address that nothing answers. */
  page: Page | null;
  host: HostCtx;
  visitor: Visitor | null;
  ctx: Ctx | null;
  /** On a page outside any library, the libraries that the visitor belongs to. */
  homes: Membership[];
  language: Language;
  url: URL;
  userAgent: string;
  clientAddress: string;
  /** The token of a browser that somebody has signed in with before. */
  device: string | undefined;
  /** What this browser remembers of them. */
  remembered: Remembered | null;
  /** Aborts when whoever asks goes away. */
  left: AbortSignal;
  param: (name: string) => string;
  id: (name?: string) => AnyId;
  to: To;
  /** The same as `to`, as the result of `submit`. */
  go: <P extends string>(path: P, ...given: Fills<P>) => Landing;
  /** Whether whoever asks may open the library's page at this path, about this. Links and buttons ask it. */
  may: (path: string, about?: unknown, doing?: Doing) => boolean;
};
/** Signed in. */
export type PersonalVisit = Visit & { visitor: Visitor };
/** Inside a library: the visitor is a member. `base` is the library's address, "/l/harlow". */
export type LibraryVisit = Visit & { ctx: Ctx; visitor: Visitor; base: string };

/** The request at hand and who comes with it: what an answer is made from. */
export type Exchange = { c: Asking; visit: Visit };

type Who = { host: HostCtx; visitor: Visitor | null; ctx: Ctx | null; homes?: Membership[] };

export function makeVisit(c: Asking, house: House, { host, visitor, ctx, homes = [] }: Who): Visit {
  const base = ctx ? `/l/${ctx.library.slug}` : '';
  const to: To = (path, ...given) => addressOf(base, path, ...given);
  const param = (name: string) => c.req.param(name) ?? '';
  return {
    house,
    page: c.get('page') ?? null,
    host,
    visitor,
    ctx,
    homes,
    language: languageFor(c, visitor, ctx),
    url: new URL(c.req.url),
    userAgent: c.req.header('user-agent') ?? '',
    clientAddress: house.clientAddress(c),
    device: getCookie(c, house.deviceCookie),
    remembered: rememberedFor(c, visitor),
    left: c.req.raw.signal,
    param,
    id: (name = 'id') => idFrom(param(name)),
    to,
    go: (path, ...given) => new Landing({ to: to(path, ...given) }),
    may: (path, about, doing = 'view') => {
      const page = c.get('pages').get(path);
      if (page?.kind !== 'library') throw new Error(`No page of a library is at ${path}.`);
      return ctx !== null && page.allows(ctx.actor, about, doing);
    },
  };
}

function languageFor(c: Asking, visitor: Visitor | null, ctx: Ctx | null): Language {
  const locale = visitor?.locale ?? ctx?.library.locale ?? preferredLocale(c.req.header('accept-language'));
  const chosen = visitor ? undefined : localeCalled(c.req.query('lang'));
  return speak(chosen ?? locale, ctx?.library.timeZone);
}

/**
 * The name under which an island keeps a draft of this form: whose it is, and the address that the form is posted to.
 */
export const draftOf = ({ ctx, url }: Visit) => `${ctx?.actor.id} ${url.pathname}`;

/** Counts a try against one of the house's limits; beyond it the visitor is asked to wait. */
export const limit = (visit: Visit, name: CounterName, key: string): Promise<void> =>
  visit.house.limits.take(name, key);

/** Where an attempt to sign in comes from, for the counters of attempts. */
export const triedFrom = ({ house, clientAddress, device }: Visit): TriedFrom => ({
  counters: house.limits,
  address: clientAddress,
  device,
});
