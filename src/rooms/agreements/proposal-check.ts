/**
 * What a rule asked of a proposal, in the words that it had when the proposal was checked. A rule that is changed
 * meanwhile asks anew only when somebody has it checked again.
 */
import { z } from 'zod';
import type { Words } from '../../house/messages.ts';
import { day, longText } from '../../house/parse.ts';
import type { ApproverRole, RequirementKind } from './policy-rule.ts';

export type ProposalCheck = {
  rule_key: string;
  what: RequirementKind;
  rule_version: number;
  rule_name: Words;
  ask: Words;
  role: ApproverRole | null;
  answer: string;
  answer_on: string | null;
  answer_yes: boolean | null;
  answered_by: string | null;
  answered_at: Date | null;
};

/** A field of the form is called by the rule and what it asks. */
export const checkField = ({ rule_key, what }: Pick<ProposalCheck, 'rule_key' | 'what'>): string =>
  `${rule_key}-${what}`;

export const isAnswered = ({ what, answered_at }: ProposalCheck): boolean =>
  what === 'approver' || answered_at !== null;
/** A paper that ends before what it is for. `until`: the day until which it has to hold. */
export const isTooShort = ({ what, answer_on }: ProposalCheck, until: string): boolean =>
  isDated(what) && answer_on !== null && answer_on < until;
export const unanswered = (checks: readonly ProposalCheck[], until: string): ProposalCheck[] =>
  checks.filter((each) => !isAnswered(each) || isTooShort(each, until));

export type CheckAnswer = { answer: string; answer_on: string | null; answer_yes: boolean | null };

const text = longText(2000);
const yes = z.enum(['yes', 'no', ''], 'error.choice').default('');

/** What was typed for one; null where it was left open. `until`: the day until which a paper has to hold. */
export const answerFor = (what: RequirementKind, until: string) =>
  z
    .object({ text, on: day, yes, seen: z.string().default('') })
    .transform(({ text, on, yes, seen }) => ({
      seen,
      answer: text,
      answer_on: on,
      answer_yes: yes === '' ? null : yes === 'yes',
    }))
    .check(({ value, issues }) => {
      const wrong = (path: string, message: string) =>
        issues.push({ code: 'custom', input: value, path: [path], message });
      if (what === 'conflict' && value.answer_yes && value.answer === '') wrong('text', 'error.conflict_words');
      if (what === 'confirm' && value.answer_yes === false) wrong('yes', 'error.check_confirm');
      if (isDated(what) && value.answer_on && value.answer_on < until) wrong('on', 'error.check_expires');
    })
    .transform(({ seen, ...value }) => ({ seen, given: isGiven(what, value) ? (value as CheckAnswer) : null }));

/** By which a form says what it showed, so that it never takes back what a colleague answered meanwhile. */
export const markOfAnswer = ({ answer, answer_on, answer_yes }: CheckAnswer): string =>
  JSON.stringify([answer, answer_on, answer_yes]);

export const isDated = (what: RequirementKind): boolean => what === 'clearance' || what === 'insurance';

function isGiven(what: RequirementKind, { answer, answer_on, answer_yes }: CheckAnswer): boolean {
  if (isDated(what)) return answer_on !== null;
  if (what === 'conflict' || what === 'confirm') return answer_yes !== null;
  return answer !== '';
}
