/**
 * Turns a view into the response, with the notice that the last form left. A notice is shown once, on a page that is
 * what was asked for: a refusal may have no database any more to ask what was removed.
 */
import { deleteCookie, getCookie } from 'hono/cookie';
import { renderPage, type View } from './layout.tsx';
import { noticeOf } from './notice.tsx';
import type { Exchange } from './visit.ts';

export type Status = 200 | 404 | 403 | 409 | 413 | 422 | 429 | 503;

export async function answer({ c, visit }: Exchange, view: View | Response, status: Status): Promise<Response> {
  if (view instanceof Response) return view;
  const notice = status === 200 ? getCookie(c, 'notice') : undefined;
  const draftDone = getCookie(c, 'draft');
  if (notice) deleteCookie(c, 'notice', { path: '/' });
  if (draftDone) deleteCookie(c, 'draft', { path: '/' });
  return c.html(renderPage(visit, view, { notice: notice ? await noticeOf(visit, notice) : null, draftDone }), status);
}
