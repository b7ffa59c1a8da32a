/** What can be removed in this room, and who brings it back. */
import { Invalid } from '../../house/errors.ts';
import type { Removable } from '../../house/removal.ts';
import { takesBackUntil } from '../guests/guest-link.ts';
import { mayLog } from '../partners/partner.ts';
import { mayEditTemplates } from './task-template.ts';

export const removed: readonly Removable[] = [
  // A remark is its writer's, and its words stay out of the history.
  {
    kind: 'interaction',
    mayBringBack: (actor, removal) => mayLog(actor) && removal.removed_by === actor.id,
    details: () => ({}),
  },
  // That it is done, or dropped. Whoever promised it takes that back for a week, the library for as long as all else.
  {
    kind: 'task',
    mayBringBack: (actor, removal) =>
      mayLog(actor) ||
      (actor.kind === 'guest' &&
        actor.purpose === 'promise' &&
        actor.subjectId === removal.subject &&
        removal.removed_by === null),
    hasOwnList: true,
    taken: 'error.back_task',
    check: async (ctx, removal) => {
      if (ctx.actor.kind === 'guest' && ctx.now > takesBackUntil(removal.removed_at))
        throw new Invalid({ form: { key: 'error.guest_late' } });
    },
  },
  { kind: 'task_template', mayBringBack: mayEditTemplates, page: '/task-templates', taken: 'error.template_taken' },
];
