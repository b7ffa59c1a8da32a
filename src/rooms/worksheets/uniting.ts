/** Two partners that become one, where worksheets speak of them. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Apart, Pair } from '../../house/room.ts';

/** Two that are compared with each other on a worksheet cannot be one. */
export async function comparedTogether(ctx: Ctx, { kept, gone }: Pair): Promise<Apart | null> {
  const { rows } = await sql<{ id: string; purpose: string }>`
    select w.id, w.purpose from worksheets w
    join worksheet_partners a on a.library_id = w.library_id and a.worksheet_id = w.id and a.partner_id = ${kept}
    join worksheet_partners b on b.library_id = w.library_id and b.worksheet_id = w.id and b.partner_id = ${gone}
    where w.library_id = ${ctx.library.id} order by w.opened_at desc limit 1`.execute(ctx.db);
  const [sheet] = rows;
  return sheet
    ? {
        why: { key: 'error.merge_worksheet', values: { purpose: sheet.purpose } },
        page: `/worksheets/${sheet.id}`,
        title: sheet.purpose,
      }
    : null;
}

/** A worksheet that compares a partner needs it: without one of its columns it would say something else. */
export async function comparedSomewhere(ctx: Ctx, partnerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct partner_id as id from worksheet_partners where library_id = ${ctx.library.id}
      and partner_id = any(${[...partnerIds]}::uuid[])`.execute(ctx.db);
  return rows.map((row) => row.id);
}
