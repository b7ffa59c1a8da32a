/** What can be removed in this room, and who brings it back. */
import type { Removable } from '../../house/removal.ts';
import { mayLog } from '../partners/partner.ts';

export const removed: readonly Removable[] = [
  // A remark is its writer's, and its words stay out of the history.
  {
    kind: 'interaction',
    mayBringBack: (actor, removal) => mayLog(actor) && removal.removed_by === actor.id,
    details: () => ({}),
  },
];
