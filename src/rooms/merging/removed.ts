/** What can be taken back in this room, and who does. */
import { type Actor, atLeast } from '../../house/ctx.ts';
import type { Removable } from '../../house/removal.ts';
import { tellChanged } from '../directory/changed.ts';
import { mayMerge } from './duplicate.ts';

export const mayRemovePartners = (actor: Actor) => atLeast(actor, 'coordinator');

export const removed: readonly Removable[] = [
  {
    kind: 'partner',
    mayBringBack: mayRemovePartners,
    page: '/partners',
    partly: true,
    taken: 'error.back_partner',
    restore: tellChanged,
  },
  // An answered pair is not asked about again, so an answer given by mistake must be undoable.
  { kind: 'pair', mayBringBack: mayMerge, page: '/duplicates', taken: 'error.back_pair', restore: tellChanged },
];
