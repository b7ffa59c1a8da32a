/** What a search finds on the leads shelf: those that are still open, for the others are partners or not wanted. */
import { sql } from 'kysely';
import type { Hits } from '../../../house/room.ts';
import { hasWords, nearlyHasWords, titleRank } from '../../directory/by-words.ts';

export const leadHits: Hits = (ctx, { q, nearly }) => {
  const words = (nearly ? nearlyHasWords : hasWords)(sql`l.search_key`, q);
  if (words.length === 0) return null;
  return {
    kind: 'lead',
    heading: 'hits.leads',
    page: '/leads/:id',
    found: sql`
      select l.id as about, ${titleRank(sql`l.name_key`, sql`l.search_key`, q)} as rank, l.name_key as sort,
        false as only_me
      from leads l where l.library_id = ${ctx.library.id} and l.promoted_partner_id is null and l.dismissed_at is null
        and ${sql.join(words, sql` and `)}`,
    shown: sql`
      select l.id, l.name as title,
        concat_ws(' · ', nullif(concat_ws(' ', l.city, l.state_province), ' '), l.source) as beside
      from leads l where l.library_id = ${ctx.library.id} and l.id = hit.about`,
  };
};
