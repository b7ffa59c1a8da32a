/**
 * Which of two partners is ahead, and whether the ratings can tell at all. Like is compared with like: a difference is
 * taken between two scores of one rater on one factor, both known, and weighs what its factor weighs. Nothing else
 * counts, so that not knowing a partner's weak side cannot put it ahead.
 *
 * A lead needs evidence: a mean difference of at least half a point and of at least two standard errors. The error has
 * two parts. Single differences spread around the mean of their group: that is estimated from all of the worksheet's
 * pairs together. And each rater may like one partner better throughout, which more factors do not average out: that is
 * estimated between raters, and counts overall. Both estimates lean on a usual value while the worksheet has few pairs
 * or raters. docs/decisions/009-figures.md has the sources, the simulation and its figures.
 */
import { ENOUGH, roundTenth, type Score, type WeightedFactor } from './figure.ts';
import { type Standing, type Verdict, withoutCircles } from './standing.ts';

/** The least difference, in points, that is called a lead, however certain it is. */
const LEAST = 0.5;

const STANDARD_ERRORS = 2;

/**
 * The least variance of one difference that is assumed (0.5 points, squared). Raters who agree completely on a few
 * factors would otherwise seem to be exact.
 */
const LEAST_VARIANCE = 0.25;

/** Usual variances, in points squared, and how many pairs or raters they are worth against what the worksheet shows. */
const USUAL = { ofDifference: { variance: 1, worth: 4 }, betweenRaters: { variance: 0.1, worth: 4 } };

/** Part of a group's factors that two partners must share. */
const HALF = 0.5;

const ROUNDING = 1e-9;

type ScoreDifference = { raterId: string; code: string; group: string; weight: number; value: number };

type ComparedPair = { first: string; second: string; differences: ScoreDifference[] };

export type Standings = { byGroup: Map<string, Standing>; overall: Standing };

export function standings(partners: string[], factors: WeightedFactor[], scores: Score[]): Standings {
  const counting = factors.filter((factor) => factor.weight > 0);
  const pairs = pairsOf(partners, counting, scores);
  const independent = partners.length > 0 ? 2 / partners.length : 1;
  const variance = varianceOfDifference(pairs, independent);
  const between = varianceBetweenRaters(pairs, variance, independent);
  const byGroup = Map.groupBy(counting, (factor) => factor.group);
  const inGroup = (group: string, members: WeightedFactor[]) =>
    pairs.map(({ first, second, differences }) => {
      const own = differences.filter((each) => each.group === group);
      return {
        first,
        second,
        verdict: judge(own, { factors: members, share: HALF }, Math.sqrt(variance * shareSquared(own))),
      };
    });
  const overall = pairs.map(({ first, second, differences }) => ({
    first,
    second,
    verdict: judgeOverall(differences, counting, { variance, between }),
  }));
  const groups = [...new Set(factors.map((factor) => factor.group))];
  return {
    byGroup: new Map(groups.map((group) => [group, withoutCircles(inGroup(group, byGroup.get(group) ?? []))])),
    overall: withoutCircles(overall),
  };
}

function pairsOf(partners: string[], factors: WeightedFactor[], scores: Score[]): ComparedPair[] {
  const known = new Map<string, Map<string, number>>();
  for (const { raterId, partnerId, code, score } of scores) {
    const row = `${raterId} ${partnerId}`;
    if (score !== null) known.set(row, (known.get(row) ?? new Map()).set(code, score));
  }
  const raters = [...new Set(scores.map((score) => score.raterId))].toSorted();
  return partners.flatMap((first, at) =>
    partners.slice(at + 1).map((second) => {
      const differences = raters.flatMap((raterId) => {
        const [ofFirst, ofSecond] = [known.get(`${raterId} ${first}`), known.get(`${raterId} ${second}`)];
        return factors.flatMap(({ code, group, weight }): ScoreDifference[] => {
          const [one, two] = [ofFirst?.get(code), ofSecond?.get(code)];
          return one === undefined || two === undefined ? [] : [{ raterId, code, group, weight, value: one - two }];
        });
      });
      return { first, second, differences };
    }),
  );
}

/** `share` is the part of the factors that must be known of both; `error` is the standard error of their mean. */
function judge(
  differences: ScoreDifference[],
  { factors, share }: { factors: WeightedFactor[]; share: number },
  error: number,
): Verdict {
  const shared = new Set(differences.map((each) => each.code));
  if (shared.size === 0 || shared.size < share * factors.length - ROUNDING)
    return { kind: 'too_little', missing: factors.map((factor) => factor.code).filter((code) => !shared.has(code)) };
  const by = meanOf(differences);
  const evident = Math.abs(by) >= LEAST - ROUNDING && Math.abs(by) >= STANDARD_ERRORS * error - ROUNDING;
  if (!evident) return { kind: 'level' };
  return { kind: by > 0 ? 'ahead' : 'behind', by: roundTenth(Math.abs(by)) };
}

function judgeOverall(
  differences: ScoreDifference[],
  factors: WeightedFactor[],
  { variance, between }: { variance: number; between: number },
): Verdict {
  const raters = Map.groupBy(differences, (each) => each.raterId);
  const weight = totalWeight(differences);
  const perRater = [...raters.values()].reduce((sum, own) => sum + (totalWeight(own) / weight) ** 2, 0);
  const verdict = judge(
    differences,
    { factors, share: ENOUGH },
    Math.sqrt(variance * shareSquared(differences) + between * perRater),
  );
  return raters.size === 1 && verdict.kind !== 'too_little' ? { kind: 'one_rater' } : verdict;
}

/**
 * The variance of one difference around the mean of its group, pooled over all pairs of partners. Of the differences
 * between n partners only a part, `independent`, is news: A to C follows from A to B and B to C.
 */
function varianceOfDifference(pairs: ComparedPair[], independent: number): number {
  const groups = pairs.flatMap(({ differences }) => [...Map.groupBy(differences, (each) => each.group).values()]);
  const squares = groups.reduce((sum, own) => sum + squaresAround(own, meanOf(own)), 0);
  const freedom = groups.reduce((sum, own) => sum + own.length - 1, 0);
  return Math.max(LEAST_VARIANCE, leaning(squares * independent, freedom * independent, USUAL.ofDifference));
}

/**
 * The variance of raters' liking of one partner over another: how far their own means lie from those of all, beyond
 * what single scores explain.
 */
function varianceBetweenRaters(pairs: ComparedPair[], variance: number, independent: number): number {
  let [squares, freedom] = [0, 0];
  for (const { differences } of pairs) {
    const means = new Map(
      [...Map.groupBy(differences, (each) => each.group)].map(([group, own]) => [group, meanOf(own)]),
    );
    const raters = [...Map.groupBy(differences, (each) => each.raterId).values()];
    if (raters.length < 2) continue;
    const explained = (variance * raters.reduce((sum, own) => sum + shareSquared(own), 0)) / raters.length;
    const found = raters.reduce(
      (sum, own) =>
        sum + meanOf(own.map((each) => ({ ...each, value: each.value - (means.get(each.group) ?? 0) }))) ** 2,
      0,
    );
    squares += found - explained * (raters.length - 1);
    freedom += raters.length - 1;
  }
  return leaning(Math.max(0, squares) * independent, freedom * independent, USUAL.betweenRaters);
}

const leaning = (squares: number, freedom: number, usual: { variance: number; worth: number }): number =>
  (usual.variance * usual.worth + squares) / (usual.worth + freedom);

const totalWeight = (list: { weight: number }[]): number => list.reduce((sum, each) => sum + each.weight, 0);

const meanOf = (list: { weight: number; value: number }[]): number =>
  list.reduce((sum, each) => sum + each.value * each.weight, 0) / totalWeight(list);

const squaresAround = (list: ScoreDifference[], middle: number): number =>
  list.reduce((sum, each) => sum + (each.value - middle) ** 2, 0);

/** One over the number of differences if all weigh the same: what a variance shrinks by in their weighted mean. */
const shareSquared = (list: { weight: number }[]): number =>
  list.reduce((sum, each) => sum + each.weight ** 2, 0) / totalWeight(list) ** 2;
