/** Taking somebody out of a round, and a list of people that was brought in; both can be taken back. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { speak } from '../../house/messages.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { InterviewId, LeaderDraft } from './interview.ts';
import { addInterviews, findInterview } from './interviews.ts';
import { mayInterview, type RoundId } from './round.ts';
import { findRound } from './rounds.ts';
import { cancelAppointment } from './slots.ts';

/**
 * A time that was agreed on is called off first, and both are told; it does not come back. Who it was is not said on the
 * page of what was removed, which everybody sees. What was said is in no history.
 */
export async function removeInterview(ctx: Ctx, id: InterviewId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const { round, ...interview } = await findInterview(ctx, id);
    allow(mayInterview(ctx.actor, interview));
    await cancelAppointment(ctx, id);
    await sql`update interview_slots set released_at = ${ctx.now} where library_id = ${ctx.library.id}
      and interview_id = ${id} and released_at is null`.execute(ctx.db);
    const label = speak(ctx.library.locale).t('interviews.removed_one', { round });
    return removing(ctx, { kind: 'interview', subject: id, label, about: theLibrary(ctx) }, async (ctx) => {
      await sql`update interviews set removed_at = ${ctx.now} where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
      await history(ctx, 'interview.removed', { subject: theLibrary(ctx), details: { round } });
    });
  });
}

/** People of a list, all at once. Returns the id that takes all of them out again, as long as nothing was made of them. */
export async function bringPeople(ctx: Ctx, roundId: RoundId, drafts: LeaderDraft[]): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const { name } = await findRound(ctx, roundId);
    return removing(ctx, { kind: 'interview_list', subject: roundId, label: name, about: theLibrary(ctx) }, (ctx) =>
      addInterviews(ctx, roundId, drafts),
    );
  });
}
