/** What can be removed in this room, and who brings it back. */
import type { Removable } from '../../house/removal.ts';
import { mayLog } from './partner.ts';

export const removed: readonly Removable[] = [
  { kind: 'partners', mayBringBack: mayLog, page: '/partners', partly: true },
  { kind: 'next_step', mayBringBack: mayLog, hasOwnList: true, taken: 'error.back_step' },
];
