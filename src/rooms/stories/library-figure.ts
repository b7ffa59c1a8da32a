/**
 * A figure that the library says of itself. It is typed, with where it is from and of which day it is, or counted in
 * what is logged; without a source there is no figure. After twelve months a typed one is stale.
 */
import { z } from 'zod';
import { type Actor, atLeast, type Ctx, LOCALES, today } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import type { Words } from '../../house/messages.ts';
import { anyObject, line, requiredDay, requiredLine, version } from '../../house/parse.ts';

export type LibraryFigureId = Id<'library_figures'>;

export type TypedFigure = {
  id: LibraryFigureId;
  /** As it is to be said: "12,400", "3 of 4". */
  value: string;
  says: Words;
  source: string;
  /** YYYY-MM-DD */
  as_of: string;
  stale: boolean;
  version: number;
};

/** What can be counted in the log, over the last twelve months but for the first. */
export const COUNTED = [
  'active_partners',
  'partners_talked',
  'interactions',
  'people_reached',
  'met_through_us',
] as const;
export type Counted = (typeof COUNTED)[number];
/** `of` is among how many entries of the log it is known, where not all say it. */
export type CountedFigure = { counted: Counted; count: number; of?: { known: number; all: number } };

export type LibraryFigure = TypedFigure | CountedFigure;

const STALE_DAYS = 365;
/** The last day on which a typed figure is stale. */
export const staleUntil = (ctx: Ctx): string => today(ctx, -STALE_DAYS);

const figure = { value: requiredLine(40), says_en: line(200), says_es: line(200), source: requiredLine(300) };
const saysSomething = <T extends z.ZodObject>(schema: T) =>
  schema.refine((given) => LOCALES.some((each) => given[`says_${each}`]), {
    path: ['says_en'],
    message: 'error.required',
    when: anyObject,
  });
export const figureDraft = saysSomething(z.object({ ...figure, as_of: requiredDay }));
export const figureEdit = saysSomething(z.object({ ...figure, as_of: requiredDay, version }));
export type FigureDraft = z.output<typeof figureDraft>;

/** What the library says of itself is said by those who speak for it. */
export const mayTellStory = (actor: Actor) => atLeast(actor, 'coordinator');
