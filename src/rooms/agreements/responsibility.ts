/**
 * The responsibility grid: rows are things to be done, columns the library and each partner; a cell says whether they do
 * it, approve it or are told, and names a person and a deputy. The grid is sent to the partners as a version. A partner
 * accepts it anew when what they do or approve, or by when, is another; of anything else they are told.
 */
import { z } from 'zod';
import type { Actor, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { checkbox, day, longText, requiredLine, rows, version } from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import type { ProposalId } from './proposal.ts';

export type ResponsibilityId = Id<'responsibilities'>;
export type GridAnswerId = Id<'responsibility_answers'>;

export const GRID_PARTS = ['does', 'approves', 'told'] as const;
export type GridPart = (typeof GRID_PARTS)[number];

const who = z
  .string()
  .regex(/^$|^[0-9a-f-]{36}$/, 'error.choice')
  .default('')
  .transform((id) => id || null);
/** One column of the form: `partner` is '' for the library. */
const column = z.object({
  partner: who,
  part: z
    .enum(GRID_PARTS)
    .or(z.literal('').transform(() => null))
    .default(null),
  person: who,
  deputy: who,
});
const MOST_COLUMNS = 12;
const words = {
  what: requiredLine(300),
  due_on: day,
  monthly: checkbox,
  columns: rows(column, MOST_COLUMNS),
};

const fitting = <
  T extends z.ZodType<{
    monthly: boolean;
    due_on: string | null;
    columns: { part: GridPart | null; person: string | null; deputy: string | null }[];
  }>,
>(
  schema: T,
) =>
  schema
    .refine(({ monthly, due_on }) => !monthly || !due_on, { path: ['due_on'], message: 'error.grid_day_or_month' })
    .refine(({ columns }) => columns.some(({ part }) => part === 'does'), {
      ...{ path: ['columns.0.part'], message: 'error.grid_nobody' },
    })
    .refine(({ columns }) => columns.every(({ person, deputy }) => !person || person !== deputy), {
      ...{ path: ['columns.0.deputy'], message: 'error.grid_deputy' },
    });
export const rowDraft = fitting(z.object(words));
export const rowEdit = fitting(z.object({ ...words, version }));
export type RowDraft = z.output<typeof rowDraft>;

/** Who is named, and whether they are still there. */
export type Named = { id: MemberId | PersonId; name: string; there: boolean };
export type GridCell = {
  /** Null for the library. */
  partner_id: PartnerId | null;
  part: GridPart;
  person: Named | null;
  deputy: Named | null;
};
export type GridRow = {
  id: ResponsibilityId;
  what: string;
  due_on: string | null;
  monthly: boolean;
  cells: GridCell[];
  version: number;
};
export type Grid = {
  proposal_id: ProposalId;
  columns: { partner_id: PartnerId | null; name: string }[];
  rows: GridRow[];
};

/** A cell that somebody has to look at: who was named has left. The deputy stands in, or nobody does. */
export type CellState = 'named' | 'unnamed' | 'deputy' | 'orphaned';
export function cellState({ part, person, deputy }: Pick<GridCell, 'part' | 'person' | 'deputy'>): CellState {
  if (part === 'told') return 'named';
  if (!person) return 'unnamed';
  if (person.there) return 'named';
  return deputy?.there ? 'deputy' : 'orphaned';
}
export const isOrphaned = (row: Pick<GridRow, 'cells'>): boolean =>
  row.cells.some((cell) => cellState(cell) === 'orphaned');
/** Whoever is to do it today: who is named, or the deputy of one who has left. */
export const doerOf = ({ person, deputy }: Pick<GridCell, 'person' | 'deputy'>): Named | null =>
  person?.there ? person : deputy?.there ? deputy : null;

/** As it was sent. */
export type SentRow = Pick<GridRow, 'id' | 'what' | 'due_on' | 'monthly'> & {
  cells: { partner_id: PartnerId | null; part: GridPart; person: string | null; deputy: string | null }[];
};

export const asSent = (grid: Grid): SentRow[] =>
  grid.rows.map(({ id, what, due_on, monthly, cells }) => ({
    ...{ id, what, due_on, monthly },
    cells: cells.map(({ partner_id, part, person, deputy }) => ({
      ...{ partner_id, part, person: person?.name ?? null, deputy: deputy?.name ?? null },
    })),
  }));

/** The same as text where they say the same, in whatever order a database gives back their fields. */
const plain = (rows: readonly SentRow[]): string =>
  JSON.stringify(
    rows.map(({ id, what, due_on, monthly, cells }) => [
      ...[id, what, due_on, monthly],
      cells
        .map(({ partner_id, part, person, deputy }) => JSON.stringify([partner_id, part, person, deputy]))
        .toSorted(),
    ]),
  );
export const isSameGrid = (one: readonly SentRow[] | undefined, other: readonly SentRow[]): boolean =>
  one !== undefined && plain(one) === plain(other);

export type NeedsWord = 'accept' | 'told' | 'nothing';

/**
 * What a partner has to be asked about a grid, from the one that they accepted last (null: none). Who has no part in it
 * is asked nothing. What they do or
 * approve, in which words and by when, is theirs to accept; all else, such as names or what others do, they are told.
 * Pure.
 */
export function needsWord(partner: PartnerId, accepted: readonly SentRow[] | null, now: readonly SentRow[]): NeedsWord {
  const bound = (rows: readonly SentRow[]) =>
    rows
      .flatMap(({ id, what, due_on, monthly, cells }) =>
        cells
          .filter(({ partner_id, part }) => partner_id === partner && part !== 'told')
          .map(({ part }) => JSON.stringify([id, what, due_on, monthly, part])),
      )
      .toSorted();
  const isIn = now.some(({ cells }) => cells.some(({ partner_id }) => partner_id === partner));
  if (!accepted && bound(now).length === 0) return isIn ? 'told' : 'nothing';
  if (!accepted || JSON.stringify(bound(accepted)) !== JSON.stringify(bound(now))) return 'accept';
  return isSameGrid(accepted, now) ? 'nothing' : 'told';
}

export type GridAnswer = {
  id: GridAnswerId;
  proposal_id: ProposalId;
  number: number;
  partner_id: PartnerId;
  partner: string;
  person_id: PersonId | null;
  asked: 'accept' | 'told';
  answer: 'accepted' | 'changes' | null;
  words: string;
  said_by: string;
  said_at: Date | null;
  /** By staff, from paper or a call. */
  noted: boolean;
};
export type GridVersion = { number: number; content: SentRow[]; sent_by: string; sent_at: Date; answers: GridAnswer[] };

export const gridAnswer = z.object({ words: longText(1000) });
export const gridNote = gridAnswer.extend({ answer: z.enum(['accepted', 'changes'], 'error.choice') });
export const mayKeepGrid = (actor: Actor) => mayLog(actor);
/** Whoever was asked, by the link that is for this. */
export const mayAnswerGrid = (actor: Actor, id: GridAnswerId): boolean =>
  actor.kind === 'guest' && actor.purpose === 'grid' && actor.subjectId === id;
