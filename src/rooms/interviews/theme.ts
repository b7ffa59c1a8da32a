/**
 * A theme is what leaders speak of. Passages of their answers are marked with themes; what is counted is leaders, never
 * mentions. A passage is kept by where it begins, in code points, and by its words: after the answer was changed it is
 * found again by its words, which is said; where they are gone it counts no more.
 */
import { z } from 'zod';
import type { Actor, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { checkbox, line, longText, requiredId, requiredLine, several, version } from '../../house/parse.ts';
import type { InterviewId } from './interview.ts';

export type ThemeId = Id<'interview_themes'>;
export type PassageId = Id<'interview_passages'>;

const words = { name: requiredLine(80), description: longText(1000), example: line(500), is_need: checkbox };
export const themeDraft = z.object(words);
export const themeEdit = z.object({ ...words, version });
export type ThemeDraft = z.output<typeof themeDraft>;
export const themeMerge = z.object({ into: requiredId<'interview_themes'>() });
/** Which passages go to a new theme. */
export const themeSplit = z.object({
  name: requiredLine(80),
  passages: several(requiredId<'interview_passages'>())
    .transform((ids) => ids as PassageId[])
    .refine((ids) => ids.length > 0, 'error.split_none'),
});

const count = z.coerce.number('error.passage').int().min(0).max(1_000_000);
/**
 * What was selected: from where, and how many code points. Without a script the words are typed, or copied, into
 * `words`, and where they begin is found.
 */
export const passageDraft = z.object({
  question: z.string().min(1).max(60),
  starts_at: z.union([z.literal('').transform(() => null), count]).default(null),
  length: z.union([z.literal('').transform(() => null), count]).default(null),
  words: z.string().default(''),
  themes: several(requiredId<'interview_themes'>())
    .transform((ids) => ids as ThemeId[])
    .refine((ids) => ids.length > 0, 'error.passage_theme'),
});
export type PassageDraft = z.output<typeof passageDraft>;
export const LONGEST_PASSAGE = 5000;

export type Theme = {
  id: ThemeId;
  name: string;
  description: string;
  example: string;
  is_need: boolean;
  version: number;
  /** Leaders who speak of it, and passages. */
  leaders: number;
  passages: number;
};

export type Passage = {
  id: PassageId;
  interview_id: InterviewId;
  question_key: string;
  theme_id: ThemeId;
  coder_id: MemberId;
  coder: string;
  starts_at: number;
  words: string;
};
/** Where it is in the text as it is now; `moved`: elsewhere than it was; null: its words are gone. */
export type Located = Passage & { at: { start: number; end: number; moved: boolean } | null };

/** Code points, as a person counts letters; not halves of one, as JavaScript does. */
export const pointsIn = (text: string): string[] => [...text];

/** Where words are in a text, in code points: nearest to where they were. Null where they are not. */
export function locate(text: string, words: string, was: number): { start: number; moved: boolean } | null {
  const points = pointsIn(text);
  const wanted = pointsIn(words);
  const isAt = (start: number) => wanted.every((point, at) => points[start + at] === point);
  if (wanted.length === 0) return null;
  if (isAt(was)) return { start: was, moved: false };
  let best: number | null = null;
  for (let start = 0; start + wanted.length <= points.length; start++)
    if (points[start] === wanted[0] && isAt(start) && (best === null || Math.abs(start - was) < Math.abs(best - was)))
      best = start;
  return best === null ? null : { start: best, moved: true };
}

export function locatedIn(text: string, passage: Passage): Located {
  const found = locate(text, passage.words, passage.starts_at);
  const length = pointsIn(passage.words).length;
  return { ...passage, at: found && { ...found, end: found.start + length } };
}

/** A text in pieces, each with the passages that it is part of, so that they can overlap. */
export type Piece = { text: string; start: number; in: Located[] };
export function piecesOf(text: string, passages: readonly Located[]): Piece[] {
  const points = pointsIn(text);
  const placed = passages.flatMap((passage) => (passage.at ? [{ passage, ...passage.at }] : []));
  const edges = new Set([0, points.length, ...placed.flatMap(({ start, end }) => [start, end])]);
  const sorted = [...edges].filter((edge) => edge <= points.length).toSorted((one, other) => one - other);
  return sorted.slice(0, -1).map((start, at) => ({
    text: points.slice(start, sorted[at + 1]).join(''),
    start,
    in: placed.filter((each) => each.start <= start && each.end > start).map(({ passage }) => passage),
  }));
}

/** Marks of others are seen once one's own are done, so that each marks by themselves. */
export const maySeeMarks = (actor: Actor, coderId: MemberId, finished: readonly MemberId[]): boolean =>
  actor.kind === 'member' && (coderId === actor.id || finished.includes(actor.id));
