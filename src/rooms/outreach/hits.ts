/** What a search finds in this room: what was written down, as far as the reader may read it. */
import { sql } from 'kysely';
import { around, says } from '../../house/asked.ts';
import { today } from '../../house/ctx.ts';
import type { Hits } from '../../house/room.ts';
import { interactionReadable } from './readable.ts';

const TEXT = sql`(i.summary || ' ' || i.body)`;

/** The latest day first, beside the partners it was with. */
export const interactionHits: Hits = (ctx, { q, nearly }) => {
  const words = says(TEXT, q);
  if (nearly || !words) return null;
  return {
    kind: 'interaction',
    heading: 'hits.interactions',
    page: '/interactions/:id',
    found: sql`
      select i.id as about, 1 + greatest(0, ${today(ctx)}::date - i.happened_on) as rank, '' as sort,
        i.audience = 'me' as only_me
      from interactions i
      where i.library_id = ${ctx.library.id} and ${words} and ${interactionReadable(ctx, 'i')}
        and exists (select 1 from interaction_partners x
          where x.library_id = ${ctx.library.id} and x.interaction_id = i.id)`,
    shown: sql`
      select i.id, ${around(TEXT, q)} as title,
        string_agg(o.name, ' · ' order by o.name_key) as beside
      from interactions i
      join interaction_partners x on x.library_id = i.library_id and x.interaction_id = i.id
      join partners p on p.library_id = x.library_id and p.id = x.partner_id
      join organizations o on o.library_id = p.library_id and o.id = p.organization_id
      where i.library_id = ${ctx.library.id} and i.id = hit.about group by i.id, i.summary, i.body`,
  };
};

/** Tasks and promises by what is to be done; the open ones first. */
export const taskHits: Hits = (ctx, { q, nearly }) => {
  const words = says(sql`t.what`, q);
  if (nearly || !words) return null;
  return {
    kind: 'task',
    heading: 'hits.tasks',
    page: '/tasks/:id',
    found: sql`
      select t.id as about, case when t.outcome is null then 1 else 2 end as rank,
        to_char(t.due_on, 'YYYY-MM-DD') as sort, false as only_me
      from tasks t where t.library_id = ${ctx.library.id} and ${words}`,
    shown: sql`
      select t.id, ${around(sql`t.what`, q)} as title, o.name as beside
      from tasks t join partners p on p.library_id = t.library_id and p.id = t.partner_id
      join organizations o on o.library_id = p.library_id and o.id = p.organization_id
      where t.library_id = ${ctx.library.id} and t.id = hit.about`,
  };
};
