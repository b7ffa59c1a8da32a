/**
 * What happened with a partner, newest first: notes the reader may see, stage changes, steps done, worksheets decided.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { AnyId } from '../../house/ids.ts';
import type { PartnerId } from './partner.ts';

export type Event = {
  kind: 'note' | 'stage' | 'step' | 'worksheet';
  id: AnyId;
  /** The calendar day it belongs to, in the library's time zone. */
  day: string;
  who: string | null;
  /** The note's body, the stage change's reason, the step, or the worksheet's purpose. */
  text: string;
  /** Note: its audience; stage: "from to"; step: its outcome; worksheet: "chosen" or "decided". */
  what: string;
  /** For notes: whether the reader wrote it. */
  mine: boolean;
};

export const TIMELINE_LENGTH = 100;

export async function timelineOf(ctx: Ctx, partnerId: PartnerId): Promise<Event[]> {
  const [library, me, zone] = [ctx.library.id, ctx.actor.id, ctx.library.timeZone];
  const { rows } = await sql<Event>`
    select e.kind, e.id, e.day, u.name as who, e.text, e.what, e.member_id = ${me} as mine from (
      select 'note' as kind, n.id, n.happened_on as day, n.created_at as at, n.author_id as member_id, n.body as text, n.audience as what
        from notes n where n.library_id = ${library} and n.partner_id = ${partnerId} and (n.audience = 'library' or n.author_id = ${me})
      union all
      select 'stage', s.id, (s.changed_at at time zone ${zone})::date, s.changed_at, s.changed_by, s.reason, s.from_stage || ' ' || s.to_stage
        from stage_changes s where s.library_id = ${library} and s.partner_id = ${partnerId}
      union all
      select 'step', t.id, (t.closed_at at time zone ${zone})::date, t.closed_at, t.closed_by, t.what, t.outcome
        from next_steps t where t.library_id = ${library} and t.partner_id = ${partnerId} and t.outcome is not null
      union all
      select 'worksheet', w.id, (d.decided_at at time zone ${zone})::date, d.decided_at, d.decided_by, w.purpose,
          case when c.partner_id is null then 'decided' else 'chosen' end
        from worksheet_partners x
        join worksheet_decisions d on d.library_id = x.library_id and d.worksheet_id = x.worksheet_id
        join worksheets w on w.library_id = x.library_id and w.id = x.worksheet_id
        left join worksheet_choices c on c.library_id = d.library_id and c.worksheet_id = d.worksheet_id and c.number = d.number and c.partner_id = x.partner_id
        where x.library_id = ${library} and x.partner_id = ${partnerId}
      union all
      select 'worksheet', w.id, (r.reopened_at at time zone ${zone})::date, r.reopened_at, r.reopened_by, w.purpose, 'reopened'
        from worksheet_partners x
        join worksheet_reopenings r on r.library_id = x.library_id and r.worksheet_id = x.worksheet_id
        join worksheets w on w.library_id = x.library_id and w.id = x.worksheet_id
        where x.library_id = ${library} and x.partner_id = ${partnerId}
    ) e
    left join members m on m.library_id = ${library} and m.id = e.member_id left join users u on u.id = m.user_id
    order by e.day desc, e.at desc, e.id desc limit ${TIMELINE_LENGTH}`.execute(ctx.db);
  return rows;
}
