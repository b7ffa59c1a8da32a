/** The look back at a decision: what happened since, and whether one would choose the same again. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { mayLookBack, type Worksheet, type WorksheetId } from './worksheet.ts';
import { findWorksheet } from './worksheets.ts';

export type LookBack = { who: string; at: Date; whatHappened: string; chooseAgain: 'yes' | 'no' | 'unsure' };

/** At the decision that stands. */
export async function lookBacksOf(ctx: Ctx, { id, decision }: Worksheet): Promise<LookBack[]> {
  if (!decision) return [];
  const { rows } = await sql<LookBack>`
    select u.name as who, b.looked_back_at as at, b.what_happened as "whatHappened", b.choose_again as "chooseAgain"
    from worksheet_look_backs b join members m on m.library_id = b.library_id and m.id = b.looked_back_by
      join users u on u.id = m.user_id
    where b.library_id = ${ctx.library.id} and b.worksheet_id = ${id} and b.number = ${decision.number}
      order by b.looked_back_at`.execute(ctx.db);
  return rows;
}

export async function lookBack(
  ctx: Ctx,
  worksheetId: WorksheetId,
  draft: { what_happened: string; choose_again: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const sheet = await findWorksheet(ctx, worksheetId);
    allow(mayLookBack(ctx.actor, sheet));
    const decision = { library_id: ctx.library.id, worksheet_id: worksheetId, number: sheet.decision?.number ?? 0 };
    const row = {
      ...decision,
      id: newId<'worksheet_look_backs'>(),
      looked_back_by: memberId(ctx),
      looked_back_at: ctx.now,
      ...draft,
    };
    await ctx.db.insertInto('worksheet_look_backs').values(row).execute();
    await history(ctx, 'worksheet.looked_back', {
      subject: { type: 'worksheet', id: worksheetId },
      details: { choose_again: draft.choose_again },
    });
  });
}
