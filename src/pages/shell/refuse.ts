/** Turns each kind of refusal into a page; any other error is thrown on, to the last handler of the server. */
import { TooMany } from '../../house/counters.ts';
import { asBusy, Forbidden, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import type { Values } from '../../ui/here.ts';
import { Elsewhere, SignInFirst } from './admit.ts';
import { answer } from './answer.ts';
import { busyView, REFUSED, RETRY_AFTER } from './busy.tsx';
import { FORM_BYTES } from './form-body.ts';
import { inMinutes, refusal } from './refusal.tsx';
import { type Asking, type Exchange, makeVisit } from './visit.ts';

/** What the refused form held: its fields, to be sent again, or the written words, to be copied from the page. */
type Held = { fields?: Values | undefined; written?: string };

export async function refuse(
  exchange: Exchange,
  error: unknown,
  { fields, written = '' }: Held = {},
): Promise<Response> {
  const { c, visit } = exchange;
  if (error instanceof SignInFirst)
    return c.redirect(`/sign-in?next=${encodeURIComponent(visit.url.pathname + visit.url.search)}`, 303);
  if (error instanceof Elsewhere) return c.redirect(error.to, 303);
  if (error instanceof NotFound) return answer(exchange, refusal(visit, 'refused.not_found', { written }), 404);
  if (error instanceof Forbidden) return answer(exchange, refusal(visit, 'refused.forbidden', { written }), 403);
  if (error instanceof TooMany) {
    c.header('Retry-After', String(error.seconds));
    return answer(exchange, refusal(visit, 'refused.wait', { values: inMinutes(error) }), 429);
  }
  const busy = asBusy(error);
  if (!busy) throw error;
  if (busy.cause) visit.house.log.warn({ request: c.get('requestId'), error: String(busy.cause) }, busy.message);
  c.header('Retry-After', RETRY_AFTER);
  return answer(exchange, busyView(visit, busy, fields), REFUSED[busy.why].status);
}

/**
 * Refuses a form or a file that is too large, without finding out who sent it, and closes the connection. The browser
 * still has what was typed.
 */
export async function tooLarge(c: Asking, house: House, bytes: number): Promise<Response> {
  const max = Math.max(1, Math.round((bytes - FORM_BYTES) / 1_000_000));
  const host = { db: house.lending.to({ library: null }), now: house.now() };
  const visit = makeVisit(c, house, { host, visitor: null, ctx: null });
  const answered = await answer({ c, visit }, refusal(visit, 'refused.too_large', { values: { max } }), 413);
  answered.headers.set('Connection', 'close');
  return answered;
}
