/** How far rounds have come, in figures that every member may see. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { wasInterviewed } from './readable.ts';
import type { RoundId } from './round.ts';

export type RoundCounts = { round_id: RoundId; people: number; held: number };

/** By round. Whoever said no was not interviewed. */
export async function roundCounts(ctx: Ctx): Promise<Map<string, RoundCounts>> {
  const { rows } = await sql<RoundCounts>`
    select i.round_id, count(*) as people, count(*) filter (where ${wasInterviewed(ctx, 'i')}) as held
    from interviews i where i.library_id = ${ctx.library.id} and i.removed_at is null group by i.round_id`.execute(
    ctx.db,
  );
  return new Map(rows.map((row) => [row.round_id, row]));
}
