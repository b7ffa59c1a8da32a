/** What this room says on a partner's timeline. */
import { sql } from 'kysely';
import type { Lines } from '../../house/room.ts';
import { interactionReadable } from './readable.ts';

/** What its message needs: 'none' where there is none. Words without a line of their own stand as they are. */
export const interactionLines: Lines = (ctx, partnerId) => sql`
  select 'interaction' as kind, i.id, i.happened_on as day, i.created_at as at, i.author_id as member_id,
    case when i.kind <> 'remark' then jsonb_build_object('key', 'interaction.told',
      'words', jsonb_build_object('how', 'interaction.as_' || i.kind
        || case when i.kind in ('phone', 'email', 'letter') then '_' || i.direction else '' end),
      'values', jsonb_build_object('minutes', coalesce(i.minutes::text, 'none'),
      'reached', coalesce(i.people_reached::text, 'none'), 'persons', coalesce((
        select string_agg(pe.name, ', ' order by pe.name)
        from interaction_persons x join persons pe on pe.library_id = x.library_id and pe.id = x.person_id
        where x.library_id = ${ctx.library.id} and x.interaction_id = i.id), 'none'))) end as said,
    coalesce(nullif(i.summary, ''), i.body) as text,
    case when i.summary <> '' then '/interactions/:id' else '' end as page,
    case when i.summary <> '' then i.body else '' end as more,
    '/interactions/:id/edit' as change, i.audience = 'me' as only_me
  from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
  where w.library_id = ${ctx.library.id} and w.partner_id = ${partnerId} and ${interactionReadable(ctx, 'i')}`;

/** Tasks and promises that came to an end; a promise with how it was kept. */
export const taskLines: Lines = (ctx, partnerId) => sql`
  select 'task' as kind, t.id, t.closed_on as day, t.closed_at as at, t.closed_by as member_id,
    jsonb_build_object('key', case when t.person_id is null then 'timeline.task_' || t.outcome
      when t.outcome = 'dropped' then 'timeline.promise_dropped'
      when t.closed_on > t.due_on then 'timeline.promise_late' else 'timeline.promise_kept' end,
      'values', jsonb_build_object('who', coalesce(u.name, pe.name))) as said,
    t.what as text, '/tasks/:id' as page, '' as more, '' as change, false as only_me
  from tasks t
  left join members m on m.library_id = t.library_id and m.id = t.member_id left join users u on u.id = m.user_id
  left join persons pe on pe.library_id = t.library_id and pe.id = t.person_id
  where t.library_id = ${ctx.library.id} and t.partner_id = ${partnerId} and t.outcome is not null`;
