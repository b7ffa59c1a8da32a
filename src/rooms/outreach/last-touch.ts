/** When something was last said or done with a partner, and by whom. A remark was said to nobody, so it is no touch. */
import { sql } from 'kysely';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { Direction, InteractionId, Kind } from './interaction.ts';

/** The day, where the library is, of those that have one. One query. */
export async function lastTouches(ctx: Ctx, ids: readonly PartnerId[]): Promise<Map<PartnerId, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: PartnerId; day: string }>`
    select w.partner_id as id, max(i.happened_on) as day
    from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
    where w.library_id = ${ctx.library.id} and w.partner_id = any(${[...ids]}::uuid[]) and i.kind <> 'remark'
    group by w.partner_id`.execute(ctx.db);
  return new Map(rows.map(({ id, day }) => [id, day]));
}

export type Touch = {
  id: InteractionId;
  day: string;
  kind: Kind;
  direction: Direction;
  summary: string;
  member_id: MemberId;
  who: string;
  /** Where they work, if they say so. */
  branch: string | null;
};

/** The latest with a partner: what one wants to know before calling. */
export async function lastTouchOf(ctx: Ctx, id: PartnerId): Promise<Touch | undefined> {
  const { rows } = await sql<Touch>`
    select i.id, i.happened_on as day, i.kind, i.direction, i.summary, i.author_id as member_id, u.name as who,
      b.name as branch
    from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
    join members m on m.library_id = i.library_id and m.id = i.author_id join users u on u.id = m.user_id
    left join branches b on b.library_id = m.library_id and b.id = m.branch_id
    where w.library_id = ${ctx.library.id} and w.partner_id = ${id} and i.kind <> 'remark'
    order by i.happened_on desc, i.created_at desc, i.id desc limit 1`.execute(ctx.db);
  return rows[0];
}
