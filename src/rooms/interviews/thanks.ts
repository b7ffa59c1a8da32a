/**
 * What a leader is owed: thanks within two days, and the findings once there are some. Both by e-mail in their language,
 * or on a card, or said; noted once.
 */
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import type { Interview, InterviewId } from './interview.ts';
import { interviewToChange } from './interviews.ts';
import type { Round } from './round.ts';

export const THANK_DAYS = 2;
export type Owed = 'thanks' | 'findings';
export type WaySent = 'email' | 'card' | 'other';

/** Somebody was interviewed, and said yes to it. */
export const isOwed = (what: Owed, { state, thanked_at, findings_at }: Interview): boolean =>
  state === 'held' && (what === 'thanks' ? thanked_at : findings_at) === null;

/** By which day. */
export function thanksDue({ held_on }: Pick<Interview, 'held_on'>): string | null {
  if (!held_on) return null;
  return Temporal.PlainDate.from(held_on).add({ days: THANK_DAYS }).toString();
}

export const isLate = (ctx: Ctx, interview: Interview) => (thanksDue(interview) ?? '9999') < today(ctx);

/** What is said: the round's own words, or the usual ones; names are put in as they are. */
export function thanksFor(
  ctx: Ctx,
  round: Pick<Round, 'thanks_en' | 'thanks_es'>,
  { name, locale }: Interview,
): string {
  const values = { name, library: ctx.library.name, member: ctx.actor.name };
  const own = round[`thanks_${locale}`];
  if (own === '') return speak(locale).t('interviews.thanks', values);
  return own.replace(/\{(name|library|member)\}/g, (_, key: keyof typeof values) => values[key]);
}

/** Throws Invalid where there is no address, or it was sent before. */
export async function mailThanks(ctx: Ctx, id: InterviewId, words: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const interview = await interviewToChange(ctx, id);
    if (interview.email === '') throw new Invalid({ form: { key: 'error.leader_email' } });
    await noteSent(ctx, id, { what: 'thanks', way: 'email' });
    const { email, locale } = interview;
    const subject = speak(locale).t('interviews.thanks_subject', { library: ctx.library.name });
    const replyTo = await ownAddress(ctx);
    await outbox(ctx, { to: email, locale, replyTo, subject, body: words, carries: id, private: true });
  });
}

const ownAddress = async (ctx: Ctx): Promise<string | null> =>
  (await sql<{ email: string }>`select email from users where id = ${ctx.actor.userId}`.execute(ctx.db)).rows[0]
    ?.email ?? null;

/** Once; a second time is refused, so that nobody is thanked twice. */
export async function noteSent(ctx: Ctx, id: InterviewId, { what, way }: { what: Owed; way: WaySent }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { round, held_on } = await interviewToChange(ctx, id);
    if (!held_on) throw new Invalid({ form: { key: 'error.not_held' } });
    const { rows } = await sql`insert into interview_thanks (library_id, interview_id, what, way, sent_by, sent_at)
      values (${ctx.library.id}, ${id}, ${what}, ${way}, ${memberId(ctx)}, ${ctx.now})
      on conflict do nothing returning 1`.execute(ctx.db);
    if (rows.length === 0) throw new Invalid({ form: { key: 'error.sent_before' } });
    await history(ctx, `interview.${what}`, { subject: theLibrary(ctx), details: { round } });
  });
}

/** It was a slip; what went out by e-mail is out. */
export async function unsend(ctx: Ctx, id: InterviewId, what: Owed): Promise<void> {
  await interviewToChange(ctx, id);
  await sql`delete from interview_thanks where library_id = ${ctx.library.id} and interview_id = ${id}
    and what = ${what} and way <> 'email'`.execute(ctx.db);
}
