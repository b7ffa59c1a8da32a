/**
 * The door of the pages: it knows who is asking, in which library and language, and turns what verbs throw into pages. A page is a
 * `show` and, if it changes something, a `submit`: the form posts to the page's own address, and what cannot be taken is shown again by
 * the same `show`, with what was typed and why.
 *
 * Every form carries a key. The key, the verb's change and its history go into one transaction, so a double click, the back button or a
 * retry finds the key taken and leads to where the first one led.
 */
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Ctx, HostCtx, Locale } from '../house/ctx.ts';
import { type Db, inTransaction } from '../house/db.ts';
import { asBusy, type Busy, Conflict, Forbidden, Invalid, NotFound } from '../house/errors.ts';
import type { House } from '../house/furnish.ts';
import { idFrom } from '../house/ids.ts';
import { isMessageKey, type Language, type MessageKey, preferredLocale, speak } from '../house/messages.ts';
import { type Visitor, whoIs } from '../rooms/accounts/sessions.ts';
import type { Again, Values } from '../ui/here.ts';
import { busyView, REFUSED, RETRY_AFTER } from './busy.tsx';
import { renderPage, type View } from './layout.tsx';

export type Visit = {
  house: House;
  host: HostCtx;
  visitor: Visitor | null;
  ctx: Ctx | null;
  language: Language;
  url: URL;
  userAgent: string;
  clientAddress: string;
  param: (name: string) => string;
  id: (name?: string) => string;
};
/** Inside a library: the visitor is a member. `base` is the library's address, "/l/harlow". */
export type LibraryVisit = Visit & { ctx: Ctx; visitor: Visitor; base: string };

/** Where a taken form leads, with a notice to show there (and how many it speaks of) and, when someone signed in or out, the new session's token. */
export type Outcome = string | { to: string; notice?: MessageKey; count?: number; session?: string | null } | Response;

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
  app.get(path, (c) => receive(c, house, async (visit) => answer(c, visit, () => page.show(admit(visit)), 200)));
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
    return house.turns.take(keyOf(form.fields), () =>
      receive(c, house, async (visit) => take(c, admit(visit), { ...page, submit }, { fields: form.fields, ...brought }), form.fields),
    );
  });
}

/** What came of reading, to be told later: a refusal is shown with the form. */
type Brought<F> = { read?: F; error?: unknown };
const outcomeOf = <F,>(reading: Promise<F>): Promise<Brought<F>> =>
  reading.then(
    (read) => ({ read }),
    (error) => ({ error }),
  );

/** Borrows one connection for the whole request and says who holds it. `fields` are kept for whoever must send them again. */
async function receive<R extends Response | undefined>(
  c: Context<Env>,
  house: House,
  work: (visit: Visit) => Promise<R>,
  fields?: Values,
): Promise<R | Response> {
  const { signal } = c.req.raw;
  const now = house.now();
  const lent = house.lending.to({ library: c.req.param('library') ?? null, signal, reading: c.req.method !== 'POST' });
  try {
    return await lent.connection().execute(async (db) => {
      const { visitor, ctx } = await whoIs(db, now, getCookie(c, house.sessionCookie), c.req.param('library'));
      if (ctx) house.lending.met(ctx.library.slug);
      const visit = makeVisit(c, house, { db, now }, visitor, ctx);
      try {
        return await work(visit);
      } catch (error) {
        return await refuse(c, visit, error, fields);
      }
    });
  } catch (error) {
    // Nobody reads this answer; the number is for the log.
    if (signal.aborted) return new Response(null, { status: 499 });
    return refuse(c, makeVisit(c, house, { db: lent, now }, null, null), error, fields);
  }
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
    param,
    id: (name = 'id') => idFrom(param(name)),
  };
}

async function answer(
  c: Context<Env>,
  visit: Visit,
  show: () => Promise<View | Response> | View | Response,
  status: 200 | 404 | 403 | 409 | 422 | 429 | 503,
): Promise<Response> {
  const view = await show();
  if (view instanceof Response) return view;
  const notice = getCookie(c, 'notice');
  if (notice) deleteCookie(c, 'notice', { path: '/' });
  return c.html(renderPage(visit, view, notice ? noticeText(visit, notice) : null), status);
}

/** The cookie is the visitor's to change: only our own notices are said, and a count is a number. */
function noticeText({ language }: Visit, cookie: string): string | null {
  const [, key = '', count] = /^(notice\.\w+)(?: (\d{1,6}))?$/.exec(cookie) ?? [];
  return isMessageKey(key) ? language.message({ key, values: { count: Number(count ?? 0) } }) : null;
}

type Submitting<V extends Visit, F> = Page<V, F> & { submit: NonNullable<Page<V, F>['submit']> };

async function take<V extends Visit, F>(c: Context<Env>, visit: V, page: Submitting<V, F>, form: Brought<F> & { fields: Values }): Promise<Response> {
  const { fields } = form;
  try {
    if (form.error) throw form.error;
    const outcome = await once(visit, fields, c.req.path, (visit) => page.submit(visit, fields, form.read as F));
    return depart(c, visit, outcome);
  } catch (error) {
    const busy = asBusy(error);
    if (busy) return await sendAgain(c, visit, page, { fields, busy });
    if (error instanceof Invalid) return await answer(c, visit, () => page.show(visit, { values: fields, errors: error.fields }), 422);
    if (error instanceof Conflict) {
      const values = { ...fields, version: String(error.version) };
      return await answer(c, visit, () => page.show(visit, { values, errors: {}, theirs: error.theirs }), 409);
    }
    throw error;
  }
}

/** The form once more, with what was typed and its key: what did get through has then one effect. A form that stands on another page stands here. */
async function sendAgain<V extends Visit>(
  c: Context<Env>,
  visit: V,
  page: Pick<Page<V>, 'show'>,
  { fields, busy }: { fields: Values; busy: Busy },
): Promise<Response> {
  const view = await page.show(visit, { values: fields, errors: { form: { key: REFUSED[busy.why].error } }, key: keyOf(fields) });
  if (view instanceof Response) throw busy;
  c.header('Retry-After', RETRY_AFTER);
  return answer(c, visit, () => view, REFUSED[busy.why].status);
}

function depart(c: Context<Env>, visit: Visit, outcome: Outcome): Response {
  if (outcome instanceof Response) return outcome;
  const { to, notice, count, session } = typeof outcome === 'string' ? { to: outcome } : outcome;
  const cookie = { path: '/', httpOnly: true, secure: visit.house.secure, sameSite: 'Lax' as const };
  if (session) setCookie(c, visit.house.sessionCookie, session, { ...cookie, maxAge: 14 * 86_400 });
  if (session === null) deleteCookie(c, visit.house.sessionCookie, cookie);
  if (notice) setCookie(c, 'notice', [notice, count].join(' ').trim(), { ...cookie, maxAge: 60 });
  return c.redirect(to, 303);
}

const keyOf = ({ _key }: Values): string | undefined =>
  typeof _key === 'string' ? /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(_key)?.[0] : undefined;

/** Claims the form's key, does the work and notes where it led, all in one transaction. */
async function once<V extends Visit>(visit: V, fields: Values, path: string, work: (visit: V) => Promise<Outcome>): Promise<Outcome> {
  const key = keyOf(fields);
  return inTransaction(visit.host, async (host) => {
    const inside = { ...visit, host, ctx: visit.ctx && { ...visit.ctx, db: host.db } };
    if (!key) return work(inside);
    const earlier = await claim(host.db, { key, sender: visit.visitor?.userId ?? '', path, created_at: host.now });
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

/** Null when the key was free. A second sender waits here until the first one's transaction ends. */
async function claim(db: Db, submission: { key: string; sender: string; path: string; created_at: Date }): Promise<string | null> {
  const claimed = await db
    .insertInto('submissions')
    .values(submission)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows) return null;
  const earlier = await db.selectFrom('submissions').select(['sender', 'path', 'location']).where('key', '=', submission.key).executeTakeFirst();
  if (!earlier || earlier.sender !== submission.sender || earlier.path !== submission.path) throw new Invalid({ form: { key: 'error.form_key' } });
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
async function refuse(c: Context<Env>, visit: Visit, error: unknown, fields?: Values): Promise<Response> {
  if (error instanceof SignInFirst) return c.redirect(`/sign-in?next=${encodeURIComponent(visit.url.pathname + visit.url.search)}`, 303);
  if (error instanceof NotFound) return answer(c, visit, () => refusal(visit, 'refused.not_found'), 404);
  if (error instanceof Forbidden) return answer(c, visit, () => refusal(visit, 'refused.forbidden'), 403);
  if (error instanceof TooMany) return answer(c, visit, () => refusal(visit, 'refused.too_many'), 429);
  const busy = asBusy(error);
  if (busy) {
    if (busy.cause) visit.house.log.warn({ request: c.get('requestId'), error: String(busy.cause) }, busy.message);
    c.header('Retry-After', RETRY_AFTER);
    return answer(c, visit, () => busyView(visit, busy, fields), REFUSED[busy.why].status);
  }
  throw error;
}

function refusal(visit: Visit, key: 'refused.not_found' | 'refused.forbidden' | 'refused.too_many'): View {
  const { t } = visit.language;
  const title = t(`${key}.title`);
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        <p>{t(`${key}.text`)}</p>
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

class TooMany extends Error {}

/** Counts a try against one of the house's limits; beyond it the visitor is asked to wait. */
export async function limit(visit: Visit, name: keyof House['limits'], key: string): Promise<void> {
  try {
    await visit.house.limits[name].consume(`${name} ${key}`);
  } catch {
    throw new TooMany();
  }
}

/** Elsewhere on this site, by GET. */
export const redirect = (to: string) => new Response(null, { status: 303, headers: { Location: to } });

export const text = (value: Values[string]): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));
