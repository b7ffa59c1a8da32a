/** Everything that the reader may see, found by words: what each room finds. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { AnyId } from '../../house/ids.ts';
import type { Asked, FoundKind } from '../../house/room.ts';
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
  const wanted = all.filter((each) => kind === '' || kind === each.kind);
  if (wanted.length === 0) return [];
  const length = kind === '' ? BESIDE_OTHERS : HITS_PER_PAGE;
  const before = kind === '' ? 0 : (page - 1) * HITS_PER_PAGE;
  const kinds = wanted.map((each) => sql`(${hitsOf(each, before, before + length)})`);
  const { rows } = await sql<Hit & Omit<HitGroup, 'hits'>>`
    select kind, heading, total, id, page, title, beside, only_me from (${sql.join(kinds, sql` union all `)}) g
    order by best, total, kind, place`.execute(ctx.db);
  const groups = Map.groupBy(rows, (row) => row.kind);
  return [...groups].map(([kind, hits]) => {
    const { heading = '', total = 0 } = hits[0] ?? {};
    return { kind, heading, total, hits };
  });
}

/** Those of one kind from one place to another, with how many there are and how well the best says it. */
const hitsOf = ({ kind, heading, page, found, shown }: FoundKind, after: number, upTo: number) => sql`
  select ${kind} as kind, ${heading} as heading, ${page} as page, hit.total, hit.best, hit.place, hit.only_me,
    s.id, s.title, s.beside
  from (
    select f.about, f.only_me, count(*) over () as total, min(f.rank) over () as best,
      row_number() over (order by f.rank, f.sort, f.about) as place
    from (${found}) f) hit
  cross join lateral (${shown}) s
  where hit.place > ${after} and hit.place <= ${upTo}`;
