/**
 * Keeps what was typed when a form is refused: because a role was taken away, because what it was about is gone, or
 * because the session ended (rooms/accounts/kept-forms.ts).
 */

import { getCookie, setCookie } from 'hono/cookie';
import type { UserId } from '../../house/ctx.ts';
import { borrow } from '../../house/db.ts';
import { Forbidden, NotFound } from '../../house/errors.ts';
import { markOf, newToken } from '../../house/ids.ts';
import { forgetForm, KEPT_MINUTES, keepForm, keptForm } from '../../rooms/accounts/kept-forms.ts';
import type { Again, Values } from '../../ui/here.ts';
import { SignInFirst } from './admit.ts';
import { cookieOf } from './cookies.ts';
import { FORM_BYTES, readForm, text } from './form-body.ts';
import { takenBefore } from './once.ts';
import { refuse } from './refuse.ts';
import { worthKeeping, writtenWords } from './typed.ts';
import type { Asking, Visit } from './visit.ts';

/**
 * A refused form that may hold what somebody typed. If its body was not read yet, that happens only after the database
 * connection was given back, so that no connection waits for a slow sender.
 */
export class Refused {
  readonly visit: Visit;
  readonly error: unknown;
  /** Who has signed in with this browser before. */
  readonly users: UserId[];
  constructor(visit: Visit, error: unknown, users: UserId[]) {
    this.visit = visit;
    this.error = error;
    this.users = users;
  }
}

export const isRefusal = (error: unknown) => [SignInFirst, Forbidden, NotFound].some((kind) => error instanceof kind);

/**
 * Answers a refused form. One that was already accepted earlier leads to where it led then, even if what it was about
 * is gone since.
 */
export async function withoutLosing(c: Asking, refused: Refused, typed?: Values): Promise<Response> {
  const { visit, error, users } = refused;
  const known = visit.visitor !== null || users.length > 0;
  const fields = known && !isUpload(c) ? (typed ?? (await fieldsOf(c))) : null;
  if (!fields) return refuse({ c, visit }, error);
  if (!(error instanceof SignInFirst)) {
    const earlier = await elsewhere(visit, (host) => takenBefore({ ...visit, host }, fields, c.req.path));
    return earlier ? c.redirect(earlier, 303) : refuse({ c, visit }, error, { written: writtenWords(fields) });
  }
  if (await keep(c, refused, fields)) visit.url.searchParams.set('kept', '1');
  return refuse({ c, visit }, error);
}

/** Whether there was something worth keeping, and room for it. */
async function keep(c: Asking, { visit, users }: Refused, fields: Values): Promise<boolean> {
  const kept = worthKeeping(fields);
  const userId = users.find((id) => markOf(text(fields._key), id) === text(fields._for));
  if (!kept || !userId || !(await hasRoom(visit, userId))) return false;
  const token = getCookie(c, 'kept') ?? newToken();
  await elsewhere(visit, (host) => keepForm(host, { token, userId, address: visit.url.pathname }, kept));
  setCookie(c, 'kept', token, { ...cookieOf(visit.house), maxAge: KEPT_MINUTES * 60 });
  return true;
}

const hasRoom = (visit: Visit, userId: string): Promise<boolean> =>
  visit.house.limits.take('keptForms', userId).then(
    () => true,
    () => false,
  );

/** Does this on a new connection: that of the visit was given back before the form was read. */
const elsewhere = <T>({ house, ctx, host }: Visit, work: (host: Visit['host']) => Promise<T>): Promise<T> =>
  borrow(house.lending.to({ library: ctx?.library.slug ?? null }), { libraryId: null }, (db) =>
    work({ db, now: host.now }),
  );

const fieldsOf = (c: Asking): Promise<Values | null> =>
  readForm(c, FORM_BYTES).then(
    (form) => (form === 'too large' ? null : form.fields),
    () => null,
  );

const isUpload = (c: Asking) => /^multipart\//i.test(c.req.header('content-type') ?? '');

/** After signing in again: what the same person had typed into this form before. */
export async function keptAgain(c: Asking, { visitor, url, host }: Visit): Promise<Again | undefined> {
  const token = url.searchParams.has('kept') && getCookie(c, 'kept');
  const values = token && visitor && (await keptForm(host, { token, userId: visitor.userId, address: url.pathname }));
  return values ? { values, errors: { form: { key: 'error.signed_out' } } } : undefined;
}

export async function forgetKept(c: Asking, { visitor, host, url }: Visit): Promise<void> {
  const token = getCookie(c, 'kept');
  if (token && visitor) await forgetForm(host, { token, userId: visitor.userId, address: url.pathname });
}
