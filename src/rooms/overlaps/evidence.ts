/** What this room knows beside the factor of a unique purpose: what was found, and on which day. */
import { sql } from 'kysely';
import { today } from '../../house/ctx.ts';
import type { Evidence } from '../../house/room.ts';

const YEAR = -365;

/** The latest check of the last year with each partner: how much it found that may do this already, as its page counts. */
export const overlapsFound: Evidence = (ctx, partnerIds) => sql`
  select distinct on (c.partner_id) c.partner_id, jsonb_build_object('key', 'evidence.overlaps', 'values',
      jsonb_build_object('need', c.need, 'count', (select count(*) from jsonb_array_elements(c.hits) hit
        where hit ->> 'sure' <> 'different')::text)) as said,
    '/partners/:id/overlap-checks' as page
  from overlap_checks c
  where c.library_id = ${ctx.library.id} and c.partner_id = any(${[...partnerIds]}::uuid[])
    and c.made_at >= ${today(ctx, YEAR)}::date
  order by c.partner_id, c.made_at desc`;
