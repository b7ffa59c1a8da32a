/** What can be done with many partners at once. */
import { z } from 'zod';
import { key, line, requiredDay, requiredId, requiredLine } from '../../house/parse.ts';
import { populations } from '../guide/guide.ts';
import { stage } from './partner.ts';

export const CHANGES = [
  'stage',
  'owner',
  'next_step',
  'sector',
  'population',
  'compare',
  'letter',
  'export',
  'remove',
] as const;
export type PartnersChange = (typeof CHANGES)[number];

export const whatChange = z.enum(CHANGES, 'error.choice');
export const stagesDraft = z.object({ stage, reason: line(1000) });
/** "nobody" takes the owner away; nothing chosen is a mistake. */
export const ownersDraft = z.object({
  owner_id: z.union([z.literal('nobody').transform(() => null), requiredId<'members'>()], 'error.choice'),
});
export const stepsDraft = z.object({ what: requiredLine(300), due_on: requiredDay });
export const sectorDraft = z.object({ sector: key });
export const populationDraft = z.object({
  population: z.string().refine((given) => populations.some((each) => each.key === given), 'error.choice'),
});
