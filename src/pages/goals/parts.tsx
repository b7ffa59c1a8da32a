/** What the pages of goals share. */
import { today } from '../../house/ctx.ts';
import { type Goal, type GoalState, goalState, latestOf } from '../../rooms/agreements/goal.ts';
import { findGoal } from '../../rooms/agreements/goals.ts';
import { useLanguage } from '../../ui/here.ts';
import { goalSaid, proposalTrail } from '../proposals/parts.tsx';
import { useAround } from '../shell/link.tsx';
import type { LibraryVisit } from '../shell/visit.ts';

export const goalOf = ({ ctx, id }: LibraryVisit): Promise<Goal> => findGoal(ctx, id());

export const goalTrail = (visit: LibraryVisit, { proposal, proposal_id }: Goal) =>
  proposalTrail(visit, { id: proposal_id, name: proposal });

export function GoalMark({ state }: { state: GoalState }) {
  const { message } = useLanguage();
  return <span class={`state-mark state-${state}`}>{message({ key: `goals.state_${state}` })}</span>;
}

/** Each with how far it is, and since when that is known. */
export function GoalLines({ goals }: { goals: Goal[] }) {
  const language = useLanguage();
  const { to, ctx } = useAround();
  const { t, day, amount } = language;
  const now = today(ctx);
  return (
    <ul class="plain lines">
      {goals.map((goal) => {
        const latest = latestOf(goal.readings, now);
        return (
          <li key={goal.id}>
            <a href={to('/goals/:id', { id: goal.id })}>{goal.measure}</a>{' '}
            <GoalMark state={goalState(goal, goal.readings, now)} />
            <span class="quiet block">
              {goalSaid(language, goal)}
              {' · '}
              {latest
                ? t('goals.latest', { value: amount(latest.value), unit: goal.unit, day: day(latest.read_on) })
                : t('goals.never_read')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
