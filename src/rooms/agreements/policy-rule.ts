/**
 * A policy rule says what a proposal has to bring before it can be approved. It is data: those of the house can be
 * changed or switched off, and each library adds its own. A rule about an election asks of a proposal without days as
 * well; a partner of which no sector is known, and a proposal that names nobody it serves, fall under no rule about
 * them, so whoever checks is told.
 */
import { z } from 'zod';
import builtIn from '../../../data/guide/policy-rules.json' with { type: 'json' };
import { type Actor, atLeast } from '../../house/ctx.ts';
import type { Words } from '../../house/messages.ts';
import { checkbox, key, longText, money, requiredLine, several, version } from '../../house/parse.ts';
import { populations as all } from '../guide/guide.ts';
import { PROPOSAL_KINDS } from './kinds.ts';

/** What a rule can ask for. An approver is a step of the approval; all others are answered by whoever proposes. */
export const REQUIREMENTS = ['document', 'approver', 'conflict', 'note', 'clearance', 'insurance', 'confirm'] as const;
export type RequirementKind = (typeof REQUIREMENTS)[number];
export const APPROVER_ROLES = ['coordinator', 'administrator'] as const;
export type ApproverRole = (typeof APPROVER_ROLES)[number];

export type Requirement = { what: RequirementKind; ask: Words; role?: ApproverRole };

/** Conditions of one list are alternatives; an empty list says nothing, and all that is said must hold. */
export type Conditions = {
  kinds: string[];
  /** Money that one side gives the other, in cents. */
  from_cents: number | null;
  sectors: string[];
  populations: string[];
  in_election: boolean;
};

export type PolicyRule = Conditions & {
  key: string;
  name: Words;
  requires: Requirement[];
  built_in: boolean;
  /** 0 for one of the house that nobody has changed. */
  version: number;
};

export const builtInRules: readonly PolicyRule[] = (
  builtIn as (Conditions & { key: string; name: Words; requires: Requirement[] })[]
).map((rule) => ({ ...rule, built_in: true, version: 0 }));

/** What a rule is about, of one proposal. Days are YYYY-MM-DD; null where they are not known. */
export type Facts = {
  kind: string;
  given_cents: number | null;
  sectors: readonly string[];
  populations: readonly string[];
  starts_on: string | null;
  ends_on: string | null;
  /** When elections are near, as far as it is known. */
  elections: readonly { starts_on: string; ends_on: string }[];
};

/** Pure. */
export function applies(rule: Conditions, facts: Facts): boolean {
  const anyOf = (wanted: readonly string[], has: readonly string[]) =>
    wanted.length === 0 || wanted.some((each) => has.includes(each));
  const { starts_on, ends_on, elections } = facts;
  return (
    anyOf(rule.kinds, [facts.kind]) &&
    (rule.from_cents === null || (facts.given_cents ?? 0) >= rule.from_cents) &&
    anyOf(rule.sectors, facts.sectors) &&
    anyOf(rule.populations, facts.populations) &&
    (!rule.in_election ||
      elections.some((each) => (!ends_on || each.starts_on <= ends_on) && (!starts_on || each.ends_on >= starts_on)))
  );
}

export const rulesFor = (rules: readonly PolicyRule[], facts: Facts): PolicyRule[] =>
  rules.filter((rule) => applies(rule, facts));

const population = z.string().refine((each) => all.some(({ key }) => key === each), 'error.choice');
const asks = Object.fromEntries(REQUIREMENTS.map((what) => [`ask_${what}`, longText(500)])) as Record<
  `ask_${RequirementKind}`,
  ReturnType<typeof longText>
>;

const words = {
  name: requiredLine(120),
  kinds: several(z.enum(PROPOSAL_KINDS, 'error.choice')),
  from: money,
  sectors: several(key),
  populations: several(population),
  in_election: checkbox,
  ...asks,
  role: z.enum(APPROVER_ROLES, 'error.choice').default('administrator'),
};

const asRule = ({ from, role, ...typed }: z.output<z.ZodObject<typeof words>>) => {
  const { name, kinds, sectors, populations, in_election } = typed;
  const requires = REQUIREMENTS.filter((what) => typed[`ask_${what}`] !== '').map((what) => ({
    ...{ what, ask: typed[`ask_${what}`], ...(what === 'approver' && { role }) },
  }));
  return { name, kinds, from_cents: from, sectors, populations, in_election, requires };
};

const asksSomething = (rule: { requires: unknown[] }) => rule.requires.length > 0;
const NOTHING = { path: ['ask_document'], message: 'error.rule_asks_nothing' };

export const ruleDraft = z.object(words).transform(asRule).refine(asksSomething, NOTHING);
export const ruleEdit = z
  .object({ ...words, version: z.union([z.literal('0').transform(() => 0), version]) })
  .transform(({ version, ...typed }) => ({ ...asRule(typed), version }))
  .refine(asksSomething, NOTHING);
export type RuleDraft = z.output<typeof ruleDraft>;

export const mayEditPolicy = (actor: Actor) => atLeast(actor, 'administrator');
