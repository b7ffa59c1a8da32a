/**
 * This room's part in merging two partners. Rows are only changed and deleted; the undo of the merge puts them back.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Pair } from '../../house/room.ts';

/** A partner has one open step. If both have one, the kept partner's stays and the other is closed as replaced. */
export async function replaceStep(ctx: Ctx, { kept, gone }: Pair): Promise<void> {
  await sql`update next_steps s set closed_at = ${ctx.now}, closed_by = ${ctx.actor.id}, outcome = 'replaced'
    where s.library_id = ${ctx.library.id} and s.partner_id = ${gone} and s.closed_at is null and exists (
      select 1 from next_steps o where o.library_id = ${ctx.library.id}
        and o.partner_id = ${kept} and o.closed_at is null)
  `.execute(ctx.db);
}

/** Values from the merge form; an empty owner or deputy is nobody. */
export type United = { stage?: string; owner_id?: string; deputy_id?: string };

/**
 * Writes the chosen values to the kept partner and deletes the other one. Everything that belongs to the other must
 * have been moved before.
 */
export async function keepOne(ctx: Ctx, { kept, gone }: Pair, { stage, owner_id, deputy_id }: United): Promise<void> {
  const deputy = deputy_id === owner_id ? '' : deputy_id;
  await sql`update partners set stage = ${stage}, owner_id = nullif(${owner_id}, '')::uuid,
      deputy_id = nullif(${deputy}, '')::uuid, version = version + 1
    where library_id = ${ctx.library.id} and id = ${kept}`.execute(ctx.db);
  await sql`delete from partners where library_id = ${ctx.library.id} and id = ${gone}`.execute(ctx.db);
}
