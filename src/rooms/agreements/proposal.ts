/**
 * A proposal says what the library and one or several partners want to do together. It asks in this order: who is
 * better off and how one will know; what each side does; what it costs each side; what each side gets; risks; and only
 * then what the library gains. What was handed in for approval is a version that is never changed; whoever changes the
 * proposal afterwards asks for approval anew.
 */
import { z } from 'zod';
import { type Actor, atLeast, type Ctx, today } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  anyObject,
  day,
  line,
  longText,
  money,
  optionalId,
  requiredId,
  requiredLine,
  requiredText,
  several,
  version,
  wholeNumber,
} from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import { populations as all } from '../guide/guide.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import type { GoalSaid } from './goal-said.ts';
import { PROPOSAL_KINDS, type ProposalKind } from './kinds.ts';

export type ProposalId = Id<'proposals'>;

export const PROPOSAL_STATES = ['draft', 'waiting', 'changes', 'approved', 'declined'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

const population = z.string().refine((key) => all.some((each) => each.key === key), 'error.choice');
const hours = wholeNumber(1_000_000);

/** As many as a grid has columns for, on paper. */
const MOST_PARTNERS = 8;

const words = {
  name: requiredLine(120),
  kind: z.enum(PROPOSAL_KINDS, 'error.choice'),
  partners: several(requiredId<'partners'>())
    .refine((ids) => ids.length > 0, 'error.proposal_partner')
    .refine((ids) => ids.length <= MOST_PARTNERS, 'error.proposal_partners_many'),
  initiative_id: optionalId<'initiatives'>(),
  who: requiredText(2000),
  how_known: requiredText(2000),
  populations: several(population),
  our_mission: longText(1000),
  their_mission: longText(1000),
  common_ground: longText(1000),
  we_do: requiredText(3000),
  they_do: requiredText(3000),
  our_hours: hours,
  our_cents: money,
  our_space: line(500),
  their_hours: hours,
  their_cents: money,
  their_space: line(500),
  given_cents: money,
  given_by: z.enum(['partner', 'library'], 'error.choice').default('partner'),
  we_get: longText(2000),
  they_get: longText(2000),
  risks: longText(2000),
  gains: longText(2000),
  starts_on: day,
  ends_on: day,
  owner_id: requiredId<'members'>(),
};

type Framed = { kind: ProposalKind; given_cents: number | null; starts_on: string | null; ends_on: string | null };

/** What only two fields together say; asked as well while another field is wrong. */
const fitting = <T extends z.ZodType<Framed>>(schema: T) =>
  schema
    .refine(({ kind, given_cents }) => kind !== 'sponsorship' || Boolean(given_cents), {
      ...{ path: ['given_cents'], message: 'error.sponsorship_amount', when: anyObject },
    })
    .refine(({ starts_on, ends_on }) => !starts_on || !ends_on || ends_on >= starts_on, {
      ...{ path: ['ends_on'], message: 'error.ends_before', when: anyObject },
    });

const from = { from_worksheet_id: optionalId<'worksheets'>(), renews_id: optionalId<'agreements'>() };
export const proposalDraft = fitting(z.object({ ...words, ...from }));
export const proposalEdit = fitting(z.object({ ...words, version }));
export type ProposalDraft = z.output<typeof proposalDraft>;
export type ProposalEdit = z.output<typeof proposalEdit>;

/** A proposal begins, at the earliest, so many days ago: one that is over needs no approval. */
const YEAR = -366;
export const isLongAgo = (ctx: Ctx, { starts_on }: { starts_on: string | null }): boolean =>
  starts_on !== null && starts_on < today(ctx, YEAR);

export type ProposalPartner = {
  id: PartnerId;
  name: string;
  sectors: string[];
  /** Who speaks for them in it. */
  person_id: PersonId | null;
  person: string | null;
};

export type ProposalWords = Omit<ProposalDraft, 'partners' | 'from_worksheet_id' | 'renews_id'>;
export type Proposal = ProposalWords & {
  id: ProposalId;
  from_worksheet_id: Id<'worksheets'> | null;
  /** The agreement whose place it is to take. */
  renews_id: Id<'agreements'> | null;
  initiative: string | null;
  owner: string;
  partners: ProposalPartner[];
  state: ProposalState;
  /** The last one that was handed in; null before the first. */
  number: number | null;
  /** Something in it was changed after the last version was handed in. */
  changed: boolean;
  made_at: Date;
  version: number;
};

/** What of a proposal is approved, as it was handed in, with the names that it had. */
export type Content = ProposalWords & {
  initiative: string | null;
  owner: string;
  partners: Pick<ProposalPartner, 'id' | 'name' | 'person'>[];
  /** Those that it had; a goal that is set later is no other proposal. */
  goals: GoalSaid[];
};

export const mayPropose = (actor: Actor) => mayLog(actor);
/** While it waits for somebody's word, what they read does not change. */
export const mayChangeProposal = (actor: Actor, { state }: Pick<Proposal, 'state'>) =>
  mayPropose(actor) && state !== 'waiting';
/** What was approved is taken away by those who give work to others. */
export const mayRemoveProposal = (actor: Actor, it: Pick<Proposal, 'state'>) =>
  mayChangeProposal(actor, it) && (it.state !== 'approved' || atLeast(actor, 'coordinator'));
export const maySubmit = (actor: Actor, it: Pick<Proposal, 'state' | 'changed'>) =>
  mayPropose(actor) && (it.state === 'draft' || it.state === 'changes' || (it.state !== 'waiting' && it.changed));
export const mayWithdraw = (actor: Actor, { state }: Pick<Proposal, 'state'>) =>
  mayPropose(actor) && state === 'waiting';

export const personDraft = z.object({ person_id: optionalId<'persons'>() });

/** What the list is asked; what does not fit is left out. */
export const proposalFilter = z.object({
  q: line(200).catch(''),
  state: z.enum(PROPOSAL_STATES).or(z.literal('')).catch(''),
  kind: z.enum(PROPOSAL_KINDS).or(z.literal('')).catch(''),
  owner: z.guid().or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ProposalFilter = z.output<typeof proposalFilter>;
