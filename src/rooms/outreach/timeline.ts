/** What this room says on a partner's timeline. */
import { sql } from 'kysely';
import type { Lines } from '../../house/room.ts';
import { noteReadable } from './readable.ts';

export const noteLines: Lines = (ctx, partnerId) => sql`
  select 'note' as kind, n.id, n.happened_on as day, n.created_at as at, n.author_id as member_id, n.body as text,
    n.audience as what
  from notes n where n.library_id = ${ctx.library.id} and n.partner_id = ${partnerId} and ${noteReadable(ctx, 'n')}`;
