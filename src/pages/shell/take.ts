/**
 * Accepts a form: `submit` does its work once, and an error shows the same page again, with what was typed and the
 * reason.
 */
import { setCookie } from 'hono/cookie';
import { TooMany } from '../../house/counters.ts';
import { asBusy, type Busy, Conflict, Invalid } from '../../house/errors.ts';
import type { Again, Values } from '../../ui/here.ts';
import { admit } from './admit.ts';
import { answer, type Status } from './answer.ts';
import { REFUSED, RETRY_AFTER } from './busy.tsx';
import { cookieOf } from './cookies.ts';
import type { Sent } from './form-body.ts';
import { forgetKept } from './kept.ts';
import { depart, type Outcome } from './landing.ts';
import { withTheirs } from './meanwhile.ts';
import { keyOf, once } from './once.ts';
import type { Page } from './page.ts';
import { inMinutes } from './refusal.tsx';
import { draftOf, type Exchange } from './visit.ts';

/**
 * `brought` is the result of reading its files, `error` what is wrong with them or with the form itself. `both` is the
 * form merged with what somebody else changed meanwhile. Whether the form was accepted before is decided by what was
 * sent, not by `both`.
 */
export type Taken = Omit<Sent, 'error'> & { brought?: unknown; error?: unknown; both?: Values };
/** A page with a form. */
export type Submittable = Page & { submit: NonNullable<Page['submit']> };
/** What every step of it needs. */
type Taking = Exchange & { page: Submittable };

export async function take(taking: Taking, form: Taken): Promise<Response> {
  const { c, page, visit } = taking;
  try {
    if (form.error) throw form.error;
    const outcome = withNotice(await submitted(taking, form), form.both !== undefined);
    if (page.drafts) setCookie(c, 'draft', draftOf(visit), { ...cookieOf(visit.house), maxAge: 60 });
    return depart(c, visit, outcome);
  } catch (error) {
    return untaken(taking, form, error);
  }
}

const submitted = ({ c, page, visit }: Taking, form: Taken): Promise<Outcome> =>
  once(visit, { ...form, path: c.req.path }, async (inside) => {
    const asked = await admit(page, inside, 'submit');
    const outcome = await page.submit({ ...asked, fields: form.both ?? form.fields, brought: form.brought });
    await forgetKept(c, inside);
    return outcome;
  });

async function untaken(taking: Taking, form: Taken, error: unknown): Promise<Response> {
  const values = form.both ?? form.fields;
  const busy = asBusy(error);
  if (busy) return sendAgain(taking, values, busy);
  // Without any error it is only asked for again, with more rows.
  if (error instanceof Invalid)
    return showAgain(taking, { values, errors: error.fields }, Object.keys(error.fields).length > 0 ? 422 : 200);
  if (error instanceof Conflict) return meet(taking, form, error);
  if (!(error instanceof TooMany)) throw error;
  taking.c.header('Retry-After', String(error.seconds));
  return showAgain(taking, { values, errors: { form: { key: 'error.wait', values: inMinutes(error) } } }, 429);
}

async function showAgain(taking: Taking, again: Again, status: Status): Promise<Response> {
  const { page, visit } = taking;
  return answer(taking, await page.view({ ...(await admit(page, visit, 'view')), again }), status);
}

/**
 * What only one of them changed is saved from both; for the rest the form is shown again. Merging is tried once for
 * each stored version, so that it cannot go on forever.
 */
async function meet(taking: Taking, form: Taken, conflict: Conflict): Promise<Response> {
  const mine = form.both ?? form.fields;
  const both = withTheirs(mine, conflict);
  const isNew = mine.version !== String(conflict.version);
  if (both && isNew && Object.keys(both.contested).length === 0) return take(taking, { ...form, both: both.fields });
  const { fields, contested } = both ?? {
    fields: { ...mine, version: String(conflict.version) },
    contested: conflict.theirs,
  };
  return showAgain(taking, { values: fields, errors: {}, theirs: contested }, 409);
}

function withNotice(outcome: Outcome, both: boolean): Outcome {
  if (!both || outcome instanceof Response) return outcome;
  return outcome.led.notice === 'notice.saved' ? outcome.saying('notice.saved_both') : outcome;
}

/**
 * Shows the form once more, with what was typed and its key, so that sending it again has one effect even if the first
 * did get through. For a button on another page this page shows the form.
 */
async function sendAgain(taking: Taking, values: Values, busy: Busy): Promise<Response> {
  const { c, page, visit } = taking;
  const again = { values, errors: { form: { key: REFUSED[busy.why].error } }, key: keyOf(values) };
  const view = await page.view({ ...(await admit(page, visit, 'view')), again });
  if (view instanceof Response) throw busy;
  c.header('Retry-After', RETRY_AFTER);
  return answer(taking, view, REFUSED[busy.why].status);
}
