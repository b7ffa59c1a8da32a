/** What this room says to search, calendar, Today, a partner's story and the worksheet. */
import { type RawBuilder, sql } from 'kysely';
import { around, says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import { type Ctx, type Reading, today } from '../../house/ctx.ts';
import type { Dates, Due, Evidence, Hits, Lines } from '../../house/room.ts';

/** The state of a row `i`. */
const stateOf = ({ library }: Pick<Reading, 'library'>): RawBuilder<string> => sql<string>`(
  select e.state from initiative_events e where e.library_id = ${library.id} and e.initiative_id = i.id
  order by e.said_at desc, e.id desc limit 1)`;

export const initiativeHits: Hits = (ctx, { q, nearly }) => {
  const text = sql`concat_ws(' ', i.name, i.need, i.who)`;
  const words = says(text, q);
  if (nearly || !words) return null;
  return {
    kind: 'initiative',
    heading: 'hits.initiatives',
    page: '/initiatives/:id',
    found: sql`
      select i.id as about, case when ${says(sql`i.name`, q)} then 0.5 else 1 end as rank, ${byName('i.name')} as sort,
        false as only_me
      from initiatives i where i.library_id = ${ctx.library.id} and i.removed_at is null and ${words}`,
    shown: sql`
      select i.id, i.name as title, ${around(sql`concat_ws(' ', i.need, i.who)`, q)} as beside from initiatives i
      where i.library_id = ${ctx.library.id} and i.id = hit.about`,
  };
};

/** That a partner came in, and what became of it while it was in. */
export const initiativeLines: Lines = ({ library }, partnerId) => sql`
  select 'initiative' as kind, i.id, (x.added_at at time zone ${library.timeZone})::date as day, x.added_at as at,
    x.added_by as member_id, jsonb_build_object('key', 'initiative.part_' || x.part) as said, i.name as text,
    '/initiatives/:id' as page, x.what as more, '' as change, false as only_me
  from initiative_partners x join initiatives i on i.library_id = x.library_id and i.id = x.initiative_id
  where x.library_id = ${library.id} and x.partner_id = ${partnerId} and i.removed_at is null
  union all
  select 'initiative', i.id, (e.said_at at time zone ${library.timeZone})::date, e.said_at, e.said_by,
    jsonb_build_object('key', 'initiative.became_' || e.state), i.name, '/initiatives/:id', e.why, '', false
  from initiative_partners x join initiatives i on i.library_id = x.library_id and i.id = x.initiative_id
  join initiative_events e on e.library_id = i.library_id and e.initiative_id = i.id and e.said_at > x.added_at
  where x.library_id = ${library.id} and x.partner_id = ${partnerId} and i.removed_at is null`;

const mine = (ctx: Ctx) => sql`exists (select 1 from initiative_members m where m.library_id = ${ctx.library.id}
  and m.initiative_id = i.id and m.member_id = ${ctx.actor.id})`;

/** One's own, whose days say something else than its state does. */
export const initiativesDue: Due = (ctx) => sql`
  select 'due.initiatives' as heading, i.id, '/initiatives/:id' as page, i.name as title, '' as text,
    case when i.ends_on < ${today(ctx)} then i.ends_on else i.starts_on end as due_on, null::uuid as member_id,
    ${byName('i.name')} as sort, true as mine
  from initiatives i
  where i.library_id = ${ctx.library.id} and i.removed_at is null and ${mine(ctx)}
    and (i.ends_on < ${today(ctx)} and ${stateOf(ctx)} in ('planned', 'running')
      or i.starts_on <= ${today(ctx)} and ${stateOf(ctx)} = 'planned')`;

export const initiativeDates: Dates = (ctx, from, until) => sql`
  select 'initiative' as kind, i.id, d.day, i.name as title, '' as beside, '/initiatives/:id' as page
  from initiatives i cross join lateral (values (i.starts_on), (i.ends_on)) d (day)
  where i.library_id = ${ctx.library.id} and i.removed_at is null and d.day between ${from} and ${until}
    and ${mine(ctx)} and ${stateOf(ctx)} in ('planned', 'running')`;

/** Beside a history of cooperation: what was done together, and what is under way. */
export const initiativesTogether: Evidence = (ctx, partnerIds) => sql`
  select x.partner_id, jsonb_build_object('key', 'evidence.initiatives', 'values', jsonb_build_object(
      'running', (count(*) filter (where s.state = 'running'))::text,
      'finished', (count(*) filter (where s.state = 'finished'))::text,
      'stopped', (count(*) filter (where s.state = 'stopped'))::text)) as said, '/partners/:id' as page
  from initiative_partners x join initiatives i on i.library_id = x.library_id and i.id = x.initiative_id
  cross join lateral (select ${stateOf(ctx)} as state) s
  where x.library_id = ${ctx.library.id} and x.partner_id = any(${[...partnerIds]}::uuid[]) and i.removed_at is null
    and x.part <> 'told' and s.state in ('running', 'finished', 'stopped')
  group by x.partner_id`;
