/**
 * How long partners are in a stage. A stay begins with the change that led to it, the first with the day a partner was
 * added. Those who are there now and those who have moved on are told apart: the stays that are over leave out whoever
 * is stuck.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { type PartnerId, STAGES, type Stage } from './partner.ts';

export type Pace = {
  stage: Stage;
  now: number;
  /** Median days that those who are there now have been there; null for none. */
  so_far: number | null;
  /** How many have been there and moved on, and their median days. */
  over: number;
  lasted: number | null;
};

/** Of each stage, in their order. One query. */
export async function paceOf(ctx: Ctx): Promise<Pace[]> {
  const { rows } = await sql<Pace>`
    with moves as (
      select c.partner_id, c.to_stage as stage, c.changed_at as began,
        lead(c.changed_at) over (partition by c.partner_id order by c.changed_at, c.id) as ended
      from stage_changes c where c.library_id = ${ctx.library.id}
      union all
      select p.id, coalesce(f.from_stage, p.stage), p.created_at, f.changed_at
      from partners p left join lateral (select c.from_stage, c.changed_at from stage_changes c
        where c.library_id = ${ctx.library.id} and c.partner_id = p.id order by c.changed_at, c.id limit 1) f on true
      where p.library_id = ${ctx.library.id}
    ), days as (
      select stage, ended is null as here,
        extract(epoch from coalesce(ended, ${ctx.now}) - began) / 86400 as days from moves)
    select stage, count(*) filter (where here) as now,
      round(percentile_cont(0.5) within group (order by days) filter (where here))::int as so_far,
      count(*) filter (where not here) as over,
      round(percentile_cont(0.5) within group (order by days) filter (where not here))::int as lasted
    from days group by stage`.execute(ctx.db);
  const none = { now: 0, so_far: null, over: 0, lasted: null };
  return STAGES.map((stage) => rows.find((row) => row.stage === stage) ?? { stage, ...none });
}

export type Ending = {
  partner_id: PartnerId;
  name: string;
  to_stage: Stage;
  reason: string;
  farewell: string;
  changed_at: Date;
  who: string | null;
};

const SHOWN = 30;

/** Why relationships were put to rest, ended or not begun, the newest first. */
export async function endingsOf(ctx: Ctx): Promise<Ending[]> {
  const { rows } = await sql<Ending>`
    select c.partner_id, o.name, c.to_stage, c.reason, c.farewell, c.changed_at, u.name as who
    from stage_changes c join partners p on p.library_id = c.library_id and p.id = c.partner_id
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    left join members m on m.library_id = c.library_id and m.id = c.changed_by left join users u on u.id = m.user_id
    where c.library_id = ${ctx.library.id} and c.to_stage in ('dormant', 'ended', 'declined')
    order by c.changed_at desc, c.id desc limit ${SHOWN}`.execute(ctx.db);
  return rows;
}

export type Card = {
  id: PartnerId;
  name: string;
  stage: Stage;
  version: number;
  owner: string | null;
  due_on: string | null;
  place: number;
};

/** As many of each stage as the board shows; the list has the rest. */
export const CARDS = 25;

/** Those with the next step that is due first at the top of each stage. */
export async function cardsOf(ctx: Ctx, owner: string): Promise<Card[]> {
  const { rows } = await sql<Card>`
    select * from (
      select p.id, o.name, p.stage, p.version, u.name as owner, n.due_on,
        row_number() over (partition by p.stage order by n.due_on nulls last, o.name_key, o.id) as place
      from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
      left join next_steps n on n.library_id = p.library_id and n.partner_id = p.id and n.closed_at is null
      left join members m on m.library_id = p.library_id and m.id = p.owner_id left join users u on u.id = m.user_id
      where p.library_id = ${ctx.library.id} and ${owner ? sql`p.owner_id = ${owner}` : sql`true`}) c
    where place <= ${CARDS} order by place`.execute(ctx.db);
  return rows;
}
