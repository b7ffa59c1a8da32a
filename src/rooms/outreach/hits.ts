/** What a search finds in this room: what was written down, as far as the reader may read it. */
import { sql } from 'kysely';
import { around, says } from '../../house/asked.ts';
import { today } from '../../house/ctx.ts';
import type { Hits } from '../../house/room.ts';
import { interactionReadable } from './readable.ts';

const TEXT = sql`concat_ws(' ', i.summary, i.body)`;

/** The latest first. One leads to the first of its partners, on whose page it stands. */
export const interactionHits: Hits = (ctx, { q, nearly }) => {
  const words = says(TEXT, q);
  if (nearly || !words) return null;
  return sql`
    select 'interaction' as kind, 'hits.interactions' as heading, w.partner_id as id, '/partners/:id' as page,
      ${around(TEXT, q)} as title, w.names as beside, 1 + greatest(0, ${today(ctx)}::date - i.happened_on) as rank,
      w.names as sort, i.audience = 'me' as only_me
    from interactions i
    join lateral (
      select (array_agg(x.partner_id order by o.name_key))[1] as partner_id,
        string_agg(o.name, ' · ' order by o.name_key) as names
      from interaction_partners x join partners p on p.library_id = x.library_id and p.id = x.partner_id
      join organizations o on o.library_id = p.library_id and o.id = p.organization_id
      where x.library_id = ${ctx.library.id} and x.interaction_id = i.id) w on w.partner_id is not null
    where i.library_id = ${ctx.library.id} and ${words} and ${interactionReadable(ctx, 'i')}`;
};
