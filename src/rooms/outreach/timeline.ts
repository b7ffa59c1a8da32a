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
      'reached', coalesce(i.people_reached::text, 'none'), 'persons', coalesce((select string_agg(pe.name, ', ' order by pe.name)
        from interaction_persons x join persons pe on pe.library_id = x.library_id and pe.id = x.person_id
        where x.library_id = ${ctx.library.id} and x.interaction_id = i.id), 'none'))) end as said,
    coalesce(nullif(i.summary, ''), i.body) as text, case when i.summary <> '' then '/interactions/:id' else '' end as page,
    case when i.summary <> '' then i.body else '' end as more,
    '/interactions/:id/edit' as change, i.audience = 'me' as only_me
  from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
  where w.library_id = ${ctx.library.id} and w.partner_id = ${partnerId} and ${interactionReadable(ctx, 'i')}`;
