/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { removed } from './removed.ts';

export const merging: Room = {
  name: 'merging',
  tables: {
    // The pair of an answer has an order, so merge.ts moves it in its own way.
    duplicate_answers: {},
    // Its ids are of the day of the merge, and the gone one's is nowhere else: no keys, and nothing moves them.
    merges: {},
  },
  removed,
};
