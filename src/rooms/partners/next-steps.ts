/** The one thing due next with a partner. Setting a new one replaces the open one; a unique index keeps it at one. */
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, NotFound } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { mayLog, type NextStepId, type PartnerId } from './partner.ts';
import { findPartner } from './partners.ts';

export type NextStep = { id: NextStepId; what: string; due_on: string };

export const openStep = (ctx: Ctx, partnerId: PartnerId): Promise<NextStep | undefined> =>
  open(ctx, partnerId).executeTakeFirst();

const open = (ctx: Ctx, partnerId: PartnerId) =>
  ctx.db
    .selectFrom('next_steps')
    .select(['id', 'what', 'due_on'])
    .where('library_id', '=', ctx.library.id)
    .where('partner_id', '=', partnerId)
    .where('closed_at', 'is', null)
    .$narrowType<{ due_on: string }>();

type Step = { what: string; due_on: string };

/** Returns the id that brings back the step it replaced, if there was one. */
export async function setNextStep(ctx: Ctx, partnerId: PartnerId, step: Step): Promise<RemovalId | null> {
  allow(mayLog(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await findPartner(ctx, partnerId);
    await lockPartner(ctx, partnerId);
    const before = await openStep(ctx, partnerId);
    if (before) return ending(ctx, { partnerId, ...before }, (ctx) => set(ctx, partnerId, step));
    await set(ctx, partnerId, step);
    return null;
  });
}

const ending = (ctx: Ctx, step: NextStep & { partnerId: PartnerId }, work: (ctx: Ctx) => Promise<void>) =>
  removing(
    ctx,
    { kind: 'next_step', subject: step.id, label: step.what, about: { type: 'partner', id: step.partnerId } },
    work,
  );

async function set(ctx: Ctx, partnerId: PartnerId, step: Step): Promise<void> {
  await closeOpen(ctx, partnerId, 'replaced');
  const row = {
    library_id: ctx.library.id,
    id: newId<'next_steps'>(),
    partner_id: partnerId,
    ...step,
    created_by: ctx.actor.id,
    created_at: ctx.now,
  };
  await ctx.db.insertInto('next_steps').values(row).execute();
  await history(ctx, 'next_step.set', { subject: { type: 'partner', id: partnerId }, details: step });
}

/**
 * Ends the step that the person saw. Throws NotFound if another has replaced it meanwhile. Returns the id that opens it
 * again.
 */
export async function endNextStep(
  ctx: Ctx,
  partnerId: PartnerId,
  end: { id: NextStepId; outcome: 'done' | 'dropped' },
): Promise<RemovalId> {
  allow(mayLog(ctx.actor));
  const step = found(await openStep(ctx, partnerId));
  if (step.id !== end.id) throw new NotFound();
  return ending(ctx, { partnerId, ...step }, async (ctx) => {
    const ended = await ctx.db
      .updateTable('next_steps')
      .set({ closed_at: ctx.now, closed_by: ctx.actor.id, outcome: end.outcome })
      .where('library_id', '=', ctx.library.id)
      .where('partner_id', '=', partnerId)
      .where('id', '=', end.id)
      .where('closed_at', 'is', null)
      .returning('what')
      .executeTakeFirst();
    if (!ended) throw new NotFound();
    await history(ctx, `next_step.${end.outcome}`, {
      subject: { type: 'partner', id: partnerId },
      details: { what: ended.what },
    });
  });
}

const lockPartner = (ctx: Ctx, partnerId: PartnerId) =>
  ctx.db
    .selectFrom('partners')
    .select('id')
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', partnerId)
    .forUpdate()
    .execute();

const closeOpen = (ctx: Ctx, partnerId: PartnerId, outcome: 'replaced') =>
  ctx.db
    .updateTable('next_steps')
    .set({ closed_at: ctx.now, closed_by: ctx.actor.id, outcome })
    .where('library_id', '=', ctx.library.id)
    .where('partner_id', '=', partnerId)
    .where('closed_at', 'is', null)
    .execute();
