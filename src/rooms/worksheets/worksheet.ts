/**
 * A worksheet compares two to six partners in columns; the factors are rows. Its states follow from its rows: it is
 * open until there is a decision, and then stays as it was. Ratings are hidden from other raters until they have handed
 * in their own.
 */

import { z } from 'zod';
import { type Actor, atLeast, type MemberId } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { type Id, idOf } from '../../house/ids.ts';
import type { Words } from '../../house/messages.ts';
import {
  day,
  line,
  longText,
  parse,
  requiredId,
  requiredLine,
  requiredText,
  several,
  version,
} from '../../house/parse.ts';
import type { PartnerId } from '../partners/partner.ts';

export type FactorSetVersionId = Id<'factor_set_versions'>;

export type FactorSetId = Id<'factor_sets'>;

export type WorksheetId = Id<'worksheets'>;
/** A worksheet and what writes its address, for the mails about it. */
export type LinkedWorksheet = { id: WorksheetId; linkTo: (id: WorksheetId) => string };

export const MIN_PARTNERS = 2;
export const MAX_PARTNERS = 6;
/** Scores for which a reason is asked. */
export const NEEDS_NOTE = [1, 2, 5];

export type Factor = { code: string; group: string; groupName: Words; name: Words; prompt: Words; evidence: Words };
export type WorksheetFactor = Factor & { weight: number };
export type Rater = { id: MemberId; name: string; submittedAt: Date | null; version: number };
/**
 * `number` counts the worksheet's decisions: one that was reopened stays as it was, and the next has the next number.
 */
export type Decision = {
  number: number;
  reason: string;
  /** Why nobody rated; '' where somebody did. */
  whyUnrated: string;
  decidedBy: string;
  decidedAt: Date;
  lookBackOn: string | null;
  chosen: string[];
};
export type FormerDecision = Decision & { reopenedBy: string; reopenedAt: Date; whyReopened: string };
export type Worksheet = {
  id: WorksheetId;
  purpose: string;
  versionId: FactorSetVersionId;
  factorSetName: string;
  factorSetNumber: number;
  /** The guide's own set: its name is said in the reader's language. */
  builtIn: boolean;
  openedAt: Date;
  version: number;
  partners: { id: PartnerId; name: string }[];
  raters: Rater[];
  factors: WorksheetFactor[];
  /** The one that stands. */
  decision: Decision | null;
  former: FormerDecision[];
};

const partnerIds = several(requiredId<'partners'>())
  .transform((ids) => [...new Set(ids)])
  .refine((ids) => ids.length >= MIN_PARTNERS, 'error.too_few_partners')
  .refine((ids) => ids.length <= MAX_PARTNERS, 'error.too_many_partners');
const raterIds = several(requiredId<'members'>()).transform((ids) => [...new Set(ids)]);

export const worksheetDraft = z.object({
  purpose: requiredLine(300),
  partners: partnerIds,
  raters: raterIds,
  factor_set: requiredId<'factor_sets'>(),
});
export type WorksheetDraft = z.output<typeof worksheetDraft>;
const weight = z.coerce.number('error.weight').int('error.weight').min(0, 'error.weight').max(3, 'error.weight');
export const worksheetEdit = z.object({
  purpose: requiredLine(300),
  partners: partnerIds,
  raters: raterIds,
  weights: z.record(z.string().max(4), weight).default({}),
  version,
});
/** That none fits is an answer of its own, never the lack of one. */
export const NONE = 'none';
export const decisionDraft = z
  .object({
    chosen: several(z.union([z.literal(NONE), requiredId<'partners'>()])),
    reason: requiredText(5000),
    why_unrated: longText(2000),
    look_back_on: day,
  })
  .refine(({ chosen }) => chosen.length > 0, { path: ['chosen'], message: 'error.choose_or_none' })
  .refine(({ chosen }) => chosen.length < 2 || !chosen.includes(NONE), {
    path: ['chosen'],
    message: 'error.none_and_some',
  })
  .transform((draft) => ({ ...draft, chosen: draft.chosen.filter((id): id is PartnerId => id !== NONE) }));
export type DecisionDraft = z.output<typeof decisionDraft>;
export const reopeningDraft = z.object({ reason: requiredText(5000) });
export const lookBackDraft = z.object({
  what_happened: requiredText(5000),
  choose_again: z.enum(['yes', 'no', 'unsure'], 'error.choice'),
});

/** One cell as it was sent; what is undefined was not on the form and stays as it is. `null` clears the score. */
export type Cell = {
  code: string;
  partnerId: PartnerId;
  score?: number | 'unknown' | null;
  note?: string;
  evidence?: string;
};

const note = longText(2000);
const evidence = line(500);

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const CELL_FIELD = new RegExp(`^(score|note|evidence)\\.([1-9][0-9]?[a-z])\\.(${UUID})$`);

/**
 * The cells of a rating form, whose fields are named score.<code>.<partner>, note.… and evidence.…. A score is 1 to 5,
 * "unknown" (from paper also "?"), or empty. Throws Invalid with the field's own name.
 */
export function parseCells(fields: Record<string, unknown>): Cell[] {
  const cells = new Map<string, Cell>();
  const wrong: Invalid['fields'] = {};
  for (const [name, value] of Object.entries(fields)) {
    const match = CELL_FIELD.exec(name);
    if (!match || typeof value !== 'string') continue;
    const [, kind, code = '', partner = ''] = match;
    const key = `${code} ${partner}`;
    const cell: Cell = cells.get(key) ?? { code, partnerId: idOf(partner) };
    cells.set(key, cell);
    try {
      if (kind === 'score') cell.score = parseScore(value.trim());
      else if (kind === 'note') cell.note = parse(note, value);
      else cell.evidence = parse(evidence, value);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      wrong[name] = error.fields.form ?? { key: 'error.score' };
    }
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return [...cells.values()];
}

function parseScore(text: string): Cell['score'] {
  if (text === '') return null;
  if (text === 'unknown' || text === '?') return 'unknown';
  if (/^[1-5]$/.test(text)) return Number(text);
  throw new Invalid({ form: { key: 'error.score' } });
}

export const mayOpenWorksheet = (actor: Actor) => atLeast(actor, 'coordinator');
export const mayDecide = (actor: Actor, sheet: Pick<Worksheet, 'decision'>) =>
  atLeast(actor, 'coordinator') && sheet.decision === null;
export const mayEditWorksheet = mayDecide;
export const mayReopen = (actor: Actor, sheet: Pick<Worksheet, 'decision'>) =>
  atLeast(actor, 'coordinator') && sheet.decision !== null;
export const mayReviewDecisions = (actor: Actor) => atLeast(actor, 'contributor');
export const mayLookBack = (actor: Actor, sheet: Pick<Worksheet, 'decision'>) =>
  mayReviewDecisions(actor) && sheet.decision !== null;
export const isRated = (sheet: Pick<Worksheet, 'raters'>) => sheet.raters.some((rater) => rater.submittedAt !== null);
export const isRater = (actor: Actor, sheet: Pick<Worksheet, 'raters'>) =>
  sheet.raters.some((rater) => rater.id === actor.id);
/** Who may be asked to rate. */
export const mayBeRater = (member: Pick<Actor, 'role'>) => atLeast(member, 'contributor');
export const mayRate = (actor: Actor, sheet: Pick<Worksheet, 'raters' | 'decision'>) =>
  mayBeRater(actor) && sheet.decision === null && isRater(actor, sheet);
/** One's own paper form, or, for a coordinator, any rater's who handed theirs in on paper. */
export const mayTypeIn = (actor: Actor, sheet: Pick<Worksheet, 'raters' | 'decision'>, raterId: MemberId) =>
  sheet.decision === null &&
  sheet.raters.some((rater) => rater.id === raterId) &&
  (raterId === actor.id ? atLeast(actor, 'contributor') : atLeast(actor, 'coordinator'));

/**
 * A rater sees the others' only after handing in; who does not rate sees what was handed in; after the decision
 * everyone does.
 */
export function maySeeRatings(actor: Actor, sheet: Pick<Worksheet, 'raters' | 'decision'>): boolean {
  if (sheet.decision) return true;
  const own = sheet.raters.find((rater) => rater.id === actor.id);
  return own ? own.submittedAt !== null : true;
}

/** What the list of worksheets is asked. */
export const WORKSHEET_STATES = ['open', 'decided', 'mine'] as const;
export const worksheetFilter = z.object({
  q: line(200).catch(''),
  /** Open, decided, or waiting for one's own ratings. */
  state: z.enum(WORKSHEET_STATES).or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type WorksheetFilter = z.output<typeof worksheetFilter>;
