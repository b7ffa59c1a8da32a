/** When something was last said or done with a partner. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { PartnerId } from '../partners/partner.ts';
import { interactionReadable } from './readable.ts';

/** The day, where the library is, of those that have one; of what the reader may read. One query. */
export async function lastTouches(ctx: Ctx, ids: readonly PartnerId[]): Promise<Map<PartnerId, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: PartnerId; day: string }>`
    select w.partner_id as id, max(i.happened_on) as day
    from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
    where w.library_id = ${ctx.library.id} and w.partner_id = any(${[...ids]}::uuid[])
      and ${interactionReadable(ctx, 'i')}
    group by w.partner_id`.execute(ctx.db);
  return new Map(rows.map(({ id, day }) => [id, day]));
}
