/** What this room says is due: the next step with each partner; and which roles end. */
import { sql } from 'kysely';
import { today } from '../../house/ctx.ts';
import type { Dates, Due } from '../../house/room.ts';

/** Of the partners in one's own care, as owner or deputy; of all, where one has none with a next step. */
export const stepsDue: Due = ({ library, actor }) => sql`
  select case when n.mine then 'due.my_steps' else 'due.all_steps' end as heading, n.partner_id as id,
    '/partners/:id' as page, o.name as title, n.what as text, n.due_on, n.owner_id as member_id,
    o.name_key as sort, n.mine
  from (
    select s.partner_id, s.what, s.due_on, p.organization_id, p.owner_id,
      ${actor.id}::uuid in (p.owner_id, p.deputy_id) is true as mine,
      bool_or(${actor.id}::uuid in (p.owner_id, p.deputy_id)) over () is true as any_mine
    from next_steps s join partners p on p.library_id = s.library_id and p.id = s.partner_id
    where s.library_id = ${library.id} and s.closed_at is null) n
  join organizations o on o.library_id = ${library.id} and o.id = n.organization_id
  where n.mine or not n.any_mine`;

const AHEAD = 30;

/** Roles that end soon at the partners in one's own care: time to ask who comes after. */
export const rolesEnding: Due = (ctx) => sql`
  select 'due.roles_ending' as heading, pe.id, '/people/:id' as page, pe.name as title,
    concat_ws(', ', nullif(c.title, ''), o.name) as text, c.ends_on as due_on, p.owner_id as member_id,
    pe.name_key as sort, true as mine
  from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  join contacts c on c.library_id = o.library_id and c.organization_id = o.id
  join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
  where p.library_id = ${ctx.library.id} and ${ctx.actor.id}::uuid in (p.owner_id, p.deputy_id)
    and c.ends_on between ${today(ctx)} and ${today(ctx, AHEAD)}`;

/** The next steps with the partners in one's own care. */
export const stepDates: Dates = (ctx, from, until) => sql`
  select 'step' as kind, p.id, s.due_on as day, s.what as title, o.name as beside, '/partners/:id' as page
  from next_steps s join partners p on p.library_id = s.library_id and p.id = s.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where s.library_id = ${ctx.library.id} and s.closed_at is null and s.due_on between ${from} and ${until}
    and ${ctx.actor.id}::uuid in (p.owner_id, p.deputy_id)`;
