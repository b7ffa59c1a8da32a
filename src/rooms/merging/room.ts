/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { jobs } from './likely-pairs.ts';
import { removed } from './removed.ts';

export const merging: Room = {
  name: 'merging',
  tables: {
    // The pair of an answer has an order, so merge.ts moves it in its own way.
    duplicate_answers: {},
    // Its ids are those of the day of the merge. The merged record no longer exists, so they are no foreign keys, and
    // no later merge moves them.
    merges: {},
    likely_pairs: { leftOut: 'Worked out anew from the organizations.' },
  },
  removed,
  jobs,
};
