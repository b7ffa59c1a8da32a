/** What happened with a partner, newest first: what each room says of it, as far as the reader may read it. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { AnyId } from '../../house/ids.ts';
import { rooms } from '../../rooms/index.ts';

export type Event = {
  kind: 'interaction' | 'stage' | 'step' | 'worksheet';
  id: AnyId;
  /** The calendar day it belongs to, in the library's time zone. */
  day: string;
  who: string | null;
  /** The note's body, the stage change's reason, the step, or the worksheet's purpose. */
  text: string;
  /** Note: its audience; stage: "from to"; step: its outcome; worksheet: "chosen", "decided" or "reopened". */
  what: string;
  /** For notes: whether the reader wrote it. */
  mine: boolean;
};

export const TIMELINE_LENGTH = 100;

export async function timelineOf(ctx: Ctx, partnerId: string): Promise<Event[]> {
  const lines = rooms.flatMap((room) => room.timeline ?? []).map((line) => line(ctx, partnerId));
  const { rows } = await sql<Event>`
    select e.kind, e.id, e.day, u.name as who, e.text, e.what, e.member_id = ${ctx.actor.id} as mine
    from (${sql.join(lines, sql` union all `)}) e
    left join members m on m.library_id = ${ctx.library.id} and m.id = e.member_id left join users u on u.id = m.user_id
    order by e.day desc, e.at desc, e.id desc limit ${TIMELINE_LENGTH}`.execute(ctx.db);
  return rows;
}
