/**
 * Two records of one organization: what one can say about them, and who may. Merging makes one of them part of the
 * other; nothing of either is lost, and it can be taken back.
 */

import { z } from 'zod';
import type { Id } from '../../house/ids.ts';
import { requiredId } from '../../house/parse.ts';
import { mayEditDirectory, type OrganizationId } from '../directory/organization.ts';

export type MergeId = Id<'merges'>;

export const ANSWERS = ['different', 'a_is_part', 'b_is_part'] as const;
export const pairDraft = z.object({ a: requiredId<'organizations'>(), b: requiredId<'organizations'>() });
export const answerDraft = pairDraft.extend({ answer: z.enum(ANSWERS, 'error.choice') });

/**
 * Fields with one value each: the person chooses which of the two is kept. All other facts are lists, and lists are
 * united.
 */
export const ORGANIZATION_FIELDS = [
  'name',
  'description',
  'website',
  'email',
  'tax_id',
  'parent_organization_id',
] as const;
export const PARTNER_FIELDS = ['stage', 'owner_id', 'deputy_id'] as const;
export type MergeField = (typeof ORGANIZATION_FIELDS)[number] | (typeof PARTNER_FIELDS)[number];
const MERGE_FIELDS = [...ORGANIZATION_FIELDS, ...PARTNER_FIELDS];

export type SideTaken = 'kept' | 'gone';
export type Take = Partial<Record<MergeField, SideTaken>>;

export const mergeDraft = z.object({
  kept: requiredId<'organizations'>(),
  gone: requiredId<'organizations'>(),
  take: z.partialRecord(z.enum(MERGE_FIELDS), z.enum(['kept', 'gone'], 'error.choice')).default({}),
  /** The versions of both, and of their relationships, as the person saw them. */
  seen: z.string().regex(/^\d{1,10}(\.\d{1,10}){3}$/, 'error.version'),
});

/** Who may say that two are one, or are not: whoever may edit either. */
export const mayMerge = mayEditDirectory;

/** The table keeps a pair with the smaller id first, so that no pair is there twice. */
export const inOrder = (one: OrganizationId, other: OrganizationId): [OrganizationId, OrganizationId] =>
  one < other ? [one, other] : [other, one];
