/**
 * An initiative is a cause: who is better off, what they need, where and when. It comes first, and organizations after
 * it: partners have a part in it, worksheets and what leaders said are why it is done. It is an idea until somebody says
 * that it is planned, and each state has who said so, when and why.
 */
import { z } from 'zod';
import type { Actor, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import type { Words } from '../../house/messages.ts';
import {
  anyObject,
  day,
  line,
  longText,
  optionalId,
  requiredId,
  requiredLine,
  requiredText,
  several,
  version,
} from '../../house/parse.ts';
import { populations as all } from '../guide/guide.ts';
import { type OverlapQuestion, overlapQuestion } from '../overlaps/overlap.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { placeOf } from '../places/places.ts';

export type InitiativeId = Id<'initiatives'>;
export type InitiativeTemplateId = Id<'initiative_templates'>;

export const INITIATIVE_STATES = ['idea', 'planned', 'running', 'finished', 'stopped'] as const;
export type InitiativeState = (typeof INITIATIVE_STATES)[number];
/** What a partner's part in it is. */
export const PARTS = ['lead', 'does', 'supports', 'told'] as const;
export type Part = (typeof PARTS)[number];
/** What speaks for an initiative. */
export const EVIDENCE_KINDS = ['worksheet', 'theme', 'overlap_check'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

const population = z.string().refine((key) => all.some((each) => each.key === key), 'error.choice');

/** ZIP codes in one line, each of which there is. */
const postalCodes = line(300).transform((text, context) => {
  const codes = [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ''))];
  const strange = codes.find((code) => !/^\d{5}$/.test(code) || !placeOf(code));
  if (strange === undefined) return codes;
  context.addIssue({ code: 'custom', message: 'error.postal_code_unknown' });
  return z.NEVER;
});

const words = {
  name: requiredLine(120),
  who: requiredText(2000),
  need: requiredLine(200),
  populations: several(population),
  branches: several(requiredId<'branches'>()),
  postal_codes: postalCodes,
  starts_on: day,
  ends_on: day,
  members: several(requiredId<'members'>()),
};

const inOrder = <T extends z.ZodType<{ starts_on: string | null; ends_on: string | null }>>(schema: T) =>
  schema.refine(({ starts_on, ends_on }) => !starts_on || !ends_on || ends_on >= starts_on, {
    ...{ path: ['ends_on'], message: 'error.ends_before', when: anyObject },
  });

/** With whom and from which worksheet it begins, where it begins with one. */
export const initiativeDraft = inOrder(
  z.object({
    ...words,
    state: z.enum(INITIATIVE_STATES, 'error.choice'),
    partners: several(requiredId<'partners'>()),
    worksheet: optionalId<'worksheets'>(),
  }),
);
export const initiativeEdit = inOrder(z.object({ ...words, version }));
export type InitiativeDraft = z.output<typeof initiativeDraft>;
export type InitiativeEdit = z.output<typeof initiativeEdit>;

export const stateChange = z.object({ state: z.enum(INITIATIVE_STATES, 'error.choice'), why: longText(1000) });
/** Why it was stopped is asked for; the other states speak for themselves. */
export const stateChangeDraft = stateChange.refine(({ state, why }) => state !== 'stopped' || why !== '', {
  path: ['why'],
  message: 'error.required',
});

export const partDraft = z.object({ part: z.enum(PARTS, 'error.choice'), what: line(300) });
export const templateDraft = z.object({ name: requiredLine(120) });

export type Initiative = {
  id: InitiativeId;
  name: string;
  who: string;
  need: string;
  populations: string[];
  postal_codes: string[];
  starts_on: string | null;
  ends_on: string | null;
  state: InitiativeState;
  /** Since when it is in it. */
  state_at: Date;
  branches: { id: Id<'branches'>; name: string; postal_code: string }[];
  members: { id: MemberId; name: string }[];
  version: number;
};

export type InitiativeEvent = { state: InitiativeState; why: string; who: string; said_at: Date };
export type InitiativePartner = { id: PartnerId; name: string; part: Part; what: string };
export type Evidence = { kind: EvidenceKind; subject_id: string };

/** One that is the library's own, or built in: then its words are in both languages. */
export type InitiativeTemplate = {
  key: string;
  id: InitiativeTemplateId | null;
  name: Words;
  who: Words;
  need: Words;
  populations: string[];
};

export const mayPlan = (actor: Actor) => mayLog(actor);
export const isOver = ({ state }: Pick<Initiative, 'state'>) => state === 'finished' || state === 'stopped';

/** What is asked of everything that is known, before it is saved. From the first place that is named. */
export function overlapOf(
  { need, populations, postal_codes, starts_on, ends_on }: Pick<InitiativeEdit, keyof typeof ASKED>,
  branchCodes: readonly string[],
): OverlapQuestion {
  const near = [...postal_codes, ...branchCodes].find((code) => placeOf(code)) ?? '';
  return overlapQuestion.parse({ need, populations, near, from: starts_on ?? '', until: ends_on ?? '' });
}
const ASKED = { need: true, populations: true, postal_codes: true, starts_on: true, ends_on: true } as const;

/** What the list is asked; what does not fit is left out. */
export const initiativeFilter = z.object({
  q: line(200).catch(''),
  state: z
    .enum(INITIATIVE_STATES)
    .or(z.enum(['open']))
    .or(z.literal(''))
    .catch(''),
  member: z.guid().or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type InitiativeFilter = z.output<typeof initiativeFilter>;
