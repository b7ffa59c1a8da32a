/** The worksheets that compare one partner. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { WorksheetId } from './worksheet.ts';
import { stands } from './worksheets.ts';

export type WorksheetWith = {
  id: WorksheetId;
  purpose: string;
  opened_at: Date;
  decided_at: Date | null;
  /** Whether the decision that stands chose it. */
  chosen: boolean;
  /** The names of those that it is compared with. */
  others: string[];
};

export async function countWorksheetsWith(ctx: Ctx, partnerId: PartnerId): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from worksheet_partners
    where library_id = ${ctx.library.id} and partner_id = ${partnerId}`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

/** The latest first. */
export async function worksheetsWith(ctx: Ctx, partnerId: PartnerId): Promise<WorksheetWith[]> {
  const { rows } = await sql<WorksheetWith>`
    select w.id, w.purpose, w.opened_at, d.decided_at,
      exists (select 1 from worksheet_choices c where c.library_id = ${ctx.library.id} and c.worksheet_id = w.id
        and c.number = d.number and c.partner_id = ${partnerId}) as chosen,
      array(select o.name from worksheet_partners y join partners p on p.library_id = y.library_id
        and p.id = y.partner_id
        join organizations o on o.library_id = p.library_id and o.id = p.organization_id
        where y.library_id = ${ctx.library.id} and y.worksheet_id = w.id and y.partner_id <> ${partnerId}
        order by y.position) as others
    from worksheet_partners x join worksheets w on w.library_id = x.library_id and w.id = x.worksheet_id
    left join worksheet_decisions d on d.library_id = w.library_id and d.worksheet_id = w.id and ${stands(ctx, 'd')}
    where x.library_id = ${ctx.library.id} and x.partner_id = ${partnerId}
    order by w.opened_at desc, w.id`.execute(ctx.db);
  return rows;
}
