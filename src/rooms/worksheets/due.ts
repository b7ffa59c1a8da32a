/** What this room says is due: worksheets that wait for one's own ratings, and decisions to look back at. */
import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { mayBeRater, mayReviewDecisions } from './worksheet.ts';
import { stands } from './worksheets.ts';

const partners = (ctx: Ctx) => sql`(select string_agg(o.name, ' · ' order by x.position) from worksheet_partners x
  join partners p on p.library_id = x.library_id and p.id = x.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where x.library_id = ${ctx.library.id} and x.worksheet_id = w.id)`;

/** A rater who became a reader meanwhile is not asked. */
export const ratingsDue: Due = (ctx) => sql`
  select 'due.ratings' as heading, w.id, '/worksheets/:id/rate' as page, w.purpose as title, ${partners(ctx)} as text,
    null::date as due_on, null::uuid as member_id, ${byName('w.purpose')} as sort,
    true as mine
  from worksheet_raters r join worksheets w on w.library_id = r.library_id and w.id = r.worksheet_id
  where r.library_id = ${ctx.library.id} and r.member_id = ${ctx.actor.id} and ${mayBeRater(ctx.actor)}
    and not exists (select 1 from worksheet_submissions h where h.library_id = ${ctx.library.id}
      and h.worksheet_id = r.worksheet_id and h.member_id = r.member_id)
    and not exists (select 1 from worksheet_decisions d where d.library_id = ${ctx.library.id}
      and d.worksheet_id = r.worksheet_id and ${stands(ctx, 'd')})`;

/** A reader, who may not write down what came of it, is led to the decision itself. */
export const lookBacksDue: Due = (ctx) => sql`
  select 'due.look_backs' as heading, w.id,
    ${mayReviewDecisions(ctx.actor) ? '/worksheets/:id/look-back' : '/worksheets/:id'} as page,
    w.purpose as title, ${partners(ctx)} as text, d.look_back_on as due_on, null::uuid as member_id,
    ${byName('w.purpose')} as sort, d.decided_by is not distinct from ${ctx.actor.id}::uuid as mine
  from worksheet_decisions d join worksheets w on w.library_id = d.library_id and w.id = d.worksheet_id
  where d.library_id = ${ctx.library.id} and d.look_back_on <= ${today(ctx)} and ${stands(ctx, 'd')}
    and not exists (select 1 from worksheet_look_backs b where b.library_id = ${ctx.library.id}
      and b.worksheet_id = d.worksheet_id and b.number = d.number)`;
