/** What this room says to the calendar, the search, a partner's story and the worksheet, to who may know it. */
import { sql } from 'kysely';
import { around, says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import { today } from '../../house/ctx.ts';
import type { Dates, Evidence, Hits, Lines } from '../../house/room.ts';
import { counts } from './mentions.ts';
import { interviewReadable } from './readable.ts';

/** Times that one agreed on. */
export const interviewDates: Dates = (ctx, from, until) => sql`
  select 'interview' as kind, i.id, (s.starts_at at time zone ${ctx.library.timeZone})::date as day, i.name as title,
    to_char(s.starts_at at time zone ${ctx.library.timeZone}, 'HH24:MI') || ' ' || s.place as beside,
    '/interviews/:id' as page
  from interview_slots s join interviews i on i.library_id = s.library_id and i.id = s.interview_id
  where s.library_id = ${ctx.library.id} and s.chosen_at is not null and s.released_at is null
    and s.interviewer_id = ${ctx.actor.id} and ${interviewReadable(ctx, 'i')}
    and (s.starts_at at time zone ${ctx.library.timeZone})::date between ${from} and ${until}`;

export const roundHits: Hits = (ctx, { q, nearly }) => {
  const words = says(sql`concat_ws(' ', r.name, r.purpose)`, q);
  if (nearly || !words) return null;
  return {
    kind: 'interview_round',
    heading: 'hits.interview_rounds',
    page: '/interview-rounds/:id',
    found: sql`
      select r.id as about, 1 as rank, ${byName('r.name')} as sort, false as only_me
      from interview_rounds r where r.library_id = ${ctx.library.id} and r.removed_at is null and ${words}`,
    shown: sql`
      select r.id, r.name as title, ${around(sql`r.purpose`, q)} as beside from interview_rounds r
      where r.library_id = ${ctx.library.id} and r.id = hit.about`,
  };
};

/** Leaders by their name and what they said, for those who may read it. */
export const interviewHits: Hits = (ctx, { q, nearly }) => {
  const TEXT = sql`concat_ws(' ', i.name, i.role, i.organization, (select string_agg(a.body, ' ')
    from interview_answers a where a.library_id = ${ctx.library.id} and a.interview_id = i.id
      and a.superseded_at is null))`;
  const words = says(TEXT, q);
  if (nearly || !words) return null;
  return {
    kind: 'interview',
    heading: 'hits.interviews',
    page: '/interviews/:id',
    found: sql`
      select i.id as about, 1 as rank, i.name_key as sort, false as only_me from interviews i
      where i.library_id = ${ctx.library.id} and ${interviewReadable(ctx, 'i')} and ${words}
        and exists (select 1 from interview_rounds r where r.library_id = ${ctx.library.id} and r.id = i.round_id
          and r.removed_at is null)`,
    shown: sql`
      select i.id, coalesce(nullif(i.name, ''), r.name) as title, ${around(TEXT, q)} as beside
      from interviews i join interview_rounds r on r.library_id = i.library_id and r.id = i.round_id
      where i.library_id = ${ctx.library.id} and i.id = hit.about`,
  };
};

/** That somebody of theirs was interviewed, to the round's interviewers. */
export const interviewLines: Lines = (ctx, partnerId) => sql`
  select 'interview' as kind, i.id, i.held_on as day, i.held_on::timestamptz as at, i.interviewer_id as member_id,
    jsonb_build_object('key', 'interview.told', 'values', jsonb_build_object('name', i.name)) as said,
    r.name as text, '/interviews/:id' as page, '' as more, '' as change, false as only_me
  from partners p join interviews i on i.library_id = p.library_id and i.organization_id = p.organization_id
  join interview_rounds r on r.library_id = i.library_id and r.id = i.round_id
  where p.library_id = ${ctx.library.id} and p.id = ${partnerId} and i.library_id = ${ctx.library.id}
    and r.removed_at is null and i.held_on is not null and ${interviewReadable(ctx, 'i')}`;

const THREE_YEARS = -1095;

/** How many leaders spoke of them in rounds of the last three years: that they did, and not what they said. */
export const mentionsCounted: Evidence = (ctx, partnerIds) => sql`
  select w.partner_id, jsonb_build_object('key', 'evidence.mentions', 'values',
      jsonb_build_object('count', count(*)::text)) as said, '/partners/:id/mentions' as page
  from interview_mentions w join interviews n on n.library_id = w.library_id and n.id = w.interview_id
  where w.library_id = ${ctx.library.id} and w.partner_id = any(${[...partnerIds]}::uuid[]) and ${counts(ctx)}
    and n.held_on >= ${today(ctx, THREE_YEARS)}::date
  group by w.partner_id`;
