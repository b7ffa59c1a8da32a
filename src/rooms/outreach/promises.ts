/** What a person of a partner promised, as it reaches them: the link to it, and answers to what they ask. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Locale } from '../../house/ctx.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { speak } from '../../house/messages.ts';
import { requiredEmail } from '../../house/parse.ts';
import type { RemovalId } from '../../house/removal.ts';
import { outbox } from '../../house/work/mail.ts';
import { locale } from '../accounts/account.ts';
import { addressOf } from '../accounts/users.ts';
import { findPerson } from '../directory/persons.ts';
import { GUEST_DAYS, type GuestLinkId, isOpen } from '../guests/guest-link.ts';
import { linksAbout, sendLink, type Ways } from '../guests/guest-links.ts';
import { mayLog } from '../partners/partner.ts';
import type { Question, Task, TaskId } from './task.ts';
import { findTask, linkUntil } from './tasks.ts';

export const sendDraft = z.object({ email: requiredEmail, locale });

const DAY = 86_400_000;

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
  return sendLink(
    ctx,
    {
      ...{ purpose: 'promise', subject_id: id as never, partner_id: task.partner_id, person_id: person.id },
      ...{ email, locale, asks: t('promise.asks', { what: task.what, day: day(task.due_on) }) },
      expires_at: linkUntil(ctx, task.due_on),
    },
    ways,
  );
}

/** Whether there is nothing more to say to it: it was ended long enough ago that nobody takes that back. */
export const promiseIsOver = ({ closed_at }: Pick<Task, 'closed_at'>, now: Date): boolean =>
  closed_at !== null && closed_at.getTime() + GUEST_DAYS * DAY < now.getTime();

/** What brings it back that it was ended, by the guest themselves and within their days; null where nothing does. */
export async function endByGuest(ctx: Ctx, { id, outcome }: Pick<Task, 'id' | 'outcome'>): Promise<RemovalId | null> {
  if (!outcome) return null;
  const since = new Date(ctx.now.getTime() - GUEST_DAYS * DAY);
  const { rows } = await sql<{ id: RemovalId }>`
    select id from removals where library_id = ${ctx.library.id} and kind = 'task' and subject = ${id}
      and restored_at is null and removed_by is null and removed_at > ${since}
    order by removed_at desc limit 1`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/**
 * Sends the answer to where the link of whoever asked went, if that still works. Returns whether there was such an
 * address.
 */
export async function mailAnswer(
  ctx: Ctx,
  id: TaskId,
  { person_id, ...said }: Pick<Question, 'person_id' | 'question' | 'answer'>,
): Promise<boolean> {
  allow(mayLog(ctx.actor));
  const links = await linksAbout(ctx, id);
  const link = links.find((each) => each.person_id === person_id && isOpen(each, ctx.now));
  if (!link) return false;
  const { t } = speak(link.locale, ctx.library.timeZone);
  const values = { ...said, who: ctx.actor.name, library: ctx.library.name, name: link.person };
  await outbox(ctx, {
    ...{ to: link.email, locale: link.locale, replyTo: await addressOf(ctx) },
    ...{ subject: t('mail.answer.subject', values), body: t('mail.answer.body', values) },
  });
  return true;
}
