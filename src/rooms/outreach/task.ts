/**
 * A task is something to do with a partner beside the one next step, by a day. Its owner is a member of ours or a
 * person of theirs; theirs is a promise. What was promised is kept, late or dropped by the day that stands today: to
 * move it, once, is a partner's good right and is seen.
 */
import { z } from 'zod';
import { type Actor, atLeast, type MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  anyObject,
  line,
  optionalId,
  requiredDay,
  requiredId,
  requiredLine,
  requiredText,
  version,
} from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';

export type TaskId = Id<'tasks'>;
export type TaskQuestionId = Id<'task_questions'>;

export const TASK_STATES = ['open', 'late', 'done', 'dropped'] as const;
export const SIDES = ['ours', 'theirs'] as const;
export type TaskOutcome = 'done' | 'dropped';
export type Side = (typeof SIDES)[number];

const owners = { member_id: optionalId<'members'>(), person_id: optionalId<'persons'>() };
const words = { what: requiredLine(300), due_on: requiredDay, ...owners };

/** One owner, on either side; said at the field where one chooses. */
const withOwner = <T extends z.ZodObject>(schema: T) =>
  schema.refine((task) => (task.member_id === null) !== (task.person_id === null), {
    path: ['owner'],
    message: 'error.task_owner',
    when: anyObject,
  });

export const taskDraft = withOwner(z.object(words));
export const taskEdit = withOwner(z.object({ ...words, version }));
export type TaskDraft = z.output<typeof taskDraft>;

export const taskEnd = z.object({ outcome: z.enum(['done', 'dropped'], 'error.choice') });
export const dayMove = z.object({ due_on: requiredDay });
export const questionDraft = z.object({ question: requiredText(2000) });
export const answerDraft = z.object({ id: requiredId<'task_questions'>(), answer: requiredText(2000) });

export type Question = {
  id: TaskQuestionId;
  /** Who asked. */
  person_id: PersonId;
  person: string;
  question: string;
  asked_at: Date;
  answer: string;
  answered_by: string | null;
  answered_at: Date | null;
};

export type Task = {
  id: TaskId;
  partner_id: PartnerId;
  partner: string;
  what: string;
  member_id: MemberId | null;
  person_id: PersonId | null;
  /** Whose it is, by name. */
  owner: string;
  due_on: string;
  /** The day that was said first. */
  promised_on: string;
  outcome: TaskOutcome | null;
  closed_on: string | null;
  closed_at: Date | null;
  version: number;
};

/** Whose it is, as one value: "member 0192…" or "person 0192…". */
export const ownerKey = ({ member_id, person_id }: Pick<Task, 'member_id' | 'person_id'>): string =>
  member_id ? `member ${member_id}` : `person ${person_id}`;

export const sideOf = ({ person_id }: Pick<Task, 'person_id'>): Side => (person_id ? 'theirs' : 'ours');

/** Whoever may log; and whoever promised it, by the link that is for this promise. */
export const mayEndTask = (actor: Actor, task: Pick<Task, 'id' | 'person_id'>): boolean =>
  mayLog(actor) || isPromiser(actor, task);

const isPromiser = (actor: Actor, { id, person_id }: Pick<Task, 'id' | 'person_id'>): boolean =>
  actor.kind === 'guest' && actor.purpose === 'promise' && actor.subjectId === id && actor.personId === person_id;

/** They may move its day once, as long as nobody has. */
export const mayMoveTask = (
  actor: Actor,
  task: Pick<Task, 'id' | 'person_id' | 'due_on' | 'promised_on' | 'outcome'>,
): boolean => task.outcome === null && (mayLog(actor) || (isPromiser(actor, task) && task.due_on === task.promised_on));

export const mayAskAboutTask = isPromiser;

/** Whoever gives partners and tasks to others. */
export const mayHandOver = (actor: Actor) => atLeast(actor, 'coordinator');

/** What the list of tasks is asked; what does not fit is left out. */
export const taskFilter = z.object({
  q: line(200).catch(''),
  state: z.enum(TASK_STATES).or(z.literal('')).catch(''),
  side: z.enum(SIDES).or(z.literal('')).catch(''),
  owner: z.guid().or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type TaskFilter = z.output<typeof taskFilter>;
