/**
 * A partner is this library's relationship with an organization: its stage, who looks after it, and the one thing due
 * next.
 */

import { z } from 'zod';
import { type Actor, atLeast } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { key, line, optionalId, requiredDay, requiredId, requiredLine, version } from '../../house/parse.ts';
import { populations } from '../guide/guide.ts';

export type NextStepId = Id<'next_steps'>;

export type PartnerId = Id<'partners'>;

export const STAGES = [
  'potential',
  'researching',
  'contacted',
  'talking',
  'evaluating',
  'agreeing',
  'active',
  'dormant',
  'ended',
  'declined',
] as const;
export type Stage = (typeof STAGES)[number];
/** Stages in which there is nothing more to do. */
export const OVER: readonly Stage[] = ['ended', 'declined'];
export const SORTS = ['name', 'stage', 'next_step', 'owner', 'added'] as const;
export const PEOPLE = ['none', 'one'] as const;
export const PAGE_SIZE = 50;

export const stage = z.enum(STAGES, 'error.choice');
export const stageChange = z.object({ stage, reason: line(1000), farewell: line(1000), version });
export const careDraft = z
  .object({ owner_id: optionalId<'members'>(), deputy_id: optionalId<'members'>(), version })
  .refine((care) => care.owner_id === null || care.owner_id !== care.deputy_id, {
    path: ['deputy_id'],
    message: 'error.same_person',
  });
export const nextStepDraft = z.object({ what: requiredLine(300), due_on: requiredDay });
export const nextStepEnd = z.object({
  id: requiredId<'next_steps'>(),
  outcome: z.enum(['done', 'dropped'], 'error.choice'),
});

/** The list's filters come from an address people edit and share: what does not fit is left out, never an error. */
export const partnerFilter = z.object({
  q: line(200).catch(''),
  sector: key.or(z.literal('')).catch(''),
  stage: stage.or(z.literal('')).catch(''),
  owner: z.union([requiredId<'members'>(), z.literal('none'), z.literal('')]).catch(''),
  population: z
    .string()
    .refine((key) => key === '' || populations.some((each) => each.key === key))
    .catch(''),
  /** How many people are known there who have not left: nobody, or one alone. */
  people: z.enum(PEOPLE).or(z.literal('')).catch(''),
  sort: z.enum(SORTS).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type PartnerFilter = z.output<typeof partnerFilter>;

/** Everybody but readers may log and edit. */
export const mayLog = (actor: Actor) => atLeast(actor, 'contributor');
