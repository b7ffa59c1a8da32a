/**
 * Turns a view into the response, with the notice that the last form left. A notice is shown once, on a page that is
 * what was asked for: a refusal may have no database any more to ask what was removed.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { deleteCookie, getCookie } from 'hono/cookie';
import { parseAccept } from 'hono/utils/accept';
import { remember } from './device.ts';
import { insideOf } from './inside.ts';
import { renderPage, type View } from './layout.tsx';
import { noticeOf } from './notice.tsx';
import type { Asking, Exchange } from './visit.ts';

export type Status = 200 | 404 | 403 | 409 | 413 | 422 | 429 | 503;

export async function answer({ c, visit }: Exchange, view: View | Response, status: Status): Promise<Response> {
  if (view instanceof Response) return view;
  const notice = status === 200 ? getCookie(c, 'notice') : undefined;
  const draftDone = getCookie(c, 'draft');
  if (notice) deleteCookie(c, 'notice', { path: '/' });
  if (draftDone) deleteCookie(c, 'draft', { path: '/' });
  const said = notice ? await noticeOf(visit, notice) : null;
  const lists = visit.remembered?.lists ?? {};
  if (status === 200) remember(c, visit, view);
  return asBytes(c, renderPage(visit, view, { notice: said, draftDone, inside: insideOf(c, visit), lists }), status);
}

const gzipped = promisify<Buffer, Buffer>(gzip);

/**
 * Compressed here and not by the step that does it for files (server.ts): that one reads an answer as a stream, which
 * takes as long as making the page did.
 */
async function asBytes(c: Asking, html: string, status: Status): Promise<Response> {
  const bytes = Buffer.from(html);
  c.header('Content-Type', 'text/html; charset=UTF-8');
  c.header('Vary', 'Accept-Encoding');
  const takes = parseAccept(c.req.header('accept-encoding') ?? '');
  if (!takes.some(({ type, q }) => type.toLowerCase() === 'gzip' && q > 0)) return c.body(bytes, status);
  c.header('Content-Encoding', 'gzip');
  return c.body((await gzipped(bytes)) as Uint8Array<ArrayBuffer>, status);
}
