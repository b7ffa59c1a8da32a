/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { termsEnding } from './due.ts';
import { mayKeepElections, mayKeepOfficials } from './official.ts';

export const officials: Room = {
  name: 'officials',
  tables: {
    terms_of_office: { label: 'moves.terms', sameWhen: ['office', 'district', 'starts_on', 'ends_on'] },
    election_periods: {},
  },
  digest: [termsEnding],
  removed: [
    { kind: 'term', mayBringBack: mayKeepOfficials, page: '/officials' },
    { kind: 'election_period', mayBringBack: mayKeepElections, page: '/election-periods' },
  ],
};
