/** What of this room has a day, for the calendar of the member who asks. */
import { sql } from 'kysely';
import type { Dates } from '../../house/room.ts';

/** One's own tasks, and what one's partners promised. */
export const taskDates: Dates = (ctx, from, until) => sql`
  select 'task' as kind, t.id, t.due_on as day, t.what as title, o.name as beside, '/tasks/:id' as page
  from tasks t join partners p on p.library_id = t.library_id and p.id = t.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where t.library_id = ${ctx.library.id} and t.outcome is null and t.due_on between ${from} and ${until}
    and (t.member_id = ${ctx.actor.id}
      or t.person_id is not null and ${ctx.actor.id}::uuid in (p.owner_id, p.deputy_id))`;
