/** What waits for the member who asks, as each room says it. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { AnyId } from '../../house/ids.ts';
import { rooms } from '../../rooms/index.ts';

export type DueItem = {
  id: AnyId;
  /** The path of the page to which it leads. */
  page: string;
  title: string;
  /** What is to be done; '' where the heading says it. */
  text: string;
  due_on: string | null;
  /** In whose care it is. */
  who: string | null;
};

/** `heading` is a message with a `count`, which is of all there are. */
export type DueGroup = { heading: string; total: number; items: DueItem[] };

/** As many of one heading as are shown. */
const DUE_LENGTH = 100;

const brought = (ctx: Ctx, what: 'due' | 'today' | 'digest') =>
  rooms.flatMap((room) => room[what] ?? []).map((due): RawBuilder<unknown> => due(ctx));

/** First what has no day, because somebody waits for it now; then what has been due the longest. One query. */
export const todayOf = (ctx: Ctx): Promise<DueGroup[]> =>
  grouped(ctx, [...brought(ctx, 'due'), ...brought(ctx, 'today')]);

/** As many days ahead as the Monday digest looks. */
const WEEK = 6;

/**
 * What the Monday digest says: what waits for this member themselves until the end of the week, and what rooms say in
 * it alone. One query.
 */
export function digestOf(ctx: Ctx): Promise<DueGroup[]> {
  const soon = brought(ctx, 'due').map(
    (due) => sql`select d.* from (${due}) d where d.mine and (d.due_on is null or d.due_on <= ${today(ctx, WEEK)})`,
  );
  return grouped(ctx, [...soon, ...brought(ctx, 'digest')]);
}

/** What the digest said is told, as far as a room says a thing once. */
export async function digestTold(ctx: Ctx): Promise<void> {
  for (const room of rooms) await room.digested?.(ctx);
}

async function grouped(ctx: Ctx, all: RawBuilder<unknown>[]): Promise<DueGroup[]> {
  const { rows } = await sql<DueItem & { heading: string; total: number }>`
    select g.heading, g.total, g.id, g.page, g.title, g.text, g.due_on, u.name as who
    from (
      select d.*, count(*) over (partition by d.heading) as total, min(d.due_on) over (partition by d.heading) as first,
        row_number() over (partition by d.heading order by d.due_on, d.sort, d.id) as place
      from (${sql.join(all, sql` union all `)}) d) g
    left join members m on m.library_id = ${ctx.library.id} and m.id = g.member_id left join users u on u.id = m.user_id
    where g.place <= ${DUE_LENGTH} order by g.first nulls first, g.heading, g.place`.execute(ctx.db);
  const groups = Map.groupBy(rows, (row) => row.heading);
  return [...groups].map(([heading, items]) => ({ heading, total: items[0]?.total ?? 0, items }));
}
