/** What can be taken back in this room, and who does. */
import type { Removable } from '../../house/removal.ts';
import { mayMerge } from './duplicate.ts';

/** A pair that was answered is not asked again: an answer by a slip of the hand would stay for good. */
export const removed: readonly Removable[] = [
  { kind: 'pair', mayBringBack: mayMerge, page: '/duplicates', taken: 'error.back_pair' },
];
