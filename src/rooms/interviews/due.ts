/** What waits for an interviewer: thanks that are owed, times that were proposed, interviews that are near, findings. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { isInterviewer, wasInterviewed } from './readable.ts';
import { THANK_DAYS } from './thanks.ts';

/** In one's own care; or in nobody's, in a round in which one asks. */
const mine = (ctx: Ctx): RawBuilder<boolean> => sql<boolean>`(i.interviewer_id = ${ctx.actor.id}
  or i.interviewer_id is null) and ${isInterviewer(ctx, sql`i.round_id`)}`;

const open = (ctx: Ctx) => sql`i.library_id = ${ctx.library.id} and i.removed_at is null
  and i.declined_at is null and exists (select 1 from interview_rounds r where r.library_id = ${ctx.library.id}
    and r.id = i.round_id and r.removed_at is null and r.anonymised_at is null)`;

/** Who was interviewed and has not been thanked: by the second day after. */
export const thanksDue: Due = (ctx) => sql`
  select 'due.interview_thanks' as heading, i.id, '/interviews/:id/thanks' as page, i.name as title,
    i.organization as text, i.held_on + ${THANK_DAYS}::int as due_on, i.interviewer_id as member_id, i.name_key as sort,
    true as mine
  from interviews i where ${open(ctx)} and ${wasInterviewed(ctx, 'i')} and ${mine(ctx)}
    and not exists (select 1 from interview_thanks t where t.library_id = ${ctx.library.id}
      and t.interview_id = i.id and t.what = 'thanks')`;

/** Leaders who asked for another time. */
export const proposalsDue: Due = (ctx) => sql`
  select 'due.interview_times' as heading, i.id, '/interviews/:id/appointment' as page, i.name as title,
    i.proposed as text, null::date as due_on, i.interviewer_id as member_id, i.name_key as sort, true as mine
  from interviews i where ${open(ctx)} and i.proposed <> '' and i.held_on is null and ${mine(ctx)}`;

/** Days ahead. */
const NEAR = 3;
const dayOf = (ctx: Ctx) => sql`(s.starts_at at time zone ${ctx.library.timeZone})::date`;

/** Times that were agreed on: today, in the next days, and those of which nobody said that they were held. */
export const appointmentsDue: Due = (ctx) => sql`
  select 'due.interviews' as heading, i.id, '/interviews/:id' as page, i.name as title, s.place as text,
    ${dayOf(ctx)} as due_on, i.interviewer_id as member_id, i.name_key as sort, true as mine
  from interviews i join interview_slots s on s.library_id = i.library_id and s.interview_id = i.id
  where ${open(ctx)} and s.library_id = ${ctx.library.id} and s.chosen_at is not null and s.released_at is null
    and i.held_on is null and ${mine(ctx)} and ${dayOf(ctx)} <= ${today(ctx, NEAR)}`;

/** Rounds that are over and of which those who were asked have not heard. */
export const findingsDue: Due = (ctx) => sql`
  select 'due.interview_findings' as heading, r.id, '/interview-rounds/:id/findings' as page, r.name as title,
    '' as text, r.ends_on + 30 as due_on, null::uuid as member_id, to_char(r.ends_on, 'YYYY-MM-DD') as sort, true as mine
  from interview_rounds r where r.library_id = ${ctx.library.id} and r.removed_at is null and r.anonymised_at is null
    and r.ends_on < ${today(ctx)} and ${isInterviewer(ctx, sql`r.id`)}
    and exists (select 1 from interviews i where i.library_id = ${ctx.library.id} and i.round_id = r.id
      and ${wasInterviewed(ctx, 'i')}
      and not exists (select 1 from interview_thanks t where t.library_id = ${ctx.library.id} and t.interview_id = i.id
        and t.what = 'findings'))`;
