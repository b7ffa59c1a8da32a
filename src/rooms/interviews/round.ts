/**
 * A round of interviews with community leaders: why, when, in which areas, who asks, which questions, and how many of
 * whom. What leaders say is read by the round's interviewers alone; everybody else sees themes, and quotes that the
 * leader allows. Whoever may set a round up says who its interviewers are, and that is in the history.
 */
import { z } from 'zod';
import { type Actor, atLeast, LOCALES, type Locale, type MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  line,
  longText,
  optionalId,
  requiredDay,
  requiredId,
  requiredLine,
  requiredText,
  rows,
  several,
  version,
} from '../../house/parse.ts';
import { locale } from '../accounts/account.ts';
import type { BranchId } from '../accounts/branches.ts';
import { builtInGuides, type Question } from '../guide/interview-guides.ts';

export type RoundId = Id<'interview_rounds'>;
export type GuideId = Id<'interview_guides'>;

/** By what the people who are asked are to be mixed. */
export const TARGET_KINDS = ['sector', 'population', 'branch'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
/** `key` is a sector's, a population's, or the id of a branch. */
export type Target = { kind: TargetKind; key: string; wanted: number };

/** So long after a round it is known who said what, unless the library says otherwise. */
export const KEPT_MONTHS = 12;

const words = {
  name: requiredLine(120),
  purpose: requiredText(2000),
  starts_on: requiredDay,
  ends_on: requiredDay,
  keep_until: requiredDay,
  locale,
  previous_id: optionalId<'interview_rounds'>(),
  branches: several(requiredId<'branches'>()).transform((ids) => ids as BranchId[]),
  interviewers: several(requiredId<'members'>())
    .transform((ids) => ids as MemberId[])
    .refine((ids) => ids.length > 0, 'error.round_interviewers'),
};
type InOrder = { starts_on: string; ends_on: string; keep_until: string };
const inOrder = <T extends z.ZodType<InOrder>>(schema: T) =>
  schema.check(({ value, issues }) => {
    const { starts_on, ends_on, keep_until } = value as InOrder;
    const late = (path: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [path], message });
    if (starts_on > ends_on) late('ends_on', 'error.term_order');
    else if (keep_until < ends_on) late('keep_until', 'error.round_keep');
  });

/** `guide` is the key of a built-in one, or the id of a round whose questions are copied. */
export const roundDraft = inOrder(z.object({ ...words, guide: requiredLine(60) }));
export const roundEdit = inOrder(z.object({ ...words, thanks_en: longText(3000), thanks_es: longText(3000), version }));
export type RoundDraft = Omit<z.output<typeof roundDraft>, 'guide'>;

const wanted = line(4).transform((text, context) => {
  if (text === '') return 0;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0 && count <= 500) return count;
  context.addIssue({ code: 'custom', message: 'error.target_count' });
  return z.NEVER;
});
/** By kind and key; empty where none is wanted. */
export const targetsDraft = z.object({
  ...(Object.fromEntries(
    TARGET_KINDS.map((kind) => [kind, z.record(z.string().max(60), wanted).default({})]),
  ) as Record<TargetKind, z.ZodDefault<z.ZodRecord<z.ZodString, typeof wanted>>>),
  version,
});
export const targetsSaid = (said: Omit<z.output<typeof targetsDraft>, 'version'>): Target[] =>
  TARGET_KINDS.flatMap((kind) =>
    Object.entries(said[kind])
      .filter(([, count]) => count > 0)
      .map(([key, wanted]) => ({ kind, key, wanted })),
  );

const MOST_QUESTIONS = 30;
const question = z.object({ key: line(60), at: line(3), en: line(500), es: line(500) });
/** As their numbers say: what was moved stands before or after what had that place, as it came from below or above. */
function inTheirOrder<T extends { at: string }>(all: T[]): Omit<T, 'at'>[] {
  const placeOf = ({ at }: T, own: number) => {
    const wanted = at === '' ? Number.NaN : Number(at);
    if (Number.isNaN(wanted) || wanted === own) return own;
    return wanted < own ? wanted - 0.5 : wanted + 0.5;
  };
  return all
    .map((each, index) => ({ each, place: placeOf(each, index + 1) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ each: { at: _, ...question } }) => question);
}

/** In the order in which they are asked; a question without words in either language is left out. */
export const guideEdit = z.object({
  questions: rows(question, MOST_QUESTIONS)
    .transform((all) => inTheirOrder(all).filter(({ en, es }) => en + es !== ''))
    .refine((all) => all.length > 0, 'error.guide_empty'),
  number: z.coerce.number('error.version').int().min(1).max(1_000_000),
});
export type GuideEdit = z.output<typeof guideEdit>;

export type Round = {
  id: RoundId;
  name: string;
  purpose: string;
  starts_on: string;
  ends_on: string;
  keep_until: string;
  locale: Locale;
  previous_id: RoundId | null;
  thanks_en: string;
  thanks_es: string;
  anonymised_at: Date | null;
  version: number;
  branches: { id: BranchId; name: string }[];
  /** Those who have not left. */
  interviewers: { id: MemberId; name: string }[];
  guide: { id: GuideId; number: number; questions: Question[] };
};

/** What says who may read it: a round, or an interview of one. */
export type Reading = Pick<Round, 'interviewers'>;

export const mayHoldRounds = (actor: Actor) => atLeast(actor, 'coordinator');

/** What was said is for them alone: nobody else, whatever their role. */
export const mayInterview = (actor: Actor, { interviewers }: Reading): boolean =>
  actor.kind === 'member' && atLeast(actor, 'contributor') && interviewers.some(({ id }) => id === actor.id);

/** Set up by whoever holds rounds, and by its own interviewers. */
export const mayChangeRound = (actor: Actor, round: Reading): boolean =>
  mayHoldRounds(actor) || mayInterview(actor, round);

export const builtInGuide = (key: string) => builtInGuides.find((each) => each.key === key);

/** In this language, or in the other where it is not written in that. */
export const questionIn = (question: Pick<Question, 'en' | 'es'>, locale: Locale): string =>
  question[locale] || LOCALES.map((each) => question[each]).find((words) => words !== '') || '';
