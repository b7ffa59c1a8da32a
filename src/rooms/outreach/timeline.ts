/** What this room says on a partner's timeline. */
import { sql } from 'kysely';
import type { Lines } from '../../house/room.ts';
import { interactionReadable } from './readable.ts';

export const interactionLines: Lines = (ctx, partnerId) => sql`
  select 'interaction' as kind, i.id, i.happened_on as day, i.created_at as at, i.author_id as member_id,
    null::jsonb as said, i.body as text, '' as page, '/interactions/:id' as change, i.audience = 'me' as only_me
  from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
  where w.library_id = ${ctx.library.id} and w.partner_id = ${partnerId} and ${interactionReadable(ctx, 'i')}`;
