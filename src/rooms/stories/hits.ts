/** What a search finds in this room: stories that may be told, by their words. */
import { sql } from 'kysely';
import { around, says } from '../../house/asked.ts';
import type { Hits } from '../../house/room.ts';
import { storyReadable } from './readable.ts';

const TEXT = sql`(s.title_en || ' ' || s.text_en || ' ' || s.title_es || ' ' || s.text_es)`;

export const storyHits: Hits = (ctx, { q, nearly }) => {
  const words = says(TEXT, q);
  if (nearly || !words) return null;
  return {
    kind: 'story',
    heading: 'hits.stories',
    page: '/stories/:id',
    found: sql`
      select s.id as about, 1 as rank, s.title_en || s.title_es as sort, false as only_me from stories s
      where s.library_id = ${ctx.library.id} and ${words} and ${storyReadable(ctx, 's')}`,
    shown: sql`
      select s.id, coalesce(nullif(s.title_en, ''), s.title_es) as title, ${around(TEXT, q)} as beside
      from stories s where s.library_id = ${ctx.library.id} and s.id = hit.about`,
  };
};
