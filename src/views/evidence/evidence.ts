/** What is known of partners beside the factors of a worksheet, as each room says it. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Said } from '../../house/room.ts';
import { rooms } from '../../rooms/index.ts';

export type EvidenceLine = { code: string; partner_id: string; said: Said; page: string };

/** By factor and partner, "2a 0192…". One query. */
export async function evidenceFor(ctx: Ctx, partnerIds: readonly string[]): Promise<Map<string, EvidenceLine[]>> {
  const brought = rooms.flatMap((room) => Object.entries(room.evidence ?? {}));
  if (partnerIds.length === 0 || brought.length === 0) return new Map();
  const lines = brought.flatMap(([code, all]) =>
    all.map((line) => sql`select ${code} as code, e.* from (${line(ctx, partnerIds)}) e`),
  );
  const { rows } = await sql<EvidenceLine>`${sql.join(lines, sql` union all `)}`.execute(ctx.db);
  return Map.groupBy(rows, ({ code, partner_id }) => `${code} ${partner_id}`);
}
