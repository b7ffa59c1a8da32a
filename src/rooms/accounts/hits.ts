/** What a search finds in this room: branches, by name, city and ZIP code. */
import { sql } from 'kysely';
import { says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import type { Hits } from '../../house/room.ts';

/** One leads to the list of them, which every member may read. */
export const branchHits: Hits = (ctx, { q, nearly }) => {
  const words = says(sql`concat_ws(' ', b.name, b.city, b.postal_code)`, q);
  if (nearly || !words) return null;
  return {
    kind: 'branch',
    heading: 'hits.branches',
    page: '/branches',
    found: sql`
      select b.id as about, case when ${says(sql`b.name`, q)} then 0.5 else 1 end as rank, ${byName('b.name')} as sort,
        false as only_me
      from branches b where b.library_id = ${ctx.library.id} and ${words}`,
    shown: sql`
      select b.id, b.name as title, concat_ws(' ', b.city, b.postal_code) as beside
      from branches b where b.library_id = ${ctx.library.id} and b.id = hit.about`,
  };
};
