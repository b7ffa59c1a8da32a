/**
 * A lead is an organization from a list that the library brought in: worth knowing of, not yet worth sixty partners'
 * attention. The shelf remembers what was promoted to a partner and what was dismissed, also when next year's list
 * names it again.
 */

import { z } from 'zod';
import { type Actor, atLeast } from '../../../house/ctx.ts';
import type { Id } from '../../../house/ids.ts';
import { key, line, requiredId } from '../../../house/parse.ts';

export type LeadId = Id<'leads'>;

export const LEAD_STATES = ['open', 'promoted', 'dismissed'] as const;
export const LEADS_PER_PAGE = 50;
export const MILES = [5, 10, 25, 50, 100] as const;
/** Yearly income in dollars, from and below. */
export const SIZES = {
  small: [0, 50_000],
  middle: [50_000, 500_000],
  large: [500_000, 5_000_000],
  huge: [5_000_000, null],
} as const;
export type Size = keyof typeof SIZES;

/**
 * The filters come from an address that people edit and share, so a value that is not valid is ignored and never an
 * error.
 */
export const leadFilter = z.object({
  q: line(200).catch(''),
  sector: z.union([key, z.literal('')]).catch(''),
  source: line(120).catch(''),
  state: z.enum(LEAD_STATES).catch('open'),
  /** A ZIP code; the form offers those of the branches. */
  near: line(10).catch(''),
  miles: z.coerce.number().int().min(1).max(500).catch(25),
  size: z.union([z.enum(Object.keys(SIZES) as [Size]), z.literal('')]).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type LeadFilter = z.output<typeof leadFilter>;

export const leadChoice = z.object({
  action: z.enum(['promote', 'dismiss', 'bring_back'], 'error.choice'),
  lead: z.union([z.array(requiredId<'leads'>()), requiredId<'leads'>().transform((id) => [id])], 'error.no_lead'),
});

export const mayKeepLeads = (actor: Actor) => atLeast(actor, 'contributor');
