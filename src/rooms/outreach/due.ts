/** What this room says is due: partners to be in touch with, tasks, promises and questions. */
import { sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { touchesOf } from './cadence.ts';
import { mayHandOver } from './task.ts';

/** As many days before it is time. */
const AHEAD = 3;

/** Of the partners in one's own care, as owner or deputy, that rest until no later day. */
export const touchesDue: Due = (ctx) => sql`
  select 'due.touches' as heading, n.partner_id as id, '/partners/:id' as page, o.name as title, '' as text,
    n.due_on, p.owner_id as member_id, o.name_key as sort, true as mine
  from (${touchesOf(ctx, sql`${ctx.actor.id}::uuid in (p.owner_id, p.deputy_id)`)}) n
  join partners p on p.library_id = ${ctx.library.id} and p.id = n.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where n.due_on <= ${today(ctx, AHEAD)}`;

/**
 * For whoever looks after a partner `p`; where nobody does who is still here, for whoever asked, and for those who give
 * partners to others.
 */
const caredForBy = (ctx: Ctx, asker: string) => sql`(${ctx.actor.id}::uuid in (p.owner_id, p.deputy_id)
  or not exists (select 1 from members k where k.library_id = ${ctx.library.id} and k.left_at is null
    and k.id in (p.owner_id, p.deputy_id))
  and (${sql.ref(asker)} = ${ctx.actor.id} or ${mayHandOver(ctx.actor)}))`;

const DUE_SOON = 6;

/** One's own tasks, whenever they are due. */
export const tasksDue: Due = (ctx) => sql`
  select 'due.tasks' as heading, t.id, '/tasks/:id' as page, o.name as title, t.what as text, t.due_on,
    t.member_id, o.name_key as sort, true as mine
  from tasks t join partners p on p.library_id = t.library_id and p.id = t.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where t.library_id = ${ctx.library.id} and t.outcome is null and t.member_id = ${ctx.actor.id}`;

/** What the partners in one's own care promised for this week, or for an earlier day. */
export const promisesDue: Due = (ctx) => sql`
  select 'due.promises' as heading, t.id, '/tasks/:id' as page, o.name as title,
    t.what || ' (' || pe.name || ')' as text,
    t.due_on, p.owner_id as member_id, o.name_key as sort, true as mine
  from tasks t join partners p on p.library_id = t.library_id and p.id = t.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  join persons pe on pe.library_id = t.library_id and pe.id = t.person_id
  where t.library_id = ${ctx.library.id} and t.outcome is null and t.due_on <= ${today(ctx, DUE_SOON)}
    and ${ctx.actor.id}::uuid in (p.owner_id, p.deputy_id)`;

/** What was asked about a promise, of whoever looks after the partner. */
export const questionsDue: Due = (ctx) => sql`
  select 'due.questions' as heading, t.id, '/tasks/:id' as page, o.name as title, left(min(q.question), 140) as text,
    null::date as due_on, p.owner_id as member_id, o.name_key as sort, true as mine
  from task_questions q join tasks t on t.library_id = q.library_id and t.id = q.task_id
  join partners p on p.library_id = t.library_id and p.id = t.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where q.library_id = ${ctx.library.id} and q.answered_at is null
    and ${caredForBy(ctx, 't.created_by')}
  group by t.id, o.name, p.owner_id, o.name_key`;

/** What a partner said is otherwise about itself, for whoever looks after it. */
export const correctionsDue: Due = (ctx) => sql`
  select 'due.corrections' as heading, c.id, '/confirmations/:id' as page, o.name as title, pe.name as text,
    null::date as due_on, p.owner_id as member_id, o.name_key as sort, true as mine
  from confirmations c join partners p on p.library_id = c.library_id and p.id = c.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
  where c.library_id = ${ctx.library.id} and c.said_at is not null and c.settled_at is null
    and ${caredForBy(ctx, 'c.asked_by')}`;

const YEAR = -365;

/** Active partners in one's own care whose facts nobody confirmed for a year; who was asked lately is left in peace. */
export const unconfirmedDue: Due = (ctx) => sql`
  select 'due.unconfirmed' as heading, p.id, '/partners/:id/facts' as page, o.name as title, '' as text,
    null::date as due_on, p.owner_id as member_id, o.name_key as sort, true as mine
  from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where p.library_id = ${ctx.library.id} and p.stage = 'active' and p.owner_id = ${ctx.actor.id}
    and p.created_at < ${today(ctx, YEAR)}::date and not exists (
      select 1 from confirmations c where c.library_id = ${ctx.library.id} and c.partner_id = p.id
        and greatest(c.said_at, c.asked_at) > ${today(ctx, YEAR)}::date)`;
