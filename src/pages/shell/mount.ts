/**
 * Mounts all pages on the app, lets in whoever may see them, and turns errors of verbs into pages. A form's body is not
 * read before it is known that its sender may send it, and no database connection is held while it is read; that is
 * asked once more inside the transaction (take.ts).
 */
import { TooMany } from '../../house/counters.ts';
import { NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { admit, enter } from './admit.ts';
import { answer } from './answer.ts';
import { FORM_BYTES, readForm, type Sent } from './form-body.ts';
import { keptAgain } from './kept.ts';
import { keyOf } from './once.ts';
import { mountedAt, type Page, type Sender } from './page.ts';
import { receive } from './receive.ts';
import { refuse, tooLarge } from './refuse.ts';
import { type Submittable, type Taken, take } from './take.ts';
import { type App, type Asking, type Exchange, limit, type Visit } from './visit.ts';

/** Mounts them all. Links and buttons find a page by its path, to ask whether the reader may open it. */
export function mountPages(app: App, house: House, pages: Page[]): void {
  const inLibraries = new Map(pages.filter((page) => page.kind === 'library').map((page) => [page.path, page]));
  app.use(async (c, next) => {
    c.set('pages', inLibraries);
    await next();
  });
  for (const page of pages) mount(app, house, page);
}

export function mount(app: App, house: House, page: Page): void {
  const path = mountedAt(page);
  app.get(path, (c) => {
    c.set('page', page);
    return receive({ c, house }, (visit) => show(page, { c, visit }));
  });
  if (!isSubmittable(page)) return;
  app.post(path, (c) => {
    c.set('page', page);
    return post(c, house, page);
  });
}

const isSubmittable = (page: Page): page is Submittable => page.submit !== undefined;

async function show(page: Page, exchange: Exchange): Promise<Response> {
  const { c, visit } = exchange;
  const asked = await admit(page, visit, 'view');
  if (c.req.method === 'HEAD') return onlyHead(page);
  return answer(exchange, await page.view({ ...asked, again: await keptAgain(c, asked) }), 200);
}

/** The answer to HEAD: the page's type, without reading, making or counting anything. */
const onlyHead = ({ type = 'text/html; charset=UTF-8' }: Page) =>
  new Response(null, { headers: { 'Content-Type': type } });

async function post(c: Asking, house: House, page: Submittable): Promise<Response> {
  const bytes = page.files?.bytes(house) ?? FORM_BYTES;
  if (Number(c.req.header('content-length')) > bytes) return tooLarge(c, house, bytes);
  const place = { libraryId: '', leave: () => {} };
  try {
    const stopped = await askFirst(c, page, { house, place });
    if (stopped) return stopped;
    const form = await readForm(c, bytes);
    if (form === 'too large') return tooLarge(c, house, bytes);
    const taken = await withFiles(page, form, { house, libraryId: place.libraryId, left: c.req.raw.signal });
    const taking = (visit: Visit) => take({ c, page, visit: enter(page, visit) }, taken);
    return await house.repeats.take(keyOf(form.fields), () => receive({ c, house, typed: form.fields }, taking));
  } finally {
    place.leave();
  }
}

type Place = { libraryId: string; leave: () => void };

/**
 * Undefined, or the answer to a sender who may not. If there is no connection just now, that is said later, when the
 * form has been read and can be given back.
 */
async function askFirst(
  c: Asking,
  page: Page,
  { house, place }: { house: House; place: Place },
): Promise<Response | undefined> {
  if (page.kind === 'host' && !page.load) return undefined;
  const ask = async (visit: Visit) => {
    await admit(page, visit, 'submit');
    if (page.files) Object.assign(place, await makeRoom(visit));
    return undefined;
  };
  return receive({ c, house, spare: !page.files }, ask);
}

/** Files are large, so limits are checked before they are sent: so many uploads a minute, and so many at once. */
async function makeRoom(visit: Visit): Promise<Place> {
  // Visitors of a library's public page take turns of their own: they close it neither to its staff nor to other libraries.
  const libraryId = visit.ctx?.library.id ?? `visitors of ${visit.param('library')}`;
  await limit(visit, 'uploads', visit.visitor?.userId ?? visit.clientAddress);
  await limit(visit, 'libraryUploads', libraryId);
  const leave = visit.house.bodies.enter(libraryId);
  if (!leave) throw new TooMany(60);
  return { libraryId, leave };
}

/** Reads the files. An error is kept for later, when it can be shown with the form. */
async function withFiles({ files }: Page, form: Sent, sender: Sender): Promise<Taken> {
  if (!files || form.error) return form;
  return files.read(form.files, sender).then(
    (brought) => ({ ...form, brought }),
    (error) => ({ ...form, error }),
  );
}

/** The page for an address that nothing answers. */
export function notFoundPage(house: House) {
  return (c: Asking) => receive({ c, house }, (visit) => refuse({ c, visit }, new NotFound()));
}
