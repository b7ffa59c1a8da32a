/** What a search finds in this room: worksheets, by what they are for and whom they compare. */
import { sql } from 'kysely';
import { says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import type { Ctx } from '../../house/ctx.ts';
import type { Hits } from '../../house/room.ts';

export const worksheetHits: Hits = (ctx, { q, nearly }) => {
  const words = says(sql`concat_ws(' ', w.purpose, x.names)`, q);
  if (nearly || !words) return null;
  return {
    kind: 'worksheet',
    heading: 'hits.worksheets',
    page: '/worksheets/:id',
    found: sql`
      select w.id as about, case when ${says(sql`w.purpose`, q)} then 0.5 else 1 end as rank,
        ${byName('w.purpose')} as sort, false as only_me
      from worksheets w join lateral (${names(ctx)}) x on true where w.library_id = ${ctx.library.id} and ${words}`,
    shown: sql`
      select w.id, w.purpose as title, x.names as beside
      from worksheets w join lateral (${names(ctx)}) x on true
      where w.library_id = ${ctx.library.id} and w.id = hit.about`,
  };
};

const names = (ctx: Ctx) => sql`
  select string_agg(o.name, ' · ' order by c.position) as names
  from worksheet_partners c join partners p on p.library_id = c.library_id and p.id = c.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where c.library_id = ${ctx.library.id} and c.worksheet_id = w.id`;
