/** The decision that closes a worksheet, and the look back at it later. The database keeps both from being changed. */
import { sql } from 'kysely';
import { type Bands, type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { type Language, speak } from '../../house/messages.ts';
import { type Mail, outbox } from '../../house/work/mail.ts';
import type { CalendarDate } from '../../house/work/mail-calendar.ts';
import { addressOf } from '../accounts/users.ts';
import {
  type DecisionDraft,
  isRated,
  type LinkedWorksheet,
  mayDecide,
  mayReopen,
  type Worksheet,
  type WorksheetId,
} from './worksheet.ts';
import { findWorksheet } from './worksheets.ts';

const REFUSED: Record<string, [string, string]> = {
  worksheet_decisions_pkey: ['form', 'error.decided'],
  worksheet_decisions_reopened_fkey: ['form', 'error.decided'],
  worksheet_is_open: ['form', 'error.decided'],
  worksheet_choices_partner_fkey: ['chosen', 'error.not_on_worksheet'],
  worksheet_reopenings_pkey: ['form', 'error.reopened'],
};

/** Closes the worksheet: none, one or several partners chosen, with a reason. The raters are told by mail. */
export async function closeWorksheet(ctx: Ctx, { id, linkTo }: LinkedWorksheet, draft: DecisionDraft): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const sheet = await worksheetForUpdate(ctx, id);
    if (sheet.decision) throw new Invalid({ form: { key: 'error.decided' } });
    allow(mayDecide(ctx.actor, sheet));
    // The date cannot be changed any more, so it had better be one that is still to come.
    if (draft.look_back_on && draft.look_back_on <= today(ctx))
      throw new Invalid({ look_back_on: { key: 'error.past' } });
    if (!isRated(sheet) && draft.why_unrated === '') throw new Invalid({ why_unrated: { key: 'error.why_unrated' } });
    await keepDecision(ctx, sheet, draft);
    const names = sheet.partners.filter((partner) => draft.chosen.includes(partner.id)).map((partner) => partner.name);
    await history(ctx, 'worksheet.decided', { subject: { type: 'worksheet', id }, details: { chose: names } });
    await tellRaters(ctx, sheet, (language) => {
      const chosen = names.length > 0 ? language.list(names) : language.t('decision.none_chosen');
      const values = { purpose: sheet.purpose, who: ctx.actor.name, chosen, reason: draft.reason, link: linkTo(id) };
      return {
        subject: language.t('mail.decided.subject', values),
        body: language.t('mail.decided.body', values),
        calendar: lookBackDate('PUBLISH', { ...sheet, day: draft.look_back_on }, { language, link: values.link }),
      };
    });
  });
}

/**
 * Two who decide at once wait for each other here, and not inside the triggers, where they would lock each other out.
 */
async function worksheetForUpdate(ctx: Ctx, id: WorksheetId): Promise<Worksheet> {
  await ctx.db
    .selectFrom('worksheets')
    .select('id')
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .forUpdate()
    .execute();
  return findWorksheet(ctx, id);
}

async function keepDecision(ctx: Ctx, sheet: Worksheet, draft: DecisionDraft): Promise<void> {
  const key = { library_id: ctx.library.id, worksheet_id: sheet.id, number: sheet.former.length + 1 };
  const as_decided = JSON.stringify({
    bands: ctx.library.bands,
    factorSet: sheet.factorSetName,
    partners: Object.fromEntries(sheet.partners.map((partner) => [partner.id, partner.name])),
  });
  const choices = [...new Set(draft.chosen)].map((partner_id) => ({ ...key, partner_id }));
  if (choices.length > 0)
    await translating(REFUSED, () => ctx.db.insertInto('worksheet_choices').values(choices).execute());
  const decision = {
    ...key,
    reason: draft.reason,
    why_unrated: isRated(sheet) ? '' : draft.why_unrated,
    look_back_on: draft.look_back_on,
    decided_by: memberId(ctx),
    decided_at: ctx.now,
    as_decided,
  };
  await translating(REFUSED, () => ctx.db.insertInto('worksheet_decisions').values(decision).execute());
}

/**
 * Opens a decided worksheet again, with a reason. The decision stays as it was made and no longer stands; the raters
 * are told by mail.
 */
export async function reopenWorksheet(
  ctx: Ctx,
  { id, linkTo }: LinkedWorksheet,
  { reason }: { reason: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const sheet = await worksheetForUpdate(ctx, id);
    if (!sheet.decision) throw new Invalid({ form: { key: 'error.reopened' } });
    allow(mayReopen(ctx.actor, sheet));
    const row = {
      library_id: ctx.library.id,
      worksheet_id: id,
      number: sheet.decision.number,
      reason,
      reopened_by: memberId(ctx),
      reopened_at: ctx.now,
    };
    await translating(REFUSED, () => ctx.db.insertInto('worksheet_reopenings').values(row).execute());
    await history(ctx, 'worksheet.reopened', { subject: { type: 'worksheet', id }, details: { reason } });
    // What it was, before it was reopened: the date in the raters' calendars goes.
    const dated = { ...sheet, day: sheet.decision.lookBackOn };
    await tellRaters(ctx, sheet, (language) => {
      const values = { purpose: sheet.purpose, who: ctx.actor.name, reason, link: linkTo(id) };
      return {
        subject: language.t('mail.reopened.subject', values),
        body: language.t('mail.reopened.body', values),
        calendar: lookBackDate('CANCEL', dated, { language, link: values.link }),
      };
    });
  });
}

async function tellRaters(
  ctx: Ctx,
  sheet: Worksheet,
  mail: (language: Language) => Pick<Mail, 'subject' | 'body' | 'calendar'>,
): Promise<void> {
  const { rows } = await sql<{ email: string; locale: 'en' | 'es' | null }>`
    select u.email, u.locale from worksheet_raters r
    join members m on m.library_id = r.library_id and m.id = r.member_id and m.left_at is null
      join users u on u.id = m.user_id
    where r.library_id = ${ctx.library.id} and r.worksheet_id = ${sheet.id}
      and r.member_id <> ${memberId(ctx)}`.execute(ctx.db);
  const replyTo = await addressOf(ctx);
  for (const rater of rows) {
    const locale = rater.locale ?? ctx.library.locale;
    await outbox(ctx, { to: rater.email, locale, kind: 'decisions', replyTo, ...mail(speak(locale)) });
  }
}

/** The date of a decision's look back, for the calendars of those who rated; the decision's number is in its name. */
function lookBackDate(
  method: 'PUBLISH' | 'CANCEL',
  { id, purpose, former, day }: Pick<Worksheet, 'id' | 'purpose' | 'former'> & { day: string | null },
  { language, link }: { language: Language; link: string },
): CalendarDate | null {
  if (day === null) return null;
  const title = language.t('mail.look_back.title', { purpose });
  return { method, uid: `${id}-${former.length + 1}@common-table`, day, title, link };
}

/** The bands a worksheet's figures are read with: those of the day of its decision, or the library's of today. */
export async function bandsFor(ctx: Ctx, sheet: Worksheet): Promise<Bands> {
  if (!sheet.decision) return ctx.library.bands;
  const row = await ctx.db
    .selectFrom('worksheet_decisions')
    .select('as_decided')
    .where('library_id', '=', ctx.library.id)
    .where('worksheet_id', '=', sheet.id)
    .where('number', '=', sheet.decision.number)
    .executeTakeFirstOrThrow();
  return (row.as_decided as { bands: Bands }).bands;
}
