/**
 * The door of the pages: it knows who is asking, in which library and language, and turns what verbs throw into pages.
 * A page is a `show` and, if it changes something, a `submit`: the form posts to the page's own address, and what
 * cannot be taken is shown again by the same `show`, with what was typed and why.
 *
 * Every form carries a key. The key, the verb's change and its history go into one transaction, so a double click, the
 * back button or a retry finds the key taken and leads to where the first one led. The key with other words is another
 * form, and is shown again.
 *
 * What was typed is not dropped: not by an error, a limit, a lesser role, nor by a session that ended
 * (rooms/accounts/kept-forms.ts).
 */
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type CounterName, TooMany } from '../../house/counters.ts';
import type { Actor, Ctx, HostCtx, Locale, UserId } from '../../house/ctx.ts';
import { borrow, type Db, inTransaction } from '../../house/db.ts';
import { allow, asBusy, type Busy, Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { type AnyId, idFrom, markOf, newToken } from '../../house/ids.ts';
import { type Language, type MessageKey, preferredLocale, speak } from '../../house/messages.ts';
import { DEVICE_DAYS } from '../../rooms/accounts/devices.ts';
import { forgetForm, KEPT_MINUTES, keepForm, keptForm, usersOf } from '../../rooms/accounts/kept-forms.ts';
import { type Visitor, whoIs } from '../../rooms/accounts/sessions.ts';
import type { TriedFrom } from '../../rooms/accounts/tries.ts';
import type { Again, Values } from '../../ui/here.ts';
import { busyView, REFUSED, RETRY_AFTER } from './busy.tsx';
import { FORM_BYTES, readForm, type Sent, text, type UploadedFile } from './form-body.ts';
import { renderPage, type View } from './layout.tsx';
import { withTheirs } from './meanwhile.ts';
import { noticeCookie, noticeOf } from './notice.tsx';
import { inMinutes, refusal } from './refusal.tsx';
import { bodyHash, worthKeeping, writtenWords } from './typed.ts';

export type Visit = {
  house: House;
  host: HostCtx;
  visitor: Visitor | null;
  ctx: Ctx | null;
  language: Language;
  url: URL;
  userAgent: string;
  clientAddress: string;
  /** The token of a browser that somebody has signed in with before. */
  device: string | undefined;
  /** Aborts when whoever asks goes away. */
  left: AbortSignal;
  param: (name: string) => string;
  id: (name?: string) => AnyId;
};
/** Inside a library: the visitor is a member. `base` is the library's address, "/l/harlow". */
export type LibraryVisit = Visit & { ctx: Ctx; visitor: Visitor; base: string };

/**
 * Where a taken form leads, with a notice to show there (how many it speaks of, which removal it can undo) and, when
 * someone signed in or out, the tokens that the browser is to keep.
 */
export type Outcome =
  | string
  | {
      to: string;
      notice?: MessageKey;
      count?: number;
      removal?: string | null;
      session?: string | null;
      device?: string;
    }
  | Response;

export type Page<V extends Visit, F = never> = {
  show: (visit: V, again?: Again) => Promise<View | Response> | View | Response;
  submit?: (visit: V, fields: Values, read: F) => Promise<Outcome>;
  /** What it is, for HEAD; a page where nothing is said. */
  type?: string;
  /**
   * Whether an island keeps what is typed here on the device: the page that a taken form leads to tells it that this is
   * done.
   */
  drafts?: boolean;
  /**
   * For a form with files: how many bytes it may have, and what reads them, without a connection; what it read is
   * handed to `submit`.
   */
  files?: { bytes: number; read: (files: UploadedFile[], sender: Sender) => Promise<F> };
};
/**
 * Who may, by a room's own policy: asked before a form's body is read and before anything is made. The verbs ask again.
 */
export type LibraryPage<F = never> = Page<LibraryVisit, F> & { may?: (actor: Actor) => boolean };
/** `left` is the sender going away. */
export type Sender = { libraryId: string; left: AbortSignal };

type Env = { Variables: { requestId: string } };
export type App = Hono<Env>;

/** A page outside any library: set-up, signing in, one's own account. */
export function hostPage(app: App, house: House, path: string, page: Page<Visit>): void {
  mount(app, house, path, page, (visit) => visit);
}

/** A host page for signed-in people only; others are sent to sign in and come back. */
export function personalPage(app: App, house: House, path: string, page: Page<Visit & { visitor: Visitor }>): void {
  mount(app, house, path, page, (visit) => {
    if (!visit.visitor) throw new SignInFirst();
    return { ...visit, visitor: visit.visitor };
  });
}

/** A page of a library, for its members: to anyone else who is signed in it does not exist. */
export function libraryPage<F>(app: App, house: House, path: string, page: LibraryPage<F>): void {
  mount(app, house, `/l/:library${path}`, { ...page, asksFirst: page.may !== undefined }, (visit) => {
    if (!visit.visitor) throw new SignInFirst();
    if (!visit.ctx) throw new NotFound();
    if (page.may) allow(page.may(visit.ctx.actor));
    return { ...visit, visitor: visit.visitor, ctx: visit.ctx, base: `/l/${visit.ctx.library.slug}` };
  });
}

class SignInFirst extends Error {}

type Mounted<V extends Visit, F> = Page<V, F> & { asksFirst?: boolean };

function mount<V extends Visit, F>(
  app: App,
  house: House,
  path: string,
  page: Mounted<V, F>,
  admit: (visit: Visit) => V,
): void {
  app.get(path, (c) =>
    receive(c, house, async (visit) =>
      c.req.method === 'HEAD' ? onlyHead(admit(visit), page) : show(c, visit, page, admit),
    ),
  );
  const { submit, files, asksFirst } = page;
  if (!submit) return;
  app.post(path, async (c) => {
    const bytes = files?.bytes ?? FORM_BYTES;
    if (Number(c.req.header('content-length')) > bytes) return tooLarge(c, house, bytes);
    const place = { libraryId: '', leave: () => {} };
    try {
      // Whoever may not come in sends us nothing; and a slow sender holds no connection.
      const ask = async (visit: Visit) => {
        admit(visit);
        if (files) Object.assign(place, await makeRoom(visit));
        return undefined;
      };
      const stopped = files || asksFirst ? await receive(c, house, ask) : undefined;
      if (stopped) return stopped;
      const form = await readForm(c, bytes);
      if (form === 'too large') return tooLarge(c, house, bytes);
      const sender = { libraryId: place.libraryId, left: c.req.raw.signal };
      const brought = files && !form.error ? await outcomeOf(files.read(form.files, sender)) : { error: form.error };
      return await house.repeats.take(keyOf(form.fields), () =>
        receive(
          c,
          house,
          async (visit) => take(c, admit(visit), { ...page, submit }, { ...form, ...brought }),
          form.fields,
        ),
      );
    } finally {
      place.leave();
    }
  });
}

async function show<V extends Visit, F>(
  c: Context<Env>,
  visit: Visit,
  page: Page<V, F>,
  admit: (visit: Visit) => V,
): Promise<Response> {
  const admitted = admit(visit);
  const again = await keptAgain(c, admitted);
  return answer(c, visit, () => page.show(admitted, again), 200);
}

/** What is there, and nothing of it: neither read nor made, nor counted. */
const onlyHead = (_admitted: Visit, { type = 'text/html; charset=UTF-8' }: { type?: string }) =>
  new Response(null, { headers: { 'Content-Type': type } });

/** Files are large, so whose turn it is, is asked before they come: so many a minute, and so many at once. */
async function makeRoom(visit: Visit): Promise<{ libraryId: string; leave: () => void }> {
  const libraryId = visit.ctx?.library.id ?? '';
  await limit(visit, 'uploads', visit.visitor?.userId ?? visit.clientAddress);
  await limit(visit, 'libraryUploads', libraryId);
  const leave = visit.house.bodies.enter(libraryId);
  if (!leave) throw new TooMany(60);
  return { libraryId, leave };
}

/**
 * A form or a file that is larger than what may come: said without asking who it is, and the connection ends with the
 * answer. The browser still has what was typed.
 */
async function tooLarge(c: Context<Env>, house: House, bytes: number): Promise<Response> {
  const max = Math.max(1, Math.round((bytes - FORM_BYTES) / 1_000_000));
  const visit = makeVisit(c, house, { db: house.lending.to({ library: null }), now: house.now() }, null, null);
  const answered = await answer(c, visit, () => refusal(visit, 'refused.too_large', { values: { max } }), 413);
  answered.headers.set('Connection', 'close');
  return answered;
}

/** What came of reading, to be told later: a refusal is shown with the form. */
type Brought<F> = { read?: F; error?: unknown };
const outcomeOf = <F,>(reading: Promise<F>): Promise<Brought<F>> =>
  reading.then(
    (read) => ({ read }),
    (error) => ({ error }),
  );

/**
 * Borrows one connection for the whole request and says who holds it. `typed` is what the form holds, where it has been
 * read already.
 */
async function receive<R extends Response | undefined>(
  c: Context<Env>,
  house: House,
  work: (visit: Visit) => Promise<R>,
  typed?: Values,
): Promise<R | Response> {
  const { signal } = c.req.raw;
  const now = house.now();
  const lent = house.lending.to({ library: c.req.param('library') ?? null, signal, reading: c.req.method !== 'POST' });
  try {
    const answered = await lent.connection().execute(async (db) => {
      const { visitor, ctx } = await whoIs(db, now, getCookie(c, house.sessionCookie), c.req.param('library'));
      if (ctx) house.lending.met(ctx.library.slug);
      const visit = makeVisit(c, house, { db, now }, visitor, ctx);
      try {
        return await work(visit);
      } catch (error) {
        if (c.req.method === 'POST' && isRefusal(error))
          return new Refused(visit, error, await usersOf(visit.host, visit.device));
        return await refuse(c, visit, error, { fields: typed });
      }
    });
    return answered instanceof Refused ? await withoutLosing(c, answered, typed) : answered;
  } catch (error) {
    // Nobody reads this answer; the number is for the log.
    if (signal.aborted) return new Response(null, { status: 499 });
    return refuse(c, makeVisit(c, house, { db: lent, now }, null, null), error, { fields: typed });
  }
}

/**
 * A form that is refused although it may hold what somebody has typed. It is read, if it was not, only once no
 * connection waits for it.
 */
class Refused {
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

const isRefusal = (error: unknown) => [SignInFirst, Forbidden, NotFound].some((kind) => error instanceof kind);

async function withoutLosing(c: Context<Env>, { visit, error, users }: Refused, typed?: Values): Promise<Response> {
  const known = visit.visitor !== null || users.length > 0;
  const fields = known && !isUpload(c) ? (typed ?? (await readForm(c, FORM_BYTES).then(fieldsOf, () => null))) : null;
  if (!fields) return refuse(c, visit, error);
  if (!(error instanceof SignInFirst)) return refuse(c, visit, error, { written: writtenWords(fields) });
  const [kept, userId] = [
    worthKeeping(fields),
    users.find((id) => markOf(text(fields._key), id) === text(fields._for)),
  ];
  const room =
    kept &&
    userId &&
    (await visit.house.limits.take('keptForms', userId).then(
      () => true,
      () => false,
    ));
  if (!room) return refuse(c, visit, error);
  const token = getCookie(c, 'kept') ?? newToken();
  await borrow(visit.house.lending.to({ library: visit.ctx?.library.slug ?? null }), { libraryId: null }, (db) =>
    keepForm({ db, now: visit.host.now }, { token, userId, address: visit.url.pathname }, kept),
  );
  setCookie(c, 'kept', token, {
    path: '/',
    httpOnly: true,
    secure: visit.house.secure,
    sameSite: 'Lax',
    maxAge: KEPT_MINUTES * 60,
  });
  visit.url.searchParams.set('kept', '1');
  return refuse(c, visit, error);
}

const fieldsOf = (form: Sent | 'too large'): Values | null => (form === 'too large' ? null : form.fields);
const isUpload = (c: Context<Env>) => /^multipart\//i.test(c.req.header('content-type') ?? '');

/** After signing in again: what the same person had typed into this form before. */
async function keptAgain(c: Context<Env>, { visitor, url, host }: Visit): Promise<Again | undefined> {
  const token = url.searchParams.has('kept') && getCookie(c, 'kept');
  const values = token && visitor && (await keptForm(host, { token, userId: visitor.userId, address: url.pathname }));
  return values ? { values, errors: { form: { key: 'error.signed_out' } } } : undefined;
}

function makeVisit(c: Context<Env>, house: House, host: HostCtx, visitor: Visitor | null, ctx: Ctx | null): Visit {
  const locale = visitor?.locale ?? ctx?.library.locale ?? preferredLocale(c.req.header('accept-language'));
  const param = (name: string) => c.req.param(name) ?? '';
  const url = new URL(c.req.url);
  const chosen = url.searchParams.get('lang');
  const language = speak(
    !visitor && (chosen === 'en' || chosen === 'es') ? (chosen as Locale) : locale,
    ctx?.library.timeZone,
  );
  const clientAddress = house.clientAddress(c);
  return {
    house,
    host,
    visitor,
    ctx,
    language,
    url,
    userAgent: c.req.header('user-agent') ?? '',
    clientAddress,
    device: getCookie(c, house.deviceCookie),
    left: c.req.raw.signal,
    param,
    id: (name = 'id') => idFrom(param(name)),
  };
}

async function answer(
  c: Context<Env>,
  visit: Visit,
  show: () => Promise<View | Response> | View | Response,
  status: 200 | 404 | 403 | 409 | 413 | 422 | 429 | 503,
): Promise<Response> {
  const view = await show();
  if (view instanceof Response) return view;
  const [notice, draftDone] = [getCookie(c, 'notice'), getCookie(c, 'draft')];
  if (notice) deleteCookie(c, 'notice', { path: '/' });
  if (draftDone) deleteCookie(c, 'draft', { path: '/' });
  return c.html(renderPage(visit, view, { notice: notice ? await noticeOf(visit, notice) : null, draftDone }), status);
}

type Submitting<V extends Visit, F> = Page<V, F> & { submit: NonNullable<Page<V, F>['submit']> };

/**
 * `both` is the form with what somebody else has changed meanwhile; whether it has been taken before is told by what
 * was sent.
 */
type Taken<F> = Brought<F> & Omit<Sent, 'error'> & { both?: Values };

async function take<V extends Visit, F>(
  c: Context<Env>,
  visit: V,
  page: Submitting<V, F>,
  form: Taken<F>,
): Promise<Response> {
  const fields = form.both ?? form.fields;
  try {
    if (form.error) throw form.error;
    const outcome = withNotice(
      await once(visit, form, c.req.path, (visit) => page.submit(visit, fields, form.read as F)),
      form.both !== undefined,
    );
    await forgetKept(c, visit);
    if (page.drafts) setCookie(c, 'draft', draftOf(visit), { ...cookieOf(visit), maxAge: 60 });
    return depart(c, visit, outcome);
  } catch (error) {
    const busy = asBusy(error);
    if (busy) return await sendAgain(c, visit, page, { fields, busy });
    if (error instanceof Invalid)
      return await answer(c, visit, () => page.show(visit, { values: fields, errors: error.fields }), 422);
    if (error instanceof Conflict) return await meet(c, visit, page, { form, conflict: error });
    if (error instanceof TooMany) {
      c.header('Retry-After', String(error.seconds));
      return await answer(
        c,
        visit,
        () => page.show(visit, { values: fields, errors: { form: { key: 'error.wait', values: inMinutes(error) } } }),
        429,
      );
    }
    throw error;
  }
}

/**
 * What only one of them changed is saved from both; the rest is shown. Once for each version, so that nothing goes in a
 * circle.
 */
async function meet<V extends Visit, F>(
  c: Context<Env>,
  visit: V,
  page: Submitting<V, F>,
  { form, conflict }: { form: Taken<F>; conflict: Conflict },
): Promise<Response> {
  const mine = form.both ?? form.fields;
  const both = withTheirs(mine, conflict);
  const isNew = mine.version !== String(conflict.version);
  if (both && isNew && Object.keys(both.contested).length === 0)
    return take(c, visit, page, { ...form, both: both.fields });
  const { fields, contested } = both ?? {
    fields: { ...mine, version: String(conflict.version) },
    contested: conflict.theirs,
  };
  return answer(c, visit, () => page.show(visit, { values: fields, errors: {}, theirs: contested }), 409);
}

const withNotice = (outcome: Outcome, both: boolean): Outcome =>
  both && typeof outcome === 'object' && 'to' in outcome && outcome.notice === 'notice.saved'
    ? { ...outcome, notice: 'notice.saved_both' }
    : outcome;

/**
 * The form once more, with what was typed and its key: what did get through has then one effect. A form that stands on
 * another page stands here.
 */
async function sendAgain<V extends Visit>(
  c: Context<Env>,
  visit: V,
  page: Pick<Page<V>, 'show'>,
  { fields, busy }: { fields: Values; busy: Busy },
): Promise<Response> {
  const view = await page.show(visit, {
    values: fields,
    errors: { form: { key: REFUSED[busy.why].error } },
    key: keyOf(fields),
  });
  if (view instanceof Response) throw busy;
  c.header('Retry-After', RETRY_AFTER);
  return answer(c, visit, () => view, REFUSED[busy.why].status);
}

function depart(c: Context<Env>, visit: Visit, outcome: Outcome): Response {
  if (outcome instanceof Response) return outcome;
  const { to, notice, count, removal, session, device } = typeof outcome === 'string' ? { to: outcome } : outcome;
  const cookie = cookieOf(visit);
  if (session) setCookie(c, visit.house.sessionCookie, session, { ...cookie, maxAge: 14 * 86_400 });
  if (device) setCookie(c, visit.house.deviceCookie, device, { ...cookie, maxAge: DEVICE_DAYS * 86_400 });
  if (session === null) {
    deleteCookie(c, visit.house.sessionCookie, cookie);
    // Whoever goes leaves nothing on the desk.
    setCookie(c, 'draft', '*', { ...cookie, maxAge: 60 });
  }
  if (notice) setCookie(c, 'notice', noticeCookie(notice, count, removal), { ...cookie, maxAge: 60 });
  return c.redirect(to, 303);
}

const cookieOf = ({ house }: Visit) => ({ path: '/', httpOnly: true, secure: house.secure, sameSite: 'Lax' as const });

/**
 * Under what name an island keeps a draft of this page's form: whose it is, and the address that the form is posted to.
 */
export const draftOf = ({ ctx, url }: Visit) => `${ctx?.actor.id} ${url.pathname}`;

const keyOf = ({ _key }: Values): string | undefined =>
  typeof _key === 'string'
    ? /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(_key)?.[0]
    : undefined;

/** Claims the form's key, does the work and notes where it led, all in one transaction. */
async function once<V extends Visit>(
  visit: V,
  { fields, files }: Omit<Sent, 'error'>,
  path: string,
  work: (visit: V) => Promise<Outcome>,
): Promise<Outcome> {
  const key = keyOf(fields);
  return inTransaction(visit.host, async (host) => {
    const inside = { ...visit, host, ctx: visit.ctx && { ...visit.ctx, db: host.db } };
    if (!key) return work(inside);
    const earlier = await claim(host.db, {
      key,
      sender: visit.visitor?.userId ?? '',
      path,
      body_hash: bodyHash(fields, files),
      created_at: host.now,
    });
    if (earlier !== null) return earlier;
    const outcome = await work(inside);
    if (outcome instanceof Response) return outcome;
    await host.db
      .updateTable('submissions')
      .set({ location: typeof outcome === 'string' ? outcome : outcome.to })
      .where('key', '=', key)
      .execute();
    return outcome;
  });
}

async function forgetKept(c: Context<Env>, { visitor, host, url }: Visit): Promise<void> {
  const token = getCookie(c, 'kept');
  if (token && visitor) await forgetForm(host, { token, userId: visitor.userId, address: url.pathname });
}

/** Null when the key was free. A second sender waits here until the first one's transaction ends. */
async function claim(
  db: Db,
  submission: { key: string; sender: string; path: string; body_hash: Buffer; created_at: Date },
): Promise<string | null> {
  const claimed = await db
    .insertInto('submissions')
    .values(submission)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows) return null;
  const earlier = await db
    .selectFrom('submissions')
    .select(['sender', 'path', 'location', 'body_hash'])
    .where('key', '=', submission.key)
    .executeTakeFirst();
  if (!earlier || earlier.sender !== submission.sender || earlier.path !== submission.path)
    throw new Invalid({ form: { key: 'error.form_key' } });
  if (earlier.body_hash && !submission.body_hash.equals(earlier.body_hash))
    throw new Invalid({ form: { key: 'error.form_changed' } });
  return earlier.location;
}

/** What a form held, for whoever must send it again, or copy it from the page: as it was sent, or in words. */
type Kept = { fields?: Values | undefined; written?: string };

/** Each kind of refusal is one page; anything unknown goes on to the server's last resort. */
async function refuse(
  c: Context<Env>,
  visit: Visit,
  error: unknown,
  { fields, written = '' }: Kept = {},
): Promise<Response> {
  if (error instanceof SignInFirst)
    return c.redirect(`/sign-in?next=${encodeURIComponent(visit.url.pathname + visit.url.search)}`, 303);
  if (error instanceof NotFound) return answer(c, visit, () => refusal(visit, 'refused.not_found', { written }), 404);
  if (error instanceof Forbidden) return answer(c, visit, () => refusal(visit, 'refused.forbidden', { written }), 403);
  if (error instanceof TooMany) {
    c.header('Retry-After', String(error.seconds));
    return answer(c, visit, () => refusal(visit, 'refused.wait', { values: inMinutes(error) }), 429);
  }
  const busy = asBusy(error);
  if (busy) {
    if (busy.cause) visit.house.log.warn({ request: c.get('requestId'), error: String(busy.cause) }, busy.message);
    c.header('Retry-After', RETRY_AFTER);
    return answer(c, visit, () => busyView(visit, busy, fields), REFUSED[busy.why].status);
  }
  throw error;
}

/** The page for an address that nothing answers. */
export function notFoundPage(house: House) {
  return (c: Context<Env>) => receive(c, house, (visit) => refuse(c, visit, new NotFound()));
}

/** Counts a try against one of the house's limits; beyond it the visitor is asked to wait. */
export const limit = (visit: Visit, name: CounterName, key: string): Promise<void> =>
  visit.house.limits.take(name, key);

/** Where a try at an account comes from, for what counts them. */
export const triedFrom = ({ house, clientAddress, device }: Visit): TriedFrom => ({
  counters: house.limits,
  address: clientAddress,
  device,
});

/** Elsewhere on this site, by GET. */
export const redirect = (to: string) => new Response(null, { status: 303, headers: { Location: to } });
