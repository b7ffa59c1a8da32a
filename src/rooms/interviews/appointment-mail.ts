/**
 * What is written about times: to the leader in their language, to whoever asks in the library's, each with the date for
 * their calendar (iMIP). It is for nobody else to read.
 */
import { sql } from 'kysely';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { clockOf } from './clock.ts';
import type { Interview, InterviewId, Slot, SlotId } from './interview.ts';
import { findInterview } from './interviews.ts';

/** The work of reminding a leader of their time. */
export const REMIND = 'interview.remind';

type Told = { slot: Slot; method: 'REQUEST' | 'CANCEL' };
type Reader = { email: string; name: string; locale: Interview['locale']; replyTo: string[] };

/** The leader, and the interviewer in the library's language; each with the date for their calendar. */
export async function tellBoth(ctx: Ctx, interview: Interview, told: Told): Promise<void> {
  const { email, name, locale } = interview;
  const replyTo = await askersOf(ctx, interview, told.slot.interviewer_id);
  if (email) await tellOfTime(ctx, interview, told, { email, name, locale, replyTo });
  await tellAskers(ctx, interview, told);
}

export async function tellAskers(ctx: Ctx, interview: Interview, told: Told): Promise<void> {
  const to = { name: interview.name, locale: ctx.library.locale, replyTo: interview.email ? [interview.email] : [] };
  for (const email of await askersOf(ctx, interview, told.slot.interviewer_id))
    await tellOfTime(ctx, interview, told, { ...to, email });
}

/** Whoever asks, as long as they do so in the round; else all who do: what leaders write is for nobody else. */
async function askersOf(ctx: Ctx, { interviewers }: Pick<Interview, 'interviewers'>, id: MemberId | null) {
  const there = interviewers.some((each) => each.id === id);
  const ids = there ? [id] : interviewers.map((each) => each.id);
  const { rows } = await sql<{ email: string }>`select u.email from members m join users u on u.id = m.user_id
    where m.library_id = ${ctx.library.id} and m.id = any(${ids}::uuid[]) and m.left_at is null
      and m.role <> 'reader' order by u.email`.execute(ctx.db);
  return rows.map(({ email }) => email);
}

async function tellOfTime(ctx: Ctx, interview: Interview, { slot, method }: Told, to: Reader): Promise<void> {
  const { t, moment } = speak(to.locale, ctx.library.timeZone);
  const values = {
    ...{ library: ctx.library.name, name: to.name, leader: interview.name, interviewer: slot.interviewer },
    ...{ moment: moment(slot.starts_at), place: slot.place },
  };
  const ours = to.email !== interview.email;
  const [organizer] = await askersOf(ctx, interview, slot.interviewer_id);
  const key = `${method === 'CANCEL' ? 'mail.interview_off' : 'mail.interview_time'}${ours ? '_ours' : ''}` as const;
  const attendee = { name: interview.name, email: interview.email || to.email };
  await outbox(ctx, {
    ...{ to: to.email, locale: to.locale, replyTo: to.replyTo, carries: interview.id, private: true },
    subject: t(`${key}.subject`, values),
    body: t(`${key}.body`, values),
    calendar: {
      ...{ uid: `interview-${interview.id}@common-table`, sequence: interview.sequence, method },
      ...{ starts: clockOf(ctx.library, slot.starts_at), ends: clockOf(ctx.library, slot.ends_at) },
      ...{ zone: ctx.library.timeZone, location: slot.place, text: '' },
      title: t(ours ? 'interview.date_ours' : 'interview.date', values),
      organizer: { name: slot.interviewer, email: organizer ?? slot.interviewer_email },
      attendee,
    },
  });
}

type ToInterviewer = Pick<Interview, 'id' | 'name' | 'round' | 'interviewer_id' | 'interviewers'>;

export async function tellInterviewer(
  ctx: Ctx,
  { id, name, round, interviewer_id, interviewers }: ToInterviewer,
  { key, proposed }: { key: 'interview.proposes' | 'interview.declines'; proposed: string },
): Promise<void> {
  const { t } = speak(ctx.library.locale);
  for (const to of await askersOf(ctx, { interviewers }, interviewer_id))
    await outbox(ctx, {
      ...{ to, locale: ctx.library.locale, carries: id, private: true },
      subject: t(key, { name, round }),
      body: [t(key, { name, round }), proposed].filter(Boolean).join('\n\n'),
    });
}

/** A day before, unless the time was moved or called off since. */
export async function remind(ctx: Ctx, slotId: SlotId): Promise<void> {
  const { rows } = await sql<{ interview_id: InterviewId }>`select interview_id from interview_slots
    where library_id = ${ctx.library.id} and id = ${slotId} and chosen_at is not null and released_at is null
      and starts_at > ${ctx.now}`.execute(ctx.db);
  const [chosen] = rows;
  if (!chosen) return;
  const interview = await findInterview(ctx, chosen.interview_id);
  const { appointment, email, locale, name, id, held_on, state } = interview;
  if (!appointment || !email || held_on || state === 'declined') return;
  const { t, moment } = speak(locale, ctx.library.timeZone);
  const values = {
    ...{ library: ctx.library.name, name, moment: moment(appointment.starts_at) },
    ...{ place: appointment.place, interviewer: appointment.interviewer },
  };
  await outbox(ctx, {
    ...{ to: email, locale, carries: id, private: true },
    replyTo: await askersOf(ctx, interview, appointment.interviewer_id),
    subject: t('mail.interview_reminder.subject', values),
    body: t('mail.interview_reminder.body', values),
  });
}
