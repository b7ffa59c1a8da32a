/** What this room says is due: partners to be in touch with. */
import { sql } from 'kysely';
import { today } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { touchesOf } from './cadence.ts';

/** As many days before it is time. */
const AHEAD = 3;

/** Of the partners in one's own care, as owner or deputy, that rest until no later day. */
export const touchesDue: Due = (ctx) => sql`
  select 'due.touches' as heading, n.partner_id as id, '/partners/:id' as page, o.name as title, '' as text,
    n.due_on, p.owner_id as member_id, o.name_key as sort, true as mine
  from (${touchesOf(ctx, sql`${ctx.actor.id}::uuid in (p.owner_id, p.deputy_id)`)}) n
  join partners p on p.library_id = ${ctx.library.id} and p.id = n.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where n.due_on <= ${today(ctx, AHEAD)}`;
