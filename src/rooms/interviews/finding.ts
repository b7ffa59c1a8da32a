/**
 * What a library says of a round: on one to three pages, drafted from what is there. Figures and quotes are read anew
 * each time, so that what may not be said any more is not; the words are somebody's.
 */
import { z } from 'zod';
import { type Actor, atLeast } from '../../house/ctx.ts';
import { longText, requiredId, several } from '../../house/parse.ts';
import type { Quote } from './quotes.ts';
import type { PassageId, ThemeId } from './theme.ts';

export const findingsEdit = z.object({
  opening: longText(3000),
  next_steps: longText(3000),
  said: z.record(z.guid(), longText(2000)).default({}),
  quoted: several(requiredId<'interview_passages'>()).transform((ids) => ids as PassageId[]),
  version: z.coerce.number('error.version').int().min(0).max(2_000_000_000),
});
export type FindingsEdit = z.output<typeof findingsEdit>;

export type Findings = {
  opening: string;
  next_steps: string;
  said: Record<string, string>;
  quoted: PassageId[];
  published_at: Date | null;
  /** 0 until somebody has written. */
  version: number;
};

/** One can be sued for what a web page says: it is switched on by whoever speaks for the library. */
export const mayPublishFindings = (actor: Actor) => atLeast(actor, 'coordinator');

/** Long ones are for the page of the theme. */
const SHORT = 320;
/** A first draft quotes one leader for a theme, somebody else each time as far as it goes. */
export function draftQuotes(themes: readonly { id: ThemeId }[], quotes: readonly Quote[]): PassageId[] {
  const used = new Set<string>();
  return themes.flatMap(({ id }) => {
    const fitting = quotes.filter(({ theme_id, words }) => theme_id === id && words.length <= SHORT);
    const quote = fitting.find(({ interview_id }) => !used.has(interview_id)) ?? fitting[0];
    if (!quote) return [];
    used.add(quote.interview_id);
    return [quote.id];
  });
}
