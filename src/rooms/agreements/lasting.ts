/** How an agreement goes on: that it rests, that one side gives notice, and that it renews by itself. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Forbidden, Invalid, translating } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { longText, requiredDay, requiredLine } from '../../house/parse.ts';
import { type Agreement, type AgreementId, mayBind, mayResume, maySuspend } from './agreement.ts';
import { agreementForUpdate, findAgreement, renewed, standing, state } from './agreement-list.ts';
import { tellOf } from './agreements.ts';
import { daysFrom, runningEnd, type Term } from './term.ts';

export const suspensionDraft = z.object({ starts_on: requiredDay, reason: requiredLine(1000) });
export const noticeDraft = z
  .object({
    given_by: z.enum(['ours', 'theirs'], 'error.choice'),
    given_on: requiredDay,
    ends_on: requiredDay,
    words: longText(1000),
  })
  .refine(({ given_on, ends_on }) => ends_on >= given_on, { path: ['ends_on'], message: 'error.ends_before' });

/** From that day on it rests; its term goes on. Throws Invalid for a day to come. */
export async function suspend(ctx: Ctx, id: AgreementId, { starts_on, reason }: z.output<typeof suspensionDraft>) {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(maySuspend(ctx.actor, it));
    if (starts_on > today(ctx)) throw new Invalid({ starts_on: { key: 'error.future' } });
    await translating({ agreement_suspensions_open_key: ['form', 'error.agreement_rests'] }, () =>
      ctx.db
        .insertInto('agreement_suspensions')
        .values({
          ...{ library_id: ctx.library.id, id: newId(), agreement_id: id, starts_on, reason },
          ...{ made_by: memberId(ctx), made_at: ctx.now },
        })
        .execute(),
    );
    await tellOf(ctx, 'agreement.suspended', it, { reason });
  });
}

export async function resume(ctx: Ctx, id: AgreementId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    if (!it.suspended_on) return;
    allow(mayResume(ctx.actor, it));
    await sql`update agreement_suspensions set resumed_on = ${today(ctx)}, resumed_by = ${memberId(ctx)}
      where library_id = ${ctx.library.id} and agreement_id = ${id} and resumed_on is null`.execute(ctx.db);
    await tellOf(ctx, 'agreement.resumed', it);
  });
}

export const mayGiveNotice = (actor: Ctx['actor'], it: Parameters<typeof mayBind>[1]) =>
  mayBind(actor, it) && (it.state === 'in_force' || it.state === 'suspended' || it.state === 'agreed');

/** One side does not go on: it holds until that day, and does not renew. A later one takes its place. Throws Invalid. */
export async function giveNotice(ctx: Ctx, id: AgreementId, draft: z.output<typeof noticeDraft>): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    if (!mayGiveNotice(ctx.actor, it)) throw new Forbidden();
    if (draft.given_on > today(ctx)) throw new Invalid({ given_on: { key: 'error.future' } });
    const last = lastDay(ctx, it);
    if (last && draft.ends_on > last) throw new Invalid({ ends_on: { key: 'error.notice_longer' } });
    const row = { ...draft, made_by: memberId(ctx), made_at: ctx.now };
    await ctx.db
      .insertInto('agreement_notices')
      .values({ library_id: ctx.library.id, agreement_id: id, ...row })
      .onConflict((same) => same.columns(['library_id', 'agreement_id']).doUpdateSet(row))
      .execute();
    await setTermEnd(ctx, id, draft.ends_on);
    await tellOf(ctx, 'agreement.notice', it, { day: draft.ends_on });
  });
}

/** Nobody lengthens it alone: it ends with its term; one that renews by itself, given too late, with the next. */
function lastDay(ctx: Ctx, { force, term_ends_on, notice }: Agreement): string | null {
  const end = force && notice ? runningEnd(force, today(ctx)) : term_ends_on;
  return end && force?.renewal === 'by_itself' ? runningEnd(force, daysFrom(end, 1)) : end;
}

/** Both go on after all: it holds as long as it was signed for. */
export async function takeNoticeBack(ctx: Ctx, id: AgreementId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    if (!it.notice || !it.force) return;
    allow(mayBind(ctx.actor, it));
    await sql`delete from agreement_notices where library_id = ${ctx.library.id} and agreement_id = ${id}`.execute(
      ctx.db,
    );
    await setTermEnd(ctx, id, runningEnd(it.force, today(ctx)));
    await tellOf(ctx, 'agreement.notice_back', it);
  });
}

const setTermEnd = (ctx: Ctx, id: AgreementId, day: string | null) =>
  sql`update agreements set term_ends_on = ${day} where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);

/** Those whose term is over and that renew by themselves. */
export async function toRenew(ctx: Ctx): Promise<{ id: AgreementId }[]> {
  const { rows } = await sql<{ id: AgreementId }>`select a.id from agreements a ${standing(ctx)}
    where a.library_id = ${ctx.library.id} and a.removed_at is null and a.term_ends_on < ${today(ctx)}
      and f.renewal = 'by_itself' and n.ends_on is null and not ${renewed(ctx)}
      and ${state(ctx)} <> 'ended' order by a.id`.execute(ctx.db);
  return rows;
}

/** Its next term begins, by itself: once for each term, however often it is asked. */
export async function renewByItself(ctx: Ctx, id: AgreementId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await agreementForUpdate(ctx, id);
    const it = await findAgreement(ctx, id);
    const end = it.force && !it.notice ? runningEnd(it.force as Term, today(ctx)) : it.term_ends_on;
    if (!end || end === it.term_ends_on) return;
    await setTermEnd(ctx, id, end);
    await tellOf(ctx, 'agreement.renewed_itself', it, { day: end });
  });
}
