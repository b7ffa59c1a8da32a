/**
 * Times: three are offered in an invitation, the leader chooses one by their link or says what would suit them, or a
 * member notes what was agreed on by phone. That an interviewer is at one place at a time is the database's to say. What
 * is agreed on goes into both calendars, at the time of the clock where the library is, and so does each change of it.
 */
import { sql } from 'kysely';
import { type Ctx, daysAfter, type MemberId, memberId, systemActor } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { enqueueAfter } from '../../house/work/job.ts';
import { extendFor, sendLink, type Ways } from '../guests/guest-links.ts';
import { REMIND, tellAskers, tellBoth, tellInterviewer } from './appointment-mail.ts';
import { momentOf } from './clock.ts';
import {
  type Interview,
  type InterviewId,
  mayAnswerInvitation,
  type Slot,
  type SlotId,
  type Wanted,
} from './interview.ts';
import { changeInterview, findInterview, interviewToChange, slotJoins, slotObject } from './interviews.ts';

/** Hours before it. */
const REMIND_HOURS = 24;
const LINK_DAYS = 60;

/** Of a leader who does something the history says that it was done, and not who they are. */
function note(ctx: Ctx, action: string, round: string): Promise<void> {
  const by = ctx.actor.kind === 'guest' ? { ...ctx, actor: systemActor } : ctx;
  return history(by, action, { subject: theLibrary(ctx), details: { round } });
}

/** Those that are offered or agreed on, the earliest first. */
export async function slotsOf(ctx: Ctx, id: InterviewId): Promise<Slot[]> {
  const { rows } = await sql<{ slot: Slot }>`
    select ${slotObject} as slot from interview_slots s ${slotJoins}
    where s.library_id = ${ctx.library.id} and s.interview_id = ${id} and s.released_at is null
    order by s.starts_at, s.id`.execute(ctx.db);
  return rows.map(({ slot }) => ({ ...slot, starts_at: new Date(slot.starts_at), ends_at: new Date(slot.ends_at) }));
}

const hold = (ctx: Ctx, id: InterviewId) =>
  sql`select 1 from interviews where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);

type Kept = { interviewer_id: MemberId; starts_at: Date; ends_at: Date; place: string; chosen: boolean };

/** Throws Invalid under `field` where the interviewer is elsewhere at that time. */
async function keepSlot(ctx: Ctx, interview_id: InterviewId, slot: Kept, field: string): Promise<SlotId> {
  const { chosen, ...times } = slot;
  if (slot.starts_at <= ctx.now) throw new Invalid({ [field]: { key: 'error.slot_past' } });
  const id = newId<'interview_slots'>();
  const row = { library_id: ctx.library.id, id, interview_id, ...times, offered_at: ctx.now };
  await translating({ interview_slots_no_clash: [field, 'error.slot_taken'] }, () =>
    ctx.db
      .insertInto('interview_slots')
      .values({ ...row, chosen_at: chosen ? ctx.now : null })
      .execute(),
  );
  return id;
}

/** Those of the interview that are not kept are free again. */
const release = (ctx: Ctx, id: InterviewId, except: SlotId | null = null) =>
  sql`update interview_slots set released_at = ${ctx.now} where library_id = ${ctx.library.id}
    and interview_id = ${id} and released_at is null and id is distinct from ${except}`.execute(ctx.db);

const endOf = (starts: Date, minutes: number) => new Date(starts.getTime() + minutes * 60_000);

type Offer = { slots: { day: string | null; time: string | null }[]; minutes: number; place: string; words: string };

/** Writes to the leader, with the times that are offered. Throws Invalid. */
export async function invite(ctx: Ctx, id: InterviewId, { slots, ways, ...offer }: Offer & { ways: Ways }) {
  await inTransaction(ctx, async (ctx) => {
    await hold(ctx, id);
    const interview = await interviewToChange(ctx, id);
    if (interview.email === '') throw new Invalid({ form: { key: 'error.leader_email' } });
    if (interview.held_on) throw new Invalid({ form: { key: 'error.interview_held' } });
    if (interview.appointment) throw new Invalid({ form: { key: 'error.has_appointment' } });
    await release(ctx, id);
    const interviewer_id = interview.interviewer_id ?? memberId(ctx);
    const starts: Date[] = [];
    for (const [at, { day, time }] of slots.entries()) {
      if (!day && !time) continue;
      if (!day || !time) throw new Invalid({ [`slots.${at}.${day ? 'time' : 'day'}`]: { key: 'error.required' } });
      const field = `slots.${at}.day`;
      const starts_at = momentOf(ctx.library, { day, time }, field);
      const times = { starts_at, ends_at: endOf(starts_at, offer.minutes), place: offer.place };
      await keepSlot(ctx, id, { interviewer_id, ...times, chosen: false }, field);
      starts.push(starts_at);
    }
    if (starts.length === 0) throw new Invalid({ 'slots.0.day': { key: 'error.slot_none' } });
    await sql`update interviews set invited_at = ${ctx.now}, declined_at = null, proposed = '',
      interviewer_id = ${interviewer_id} where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
    await sendInvitation(ctx, interview, { starts, ways, ...offer });
    await note(ctx, 'interview.invited', interview.round);
  });
}

type Sending = { starts: Date[]; minutes: number; place: string; words: string; ways: Ways };

async function sendInvitation(ctx: Ctx, { id, name, email, locale }: Interview, sending: Sending): Promise<void> {
  const { t, moment } = speak(locale, ctx.library.timeZone);
  const times = sending.starts.map((at) => `– ${moment(at)}`).join('\n');
  const letter = [
    sending.words,
    t('interview.times', { minutes: sending.minutes, place: sending.place }),
    times,
    t('interview.choose_there'),
  ].filter(Boolean);
  const whom = { partner_id: null, person_id: null, name: name.slice(0, 120), email, locale };
  const link = {
    purpose: 'interview',
    subject_id: id,
    ...whom,
    asks: t('interview.asks', { library: ctx.library.name }),
  };
  await sendLink(
    ctx,
    { ...link, purpose: 'interview', letter: letter.join('\n\n'), expires_at: daysAfter(ctx.now, LINK_DAYS) },
    sending.ways,
  );
}

/** What a guest sees: what was offered, and what was agreed on. */
export async function findInvitation(ctx: Ctx, id: InterviewId): Promise<{ interview: Interview; slots: Slot[] }> {
  allow(mayAnswerInvitation(ctx.actor, id));
  return { interview: await findInterview(ctx, id), slots: await slotsOf(ctx, id) };
}

/** By the leader, or by a member to whom they said so. */
const mayAnswer = async (ctx: Ctx, id: InterviewId): Promise<void> => {
  if (ctx.actor.kind === 'guest') allow(mayAnswerInvitation(ctx.actor, id));
  else await interviewToChange(ctx, id);
};

/** The same time twice is one; one that was taken back meanwhile is refused. */
export async function chooseSlot(ctx: Ctx, id: InterviewId, slotId: SlotId | null): Promise<void> {
  await mayAnswer(ctx, id);
  await inTransaction(ctx, async (ctx) => {
    await hold(ctx, id);
    const interview = await findInterview(ctx, id);
    if (interview.appointment?.id === slotId) return;
    if (interview.held_on) throw new Invalid({ form: { key: 'error.interview_held' } });
    const slot = (await slotsOf(ctx, id)).find((each) => each.id === slotId);
    if (!slotId || !slot) throw new Invalid({ slot: { key: slotId ? 'error.slot_gone' : 'error.required' } });
    if (slot.starts_at <= ctx.now) throw new Invalid({ slot: { key: 'error.slot_past' } });
    await release(ctx, id, slotId);
    await sql`update interview_slots set chosen_at = ${ctx.now} where library_id = ${ctx.library.id}
      and id = ${slotId}`.execute(ctx.db);
    await agreed(ctx, id, slotId);
  });
}

/** By a member: as agreed on by phone, or at another time than before. Throws Invalid. */
export async function setAppointment(ctx: Ctx, id: InterviewId, wanted: Wanted): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await hold(ctx, id);
    const interview = await interviewToChange(ctx, id);
    if (interview.held_on) throw new Invalid({ form: { key: 'error.interview_held' } });
    await release(ctx, id);
    const starts_at = momentOf(ctx.library, wanted, 'time');
    const times = { starts_at, ends_at: endOf(starts_at, wanted.minutes), place: wanted.place };
    const interviewer_id = interview.interviewer_id ?? memberId(ctx);
    const slotId = await keepSlot(ctx, id, { interviewer_id, ...times, chosen: true }, 'day');
    await agreed(ctx, id, slotId);
  });
}

/** A time stands: both are told, and the leader is reminded. */
export async function agreed(ctx: Ctx, id: InterviewId, slotId: SlotId): Promise<void> {
  await sql`update interviews set proposed = '', declined_at = null, sequence = sequence + 1,
      interviewer_id = coalesce(interviewer_id, (select s.interviewer_id from interview_slots s
        where s.library_id = ${ctx.library.id} and s.id = ${slotId}))
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const interview = await findInterview(ctx, id);
  const slot = found(interview.appointment);
  await tellBoth(ctx, interview, { slot, method: 'REQUEST' });
  await extendFor(ctx, { purpose: 'interview', subject_id: id }, daysAfter(slot.ends_at, 1));
  const remindAt = new Date(slot.starts_at.getTime() - REMIND_HOURS * 3_600_000);
  if (interview.email && remindAt > ctx.now) await enqueueAfter(ctx, REMIND, { subject: slotId, after: remindAt });
  await note(ctx, 'interview.scheduled', interview.round);
}

/** The time is off: the leader cannot come, or we cannot. They are not asked again by themselves. */
export async function cancelAppointment(ctx: Ctx, id: InterviewId): Promise<void> {
  await mayAnswer(ctx, id);
  await inTransaction(ctx, async (ctx) => {
    await hold(ctx, id);
    const interview = await findInterview(ctx, id);
    const slot = interview.appointment;
    if (!slot) return;
    await release(ctx, id);
    // Nobody is told that what took place is off.
    if (interview.held_on || slot.starts_at <= ctx.now) return;
    await sql`update interviews set sequence = sequence + 1 where library_id = ${ctx.library.id}
      and id = ${id}`.execute(ctx.db);
    await tellBoth(ctx, { ...interview, sequence: interview.sequence + 1 }, { slot, method: 'CANCEL' });
    await note(ctx, 'interview.cancelled', interview.round);
  });
}

/** By the leader: when it would suit them. What was agreed on stands until we answer. */
export async function proposeTime(ctx: Ctx, id: InterviewId, proposed: string): Promise<void> {
  allow(mayAnswerInvitation(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    await hold(ctx, id);
    const { held_on, ...interview } = await findInterview(ctx, id);
    if (interview.proposed === proposed) return;
    if (held_on) throw new Invalid({ form: { key: 'error.interview_held' } });
    await sql`update interviews set proposed = ${proposed}, declined_at = null where library_id = ${ctx.library.id}
      and id = ${id}`.execute(ctx.db);
    await tellInterviewer(ctx, interview, { key: 'interview.proposes', proposed });
  });
}

/** By the leader: they do not want to be asked. A time that was agreed on is off. */
export async function declineInvitation(ctx: Ctx, id: InterviewId): Promise<void> {
  allow(mayAnswerInvitation(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    await cancelAppointment(ctx, id);
    const { declined_at, held_on, ...interview } = await findInterview(ctx, id);
    if (declined_at || held_on) return;
    await release(ctx, id);
    await sql`update interviews set declined_at = ${ctx.now}, proposed = '' where library_id = ${ctx.library.id}
      and id = ${id}`.execute(ctx.db);
    await tellInterviewer(ctx, interview, { key: 'interview.declines', proposed: '' });
    await note(ctx, 'interview.declined', interview.round);
  });
}

/** A member was told so. */
export async function noteDeclined(ctx: Ctx, id: InterviewId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { round } = await interviewToChange(ctx, id);
    await cancelAppointment(ctx, id);
    await release(ctx, id);
    await sql`update interviews set declined_at = ${ctx.now}, proposed = '' where library_id = ${ctx.library.id}
      and id = ${id} and held_on is null`.execute(ctx.db);
    await note(ctx, 'interview.declined', round);
  });
}

/** Who asks may be somebody else from now on: then the time that stands is theirs, and both are told. */
export async function changeLeader(
  ctx: Ctx,
  id: InterviewId,
  edit: Parameters<typeof changeInterview>[2],
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const was = await interviewToChange(ctx, id);
    await changeInterview(ctx, id, edit);
    const moved = edit.interviewer_id !== null && edit.interviewer_id !== was.interviewer_id;
    const slot = was.appointment;
    if (!slot || !moved || was.held_on || slot.starts_at <= ctx.now) return;
    await agreed(ctx, id, slot.id);
    const former = was.interviewers.filter((each) => each.id === slot.interviewer_id);
    await tellAskers(ctx, { ...(await findInterview(ctx, id)), interviewers: former }, { slot, method: 'CANCEL' });
  });
}

/** It was a slip, or they changed their mind. */
export async function noteOpen(ctx: Ctx, id: InterviewId): Promise<void> {
  await interviewToChange(ctx, id);
  await sql`update interviews set declined_at = null where library_id = ${ctx.library.id} and id = ${id}`.execute(
    ctx.db,
  );
}
