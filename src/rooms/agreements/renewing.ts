/**
 * A renewal is a proposal with everything filled in: the words of the proposal that led to the agreement, who speaks for
 * each side and hopes for what, and the grid with its days moved as far as the term. Goals are set anew: where they stand
 * then, and how far they are to come, is what both sides talk about first.
 */
import { Temporal } from 'temporal-polyfill';
import type { Ctx } from '../../house/ctx.ts';
import type { Agreement } from './agreement.ts';
import { findAgreement } from './agreement-list.ts';
import type { Proposal, ProposalId } from './proposal.ts';
import { findProposal } from './proposal-list.ts';
import { setSpeaker } from './proposals.ts';
import { addRow, gridOf } from './responsibilities.ts';
import type { GridRow } from './responsibility.ts';
import { rewardsOf, setHopes } from './rewards.ts';
import { peopleAt } from './speakers.ts';
import { nextTerm, type Term } from './term.ts';

/** Its days, as long as the term that runs. */
export const daysOfRenewal = (it: Pick<Agreement, 'force' | 'term_ends_on' | 'effective_on' | 'ends_on'>) => {
  const term: Pick<Term, 'effective_on' | 'ends_on'> = it.force ?? it;
  const days = nextTerm(term);
  if (!it.term_ends_on || !term.ends_on || it.term_ends_on === term.ends_on) return days;
  // It has renewed by itself meanwhile: the next term begins after the one that runs.
  const moved = Temporal.PlainDate.from(term.ends_on).until(it.term_ends_on, { largestUnit: 'day' });
  const move = (day: string | null) => day && Temporal.PlainDate.from(day).add(moved).toString();
  return { starts_on: move(days.starts_on), ends_on: move(days.ends_on) };
};

/** Carries over what hangs on the proposal before, for partners that are in both. */
export async function carryOver(ctx: Ctx, id: ProposalId): Promise<void> {
  const now = await findProposal(ctx, id);
  if (!now.renews_id) return;
  const agreement = await findAgreement(ctx, now.renews_id);
  if (!agreement.proposal_id || !agreement.proposal) return;
  const before = await findProposal(ctx, agreement.proposal_id);
  for (const { id: partner, person_id: person } of before.partners)
    if (person && now.partners.some((each) => each.id === partner) && (await isReachable(ctx, before, partner)))
      await setSpeaker(ctx, id, { partner, person });
  const hopes = (await rewardsOf(ctx, before.id))
    .filter(({ partner_id }) => partner_id === null || now.partners.some((each) => each.id === partner_id))
    .map(({ partner_id, hope }) => ({ partner: partner_id, hope }));
  await setHopes(ctx, id, hopes);
  for (const row of (await gridOf(ctx, before)).rows) await carryRow(ctx, { before, now, row });
}

/** Who was named and works there no more is not carried over. */
async function isReachable(ctx: Ctx, it: Proposal, partner: Proposal['partners'][number]['id']): Promise<boolean> {
  const named = it.partners.find((each) => each.id === partner)?.person_id;
  return (await peopleAt(ctx, [partner])).some(({ person_id }) => person_id === named);
}

type Carrying = { before: Proposal; now: Proposal; row: GridRow };

async function carryRow(ctx: Ctx, { before, now, row: { what, due_on, monthly, cells } }: Carrying): Promise<void> {
  const here = (partner: string | null) => partner === null || now.partners.some((each) => each.id === partner);
  const columns = cells
    .filter(({ partner_id }) => here(partner_id))
    .map(({ partner_id, part, person, deputy }) => ({
      ...{ partner: partner_id, part },
      ...{ person: person?.there ? person.id : null, deputy: deputy?.there ? deputy.id : null },
    }));
  if (!columns.some(({ part }) => part === 'does')) return;
  const shift = before.starts_on && now.starts_on ? daysApart(before.starts_on, now.starts_on) : null;
  const moved = due_on && shift !== null ? Temporal.PlainDate.from(due_on).add({ days: shift }).toString() : null;
  await addRow(ctx, now.id, { what, due_on: moved, monthly, columns });
}

const daysApart = (one: string, other: string) =>
  Temporal.PlainDate.from(one).until(other, { largestUnit: 'day' }).days;
