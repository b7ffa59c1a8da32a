/** What each side hopes to get, and whether it says, once a year, that it got it. */
import { z } from 'zod';
import type { Actor } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { longText } from '../../house/parse.ts';
import type { PartnerId } from '../partners/partner.ts';
import type { ProposalId } from './proposal.ts';

export type RewardId = Id<'rewards'>;
export type RewardAnswerId = Id<'reward_answers'>;

export const GOT = ['yes', 'partly', 'no'] as const;
export type Got = (typeof GOT)[number];

export type RewardAnswer = {
  id: RewardAnswerId;
  asked_on: string;
  got: Got | null;
  words: string;
  said_by: string;
  said_at: Date | null;
};
export type Reward = {
  id: RewardId;
  proposal_id: ProposalId;
  /** Null for the library's own. */
  partner_id: PartnerId | null;
  partner: string | null;
  hope: string;
  /** The latest first. */
  answers: RewardAnswer[];
};

export const hopeText = longText(500);
export const gotDraft = z.object({ got: z.enum(GOT, 'error.choice'), words: longText(1000) });
export type GotDraft = z.output<typeof gotDraft>;

/** Days in which it can be answered. */
export const ASKED_DAYS = 60;

/** Whoever was asked, by the link that is for this. */
export const maySayGot = (actor: Actor, id: RewardAnswerId): boolean =>
  actor.kind === 'guest' && actor.purpose === 'reward' && actor.subjectId === id;
