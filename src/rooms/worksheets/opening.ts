/** Opening a worksheet, and changing who and what is on it while it is open. */

import type { Ctx, MemberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { PartnerId } from '../partners/partner.ts';
import { factorsOfVersion, findFactorSet } from './factor-sets.ts';
import { addRaters, ON_SHEET, placePartners, remove, setWeights } from './on-worksheet.ts';
import {
  type LinkedWorksheet,
  mayEditWorksheet,
  mayOpenWorksheet,
  type Worksheet,
  type WorksheetDraft,
  type WorksheetId,
} from './worksheet.ts';
import { findWorksheet } from './worksheets.ts';

/**
 * Opens a worksheet on the newest version of a factor set and invites its raters by mail. `linkTo` writes the address
 * of a worksheet.
 */
export async function openWorksheet(
  ctx: Ctx,
  draft: WorksheetDraft,
  linkTo: (id: WorksheetId) => string,
): Promise<WorksheetId> {
  allow(mayOpenWorksheet(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const set = await findFactorSet(ctx, draft.factor_set);
    const [library_id, id] = [ctx.library.id, newId<'worksheets'>()];
    const row = {
      library_id,
      id,
      purpose: draft.purpose,
      version_id: set.versionId,
      opened_by: ctx.actor.id,
      opened_at: ctx.now,
    };
    await ctx.db.insertInto('worksheets').values(row).execute();
    const factors = await factorsOfVersion(ctx, set.versionId);
    await ctx.db
      .insertInto('worksheet_factors')
      .values(factors.map(({ code }) => ({ library_id, worksheet_id: id, version_id: set.versionId, code })))
      .execute();
    await placePartners(ctx, id, draft.partners);
    await history(ctx, 'worksheet.opened', { subject: { type: 'worksheet', id }, details: { purpose: draft.purpose } });
    await addRaters(ctx, { id, purpose: draft.purpose, linkTo }, draft.raters);
    return id;
  });
}

type Edit = {
  purpose: string;
  partners: PartnerId[];
  raters: MemberId[];
  weights: Record<string, number>;
  version: number;
};

/**
 * Changes purpose, partners, raters and weights while it is open. A partner or rater with ratings stays: nothing rated
 * is thrown away.
 */
export async function changeWorksheet(ctx: Ctx, { id, linkTo }: LinkedWorksheet, edit: Edit): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const sheet = await findWorksheet(ctx, id);
    allow(mayEditWorksheet(ctx.actor, sheet));
    const update = ctx.db.updateTable('worksheets').set({ purpose: edit.purpose, version: edit.version + 1 });
    const changed = await translating(ON_SHEET, () =>
      update
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', edit.version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) throw await staleWorksheet(ctx, id);
    keepBlind(ctx, sheet, edit.raters);
    const leaving = sheet.partners.map((partner) => partner.id).filter((partner) => !edit.partners.includes(partner));
    await remove(ctx, id, { table: 'worksheet_partners', column: 'partner_id', ids: leaving });
    await placePartners(ctx, id, edit.partners);
    await setWeights(ctx, id, edit.weights);
    const before = sheet.raters.map((rater) => rater.id);
    const gone = before.filter((rater) => !edit.raters.includes(rater));
    await remove(ctx, id, { table: 'worksheet_raters', column: 'member_id', ids: gone });
    const added = edit.raters.filter((rater) => !before.includes(rater));
    await addRaters(ctx, { id, purpose: edit.purpose, linkTo }, added);
    await history(ctx, 'worksheet.changed', { subject: { type: 'worksheet', id }, details: { purpose: edit.purpose } });
  });
}

async function staleWorksheet(ctx: Ctx, id: WorksheetId): Promise<Conflict> {
  const now = await findWorksheet(ctx, id);
  const ids = (list: { id: string }[]) => list.map((each) => each.id).join(', ');
  const weights = Object.fromEntries(now.factors.map((factor) => [`weights.${factor.code}`, String(factor.weight)]));
  return new Conflict(
    { purpose: now.purpose, partners: ids(now.partners), raters: ids(now.raters), ...weights },
    now.version,
  );
}

/**
 * Once somebody has handed in, nobody takes themselves off the raters to look, nor puts themselves on after having
 * looked.
 */
function keepBlind(ctx: Ctx, sheet: Worksheet, raters: MemberId[]): void {
  const me = ctx.actor.id;
  const was = sheet.raters.some((rater) => rater.id === me);
  const isNow = me !== null && raters.includes(me);
  if (was !== isNow && sheet.raters.some((rater) => rater.submittedAt))
    throw new Invalid({ raters: { key: 'error.rater_self' } });
}
