/**
 * Partners by how often, and when last, something was said or done with them: conditions that narrow a list of partners
 * (partners/partner-list.ts). Notes do not count, as they were said to nobody.
 */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, today } from '../../house/ctx.ts';
import { touchesOf } from './cadence.ts';

export const TOUCHED = ['due', 'more', 'fewer', 'exactly', 'never'] as const;
export const TALKED = ['more', 'fewer', 'exactly'] as const;

const figure = (most: number) => z.coerce.number().int().min(0).max(most).or(z.literal('')).catch('');

/** What does not fit is left out, never an error. `touch` in days, `talks` in entries of the log. */
export const touchFilter = z.object({
  touch_is: z.enum(TOUCHED).or(z.literal('')).catch(''),
  touch: figure(20_000),
  talks_is: z.enum(TALKED).or(z.literal('')).catch(''),
  talks: figure(100_000),
});
export type TouchFilter = z.output<typeof touchFilter>;

/** About a row `p` of partners. */
export function touchedSo(ctx: Ctx, { touch_is, touch, talks_is, talks }: TouchFilter): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [];
  if (touch_is === 'never') all.push(sql`p.id not in (${touched(ctx, sql`true`)})`);
  else if (touch_is === 'due')
    all.push(sql`p.id in (select n.partner_id from (${touchesOf(ctx, sql`true`)}) n where n.due_on <= ${today(ctx)})`);
  else if (touch_is && touch !== '')
    all.push(sql`p.id in (${touched(ctx, sql`max(i.happened_on) ${OLDER[touch_is]} ${today(ctx, -touch)}`)})`);
  if (talks_is && talks !== '') all.push(talkedSo(ctx, talks_is, talks));
  return all;
}

/** More days ago is an earlier day. */
const OLDER = { more: sql`<`, fewer: sql`>`, exactly: sql`=` };

/** Who was never talked to is among those with fewer. */
function talkedSo(ctx: Ctx, is: (typeof TALKED)[number], talks: number): RawBuilder<unknown> {
  if (is === 'more') return sql`p.id in (${touched(ctx, sql`count(*) > ${talks}`)})`;
  const fewer = sql`p.id not in (${touched(ctx, sql`count(*) >= ${is === 'fewer' ? talks : talks + 1}`)})`;
  return is === 'fewer' || talks === 0 ? fewer : sql`p.id in (${touched(ctx, sql`count(*) = ${talks}`)})`;
}

const touched = (ctx: Ctx, having: RawBuilder<unknown>) => sql`
  select w.partner_id from interaction_partners w
  join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
  where w.library_id = ${ctx.library.id} and i.kind <> 'remark' group by w.partner_id having ${having}`;
