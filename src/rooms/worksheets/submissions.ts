/** Handing in: from then on a rater's ratings count. */
import { type Ctx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { REFUSED, ratingsOf } from './ratings.ts';
import { readiness } from './readiness.ts';
import { mayTypeIn, type WorksheetId } from './worksheet.ts';
import { findWorksheet } from './worksheets.ts';

/** Hands in a rater's ratings: from now on they count, and the others' are open to that rater. */
export async function handIn(ctx: Ctx, worksheetId: WorksheetId, raterId: MemberId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const sheet = await findWorksheet(ctx, worksheetId);
    if (sheet.decision) throw new Invalid({ form: { key: 'error.decided' } });
    allow(mayTypeIn(ctx.actor, sheet, raterId));
    if (raterId !== ctx.actor.id) await refuseDrafts(ctx, worksheetId, raterId);
    const { answered, unknown } = readiness(sheet, await ratingsOf(ctx, worksheetId, raterId));
    if (answered + unknown.length === 0) throw new Invalid({ form: { key: 'error.nothing_rated' } });
    const row = {
      library_id: ctx.library.id,
      worksheet_id: worksheetId,
      member_id: raterId,
      submitted_at: ctx.now,
      submitted_by: memberId(ctx),
    };
    const added = await translating(REFUSED, () =>
      ctx.db
        .insertInto('worksheet_submissions')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst(),
    );
    if (added.numInsertedOrUpdatedRows)
      await history(ctx, 'worksheet.handed_in', {
        subject: { type: 'worksheet', id: worksheetId },
        details: { rater: sheet.raters.find((rater) => rater.id === raterId)?.name ?? '' },
      });
  });
}

/**
 * What a rater began on the screen is theirs to hand in; for another one hands in only what was all typed from paper.
 */
async function refuseDrafts(ctx: Ctx, worksheetId: WorksheetId, raterId: MemberId): Promise<void> {
  const draft = await ctx.db
    .selectFrom('ratings')
    .select('code')
    .where('library_id', '=', ctx.library.id)
    .where('worksheet_id', '=', worksheetId)
    .where('member_id', '=', raterId)
    .where('entered_by', 'is', null)
    .executeTakeFirst();
  if (draft) throw new Invalid({ form: { key: 'error.own_draft' } });
}
