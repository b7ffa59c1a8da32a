/** What the pages of proposals share: what an address is about, the way there, states and costs in words. */
import type { Language } from '../../house/messages.ts';
import type { Approval } from '../../rooms/agreements/approval.ts';
import type { LinkTo } from '../../rooms/agreements/approval-mail.ts';
import type { GoalSaid } from '../../rooms/agreements/goal-said.ts';
import type { Content, Proposal, ProposalState } from '../../rooms/agreements/proposal.ts';
import { findProposal } from '../../rooms/agreements/proposal-list.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const proposalOf = ({ ctx, id }: LibraryVisit): Promise<Proposal> => findProposal(ctx, id());

export const proposalTrail = ({ to }: LibraryVisit, { id, name }: Pick<Proposal, 'id' | 'name'>) => [
  { label: name, href: to('/proposals/:id', { id }) },
];

/** Where mail about a proposal leads. */
export const linksOf =
  ({ house, to }: LibraryVisit): LinkTo =>
  (id, approval) =>
    house.baseUrl + (approval ? to('/approvals/:id', { id: approval }) : to('/proposals/:id', { id }));

export function ProposalMark({ it }: { it: Pick<Proposal, 'state' | 'changed' | 'number'> }) {
  const { t, message } = useLanguage();
  const state: ProposalState = it.state;
  return (
    <>
      <span class={`state-mark state-${state}`}>{message({ key: `proposals.state_${state}` })}</span>
      {state === 'approved' && it.changed && (
        <span class="state-mark state-changed">{t('proposals.changed_since')}</span>
      )}
    </>
  );
}

type Costs = Pick<Content, 'our_hours' | 'our_cents' | 'our_space' | 'their_hours' | 'their_cents' | 'their_space'>;

/** What it costs one side, in a sentence; what nobody knows is said to be so. */
export function costSaid(
  { t, number, money }: Pick<Language, 't' | 'number' | 'money'>,
  it: Costs,
  side: 'our' | 'their',
) {
  const [hours, cents, space] = [it[`${side}_hours`], it[`${side}_cents`], it[`${side}_space`]];
  return [
    hours === null ? t('proposals.hours_unknown') : t('proposals.hours_said', { hours: number(hours), count: hours }),
    cents === null ? t('proposals.money_unknown') : money(cents),
    space,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "Adults with a card: from 40 (Mar 1, 2026) to 120 by Sep 30, 2026". */
export const goalSaid = (
  { t, amount, day }: Pick<Language, 't' | 'amount' | 'day'>,
  { measure, unit, baseline, baseline_on, target, due_on }: GoalSaid,
): string =>
  t('goals.said', {
    ...{ measure, unit, from: amount(baseline), to: amount(target) },
    ...{ since: day(baseline_on), by: day(due_on) },
  });

export const givenSaid = (
  { t, money }: Pick<Language, 't' | 'money'>,
  { given_cents, given_by }: Pick<Content, 'given_cents' | 'given_by'>,
): string =>
  given_cents
    ? t(given_by === 'partner' ? 'proposals.they_give' : 'proposals.we_give', { money: money(given_cents) })
    : '';

export const daysOf = (
  { t, day }: Pick<Language, 't' | 'day'>,
  { starts_on, ends_on }: Pick<Content, 'starts_on' | 'ends_on'>,
): string =>
  [
    starts_on && t('initiatives.from', { day: day(starts_on) }),
    ends_on && t('initiatives.until', { day: day(ends_on) }),
  ]
    .filter(Boolean)
    .join(' · ');

/** What was said at a step, by whom, and for whom. */
export function Answered({ step }: { step: Approval }) {
  const { t, message, dayOf } = useLanguage();
  if (!step.answer) return null;
  return (
    <>
      <p>
        <strong>{message({ key: `approvals.is_${step.answer}` })}</strong>{' '}
        {step.member_id && step.answered_by_id !== step.member_id
          ? t('approvals.for', {
              who: step.answered_by ?? '',
              of: step.member ?? '',
              day: dayOf(step.answered_at as Date),
            })
          : t('approvals.by', { who: step.answered_by ?? '', day: dayOf(step.answered_at as Date) })}
      </p>
      {step.comment && <Prose text={step.comment} />}
    </>
  );
}
