/**
 * A goal is a measure with a baseline, a target and a day. How far it is, is read: typed, or counted from what is logged
 * with the partners of its proposal. It is on track where the way that is done is not more than a tenth behind the time
 * that had passed when it was read. A goal that nobody has read is neither on track nor behind: it is not known.
 */
import { z } from 'zod';
import type { Actor } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  anyObject,
  decimal,
  line,
  optionalId,
  requiredDay,
  requiredId,
  requiredLine,
  version,
} from '../../house/parse.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import type { ProposalId } from './proposal.ts';

export type GoalId = Id<'goals'>;
export type GoalReadingId = Id<'goal_readings'>;

export const GOAL_COUNTS = ['people_reached', 'conversations', 'promises_kept'] as const;
export type GoalCount = (typeof GOAL_COUNTS)[number];
export const GOAL_STATES = ['reached', 'on_track', 'behind', 'missed', 'unknown'] as const;
export type GoalState = (typeof GOAL_STATES)[number];

const MOST = 1_000_000_000;
const required = decimal(MOST).transform((value, context) => {
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: 'error.required' });
  return z.NEVER;
});

const words = {
  measure: requiredLine(200),
  unit: line(40),
  counted: z
    .enum(GOAL_COUNTS)
    .or(z.literal('').transform(() => null))
    .default(null),
  baseline: required,
  baseline_on: requiredDay,
  baseline_source: requiredLine(200),
  target: required,
  due_on: requiredDay,
  owner_id: requiredId<'members'>(),
  person_id: optionalId<'persons'>(),
};
type Ends = { baseline: number; target: number; baseline_on: string; due_on: string };

const fitting = <T extends z.ZodType<Ends>>(schema: T) =>
  schema
    .refine(({ baseline, target }) => baseline !== target, {
      ...{ path: ['target'], message: 'error.goal_same', when: anyObject },
    })
    .refine(({ baseline_on, due_on }) => !(due_on <= baseline_on), {
      ...{ path: ['due_on'], message: 'error.goal_days', when: anyObject },
    });

export const goalDraft = fitting(z.object(words));
export const goalEdit = fitting(z.object({ ...words, version }));
export type GoalDraft = z.output<typeof goalDraft>;
export const readingDraft = z.object({ read_on: requiredDay, value: required, source: line(200) });
export type ReadingDraft = z.output<typeof readingDraft>;

export type Reading = { id: GoalReadingId | null; read_on: string; value: number; source: string; who: string };
export type Goal = GoalDraft & {
  id: GoalId;
  proposal_id: ProposalId;
  proposal: string;
  owner: string;
  person: string | null;
  partners: { id: PartnerId; name: string }[];
  /** By day; those that are counted have no id. */
  readings: Reading[];
  version: number;
};

/** As long as a reading says how far it is. */
const STALE_DAYS = 120;
/** As far behind the time that passed as still counts as on track. */
const SLACK = 0.1;

const daysBetween = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 86_400_000;

/** The share of the way that is done, and of the time that had passed when it was read. */
export function wayOf(
  { baseline, target, baseline_on, due_on }: Ends,
  { value, read_on }: Pick<Reading, 'value' | 'read_on'>,
) {
  const passed = daysBetween(baseline_on, read_on) / daysBetween(baseline_on, due_on);
  return { done: (value - baseline) / (target - baseline), passed: Math.min(1, Math.max(0, passed)) };
}

type Read = Pick<Reading, 'value' | 'read_on'>;

/** The last reading up to a day; null for none. */
export const latestOf = <R extends Read>(readings: readonly R[], day: string): R | null =>
  readings
    .filter(({ read_on }) => read_on <= day)
    .toSorted((one, other) => one.read_on.localeCompare(other.read_on))
    .at(-1) ?? null;

/** The stated rule. Pure; days are YYYY-MM-DD. */
export function goalState(goal: Ends, readings: readonly Read[], day: string): GoalState {
  const latest = latestOf(readings, day);
  if (!latest) return 'unknown';
  const { done, passed } = wayOf(goal, latest);
  if (done >= 1) return 'reached';
  // What was read before its day says nothing of its day.
  if (day > goal.due_on) return latest.read_on >= goal.due_on ? 'missed' : 'unknown';
  if (daysBetween(latest.read_on, day) > STALE_DAYS) return 'unknown';
  return done >= passed - SLACK ? 'on_track' : 'behind';
}

export const mayKeepGoals = (actor: Actor) => mayLog(actor);
