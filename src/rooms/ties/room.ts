/** What this room brings. */
import { sql } from 'kysely';
import type { Readable, Room } from '../../house/room.ts';
import { mayTie } from './tie.ts';

/** A tie can tell where an organization is: it is for those on the staff alone. */
const staffOnly: Readable = ({ actor }) =>
  sql<boolean>`${actor?.kind === 'member' || actor?.kind === 'system'}::boolean`;

const ENDS = ['from_member_id', 'from_person_id', 'from_organization_id', 'to_person_id', 'to_organization_id'];
/** The same but for the end that becomes the other one. */
const SAME = `k.kind = g.kind and ${ENDS.map((end) => `(k.${end} is distinct from g.${end})::int`).join(' + ')} = 1`;

export const ties: Room = {
  name: 'ties',
  tables: {
    ties: { label: 'moves.ties', sameWhen: SAME, readable: staffOnly, goesWithPartner: true },
    tie_refusals: { sameWhen: 'true' },
    introductions: { label: 'moves.introductions' },
  },
  removed: [{ kind: 'tie', mayBringBack: mayTie, page: '/ties' }],
};
