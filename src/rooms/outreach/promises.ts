/** What a person of a partner promised, as it reaches them: the link to it, and answers to what they ask. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Locale } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { speak } from '../../house/messages.ts';
import { requiredEmail } from '../../house/parse.ts';
import type { RemovalId } from '../../house/removal.ts';
import { outbox } from '../../house/work/mail.ts';
import { locale } from '../accounts/account.ts';
import { addressOf } from '../accounts/users.ts';
import { findPerson } from '../directory/persons.ts';
import { type GuestLink, type GuestLinkId, isOpen, takesBackUntil } from '../guests/guest-link.ts';
import { linksAbout, revokeFor, sendLink, type Ways } from '../guests/guest-links.ts';
import { mayLog } from '../partners/partner.ts';
import type { Question, Task, TaskId, TaskQuestionId } from './task.ts';
import { findTask, linkTo, linkUntil, questionsOf } from './tasks.ts';

export const sendDraft = z.object({ email: requiredEmail, locale });

const aboutPartner = ({ partner_id }: Pick<Task, 'partner_id'>) => ({ type: 'partner', id: partner_id }) as const;

/** Sends whoever promised it the link by which they say that it is done. To an address of theirs, and no other. */
export async function sendPromise(
  ctx: Ctx,
  id: TaskId,
  { email, locale, ways }: { email: string; locale: Locale; ways: Ways },
): Promise<GuestLinkId> {
  allow(mayLog(ctx.actor));
  const task = await findTask(ctx, id);
  if (task.outcome) throw new Invalid({ form: { key: 'error.task_ended' } });
  const person = await findPerson(ctx, found(task.person_id));
  if (!person.emails.some((each) => each.email === email)) throw new Invalid({ email: { key: 'error.not_theirs' } });
  const { t, day } = speak(locale, ctx.library.timeZone);
  const link = { ...linkTo(id), partner_id: task.partner_id, person_id: person.id, email, locale };
  const asks = t('promise.asks', { what: task.what, day: day(task.due_on) });
  return inTransaction(ctx, async (ctx) => {
    const details = { what: task.what, name: person.name };
    await history(ctx, 'task.link_sent', { subject: aboutPartner(task), details });
    return sendLink(ctx, { ...link, asks, expires_at: linkUntil(ctx, task.due_on) }, ways);
  });
}

/** Ends the links to it that are open. */
export async function endPromiseLinks(ctx: Ctx, id: TaskId): Promise<void> {
  allow(mayLog(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const task = await findTask(ctx, id);
    await revokeFor(ctx, linkTo(id));
    await history(ctx, 'task.link_ended', { subject: aboutPartner(task), details: { what: task.what } });
  });
}

/** Whether there is nothing more to say to it: it was ended long enough ago that nobody takes that back. */
export const promiseIsOver = ({ closed_at }: Pick<Task, 'closed_at'>, now: Date): boolean =>
  closed_at !== null && takesBackUntil(closed_at) < now;

/** What brings it back that it was ended, by the guest themselves and within their days; null where nothing does. */
export async function endByGuest(ctx: Ctx, { id, outcome }: Pick<Task, 'id' | 'outcome'>): Promise<RemovalId | null> {
  if (!outcome) return null;
  const { rows } = await sql<{ id: RemovalId; removed_at: Date }>`
    select id, removed_at from removals where library_id = ${ctx.library.id} and kind = 'task' and subject = ${id}
      and restored_at is null and removed_by is null
    order by removed_at desc limit 1`.execute(ctx.db);
  const [end] = rows;
  return end && ctx.now < takesBackUntil(end.removed_at) ? end.id : null;
}

/**
 * Answers, once, on the page of their link, and by mail to where the link of whoever asked went, if that still works.
 * Returns whether there was such an address.
 */
export async function answerQuestion(
  ctx: Ctx,
  id: TaskId,
  { id: questionId, answer }: { id: TaskQuestionId; answer: string },
): Promise<boolean> {
  allow(mayLog(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const task = await findTask(ctx, id);
    const { person_id, question } = found((await questionsOf(ctx, id)).find((each) => each.id === questionId));
    const said = await ctx.db
      .updateTable('task_questions')
      .set({ answer, answered_by: ctx.actor.id, answered_at: ctx.now })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', questionId)
      .where('answered_at', 'is', null)
      .executeTakeFirst();
    if (!said.numUpdatedRows) throw new Invalid({ answer: { key: 'error.question_answered' } });
    await history(ctx, 'task.answered', { subject: aboutPartner(task), details: { what: task.what } });
    const links = await linksAbout(ctx, id);
    const link = links.find((each) => each.person_id === person_id && isOpen(each, ctx.now));
    if (link) await mailAnswer(ctx, link, { question, answer });
    return link !== undefined;
  });
}

async function mailAnswer(ctx: Ctx, link: GuestLink, said: Pick<Question, 'question' | 'answer'>): Promise<void> {
  const { t } = speak(link.locale, ctx.library.timeZone);
  const values = { ...said, who: ctx.actor.name, library: ctx.library.name, name: link.person };
  await outbox(ctx, {
    ...{ to: link.email, locale: link.locale, replyTo: await addressOf(ctx) },
    ...{ subject: t('mail.answer.subject', values), body: t('mail.answer.body', values) },
  });
}
