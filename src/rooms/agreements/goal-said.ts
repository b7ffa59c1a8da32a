/** What of a goal is approved with its proposal. */
import type { Id } from '../../house/ids.ts';

export type GoalSaid = {
  id: Id<'goals'>;
  measure: string;
  unit: string;
  baseline: number;
  baseline_on: string;
  target: number;
  due_on: string;
};
