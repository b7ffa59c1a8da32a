/** Two relationships become one. */
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
