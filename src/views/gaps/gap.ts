/**
 * The types of the view that shows whom a library is not talking to: combinations of a sector with a population, or
 * with the area of a branch, in which there is no partner. It reads tables of several rooms and writes none.
 */

import { z } from 'zod';
import type { Words } from '../../house/messages.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';

/**
 * Stages in five groups. With partners of the first two groups the library is talking; those of the last are no
 * partners any more.
 */
export const GROUPS = ['active', 'in_talks', 'potential', 'dormant', 'over'] as const;
export type Group = (typeof GROUPS)[number];
/** The groups that a cell shows: all but `over`. */
export const SHOWN = ['active', 'in_talks', 'potential', 'dormant'] as const;
export const SHAPES = ['population', 'area'] as const;

const SINGLE: Record<string, Group> = {
  active: 'active',
  potential: 'potential',
  dormant: 'dormant',
  ended: 'over',
  declined: 'over',
};
export const groupOf = (stage: string): Group => SINGLE[stage] ?? 'in_talks';

/** Filters come from an address that people edit and share: what does not fit is left out, never an error. */
export const gapFilter = z.object({
  shape: z.enum(SHAPES).catch('population'),
  branch: z.guid().catch(''),
  stage: z.enum(['', ...SHOWN]).catch(''),
});
export type GapFilter = z.output<typeof gapFilter>;

/** One cell of the grid: a sector, a column's key, or both; '' for all. */
export const cellFilter = gapFilter.extend({
  sector: z.string().max(60).catch(''),
  column: z.string().max(60).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type CellFilter = z.output<typeof cellFilter>;

export const mapFilter = z.object({ sector: z.string().max(60).catch('') });
export type MapFilter = z.output<typeof mapFilter>;

/** How many partners are in each group; no partner is counted twice. */
export type GroupCounts = Record<Group, number>;
export const noCounts = (): GroupCounts => ({ active: 0, in_talks: 0, potential: 0, dormant: 0, over: 0 });

/**
 * How many partners fill a cell: those that the library is talking with or, if a stage is asked for, those of that
 * group alone.
 */
export const present = (counts: GroupCounts, stage: GapFilter['stage']): number =>
  stage ? counts[stage] : counts.active + counts.in_talks;

export type SectorName = { key: string; label: Words };
/** One partner as the map shows it. `postal_codes` is empty if the address is confidential. */
export type PartnerStanding = {
  id: PartnerId;
  name: string;
  stage: string;
  sectors: string[];
  postal_codes: string[];
  confidential: boolean;
};

/** Key of the row or column for partners of which nobody wrote down a sector, a population or an area. */
export const NONE = 'none';
