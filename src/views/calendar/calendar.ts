/** What has a day and is the member's own, as each room says it. */
import { sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { AnyId } from '../../house/ids.ts';
import { allDates } from '../../rooms/agreements/agreement-brings.ts';
import { rooms } from '../../rooms/index.ts';

export type DatedItem = {
  kind: string;
  id: AnyId;
  day: string;
  title: string;
  /** With whom. */
  beside: string;
  page: string;
};

const BACK = -180;
const AHEAD = 730;
const MOST = 2_000;

/** From half a year ago until in two years, by day. One query. */
export async function datesOf(ctx: Ctx): Promise<DatedItem[]> {
  const [from, until] = [today(ctx, BACK), today(ctx, AHEAD)];
  const all = rooms.flatMap((room) => room.calendar ?? []).map((dates) => sql`${dates(ctx, from, until)}`);
  const { rows } = await sql<DatedItem>`select d.* from (${sql.join(all, sql` union all `)}) d
    order by d.day, d.kind, d.id limit ${MOST}`.execute(ctx.db);
  return rows;
}

/** Of all agreements that hold, whoever looks after them, as far ahead. One query. */
export async function agreementDatesOf(ctx: Ctx): Promise<DatedItem[]> {
  const { rows } = await sql<DatedItem>`select d.* from (${allDates(ctx)}) d
    where d.day between ${today(ctx, BACK)} and ${today(ctx, AHEAD)} order by d.day, d.kind, d.id
    limit ${MOST}`.execute(ctx.db);
  return rows;
}
