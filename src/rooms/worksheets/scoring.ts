/**
 * The figures of a worksheet: pure functions over submitted ratings.
 * - A factor is the mean over the raters who gave a number; "don't know yet" is never counted as a middle value.
 * - A group is the weighted mean of its rated factors, and says how many of them are known.
 * - The overall figure appears only when 60 % of the weighted factors are known.
 * - Figures are rounded half up to one decimal before they are banded, so that what is read is what was banded.
 * - A partner's own figure keeps all its factors. Who is ahead of whom is not read off these figures but worked out in
 * telling-apart.ts.
 */
import type { Bands } from '../../house/ctx.ts';
import { disagree, ENOUGH, type Figure, figure, mean, roundTenth, type Score, type WeightedFactor } from './figure.ts';
import type { Standing } from './standing.ts';
import { standings } from './telling-apart.ts';

/**
 * `difference` is the largest between two partners, each over the raters who know both; null where nobody knows two.
 */
export type FactorFigures = {
  code: string;
  weight: number;
  byPartner: Record<string, Figure>;
  difference: number | null;
};
/** A figure over several factors, of which `known` of `total` (those with weight) have a number. */
export type Covered = { figure: Figure; known: number; total: number };
export type GroupFigures = {
  code: string;
  factors: FactorFigures[];
  byPartner: Record<string, Covered>;
  standing: Standing;
};
export type Comparison = {
  partners: string[];
  groups: GroupFigures[];
  overall: Record<string, Covered>;
  standing: Standing;
};

/** The scores that were handed in, and for what. */
export type Rated = { partners: string[]; factors: WeightedFactor[]; scores: Score[] };

/**
 * Everything the comparison shows. Factors keep their order; scores for other partners or factors must not be passed.
 */
export function compare({ partners, factors, scores }: Rated, bands: Bands): Comparison {
  const reading = { at: scoresByCell(scores), bands };
  const standing = standings(partners, factors, scores);
  const groups = [...Map.groupBy(factors, (factor) => factor.group)].map(([code, members]) => ({
    code,
    factors: members.map((factor) => factorFigures(factor, partners, reading)),
    byPartner: each(partners, (partner) => covered(partner, { factors: members, enough: 0 }, reading)),
    standing: standing.byGroup.get(code) ?? [],
  }));
  return {
    partners,
    groups,
    overall: each(partners, (partner) => covered(partner, { factors, enough: ENOUGH }, reading)),
    standing: standing.overall,
  };
}

/** The scores of one partner on one factor, by rater. */
type ScoresAt = (partner: string, code: string) => ReadonlyMap<string, number>;
/** Where the scores are found, and how a figure is read. */
type ScoreReading = { at: ScoresAt; bands: Bands };

function scoresByCell(scores: Score[]): ScoresAt {
  const partners = new Map<string, Map<string, Map<string, number>>>();
  for (const { partnerId, code, raterId, score } of scores) {
    if (score === null) continue;
    const factors = partners.get(partnerId) ?? new Map<string, Map<string, number>>();
    partners.set(partnerId, factors.set(code, (factors.get(code) ?? new Map()).set(raterId, score)));
  }
  return (partner, code) => partners.get(partner)?.get(code) ?? NOBODY;
}
const NOBODY: ReadonlyMap<string, number> = new Map();

const each = <T>(partners: string[], make: (partner: string) => T): Record<string, T> =>
  Object.fromEntries(partners.map((partner) => [partner, make(partner)]));

function factorFigures(factor: WeightedFactor, partners: string[], { at, bands }: ScoreReading): FactorFigures {
  const byPartner = each(partners, (partner) => {
    const numbers = [...at(partner, factor.code).values()];
    const value = numbers.length ? mean(numbers) : null;
    return figure({ value, perRater: numbers, disagreement: disagree(numbers) }, bands);
  });
  const differences = partners.flatMap((first, place) =>
    partners.slice(place + 1).flatMap((second) => sharedDifference(at(first, factor.code), at(second, factor.code))),
  );
  return {
    code: factor.code,
    weight: factor.weight,
    byPartner,
    difference: differences.length > 0 ? Math.max(...differences) : null,
  };
}

/** Between two partners on one factor, over the raters who know both; none where nobody does. */
function sharedDifference(one: ReadonlyMap<string, number>, two: ReadonlyMap<string, number>): number[] {
  const shared = [...one].flatMap(([rater, score]) => (two.has(rater) ? [score - (two.get(rater) ?? 0)] : []));
  return shared.length > 0 ? [roundTenth(Math.abs(mean(shared)))] : [];
}

/**
 * The weighted mean of the factors' means, where at least the part `enough` of them is known; its extremes are those of
 * each rater's own weighted mean.
 */
function covered(
  partner: string,
  { factors, enough }: { factors: WeightedFactor[]; enough: number },
  { at, bands }: ScoreReading,
): Covered {
  const counting = factors.filter((factor) => factor.weight > 0);
  const known = counting.filter((factor) => at(partner, factor.code).size > 0);
  const coverage = { known: known.length, total: counting.length };
  if (known.length === 0 || known.length < enough * counting.length - 1e-9)
    return { figure: figure({ value: null, perRater: [] }, bands), ...coverage };
  const means = known.map(({ code, weight }) => ({ value: mean([...at(partner, code).values()]), weight }));
  const raters = new Set(known.flatMap(({ code }) => [...at(partner, code).keys()]));
  const perRater = [...raters].map((rater) =>
    weightedMean(
      known.flatMap(({ code, weight }) => {
        const value = at(partner, code).get(rater);
        return value === undefined ? [] : [{ value, weight }];
      }),
    ),
  );
  return { figure: figure({ value: weightedMean(means), perRater }, bands), ...coverage };
}

const weightedMean = (items: { value: number; weight: number }[]): number =>
  items.reduce((sum, item) => sum + item.value * item.weight, 0) / items.reduce((sum, item) => sum + item.weight, 0);
