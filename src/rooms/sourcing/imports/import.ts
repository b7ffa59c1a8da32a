/**
 * An import is a file on its way in. It is read once, and its rows are kept until somebody has looked at what they
 * would do; only then, in one transaction, does it change the directory. Three rules make it repeatable: a row is
 * recognized by its source and key; a source changes only what it said itself, never what a person wrote; and an
 * organization that only looks like one we have waits for a person's answer.
 */

import { z } from 'zod';
import { type Actor, atLeast } from '../../../house/ctx.ts';
import type { Message } from '../../../house/errors.ts';
import type { Id } from '../../../house/ids.ts';
import { key, line, version } from '../../../house/parse.ts';
import type { Reason } from '../../directory/likeness.ts';
import type { OrganizationId } from '../../directory/organization.ts';
import type { PartnerId } from '../../partners/partner.ts';
import type { ColumnRead } from './columns/columns-read.ts';
import { FIELDS, type Mapping, SEVERAL } from './columns/fields.ts';
import { type CellProblem, KINDS, type Kind } from './reading/sheet.ts';

export type ImportId = Id<'imports'>;

export const TARGETS = ['partners', 'leads'] as const;
export type Target = (typeof TARGETS)[number];
export const STATUSES = ['mapping', 'checked', 'queued', 'applied', 'failed', 'undoing', 'undone'] as const;
export type Status = (typeof STATUSES)[number];
export const OUTCOMES = ['new', 'changed', 'same', 'duplicate', 'error', 'left_out'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/**
 * Rows by their outcome, and how many organizations they make, change, or only tell where they stand in the list:
 * several rows may be of one.
 */
export type Counts = Record<Outcome, number> & {
  rows: number;
  organizations: { new: number; changed: number; remembered: number };
};
/** A word in the sector's column that means no sector of ours. */
export type UnknownWord = { word: string; count: number };

export type Import = {
  id: ImportId;
  file_name: string;
  source: string;
  vintage: string;
  kind: Kind;
  target: Target;
  format: {
    warnings?: Message[];
    unknown_words?: UnknownWord[];
    columns?: ColumnRead[];
    sector_words?: Record<string, string>;
    /** Sheets of a workbook that were read together, and those of them that are left out. */
    sheets?: string[];
    left_sheets?: string[];
  } & Record<string, unknown>;
  header: string[];
  mapping: Mapping;
  default_sector: string;
  status: Status;
  counts: Counts;
  problem: { message: Message; kept?: string[] } | null;
  version: number;
  created_at: Date;
  created_name: string | null;
  applied_at: Date | null;
  undone_at: Date | null;
};

export type ImportRow = {
  number: number;
  cells: string[];
  outcome: Outcome;
  problems: CellProblem[];
  unit: number | null;
  answer: string;
  plan: RowPlan | null;
};
/** What a unit would do, for people to read. */
export type RowPlan = {
  name: string;
  /** What else the rows say, shortly: place, phone, mail, people. */
  about: string[];
  /** What another row of it says otherwise and is not used. */
  dropped: { field: string; value: string }[];
  sectors: string[];
  matches: { id: OrganizationId; name: string; partner_id: PartnerId | null; reasons: Reason[]; about: string[] }[];
  changes: { field: string; from: string; to: string }[];
  /** What became of it, once it is applied. */
  partner_id: PartnerId | null;
};

/** What the upload form says besides the file. An empty source is called after the file. */
export const importStart = z.object({
  target: z.enum(TARGETS, 'error.choice').default('partners'),
  source: line(120),
  vintage: line(40),
  kind: z.union([z.literal(''), z.enum(KINDS)]).default(''),
});
export type ImportStart = z.output<typeof importStart>;

/** One field, once: two columns cannot fill the same. */
export const mappingForm = z.object({
  mapping: z.array(z.union([z.literal(''), z.enum(FIELDS)])).superRefine((mapping, context) => {
    mapping.forEach((field, at) => {
      if (field && !SEVERAL.includes(field) && mapping.indexOf(field) < at)
        context.addIssue({ code: 'custom', path: [at], message: 'error.field_twice' });
    });
    if (!mapping.includes('name')) context.addIssue({ code: 'custom', message: 'error.no_name_column' });
  }),
  default_sector: z.union([z.literal(''), key]).default(''),
  /** What words of the list mean, by the word as names are compared. */
  sector_words: z.record(z.string().max(10_000), z.union([z.literal(''), key])).default({}),
  /** Which of the sheets that were read together are wanted. */
  sheets: z.array(z.string().max(200)).optional(),
  version,
});
type WholeMapping = z.output<typeof mappingForm>;
/** Without `sector_words` what was said before stays. */
export type MappingForm = Omit<WholeMapping, 'sector_words'> & Partial<Pick<WholeMapping, 'sector_words'>>;

/** 'add', 'skip', or the id of the organization it is. */
export const answerForm = z.object({ answer: z.union([z.enum(['add', 'skip', '']), z.guid('error.choice')]) });
export const BULK_ANSWERS = ['add', 'skip', 'best'] as const;
export const bulkAnswer = z.object({ answer: z.enum(BULK_ANSWERS, 'error.choice') });

/** Whoever keeps the directory may bring lists in; so much at once is more than a contributor's single entries. */
export const mayImport = (actor: Actor) => atLeast(actor, 'coordinator');
export const isOpen = (status: Status) =>
  status === 'mapping' || status === 'checked' || status === 'failed' || status === 'undone';
