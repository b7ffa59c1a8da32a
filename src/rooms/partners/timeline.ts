/** What this room says on a partner's timeline: changes of stage, and steps that came to an end. */
import { sql } from 'kysely';
import type { Lines } from '../../house/room.ts';

export const stageLines: Lines = ({ library }, partnerId) => sql`
  select 'stage' as kind, s.id, (s.changed_at at time zone ${library.timeZone})::date as day, s.changed_at as at,
    s.changed_by as member_id, jsonb_build_object('key', 'timeline.stage',
      'words', jsonb_build_object('from', 'stage.' || s.from_stage, 'to', 'stage.' || s.to_stage)) as said,
    s.reason as text, '' as page, s.farewell as more, '' as change, false as only_me
  from stage_changes s where s.library_id = ${library.id} and s.partner_id = ${partnerId}`;

export const stepLines: Lines = ({ library }, partnerId) => sql`
  select 'step' as kind, t.id, (t.closed_at at time zone ${library.timeZone})::date as day, t.closed_at as at,
    t.closed_by as member_id, jsonb_build_object('key', 'timeline.step_' || t.outcome,
      'values', jsonb_build_object('what', t.what)) as said,
    '' as text, '' as page, '' as more, '' as change, false as only_me
  from next_steps t where t.library_id = ${library.id} and t.partner_id = ${partnerId} and t.outcome is not null`;
