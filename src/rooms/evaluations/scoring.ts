/**
 * The figures of a worksheet: pure functions over submitted ratings.
 * - A factor is the mean over the raters who gave a number; "don't know yet" is never counted as a middle value.
 * - A group is the weighted mean of its rated factors; the overall figure appears only when 60 % of the weighted factors are known.
 * - Figures are rounded half up to one decimal before they are banded or compared, so that what is read is what was compared.
 * - A difference smaller than the raters' own spread is a tie, never a ranking.
 */
import type { Bands } from '../../house/ctx.ts';

export type Score = { raterId: string; partnerId: string; code: string; score: number | null };
export type WeightedFactor = { code: string; group: string; weight: number };
export type Band = 'strength' | 'discuss' | 'concern';

/** Part of the factors that must be known before there is an overall figure. */
export const ENOUGH = 0.6;

/** One figure on the 1 to 5 scale. `value` is rounded to one decimal; null when nobody gave a number. */
export type Figure = {
  value: number | null;
  band: Band | null;
  raters: number;
  low: number | null;
  high: number | null;
  spread: number;
  disagreement: boolean;
};
/** One partner ahead of the next, or several that are level at the top; null when fewer than two have a figure. */
export type Lead = { leader: string; by: number } | { tied: string[] } | null;

export type FactorFigures = { code: string; weight: number; byPartner: Record<string, Figure>; difference: number | null };
export type GroupFigures = { code: string; factors: FactorFigures[]; byPartner: Record<string, Figure>; lead: Lead };
export type Overall = { figure: Figure; known: number; total: number };
export type Comparison = { partners: string[]; groups: GroupFigures[]; overall: Record<string, Overall>; lead: Lead };

/** Half up to one decimal. Means of a few whole numbers are never within 1e-9 below a half unless they are that half. */
export const roundTenth = (value: number): number => Math.floor(value * 10 + 0.5 + 1e-9) / 10;

export function bandOf(value: number, bands: Bands): Band {
  const tenths = Math.round(roundTenth(value) * 10);
  if (tenths >= bands.strengthFrom) return 'strength';
  return tenths >= bands.discussFrom ? 'discuss' : 'concern';
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation over all raters (they are everyone who rated, not a sample); 0 for none. */
export function deviation(values: number[]): number {
  if (values.length === 0) return 0;
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Raters disagree when two of them are 3 or more apart, or when the scores spread by more than 1.0. */
export const disagree = (scores: number[]): boolean => scores.length > 1 && (Math.max(...scores) - Math.min(...scores) >= 3 || deviation(scores) > 1 + 1e-9);

function figure(value: number | null, perRater: number[], bands: Bands, disagreement: boolean): Figure {
  const shown = value === null ? null : roundTenth(value);
  const [low, high] = perRater.length ? [Math.min(...perRater), Math.max(...perRater)] : [null, null];
  return { value: shown, band: shown === null ? null : bandOf(shown, bands), raters: perRater.length, low, high, spread: deviation(perRater), disagreement };
}

/** Everything the comparison shows. Factors keep their order; scores for other partners or factors must not be passed. */
export function compare(partners: string[], factors: WeightedFactor[], scores: Score[], bands: Bands): Comparison {
  const given = scoresByCell(scores);
  const cell = (partner: string, code: string) => given.get(`${partner} ${code}`) ?? new Map<string, number>();
  const groupCodes = [...new Set(factors.map((factor) => factor.group))];
  const groups = groupCodes.map((code) => {
    const members = factors.filter((factor) => factor.group === code);
    const byPartner = each(partners, (partner) => aggregate(partner, members, cell, bands));
    return { code, factors: members.map((factor) => factorFigures(factor, partners, cell, bands)), byPartner, lead: leadOf(partners, byPartner) };
  });
  const overall = each(partners, (partner) => overallOf(partner, factors, cell, bands));
  return {
    partners,
    groups,
    overall,
    lead: leadOf(
      partners,
      each(partners, (partner) => overall[partner]?.figure as Figure),
    ),
  };
}

type Cell = (partner: string, code: string) => Map<string, number>;

function scoresByCell(scores: Score[]): Map<string, Map<string, number>> {
  const cells = new Map<string, Map<string, number>>();
  for (const { partnerId, code, raterId, score } of scores) {
    if (score === null) continue;
    const key = `${partnerId} ${code}`;
    cells.set(key, (cells.get(key) ?? new Map()).set(raterId, score));
  }
  return cells;
}

const each = <T>(partners: string[], make: (partner: string) => T): Record<string, T> =>
  Object.fromEntries(partners.map((partner) => [partner, make(partner)]));

function factorFigures(factor: WeightedFactor, partners: string[], cell: Cell, bands: Bands): FactorFigures {
  const byPartner = each(partners, (partner) => {
    const numbers = [...cell(partner, factor.code).values()];
    return figure(numbers.length ? mean(numbers) : null, numbers, bands, disagree(numbers));
  });
  const known = Object.values(byPartner).flatMap((each) => (each.value === null ? [] : [each.value]));
  const difference = known.length > 1 ? roundTenth(Math.max(...known) - Math.min(...known)) : null;
  return { code: factor.code, weight: factor.weight, byPartner, difference };
}

/** The weighted mean of the factors' means; its spread is that of each rater's own weighted mean. */
function aggregate(partner: string, factors: WeightedFactor[], cell: Cell, bands: Bands): Figure {
  const means = factors.flatMap(({ code, weight }) => {
    const numbers = [...cell(partner, code).values()];
    return numbers.length ? [{ value: mean(numbers), weight }] : [];
  });
  const raters = new Set(factors.flatMap(({ code }) => [...cell(partner, code).keys()]));
  const perRater = [...raters].flatMap((rater) => {
    const own = factors.flatMap(({ code, weight }) => {
      const value = cell(partner, code).get(rater);
      return value === undefined ? [] : [{ value, weight }];
    });
    return weightedMean(own) ?? [];
  });
  return figure(weightedMean(means), perRater, bands, false);
}

function weightedMean(items: { value: number; weight: number }[]): number | null {
  const weight = items.reduce((sum, item) => sum + item.weight, 0);
  return weight === 0 ? null : items.reduce((sum, item) => sum + item.value * item.weight, 0) / weight;
}

function overallOf(partner: string, factors: WeightedFactor[], cell: Cell, bands: Bands): Overall {
  const counting = factors.filter((factor) => factor.weight > 0);
  const known = counting.filter((factor) => cell(partner, factor.code).size > 0).length;
  const total = counting.length;
  const enough = total > 0 && known >= ENOUGH * total - 1e-9;
  return { figure: enough ? aggregate(partner, counting, cell, bands) : figure(null, [], bands, false), known, total };
}

/** Who leads, and by how much over the next. Level with the best is whoever is behind by less than the raters of either spread. */
export function leadOf(partners: string[], figures: Record<string, Figure>): Lead {
  const known = partners.flatMap((partner) => {
    const value = figures[partner]?.value;
    return value === null || value === undefined ? [] : [{ partner, value, spread: figures[partner]?.spread ?? 0 }];
  });
  known.sort((a, b) => b.value - a.value);
  const [first, second] = known;
  if (!first || !second) return null;
  // Everyone down to the lowest that is level: who lies between two that cannot be told apart belongs with them.
  const lowest = known.findLastIndex((other) => {
    const by = roundTenth(first.value - other.value);
    return by === 0 || by < Math.max(first.spread, other.spread);
  });
  return lowest > 0 ? { tied: known.slice(0, lowest + 1).map((each) => each.partner) } : { leader: first.partner, by: roundTenth(first.value - second.value) };
}
