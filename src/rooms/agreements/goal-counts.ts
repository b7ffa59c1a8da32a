/**
 * How far a goal is by what is logged with the partners of its proposal: what came together since the day of its
 * baseline, added to the baseline, at the end of each month in which something was, and today.
 */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Goal, GoalCount, GoalId, Reading } from './goal.ts';

type Counted = Pick<Goal, 'id' | 'proposal_id' | 'counted' | 'baseline' | 'baseline_on'>;

/** Rows of a goal `g`: on which day, and how many. */
const COUNTS: Record<GoalCount, (ctx: Ctx) => RawBuilder<unknown>> = {
  people_reached: (ctx) => sql`select i.happened_on as day, i.people_reached as many ${interactions(ctx)}
    and i.people_reached is not null`,
  conversations: (ctx) => sql`select i.happened_on as day, 1 as many ${interactions(ctx)} and i.kind <> 'remark'`,
  promises_kept: (ctx) => sql`select t.closed_on as day, 1 as many from tasks t
    where t.library_id = ${ctx.library.id} and t.person_id is not null and t.outcome = 'done'
      and t.partner_id in ${partners(ctx)}`,
};

const partners = (ctx: Ctx) => sql`(select w.partner_id from proposal_partners w
  where w.library_id = ${ctx.library.id} and w.proposal_id = g.proposal_id)`;

/** One that is about several of them counts once. */
const interactions = (ctx: Ctx) => sql`from interactions i where i.library_id = ${ctx.library.id}
  and exists (select 1 from interaction_partners x where x.library_id = ${ctx.library.id}
    and x.interaction_id = i.id and x.partner_id in ${partners(ctx)})`;

/** By goal, by day. Nothing logged is nothing known: a goal with nothing logged since its baseline has no reading. */
export async function countedReadings(ctx: Ctx, goals: readonly Counted[]): Promise<Map<GoalId, Reading[]>> {
  const kinds = [...new Set(goals.flatMap(({ counted }) => counted ?? []))];
  if (kinds.length === 0) return new Map();
  const all = kinds.map(
    (
      kind,
    ) => sql`select g.id, g.baseline, g.due_on, c.day, c.many from goals g cross join lateral (${COUNTS[kind](ctx)}) c
      where g.library_id = ${ctx.library.id} and g.counted = ${kind}
        and g.id = any(${goals.map(({ id }) => id)}::uuid[]) and c.day > g.baseline_on and c.day <= least(${today(ctx)}::date, g.due_on)`,
  );
  const { rows } = await sql<{ id: GoalId; read_on: string; value: number }>`
    select m.id, case when lead(m.month) over (partition by m.id order by m.month) is null
        then least(${today(ctx)}::date, m.due_on) else (m.month + interval '1 month - 1 day')::date end as read_on,
      m.baseline + sum(m.many) over (partition by m.id order by m.month) as value
    from (select a.id, a.baseline, a.due_on, date_trunc('month', a.day)::date as month, sum(a.many)::float8 as many
      from (${sql.join(all, sql` union all `)}) a group by a.id, a.baseline, a.due_on, date_trunc('month', a.day)) m
    order by m.id, m.month`.execute(ctx.db);
  const readings = Map.groupBy(rows, ({ id }) => id);
  return new Map(
    [...readings].map(([id, list]) => [
      id,
      list.map(({ read_on, value }) => ({ id: null, read_on, value, source: '', who: '' })),
    ]),
  );
}
