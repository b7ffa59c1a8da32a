/** One figure on the 1 to 5 scale: how it is rounded, named and read. */

import type { Bands } from '../../house/ctx.ts';

export const BANDS = ['holds_up', 'mixed', 'weak'] as const;
export type Band = (typeof BANDS)[number];

export type Score = { raterId: string; partnerId: string; code: string; score: number | null };
export type WeightedFactor = { code: string; group: string; weight: number };

/** Part of the factors that must be known before there is anything overall. */
export const ENOUGH = 0.6;

/**
 * `value` is rounded to one decimal; null when nobody gave a number, or too few did. `low` and `high` are the raters'
 * extremes.
 */
export type Figure = {
  value: number | null;
  band: Band | null;
  raters: number;
  low: number | null;
  high: number | null;
  disagreement: boolean;
};

/**
 * Rounds half up to one decimal. The 1e-9 undoes binary rounding: a mean of a few whole numbers that is that close to
 * a half is exactly a half.
 */
export const roundTenth = (value: number): number => Math.floor(value * 10 + 0.5 + 1e-9) / 10;

/** The band is that of the figure as it is read, so it is rounded first. Limits are in tenths (35 = 3.5). */
export function bandOf(value: number, bands: Bands): Band {
  const tenths = Math.round(roundTenth(value) * 10);
  if (tenths >= bands.holdsUpFrom) return 'holds_up';
  return tenths >= bands.mixedFrom ? 'mixed' : 'weak';
}

export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation over all raters (they are everyone who rated, not a sample); 0 for none. */
export function deviation(values: number[]): number {
  if (values.length === 0) return 0;
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Raters disagree when two of them are 3 or more apart, or when the scores spread by more than 1.0. */
export const disagree = (scores: number[]): boolean =>
  scores.length > 1 && (Math.max(...scores) - Math.min(...scores) >= 3 || deviation(scores) > 1 + 1e-9);

/** What a figure is made of: its exact value and that of each rater. */
type Measured = { value: number | null; perRater: number[]; disagreement?: boolean };

export function figure({ value, perRater, disagreement = false }: Measured, bands: Bands): Figure {
  const shown = value === null ? null : roundTenth(value);
  const [low, high] = perRater.length ? [Math.min(...perRater), Math.max(...perRater)] : [null, null];
  return {
    value: shown,
    band: shown === null ? null : bandOf(shown, bands),
    raters: perRater.length,
    low,
    high,
    disagreement,
  };
}
