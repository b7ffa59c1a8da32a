/** What can be taken back in this room, and who does. */
import type { Removable } from '../../house/removal.ts';
import { tellChanged } from '../directory/changed.ts';
import { mayMerge } from './duplicate.ts';

/** An answered pair is not asked about again, so an answer given by mistake must be undoable. */
export const removed: readonly Removable[] = [
  { kind: 'pair', mayBringBack: mayMerge, page: '/duplicates', taken: 'error.back_pair', restore: tellChanged },
];
