/**
 * What Monday's e-mail reminds of: that notice has to be given, and that an agreement or one of its papers ends in 90, 60
 * or 30 days. Each day is told in the mail of the week in which it falls, so before or on it, and once: what was told is
 * kept. Of several days before the end that passed while nobody could be told, only the last is said; that notice has to
 * be given is always said.
 */
import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { renewed, standing, state } from './agreement-list.ts';

/** Until the end of the week that begins on the Monday of the mail. */
const WEEK = 6;

/**
 * Of agreements and papers in one's own care, the milestones that are not told yet: `about`, `milestone`, `day`. What
 * was over before it was agreed, or when the paper was brought, is not told.
 */
const milestones = (ctx: Ctx) => sql`
  select c.*, row_number() over (partition by c.about, c.milestone = 'notice' order by c.day desc) as place
  from (
    select a.id as about, a.id, a.name as title, '' as text, a.term_ends_on as due_on, m.milestone, m.day,
      case when m.milestone = 'notice' then 'due.remind_notice' when f.renewal = 'by_itself' and n.ends_on is null
        then 'due.remind_renews' else 'due.remind_ends' end as heading,
      (f.completed_at at time zone ${ctx.library.timeZone})::date as since
    from agreements a ${standing(ctx)}
    cross join lateral (
      select 'notice' as milestone, a.term_ends_on - f.notice_days as day where n.ends_on is null
      union all select k::text, a.term_ends_on - k from unnest(array[90, 60, 30]) k) m
    where a.library_id = ${ctx.library.id} and a.removed_at is null and a.owner_id = ${ctx.actor.id}
      and f.number is not null and ${state(ctx)} in ('agreed', 'in_force', 'suspended') and not ${renewed(ctx)}
      and a.term_ends_on >= ${today(ctx)}
    union all
    select d.id, d.agreement_id, a.name, d.what, d.expires_on, k::text, d.expires_on - k, 'due.remind_document',
      (d.made_at at time zone ${ctx.library.timeZone})::date
    from agreement_documents d join agreements a on a.library_id = d.library_id and a.id = d.agreement_id
    ${standing(ctx)} cross join unnest(array[90, 60, 30]) k
    where d.library_id = ${ctx.library.id} and d.owner_id = ${ctx.actor.id} and a.removed_at is null
      and ${state(ctx)} <> 'ended' and d.expires_on >= ${today(ctx)}) c
  where c.day between c.since and ${today(ctx, WEEK)} and not exists (select 1 from agreement_reminders r
    where r.library_id = ${ctx.library.id} and r.about = c.about and r.milestone = c.milestone and r.day = c.day)`;

export const remindersDue: Due = (ctx) => sql`
  select c.heading, c.id, '/agreements/:id' as page, c.title, c.text,
    case when c.milestone = 'notice' then c.day else c.due_on end as due_on, null::uuid as member_id,
    ${byName('c.title')} as sort, true as mine
  from (${milestones(ctx)}) c where c.place = 1`;

/** What the mail that is written in this transaction says is told. */
export async function remindersTold(ctx: Ctx): Promise<void> {
  await sql`insert into agreement_reminders (library_id, about, milestone, day, told_at)
    select ${ctx.library.id}, c.about, c.milestone, c.day, ${ctx.now} from (${milestones(ctx)}) c
    on conflict do nothing`.execute(ctx.db);
}
