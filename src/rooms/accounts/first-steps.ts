/**
 * The steps of a library's first week. Most of them are done by doing them, which the database shows; this room keeps
 * only what somebody put aside, or says is done.
 */
import { z } from 'zod';
import { type Actor, atLeast, type Ctx, memberId } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';

export const FIRST_STEPS = ['branches', 'list', 'invite', 'compare', 'print'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];
export const firstStep = z.object({ step: z.enum(FIRST_STEPS, 'error.choice') });

/** Whoever sets the library up. */
export const maySettle = (actor: Actor) => atLeast(actor, 'coordinator');

/** Those that were put aside, or said to be done. */
export async function settledSteps(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.selectFrom('first_steps').select('step').where('library_id', '=', ctx.library.id).execute();
  return rows.map((row) => row.step);
}

export async function settleStep(ctx: Ctx, step: FirstStep): Promise<void> {
  allow(maySettle(ctx.actor));
  await ctx.db
    .insertInto('first_steps')
    .values({ library_id: ctx.library.id, step, member_id: memberId(ctx), done_at: ctx.now })
    .onConflict((same) => same.doNothing())
    .execute();
}
