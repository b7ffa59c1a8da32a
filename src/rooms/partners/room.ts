/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { rolesEnding, stepDates, stepsDue } from './due.ts';
import { partnerHits, serviceHits } from './hits.ts';
import { removed } from './removed.ts';
import { stageLines, stepLines } from './timeline.ts';

export const partners: Room = {
  name: 'partners',
  tables: {
    next_steps: { label: 'moves.next_steps' },
    stage_changes: { label: 'moves.stage_changes' },
    partners: { label: 'moves.partners' },
    // It says itself where partners went that are no more.
    former_partners: {},
  },
  timeline: [stageLines, stepLines],
  due: [stepsDue],
  digest: [rolesEnding],
  calendar: [stepDates],
  search: [partnerHits, serviceHits],
  removed,
};
