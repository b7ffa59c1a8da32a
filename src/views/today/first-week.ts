/** How far a new library has come in its first week, read from what is there by now. */
import { sql } from 'kysely';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { FIRST_STEPS, type FirstStep, maySettle, settledSteps } from '../../rooms/accounts/first-steps.ts';

/** `found`: it shows in what is there; `settled`: somebody put it aside or said so. */
export type StepState = { step: FirstStep; state: 'open' | 'found' | 'settled' };

const DAYS = 60;
const FEW = 5;

/**
 * Null for whoever does not set the library up, for a library that is not new any more, and when nothing is open.
 */
export async function firstWeek(ctx: Ctx): Promise<StepState[] | null> {
  if (!maySettle(ctx.actor)) return null;
  const is = await stateOf(ctx);
  if (ctx.now > daysAfter(is.since, DAYS)) return null;
  const settled = await settledSteps(ctx);
  const found: Record<FirstStep, boolean> = { ...is, print: false };
  const steps = FIRST_STEPS.map((step): StepState => {
    const said = settled.includes(step) ? 'settled' : 'open';
    return { step, state: found[step] ? 'found' : said };
  });
  return steps.some(({ state }) => state === 'open') ? steps : null;
}

type State = { since: Date; branches: boolean; list: boolean; invite: boolean; compare: boolean };

async function stateOf(ctx: Ctx): Promise<State> {
  const id = ctx.library.id;
  const { rows } = await sql<State>`
    select l.created_at as since,
      exists (select 1 from branches b where b.library_id = ${id}) as branches,
      (select count(*) from (select 1 from partners p where p.library_id = ${id} limit ${FEW}) few) >= ${FEW} as list,
      exists (select 1 from invitations i where i.library_id = ${id})
        or exists (select 1 from members m where m.library_id = ${id} and m.user_id <> ${ctx.actor.userId}) as invite,
      exists (select 1 from worksheets w where w.library_id = ${id}) as compare
    from libraries l where l.id = ${id}`.execute(ctx.db);
  return rows[0] as State;
}
