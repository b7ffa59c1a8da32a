/**
 * A tie is a relation between two organizations, persons or members of staff that may lead to an introduction: where it
 * is known from, and of which day. There is no kind for family, faith or party, and no field to write them in.
 */
import { z } from 'zod';
import type { Actor, MemberId } from '../../house/ctx.ts';
import { type Id, isId, type SomeId } from '../../house/ids.ts';
import { checkbox, requiredDay, requiredLine, requiredText, version } from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';

export type TieId = Id<'ties'>;
export type IntroductionId = Id<'introductions'>;

export const TIE_KINDS = ['knows', 'board_of', 'worked_with', 'introduced', 'same_building'] as const;
export type TieKind = (typeof TIE_KINDS)[number];
/** What is read elsewhere: a role, an entry of the log, a chapter. */
export const READ_KINDS = ['works_at', 'talked_with', 'part_of'] as const;
export type StepKind = TieKind | (typeof READ_KINDS)[number];

export const END_KINDS = ['member', 'person', 'organization'] as const;
export type EndKind = (typeof END_KINDS)[number];
/** "person 0192…" */
export type EndKey = `${EndKind} ${string}`;
export type End = { kind: EndKind; id: SomeId; name: string };

/** What each kind may be between: from, to. Those that go both ways are written from the earlier of END_KINDS. */
const BETWEEN: Record<TieKind, readonly [EndKind, EndKind][]> = {
  knows: [
    ['member', 'person'],
    ['person', 'person'],
  ],
  board_of: [['person', 'organization']],
  worked_with: [
    ['member', 'person'],
    ['member', 'organization'],
    ['person', 'person'],
    ['person', 'organization'],
    ['organization', 'organization'],
  ],
  introduced: [
    ['person', 'person'],
    ['person', 'organization'],
    ['organization', 'person'],
    ['organization', 'organization'],
  ],
  same_building: [['organization', 'organization']],
};

/** In the order in which it is written; null where there is no such tie. */
export function ordered(kind: TieKind, one: End, other: End): [End, End] | null {
  if (one.kind === other.kind && one.id === other.id) return null;
  const fits = (from: End, to: End) => BETWEEN[kind].some(([a, b]) => a === from.kind && b === to.kind);
  if (fits(one, other)) return [one, other];
  return kind !== 'introduced' && fits(other, one) ? [other, one] : null;
}

export const endKey = ({ kind, id }: Pick<End, 'kind' | 'id'>): EndKey => `${kind} ${id}`;
const KEY = /^(member|person|organization) ([0-9a-f-]{36})$/;
/** Null for what names no end. */
export function endOf(key: string): Pick<End, 'kind' | 'id'> | null {
  const [, kind, id] = KEY.exec(key.toLowerCase()) ?? [];
  return kind && id && isId(id) ? { kind: kind as EndKind, id: id as SomeId } : null;
}

/** How it is chosen in a form: `introduced_by` is said from the other side. */
export const SAID_KINDS = [...TIE_KINDS, 'introduced_by'] as const;
const said = {
  kind: z.enum(SAID_KINDS, 'error.choice'),
  source: requiredLine(300),
  known_on: requiredDay,
  through_us: checkbox,
};
/** `name`: whom it is with; `end`: which of several that are called so. */
export const tieDraft = z.object({ ...said, name: requiredLine(200), end: z.string().max(60).default('') });
export const tieEdit = z.object({ source: said.source, known_on: said.known_on, through_us: checkbox, version });
export type TieSaid = { source: string; known_on: string; through_us: boolean };

export type Tie = TieSaid & {
  id: TieId;
  kind: TieKind;
  from: End;
  to: End;
  made_by: string;
  version: number;
};

export const INTRODUCTION_OUTCOMES = ['made', 'declined', 'no_answer'] as const;
export type IntroductionOutcome = (typeof INTRODUCTION_OUTCOMES)[number];
export const introductionDraft = z.object({
  to: z.string('error.choice').max(300).default(''),
  subject: requiredLine(200),
  body: requiredText(10_000),
});
export const outcomeOfIntroduction = z.object({ outcome: z.enum(['', ...INTRODUCTION_OUTCOMES], 'error.choice') });

export type Introduction = {
  id: IntroductionId;
  partner_id: PartnerId;
  partner: string;
  person_id: PersonId;
  person: string;
  asked_by: MemberId;
  who: string;
  asked_at: Date;
  outcome: IntroductionOutcome | '';
};

/** What is asked of the list; what does not fit is left out. */
export const tieFilter = z.object({
  kind: z.enum(TIE_KINDS).or(z.literal('')).catch(''),
  through_us: z.literal('on').or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type TieFilter = z.output<typeof tieFilter>;

export const mayTie = (actor: Actor) => mayLog(actor);
