/** What can be removed in this room, and who brings it back. */
import { sql } from 'kysely';
import { keepAdded } from '../../house/change-sets.ts';
import type { Ctx } from '../../house/ctx.ts';
import type { Removable, Removal } from '../../house/removal.ts';
import { mayLog } from './partner.ts';

export const removed: readonly Removable[] = [
  {
    kind: 'partners',
    mayBringBack: mayLog,
    page: '/partners',
    partly: true,
    back: 'notice.back_partners',
    restore: keepStory,
  },
  { kind: 'next_step', mayBringBack: mayLog, hasOwnList: true, taken: 'error.back_step' },
];

/** A stage that another followed since is part of the story, and stays there. */
function keepStory(ctx: Ctx, { id }: Removal): Promise<void> {
  const followed = sql<boolean>`exists (select from stage_changes later where later.library_id = ${ctx.library.id}
    and later.partner_id = (added ->> 'partner_id')::uuid and (later.changed_at, later.id)
      > ((added ->> 'changed_at')::timestamptz, (added ->> 'id')::uuid))`;
  return keepAdded(ctx, id, { table: 'stage_changes', which: followed });
}
