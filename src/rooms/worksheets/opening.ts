/** Opening a worksheet, and changing who and what is on it while it is open. */

import { sql } from 'kysely';
import type { Ctx, Locale, MemberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { addressOf } from '../accounts/users.ts';
import type { PartnerId } from '../partners/partner.ts';
import { factorsOfVersion, findFactorSet } from './factor-sets.ts';
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

const ON_SHEET: Record<string, [string, string]> = {
  ratings_partner_fkey: ['partners', 'error.partner_rated'],
  worksheet_partners_partner_fkey: ['partners', 'error.choice'],
  ratings_rater_fkey: ['raters', 'error.rater_rated'],
  worksheet_submissions_library_id_worksheet_id_member_id_fkey: ['raters', 'error.rater_rated'],
  worksheet_raters_member_fkey: ['raters', 'error.choice'],
  worksheet_is_open: ['form', 'error.decided'],
};

/** Partners or raters that go from a worksheet. */
type Going =
  | { table: 'worksheet_partners'; column: 'partner_id'; ids: PartnerId[] }
  | { table: 'worksheet_raters'; column: 'member_id'; ids: MemberId[] };

async function remove(ctx: Ctx, id: WorksheetId, { table, column, ids }: Going): Promise<void> {
  if (ids.length === 0) return;
  await translating(ON_SHEET, () =>
    sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id} and worksheet_id = ${id}
      and ${sql.ref(column)} = any(${ids}::uuid[])`.execute(ctx.db),
  );
}

// A partner keeps its column; a new one takes the first that is free.
async function placePartners(ctx: Ctx, worksheet_id: WorksheetId, partnerIds: PartnerId[]): Promise<void> {
  const here = await ctx.db
    .selectFrom('worksheet_partners')
    .select(['partner_id', 'position'])
    .where('library_id', '=', ctx.library.id)
    .where('worksheet_id', '=', worksheet_id)
    .execute();
  const taken = new Set(here.map((row) => row.position));
  const free = [1, 2, 3, 4, 5, 6].filter((position) => !taken.has(position));
  const added = partnerIds.filter((partner) => !here.some((row) => row.partner_id === partner));
  if (added.length > free.length) throw new Invalid({ partners: { key: 'error.too_many_partners' } });
  const rows = added.map((partner_id, at) => ({
    library_id: ctx.library.id,
    worksheet_id,
    partner_id,
    position: free[at] ?? 0,
  }));
  if (rows.length > 0)
    await translating(ON_SHEET, () => ctx.db.insertInto('worksheet_partners').values(rows).execute());
}

async function setWeights(ctx: Ctx, id: WorksheetId, weights: Record<string, number>): Promise<void> {
  for (const [code, weight] of Object.entries(weights)) {
    const query = ctx.db
      .updateTable('worksheet_factors')
      .set({ weight })
      .where('library_id', '=', ctx.library.id)
      .where('worksheet_id', '=', id);
    await query.where('code', '=', code).where('weight', '<>', weight).execute();
  }
}

async function addRaters(ctx: Ctx, sheet: LinkedWorksheet & { purpose: string }, memberIds: MemberId[]): Promise<void> {
  if (memberIds.length === 0) return;
  const rows = memberIds.map((member_id) => ({
    library_id: ctx.library.id,
    worksheet_id: sheet.id,
    member_id,
    invited_at: ctx.now,
  }));
  await translating(ON_SHEET, () => ctx.db.insertInto('worksheet_raters').values(rows).execute());
  const people = await ctx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'm.role', 'm.left_at', 'u.email', 'u.locale'])
    .where('m.library_id', '=', ctx.library.id)
    .where('m.id', 'in', memberIds)
    .execute();
  if (people.some((person) => person.left_at !== null || person.role === 'reader'))
    throw new Invalid({ raters: { key: 'error.reader_cannot_rate' } });
  const replyTo = await addressOf(ctx);
  for (const person of people.filter((person) => person.id !== ctx.actor.id)) {
    const locale = (person.locale as Locale | null) ?? ctx.library.locale;
    const { t } = speak(locale);
    const values = {
      purpose: sheet.purpose,
      library: ctx.library.name,
      inviter: ctx.actor.name,
      link: sheet.linkTo(sheet.id),
    };
    const words = { locale, subject: t('mail.rate.subject', values), body: t('mail.rate.body', values) };
    await outbox(ctx, { to: person.email, kind: 'rate', replyTo, ...words });
  }
}
