/** What this room says on a partner's timeline: worksheets that were decided, or reopened. */
import { sql } from 'kysely';
import type { Lines } from '../../house/room.ts';

export const decisionLines: Lines = ({ library }, partnerId) => sql`
  select 'worksheet' as kind, w.id, (d.decided_at at time zone ${library.timeZone})::date as day, d.decided_at as at,
    d.decided_by as member_id,
    jsonb_build_object('key',
      case when c.partner_id is null then 'timeline.decided' else 'timeline.chosen' end) as said,
    w.purpose as text, '/worksheets/:id' as page, '' as more, '' as change, false as only_me
  from worksheet_partners x
  join worksheet_decisions d on d.library_id = x.library_id and d.worksheet_id = x.worksheet_id
  join worksheets w on w.library_id = x.library_id and w.id = x.worksheet_id
  left join worksheet_choices c on c.library_id = d.library_id and c.worksheet_id = d.worksheet_id
    and c.number = d.number and c.partner_id = x.partner_id
  where x.library_id = ${library.id} and x.partner_id = ${partnerId}`;

export const reopeningLines: Lines = ({ library }, partnerId) => sql`
  select 'worksheet' as kind, w.id, (r.reopened_at at time zone ${library.timeZone})::date as day, r.reopened_at as at,
    r.reopened_by as member_id, jsonb_build_object('key', 'timeline.reopened') as said,
    w.purpose as text, '/worksheets/:id' as page, '' as more, '' as change, false as only_me
  from worksheet_partners x
  join worksheet_reopenings r on r.library_id = x.library_id and r.worksheet_id = x.worksheet_id
  join worksheets w on w.library_id = x.library_id and w.id = x.worksheet_id
  where x.library_id = ${library.id} and x.partner_id = ${partnerId}`;
