/** What this room brings. */
import { sql } from 'kysely';
import type { Readable, Room, Table } from '../../house/room.ts';
import { mayTie } from './tie.ts';

/** A tie can tell where an organization is: it is for those on the staff alone. */
const staffOnly: Readable = ({ actor }) =>
  sql<boolean>`${actor?.kind === 'member' || actor?.kind === 'system'}::boolean`;

/** Ties between the two that become one; and of those to the same third, of one kind, all but the one that says most. */
const endedByMerge: Table['endedByMerge'] = ({ library }, { kept, gone }) => sql`
  select id from (
    select id, other in (${kept}, ${gone}) as between_them,
      row_number() over (partition by kind, other order by through_us desc, known_on desc, id) as nth
    from (
      select t.*, case when one in (${kept}, ${gone}) then two else one end as other
      from ties t cross join lateral (select coalesce(from_member_id, from_person_id, from_organization_id) as one,
        coalesce(to_person_id, to_organization_id) as two) ends
      where t.library_id = ${library.id} and (one in (${kept}, ${gone}) or two in (${kept}, ${gone}))) theirs) ranked
  where between_them or nth > 1`;

export const ties: Room = {
  name: 'ties',
  tables: {
    ties: { label: 'moves.ties', endedByMerge, readable: staffOnly, goesWithPartner: true },
    tie_refusals: { sameWhen: 'true' },
    introductions: { label: 'moves.introductions' },
  },
  removed: [{ kind: 'tie', mayBringBack: mayTie, page: '/ties' }],
};
