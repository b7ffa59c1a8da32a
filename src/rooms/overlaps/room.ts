/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { overlapsFound } from './evidence.ts';
import { mayCheckOverlap } from './overlap.ts';

export const overlaps: Room = {
  name: 'overlaps',
  tables: {
    overlap_checks: { label: 'moves.overlap_checks' },
    overlap_answers: {},
  },
  evidence: { '5c': [overlapsFound] },
  removed: [{ kind: 'overlap_check', mayBringBack: mayCheckOverlap, page: '/overlap-checks' }],
};
