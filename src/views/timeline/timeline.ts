/** What happened with a partner, newest first: what each room says of it, as far as the reader may read it. */
import { sql } from 'kysely';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import type { AnyId } from '../../house/ids.ts';
import type { Said } from '../../house/room.ts';
import { rooms } from '../../rooms/index.ts';

export type Event = {
  /** The noun, as its room calls it; no reader of this needs to know which there are. */
  kind: string;
  id: AnyId;
  /** The calendar day it belongs to, in the library's time zone. */
  day: string;
  member_id: MemberId | null;
  who: string | null;
  /** The message that says what happened; null where the words alone do. */
  said: Said | null;
  /** In the words of who did it. */
  text: string;
  /** The path of the page that these words lead to; '' for none. */
  page: string;
  /** Further words of theirs; '' for none. */
  more: string;
  /** The path of the page on which its author may change it; '' for none. */
  change: string;
  only_me: boolean;
};

export const TIMELINE_LENGTH = 50;

const linesOf = (ctx: Ctx, partnerId: string) =>
  sql.join(
    rooms.flatMap((room) => room.timeline ?? []).map((line) => line(ctx, partnerId)),
    sql` union all `,
  );

/** One page of it, of one kind or of all. */
export async function timelineOf(
  ctx: Ctx,
  partnerId: string,
  { kind = '', page = 1 }: { kind?: string; page?: number } = {},
): Promise<Event[]> {
  const { rows } = await sql<Event>`
    select e.kind, e.id, e.day, e.member_id, u.name as who, e.said, e.text, e.page, e.more, e.change, e.only_me
    from (${linesOf(ctx, partnerId)}) e
    left join members m on m.library_id = ${ctx.library.id} and m.id = e.member_id left join users u on u.id = m.user_id
    where ${kind === '' ? sql`true` : sql`e.kind = ${kind}`}
    order by e.day desc, e.at desc, e.id desc
    limit ${TIMELINE_LENGTH} offset ${(page - 1) * TIMELINE_LENGTH}`.execute(ctx.db);
  return rows;
}

/** How many there are of each kind; the commonest first. */
export type TimelineKind = { kind: string; count: number };

export async function timelineKinds(ctx: Ctx, partnerId: string): Promise<TimelineKind[]> {
  const { rows } = await sql<TimelineKind>`
    select e.kind, count(*) as count from (${linesOf(ctx, partnerId)}) e
    group by e.kind order by count desc, e.kind`.execute(ctx.db);
  return rows;
}
