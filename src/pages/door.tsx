/**
 * The door of the pages: it knows who is asking, in which library and language, and turns what verbs throw into pages. A page is a
 * `show` and, if it changes something, a `submit`: the form posts to the page's own address, and what cannot be taken is shown again by
 * the same `show`, with what was typed and why.
 *
 * Every form carries a key. The key, the verb's change and its history go into one transaction, so a double click, the back button or a
 * retry finds the key taken and leads to where the first one led. The key with other words is another form, and is shown again.
 *
 * What was typed is not dropped: not by an error, a limit, a lesser role, nor by a session that ended (rooms/accounts/kept-forms.ts).
 */
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type CounterName, TooMany } from '../house/counters.ts';
import type { Ctx, HostCtx, Locale } from '../house/ctx.ts';
import { borrow, type Db, inTransaction } from '../house/db.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../house/errors.ts';
import type { House } from '../house/furnish.ts';
import { idFrom, markOf, newToken } from '../house/ids.ts';
import { type Language, type MessageKey, preferredLocale, speak } from '../house/messages.ts';
import { DEVICE_DAYS } from '../rooms/accounts/devices.ts';
import { forgetForm, KEPT_MINUTES, keepForm, keptForm, usersOf } from '../rooms/accounts/kept-forms.ts';
import { type Visitor, whoIs } from '../rooms/accounts/sessions.ts';
import type { From } from '../rooms/accounts/tries.ts';
import type { Again, Values } from '../ui/here.ts';
import { renderPage, type View } from './layout.tsx';
import { noticeCookie, noticeOf } from './notice.tsx';
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
  param: (name: string) => string;
  id: (name?: string) => string;
};
/** Inside a library: the visitor is a member. `base` is the library's address, "/l/harlow". */
export type LibraryVisit = Visit & { ctx: Ctx; visitor: Visitor; base: string };

/**
 * Where a taken form leads, with a notice to show there (how many it speaks of, which removal it can undo) and, when someone signed in or out,
 * the tokens that the browser is to keep.
 */
export type Outcome =
  | string
  | { to: string; notice?: MessageKey; count?: number; removal?: string | null; session?: string | null; device?: string }
  | Response;

export type Page<V extends Visit, F = never> = {
  show: (visit: V, again?: Again) => Promise<View | Response> | View | Response;
  submit?: (visit: V, fields: Values, read: F) => Promise<Outcome>;
  /** For a form with files: reads them, before any connection is taken, and hands what it read to `submit`. */
  read?: (files: UploadedFile[]) => Promise<F>;
};
export type UploadedFile = { name: string; bytes: Uint8Array };

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
export function libraryPage<F>(app: App, house: House, path: string, page: Page<LibraryVisit, F>): void {
  mount(app, house, `/l/:library${path}`, page, (visit) => {
    if (!visit.visitor) throw new SignInFirst();
    if (!visit.ctx) throw new NotFound();
    return { ...visit, visitor: visit.visitor, ctx: visit.ctx, base: `/l/${visit.ctx.library.slug}` };
  });
}

class SignInFirst extends Error {}

function mount<V extends Visit, F>(app: App, house: House, path: string, page: Page<V, F>, admit: (visit: Visit) => V): void {
  app.get(path, (c) =>
    receive(c, house, async (visit) => {
      const admitted = admit(visit);
      const again = await keptAgain(c, admitted);
      return answer(c, visit, () => page.show(admitted, again), 200);
    }),
  );
  const { submit, read } = page;
  if (!submit) return;
  app.post(path, async (c) => {
    // Whoever may not come in sends us no files; and a slow sender holds no connection.
    const stopped = read
      ? await receive(c, house, async (visit) => {
          admit(visit);
          return undefined;
        })
      : undefined;
    if (stopped) return stopped;
    const form = await readForm(c);
    const brought = read ? await outcomeOf(read(form.files)) : {};
    return receive(c, house, async (visit) => take(c, admit(visit), { ...page, submit }, { ...form, ...brought }));
  });
}

/** What came of reading, to be told later: a refusal is shown with the form. */
type Brought<F> = { read?: F; error?: unknown };
const outcomeOf = <F,>(reading: Promise<F>): Promise<Brought<F>> =>
  reading.then(
    (read) => ({ read }),
    (error) => ({ error }),
  );

/** Borrows one connection for the whole request and says who holds it. */
async function receive<R extends Response | undefined>(c: Context<Env>, house: House, work: (visit: Visit) => Promise<R>): Promise<R | Response> {
  const answered = await house.db.connection().execute(async (db) => {
    const now = house.now();
    const { visitor, ctx } = await whoIs(db, now, getCookie(c, house.sessionCookie), c.req.param('library'));
    const visit = makeVisit(c, house, { db, now }, visitor, ctx);
    try {
      return await work(visit);
    } catch (error) {
      if (c.req.method === 'POST' && isRefusal(error)) return new Refused(visit, error, await usersOf(visit.host, visit.device));
      return await refuse(c, visit, error);
    }
  });
  return answered instanceof Refused ? withoutLosing(c, answered) : answered;
}

/** A form that is refused although it may hold what somebody has typed. It is read, if it was not, only once no connection waits for it. */
class Refused {
  readonly visit: Visit;
  readonly error: unknown;
  /** Who has signed in with this browser before. */
  readonly users: string[];
  constructor(visit: Visit, error: unknown, users: string[]) {
    this.visit = visit;
    this.error = error;
    this.users = users;
  }
}

const isRefusal = (error: unknown) => [SignInFirst, Forbidden, NotFound].some((kind) => error instanceof kind);

async function withoutLosing(c: Context<Env>, { visit, error, users }: Refused): Promise<Response> {
  const known = visit.visitor !== null || users.length > 0;
  const fields =
    known && !isUpload(c)
      ? await readForm(c).then(
          (form) => form.fields,
          () => null,
        )
      : null;
  if (!fields) return refuse(c, visit, error);
  if (!(error instanceof SignInFirst)) return refuse(c, visit, error, writtenWords(fields));
  const [kept, userId] = [worthKeeping(fields), users.find((id) => markOf(text(fields._key), id) === text(fields._for))];
  const room =
    kept &&
    userId &&
    (await visit.house.limits.take('keptForms', userId).then(
      () => true,
      () => false,
    ));
  if (!room) return refuse(c, visit, error);
  const token = getCookie(c, 'kept') ?? newToken();
  await borrow(visit.house.db, { libraryId: null }, (db) => keepForm({ db, now: visit.host.now }, { token, userId, address: visit.url.pathname }, kept));
  setCookie(c, 'kept', token, { path: '/', httpOnly: true, secure: visit.house.secure, sameSite: 'Lax', maxAge: KEPT_MINUTES * 60 });
  visit.url.searchParams.set('kept', '1');
  return refuse(c, visit, error);
}

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
  const language = speak(!visitor && (chosen === 'en' || chosen === 'es') ? (chosen as Locale) : locale, ctx?.library.timeZone);
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
    param,
    id: (name = 'id') => idFrom(param(name)),
  };
}

async function answer(
  c: Context<Env>,
  visit: Visit,
  show: () => Promise<View | Response> | View | Response,
  status: 200 | 404 | 403 | 409 | 413 | 422 | 429,
): Promise<Response> {
  const view = await show();
  if (view instanceof Response) return view;
  const notice = getCookie(c, 'notice');
  if (notice) deleteCookie(c, 'notice', { path: '/' });
  return c.html(renderPage(visit, view, notice ? await noticeOf(visit, notice) : null), status);
}

/** What came with a form. */
type Sent = { fields: Values; files: UploadedFile[] };
type Submitting<V extends Visit, F> = Page<V, F> & { submit: NonNullable<Page<V, F>['submit']> };

async function take<V extends Visit, F>(c: Context<Env>, visit: V, page: Submitting<V, F>, form: Brought<F> & Sent): Promise<Response> {
  const { fields } = form;
  try {
    if (form.error) throw form.error;
    const outcome = await once(visit, form, c.req.path, (visit) => page.submit(visit, fields, form.read as F));
    await forgetKept(c, visit);
    return depart(c, visit, outcome);
  } catch (error) {
    if (error instanceof Invalid) return await answer(c, visit, () => page.show(visit, { values: fields, errors: error.fields }), 422);
    if (error instanceof Conflict) {
      const values = { ...fields, version: String(error.version) };
      return await answer(c, visit, () => page.show(visit, { values, errors: {}, theirs: error.theirs }), 409);
    }
    if (error instanceof TooMany) {
      c.header('Retry-After', String(error.seconds));
      return await answer(c, visit, () => page.show(visit, { values: fields, errors: { form: { key: 'error.wait', values: inMinutes(error) } } }), 429);
    }
    throw error;
  }
}

function depart(c: Context<Env>, visit: Visit, outcome: Outcome): Response {
  if (outcome instanceof Response) return outcome;
  const { to, notice, count, removal, session, device } = typeof outcome === 'string' ? { to: outcome } : outcome;
  const cookie = { path: '/', httpOnly: true, secure: visit.house.secure, sameSite: 'Lax' as const };
  if (session) setCookie(c, visit.house.sessionCookie, session, { ...cookie, maxAge: 14 * 86_400 });
  if (device) setCookie(c, visit.house.deviceCookie, device, { ...cookie, maxAge: DEVICE_DAYS * 86_400 });
  if (session === null) deleteCookie(c, visit.house.sessionCookie, cookie);
  if (notice) setCookie(c, 'notice', noticeCookie(notice, count, removal), { ...cookie, maxAge: 60 });
  return c.redirect(to, 303);
}

/** Claims the form's key, does the work and notes where it led, all in one transaction. */
async function once<V extends Visit>(visit: V, { fields, files }: Sent, path: string, work: (visit: V) => Promise<Outcome>): Promise<Outcome> {
  const key = typeof fields._key === 'string' ? /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(fields._key)?.[0] : undefined;
  return inTransaction(visit.host, async (host) => {
    const inside = { ...visit, host, ctx: visit.ctx && { ...visit.ctx, db: host.db } };
    if (!key) return work(inside);
    const earlier = await claim(host.db, { key, sender: visit.visitor?.userId ?? '', path, body_hash: bodyHash(fields, files), created_at: host.now });
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
async function claim(db: Db, submission: { key: string; sender: string; path: string; body_hash: Buffer; created_at: Date }): Promise<string | null> {
  const claimed = await db
    .insertInto('submissions')
    .values(submission)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows) return null;
  const earlier = await db.selectFrom('submissions').select(['sender', 'path', 'location', 'body_hash']).where('key', '=', submission.key).executeTakeFirst();
  if (!earlier || earlier.sender !== submission.sender || earlier.path !== submission.path) throw new Invalid({ form: { key: 'error.form_key' } });
  if (earlier.body_hash && !submission.body_hash.equals(earlier.body_hash)) throw new Invalid({ form: { key: 'error.form_changed' } });
  return earlier.location;
}

async function readForm(c: Context<Env>): Promise<{ fields: Values; files: UploadedFile[] }> {
  const body = await c.req.parseBody({ all: true });
  const fields: Values = Object.create(null);
  const files: UploadedFile[] = [];
  for (const [name, value] of Object.entries(body)) {
    const all = Array.isArray(value) ? value : [value];
    const texts = all.filter((each) => typeof each === 'string');
    if (texts.length > 0 && name !== '__proto__') fields[name] = texts.length === 1 ? texts[0] : texts;
    for (const file of all) if (typeof file !== 'string' && file.name !== '') files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return { fields, files };
}

/** "phones.0.number" -> { phones: { 0: { number } } }: dotted field names as the nested value that schemas describe. */
export function nested(fields: Values): Record<string, unknown> {
  const root: Branch = Object.create(null);
  for (const [name, value] of Object.entries(fields)) {
    const path = name.split('.');
    if (path.length <= 4 && !path.some((part) => part === '' || part === '__proto__')) place(root, path, value);
  }
  return root;
}

type Branch = Record<string, unknown>;

function place(parent: Branch, [head = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    parent[head] ??= value;
    return;
  }
  const existing = parent[head];
  const next: Branch = typeof existing === 'object' && existing !== null ? (existing as Branch) : Object.create(null);
  parent[head] = next;
  place(next, rest, value);
}

/** Each kind of refusal is one page; anything unknown goes on to the server's last resort. */
async function refuse(c: Context<Env>, visit: Visit, error: unknown, written = ''): Promise<Response> {
  if (error instanceof SignInFirst) return c.redirect(`/sign-in?next=${encodeURIComponent(visit.url.pathname + visit.url.search)}`, 303);
  if (error instanceof NotFound) return answer(c, visit, () => refusal(visit, 'refused.not_found', { written }), 404);
  if (error instanceof Forbidden) return answer(c, visit, () => refusal(visit, 'refused.forbidden', { written }), 403);
  if (error instanceof TooMany) {
    c.header('Retry-After', String(error.seconds));
    return answer(c, visit, () => refusal(visit, 'refused.wait', { values: inMinutes(error) }), 429);
  }
  throw error;
}

const inMinutes = ({ seconds }: TooMany) => ({ minutes: Math.ceil(seconds / 60) });

function refusal(
  visit: Visit,
  key: 'refused.not_found' | 'refused.forbidden' | 'refused.wait' | 'refused.too_large',
  { values = {}, written = '' } = {},
): View {
  const { t } = visit.language;
  const title = t(`${key}.title`);
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        <p>{t(`${key}.text`, values)}</p>
        {written && (
          <div class="field">
            <label for="written">{t('refused.written')}</label>
            <textarea id="written" rows={10} readonly>
              {`\n${written}`}
            </textarea>
          </div>
        )}
        <p>
          <a href={visit.ctx ? `/l/${visit.ctx.library.slug}` : '/'}>{t('refused.home')}</a>
        </p>
      </>
    ),
  };
}

/** The page for an address that nothing answers. */
export function notFoundPage(house: House) {
  return (c: Context<Env>) => receive(c, house, (visit) => refuse(c, visit, new NotFound()));
}

/** A form or a file that is larger than what may come. The browser still has what was typed. */
export const tooLargePage = (house: House, megabytes: number) => (c: Context<Env>) =>
  receive(c, house, (visit) => answer(c, visit, () => refusal(visit, 'refused.too_large', { values: { max: megabytes } }), 413));

/** Counts a try against one of the house's limits; beyond it the visitor is asked to wait. */
export const limit = (visit: Visit, name: CounterName, key: string): Promise<void> => visit.house.limits.take(name, key);

/** Where a try at an account comes from, for what counts them. */
export const triedFrom = ({ house, clientAddress, device }: Visit): From => ({ counters: house.limits, address: clientAddress, device });

/** Elsewhere on this site, by GET. */
export const redirect = (to: string) => new Response(null, { status: 303, headers: { Location: to } });

export const text = (value: Values[string]): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));
