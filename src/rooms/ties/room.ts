/** What this room brings. */
import { sql } from 'kysely';
import type { Readable, Room } from '../../house/room.ts';
import { mayTie } from './tie.ts';

/** A tie can tell where an organization is: it is for those on the staff alone. */
const staffOnly: Readable = ({ actor }) =>
  sql<boolean>`${actor?.kind === 'member' || actor?.kind === 'system'}::boolean`;

/** The same ends, whichever way round. */
const SAME = `k.kind = g.kind and (k.from_member_id, k.from_person_id, k.from_organization_id, k.to_person_id,
  k.to_organization_id) is not distinct from (g.from_member_id, g.from_person_id, g.from_organization_id,
  g.to_person_id, g.to_organization_id)`;

export const ties: Room = {
  name: 'ties',
  tables: {
    ties: { label: 'moves.ties', sameWhen: SAME, readable: staffOnly, goesWithPartner: true },
    tie_refusals: { sameWhen: 'true' },
    introductions: { label: 'moves.introductions' },
  },
  removed: [{ kind: 'tie', mayBringBack: mayTie, page: '/ties' }],
};
