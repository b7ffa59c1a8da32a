/** What this room says to search, Today and a partner's story. */
import { sql } from 'kysely';
import { around, says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Dates, Due, Hits, Lines } from '../../house/room.ts';
import { mayHandOver } from '../outreach/task.ts';
import { ASKED_DAYS } from './reward.ts';

export const proposalHits: Hits = (ctx, { q, nearly }) => {
  const text = sql`concat_ws(' ', p.name, p.who, p.how_known, p.we_do, p.they_do, p.risks, p.gains)`;
  const words = says(text, q);
  if (nearly || !words) return null;
  return {
    kind: 'proposal',
    heading: 'hits.proposals',
    page: '/proposals/:id',
    found: sql`
      select p.id as about, case when ${says(sql`p.name`, q)} then 0.5 else 1 end as rank, ${byName('p.name')} as sort,
        false as only_me
      from proposals p where p.library_id = ${ctx.library.id} and p.removed_at is null and ${words}`,
    shown: sql`
      select p.id, p.name as title, ${around(text, q)} as beside from proposals p
      where p.library_id = ${ctx.library.id} and p.id = hit.about`,
  };
};

/** A row `v` of versions is the last of a proposal that is there, and was not taken back. */
const stands = (ctx: Ctx) => sql`v.withdrawn_at is null
  and not exists (select 1 from proposal_versions n where n.library_id = ${ctx.library.id}
    and n.proposal_id = v.proposal_id and n.number > v.number)
  and exists (select 1 from proposals p where p.library_id = ${ctx.library.id} and p.id = v.proposal_id
    and p.removed_at is null)`;

/** Whom the member who asks acts for today, themselves among them. */
const actsFor = (ctx: Ctx) => sql`(with recursive acts (id) as (select ${ctx.actor.id}::uuid
    union select a.member_id from absences a join acts on a.deputy_id = acts.id
      join members away on away.library_id = a.library_id and away.id = a.member_id and away.left_at is null
        and away.role <> 'reader'
      where a.library_id = ${ctx.library.id} and ${today(ctx)} between a.starts_on and a.ends_on)
  select id from acts)`;

/** A member has the role that a step `a` asks for. */
const has = (row: string) => sql`(${sql.ref(`${row}.role`)} = a.role
  or ${sql.ref(`${row}.role`)} = 'administrator' and a.role = 'coordinator')`;

/** Steps that are theirs, or of somebody for whom they act, once it is their turn. */
export const approvalsDue: Due = (ctx) => sql`
  select 'due.approvals' as heading, a.id, '/approvals/:id' as page, p.name as title, '' as text, a.due_on,
    null::uuid as member_id, ${byName('p.name')} as sort, true as mine
  from approvals a
  join proposal_versions v on v.library_id = a.library_id and v.proposal_id = a.proposal_id and v.number = a.number
  join proposals p on p.library_id = a.library_id and p.id = a.proposal_id
  where a.library_id = ${ctx.library.id} and a.answer is null and ${stands(ctx)}
    and ${ctx.actor.role !== 'reader' && ctx.actor.kind === 'member'}
    and not exists (select 1 from approvals o where o.library_id = ${ctx.library.id} and o.proposal_id = a.proposal_id
      and o.number = a.number and (o.answer in ('declined', 'changes') or o.answer is null and o.place < a.place))
    and exists (select 1 from members k where k.library_id = ${ctx.library.id} and k.left_at is null
      and k.id in ${actsFor(ctx)} and (k.id = a.member_id or ${has('k')}
        and (k.id = ${ctx.actor.id} or not exists (select 1 from members h where h.library_id = ${ctx.library.id}
          and h.left_at is null and ${has('h')} and not exists (select 1 from absences b
            where b.library_id = ${ctx.library.id} and b.member_id = h.id
              and ${today(ctx)} between b.starts_on and b.ends_on)))))`;

/** Steps of persons who left, which nobody can answer: for whoever looks after the proposal, to hand it in anew. */
export const stuckDue: Due = (ctx) => sql`
  select 'due.stuck_approvals' as heading, a.id, '/approvals/:id' as page, p.name as title, '' as text, a.due_on,
    p.owner_id as member_id, ${byName('p.name')} as sort, true as mine
  from approvals a
  join proposal_versions v on v.library_id = a.library_id and v.proposal_id = a.proposal_id and v.number = a.number
  join proposals p on p.library_id = a.library_id and p.id = a.proposal_id
  where a.library_id = ${ctx.library.id} and p.owner_id = ${ctx.actor.id} and a.answer is null and ${stands(ctx)}
    and a.member_id is not null and not ${isHere(ctx, 'a.member_id')}
    and not exists (select 1 from approvals o where o.library_id = ${ctx.library.id} and o.proposal_id = a.proposal_id
      and o.number = a.number and o.answer in ('declined', 'changes'))`;

/** Those that somebody wants to be changed, for whoever looks after them. */
export const changesDue: Due = (ctx) => sql`
  select 'due.proposal_changes' as heading, p.id, '/proposals/:id' as page, p.name as title,
    left(max(a.comment), 140) as text, null::date as due_on, p.owner_id as member_id, ${byName('p.name')} as sort,
    true as mine
  from proposals p join proposal_versions v on v.library_id = p.library_id and v.proposal_id = p.id
  join approvals a on a.library_id = v.library_id and a.proposal_id = v.proposal_id and a.number = v.number
  where p.library_id = ${ctx.library.id} and p.owner_id = ${ctx.actor.id} and ${stands(ctx)}
  group by p.library_id, p.id
  having bool_or(a.answer = 'changes') and not coalesce(bool_or(a.answer = 'declined'), false)`;

/** That it was written, and that it was approved or declined. */
export const proposalLines: Lines = ({ library }, partnerId) => sql`
  select 'proposal' as kind, p.id, (p.made_at at time zone ${library.timeZone})::date as day, p.made_at as at,
    p.made_by as member_id, jsonb_build_object('key', 'proposal.written') as said, p.name as text,
    '/proposals/:id' as page, '' as more, '' as change, false as only_me
  from proposal_partners w join proposals p on p.library_id = w.library_id and p.id = w.proposal_id
  where w.library_id = ${library.id} and w.partner_id = ${partnerId} and p.removed_at is null
  union all
  select 'proposal', p.id, (d.at at time zone ${library.timeZone})::date, d.at, d.by,
    jsonb_build_object('key', case when d.declined then 'proposal.was_declined' else 'proposal.was_approved' end),
    p.name, '/proposals/:id', d.comment, '', false
  from proposal_partners w join proposals p on p.library_id = w.library_id and p.id = w.proposal_id
  join lateral (select max(a.answered_at) as at, bool_or(a.answer = 'declined') as declined,
      (array_agg(a.answered_by order by a.answered_at desc))[1] as by,
      (array_agg(a.comment order by a.answered_at desc))[1] as comment
    from approvals a where a.library_id = ${library.id} and a.proposal_id = p.id
    group by a.number having bool_or(a.answer = 'declined') or bool_and(coalesce(a.answer = 'approved', false))) d on true
  where w.library_id = ${library.id} and w.partner_id = ${partnerId} and p.removed_at is null`;

/** As long as nobody has read how far a goal is before its owner is asked, and before it stands on its own. */
const READ_DAYS = -90;

/** One's own goals of approved proposals that nobody has read for long; those that are counted are read by themselves. */
export const goalsDue: Due = (ctx) => sql`
  select 'due.goals' as heading, g.id, '/goals/:id' as page, g.measure as title, p.name as text, g.due_on,
    g.owner_id as member_id, ${byName('g.measure')} as sort, true as mine
  from goals g join proposals p on p.library_id = g.library_id and p.id = g.proposal_id
  where g.library_id = ${ctx.library.id} and g.owner_id = ${ctx.actor.id} and g.removed_at is null
    and p.removed_at is null and g.counted is null
    and greatest(g.baseline_on, (select max(r.read_on) from goal_readings r where r.library_id = ${ctx.library.id}
      and r.goal_id = g.id)) < least(${today(ctx, READ_DAYS)}::date, g.due_on)
    and exists (select 1 from approvals a where a.library_id = ${ctx.library.id} and a.proposal_id = p.id
      group by a.number having bool_and(coalesce(a.answer = 'approved', false)))`;

/** Rows of the grid of which who was named has left and nobody stands in, of proposals in one's own care. */
export const orphansDue: Due = (ctx) => sql`
  select 'due.orphans' as heading, r.id, '/responsibilities/:id/edit' as page, r.what as title, p.name as text, r.due_on,
    p.owner_id as member_id, ${byName('r.what')} as sort, true as mine
  from responsibilities r join proposals p on p.library_id = r.library_id and p.id = r.proposal_id
  where r.library_id = ${ctx.library.id} and p.owner_id = ${ctx.actor.id} and p.removed_at is null
    and (p.ends_on is null or p.ends_on >= ${today(ctx)}) and (r.due_on is null or r.due_on >= ${today(ctx)})
    and exists (select 1 from responsibility_parts c where c.library_id = ${ctx.library.id}
      and c.responsibility_id = r.id and c.part <> 'told'
      and (c.person_id is not null and not ${worksThere(ctx, 'person_id')} and not ${worksThere(ctx, 'deputy_person_id')}
        or c.member_id is not null and not ${isHere(ctx, 'c.member_id')} and not ${isHere(ctx, 'c.deputy_member_id')}))`;

const worksThere = (ctx: Ctx, column: string) => sql`exists (select 1 from contacts k
  join partners q on q.library_id = k.library_id and q.organization_id = k.organization_id
  where k.library_id = ${ctx.library.id} and q.id = c.partner_id and k.person_id = ${sql.ref(`c.${column}`)}
    and (k.ends_on is null or k.ends_on >= ${today(ctx)}))`;
const isHere = (ctx: Ctx, column: string) => sql`exists (select 1 from members m
  where m.library_id = ${ctx.library.id} and m.id = ${sql.ref(column)} and m.left_at is null
    and m.role <> 'reader')`;

/** The library's own rewards that it was asked about, for whoever looks after them. */
export const rewardsDue: Due = (ctx) => sql`
  select 'due.rewards' as heading, a.id, '/reward-answers/:id' as page, p.name as title, w.hope as text, a.asked_on as due_on,
    p.owner_id as member_id, ${byName('p.name')} as sort, true as mine
  from reward_answers a join rewards w on w.library_id = a.library_id and w.id = a.reward_id
  join proposals p on p.library_id = w.library_id and p.id = w.proposal_id
  where a.library_id = ${ctx.library.id} and a.got is null and w.partner_id is null and p.owner_id = ${ctx.actor.id}
    and p.removed_at is null and a.asked_on >= ${today(ctx, -ASKED_DAYS)}`;

/** Days of rows that are one's own, and of goals. */
export const agreementDates: Dates = (ctx, from, until) => sql`
  select 'goal' as kind, g.id, g.due_on as day, g.measure as title, p.name as beside, '/goals/:id' as page
  from goals g join proposals p on p.library_id = g.library_id and p.id = g.proposal_id
  where g.library_id = ${ctx.library.id} and g.removed_at is null and p.removed_at is null
    and g.owner_id = ${ctx.actor.id} and g.due_on between ${from} and ${until}`;

/** Proposals that go on and that nobody looks after any more, for those who give work to others. */
export const unownedDue: Due = (ctx) => sql`
  select 'due.unowned_proposals' as heading, p.id, '/proposals/:id/edit' as page, p.name as title, u.name as text,
    p.ends_on as due_on, null::uuid as member_id, ${byName('p.name')} as sort, true as mine
  from proposals p join members m on m.library_id = p.library_id and m.id = p.owner_id join users u on u.id = m.user_id
  where p.library_id = ${ctx.library.id} and p.removed_at is null and ${mayHandOver(ctx.actor)}
    and (m.left_at is not null or m.role = 'reader') and (p.ends_on is null or p.ends_on >= ${today(ctx)})`;
