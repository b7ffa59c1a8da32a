/** Where the browser goes after a form was accepted, and what is said there. */
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import type { MessageKey } from '../../house/messages.ts';
import { DEVICE_DAYS } from '../../rooms/accounts/devices.ts';
import { cookieOf } from './cookies.ts';
import { DEVICE_COOKIE } from './device.ts';
import { noticeCookie } from './notice.tsx';
import type { Visit } from './visit.ts';

/**
 * The address to go to, the notice to show there (with a count, or with the removal that it can undo) and, when someone
 * signed in or out, the tokens for the browser's cookies.
 */
export type Led = {
  to: string;
  notice?: MessageKey;
  count?: number;
  removal?: string | null;
  session?: string | null;
  device?: string;
};

/** `go('/worksheets/:id', { id }).saying('notice.decided')` */
export class Landing {
  readonly led: Led;
  constructor(led: Led) {
    this.led = led;
  }
  saying(notice: MessageKey, about: Pick<Led, 'count' | 'removal'> = {}): Landing {
    return new Landing({ ...this.led, notice, ...about });
  }
  /** At this place of the page. */
  at(place: string): Landing {
    return new Landing({ ...this.led, to: `${this.led.to}#${place}` });
  }
  /** `session` null signs out. */
  signed(tokens: { session: string | null; device?: string }): Landing {
    return new Landing({ ...this.led, ...tokens });
  }
}

/** For addresses that are not made from the path of a page. */
export const landing = (to: string) => new Landing({ to });

export type Outcome = Landing | Response;

/** Redirects to another address of this site, which is then asked for by GET. */
export const redirect = (to: string) => new Response(null, { status: 303, headers: { Location: to } });

export function depart(c: Context, visit: Visit, outcome: Outcome): Response {
  if (outcome instanceof Response) return outcome;
  const { to, notice, count, removal, session, device } = outcome.led;
  const cookie = cookieOf(visit.house);
  if (session) setCookie(c, visit.house.sessionCookie, session, { ...cookie, maxAge: 14 * 86_400 });
  if (device) setCookie(c, visit.house.deviceCookie, device, { ...cookie, maxAge: DEVICE_DAYS * 86_400 });
  if (session === null) {
    deleteCookie(c, visit.house.sessionCookie, cookie);
    deleteCookie(c, DEVICE_COOKIE, cookie);
    // Signing out deletes all drafts on the device, which others may use.
    setCookie(c, 'draft', '*', { ...cookie, maxAge: 60 });
  }
  if (notice) setCookie(c, 'notice', noticeCookie(notice, count, removal), { ...cookie, maxAge: 60 });
  return c.redirect(to, 303);
}
