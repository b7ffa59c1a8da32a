/** Who and what is on a worksheet while it is open: its partners, its raters and its weights. */
import { sql } from 'kysely';
import type { Ctx, Locale, MemberId } from '../../house/ctx.ts';
import { Invalid, translating } from '../../house/errors.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { addressOf } from '../accounts/users.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { LinkedWorksheet, WorksheetId } from './worksheet.ts';

export const ON_SHEET: Record<string, [string, string]> = {
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

export async function remove(ctx: Ctx, id: WorksheetId, { table, column, ids }: Going): Promise<void> {
  if (ids.length === 0) return;
  await translating(ON_SHEET, () =>
    sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id} and worksheet_id = ${id}
      and ${sql.ref(column)} = any(${ids}::uuid[])`.execute(ctx.db),
  );
}

// A partner keeps its column; a new one takes the first that is free.
export async function placePartners(ctx: Ctx, worksheet_id: WorksheetId, partnerIds: PartnerId[]): Promise<void> {
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

export async function setWeights(ctx: Ctx, id: WorksheetId, weights: Record<string, number>): Promise<void> {
  for (const [code, weight] of Object.entries(weights)) {
    const query = ctx.db
      .updateTable('worksheet_factors')
      .set({ weight })
      .where('library_id', '=', ctx.library.id)
      .where('worksheet_id', '=', id);
    await query.where('code', '=', code).where('weight', '<>', weight).execute();
  }
}

export async function addRaters(
  ctx: Ctx,
  sheet: LinkedWorksheet & { purpose: string },
  memberIds: MemberId[],
): Promise<void> {
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
      // To the first factor, in one click.
      link: `${sheet.linkTo(sheet.id)}/rate`,
    };
    const words = { locale, subject: t('mail.rate.subject', values), body: t('mail.rate.body', values) };
    await outbox(ctx, { to: person.email, kind: 'rate', replyTo, ...words });
  }
}
