/** Everything that the reader may see, found by words: what each room finds. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { AnyId } from '../../house/ids.ts';
import type { Asked } from '../../house/room.ts';
import { rooms } from '../../rooms/index.ts';

export type Hit = { id: AnyId; page: string; title: string; beside: string; only_me: boolean };

/** `heading` is a message with a `count`, which is of all there are. */
export type HitGroup = { kind: string; heading: string; total: number; hits: Hit[] };

/** `nearly` when nothing had the words as they were typed, and these are almost the same. */
export type Found = { groups: HitGroup[]; nearly: boolean };

/** As many of one kind as are shown beside others, and on a page of one kind alone. */
const BESIDE_OTHERS = 8;
export const HITS_PER_PAGE = 50;

/**
 * All kinds, the first few of each; or a page of the one kind that is named. The kind whose titles say it best stands
 * first, then the one of which there are fewest. One query or two.
 */
export async function search(ctx: Ctx, asked: { q: string; kind: string; page: number }): Promise<Found> {
  const groups = await find(ctx, { ...asked, nearly: false });
  if (groups.length > 0) return { groups, nearly: false };
  return { groups: await find(ctx, { ...asked, nearly: true }), nearly: true };
}

async function find(ctx: Ctx, { kind, page, ...asked }: Asked & { kind: string; page: number }): Promise<HitGroup[]> {
  const all = rooms.flatMap((room) => room.search ?? []).flatMap((hits) => hits(ctx, asked) ?? []);
  if (all.length === 0) return [];
  const length = kind === '' ? BESIDE_OTHERS : HITS_PER_PAGE;
  const before = kind === '' ? 0 : (page - 1) * HITS_PER_PAGE;
  const { rows } = await sql<Hit & Omit<HitGroup, 'hits'>>`
    select kind, heading, total, id, page, title, beside, only_me
    from (
      select h.*, count(*) over (partition by kind) as total, min(rank) over (partition by kind) as best,
        row_number() over (partition by kind order by rank, sort, id) as place
      from (${sql.join(all, sql` union all `)}) h where ${kind} in ('', kind)) g
    where place > ${before} and place <= ${before + length} order by best, total, kind, place`.execute(ctx.db);
  const groups = Map.groupBy(rows, (row) => row.kind);
  return [...groups].map(([kind, hits]) => {
    const { heading = '', total = 0 } = hits[0] ?? {};
    return { kind, heading, total, hits };
  });
}
