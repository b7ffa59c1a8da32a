/** What can be removed in this room, and who brings it back. */
import { atLeast } from '../../house/ctx.ts';
import type { Removable } from '../../house/removal.ts';

export const removed: readonly Removable[] = [
  {
    kind: 'saved_view',
    mayBringBack: (actor, { removed_by }) => removed_by === actor.id || atLeast(actor, 'coordinator'),
    taken: 'error.back_saved_view',
  },
];
