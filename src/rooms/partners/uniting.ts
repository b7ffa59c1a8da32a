/** Two relationships become one. Rows are only changed and deleted: the undo of a merge puts them back. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Pair } from '../../house/room.ts';

/** One step is due next with a partner: the kept one's, if both have one. */
export async function replaceStep(ctx: Ctx, { kept, gone }: Pair): Promise<void> {
  await sql`update next_steps s set closed_at = ${ctx.now}, closed_by = ${ctx.actor.id}, outcome = 'replaced'
    where s.library_id = ${ctx.library.id} and s.partner_id = ${gone} and s.closed_at is null and exists (
      select 1 from next_steps o where o.library_id = s.library_id and o.partner_id = ${kept} and o.closed_at is null)
  `.execute(ctx.db);
}

/** As a form has them: an empty owner or deputy is nobody. */
export type United = { stage?: string; owner_id?: string; deputy_id?: string };

/** The one that stays, once all that belongs to the other has moved to it. */
export async function keepOne(ctx: Ctx, { kept, gone }: Pair, { stage, owner_id, deputy_id }: United): Promise<void> {
  const deputy = deputy_id === owner_id ? '' : deputy_id;
  await sql`update partners set stage = ${stage}, owner_id = nullif(${owner_id}, '')::uuid,
      deputy_id = nullif(${deputy}, '')::uuid, version = version + 1
    where library_id = ${ctx.library.id} and id = ${kept}`.execute(ctx.db);
  await sql`delete from partners where library_id = ${ctx.library.id} and id = ${gone}`.execute(ctx.db);
}
