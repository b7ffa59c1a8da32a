/** What the Monday digest says of officials: whose terms end. */
import { sql } from 'kysely';
import { today } from '../../house/ctx.ts';
import type { Due } from '../../house/room.ts';
import { mayKeepElections } from './official.ts';

/** So many days before, one can still say thanks and ask who comes after; so many after, it is still said. */
const AHEAD = 90;
const AFTER = 14;

export const termsEnding: Due = (ctx) => sql`
  select 'due.terms' as heading, t.person_id as id, '/people/:id' as page, pe.name as title,
    concat_ws(', ', t.office, nullif(t.district, '')) as text, t.ends_on as due_on, null::uuid as member_id,
    to_char(t.ends_on, 'YYYY-MM-DD') as sort, true as mine
  from terms_of_office t join persons pe on pe.library_id = t.library_id and pe.id = t.person_id
  where t.library_id = ${ctx.library.id} and t.ends_on between ${today(ctx, -AFTER)} and ${today(ctx, AHEAD)}
    and exists (select 1 from contacts c where c.library_id = ${ctx.library.id} and c.person_id = t.person_id)
    and not exists (select 1 from terms_of_office n where n.library_id = ${ctx.library.id}
      and n.person_id = t.person_id and (n.ends_on > t.ends_on or n.ends_on is null))
    and ${mayKeepElections(ctx.actor)}`;
