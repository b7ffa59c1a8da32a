/** Who is ahead of whom on a worksheet, as telling-apart.ts works it out, and what can be read off it. */

/**
 * What the ratings say of the first of two partners against the second. `by` is the mean difference in points, to one
 * decimal.
 */
export type Verdict =
  | { kind: 'ahead' | 'behind'; by: number }
  /** It may be chance. */
  | { kind: 'level' }
  /** Too few factors are known of both; `missing` are those that would tell. */
  | { kind: 'too_little'; missing: string[] }
  /** Overall nobody is put ahead on the word of one rater. */
  | { kind: 'one_rater' };

/** Every two partners once, in the order of the worksheet's columns. */
export type Standing = { first: string; second: string; verdict: Verdict }[];

/**
 * Pairs that share different factors can contradict each other: A before B before C before A. Members of such a circle
 * cannot be told apart.
 */
export function withoutCircles(standing: Standing): Standing {
  const before = (one: string, two: string) => isAhead(standing, one, two);
  const partners = [...new Set(standing.flatMap(({ first, second }) => [first, second]))];
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    before(from, to) ||
    partners.some((next) => !seen.has(next) && before(from, next) && reaches(next, to, seen.add(next)));
  return standing.map((pair) => {
    const circle =
      pair.verdict.kind === 'ahead' || pair.verdict.kind === 'behind'
        ? reaches(pair.first, pair.second) && reaches(pair.second, pair.first)
        : false;
    return circle ? { ...pair, verdict: { kind: 'level' } } : pair;
  });
}

export function isAhead(standing: Standing, one: string, two: string): boolean {
  return standing.some(
    ({ first, second, verdict }) =>
      (first === one && second === two && verdict.kind === 'ahead') ||
      (first === two && second === one && verdict.kind === 'behind'),
  );
}

/** Who is ahead of every other, and by how much of the nearest; null where there is no such partner. */
export function leaderOf(standing: Standing): { leader: string; by: number } | null {
  const partners = [...new Set(standing.flatMap(({ first, second }) => [first, second]))];
  const leader = partners.find((one) => partners.every((two) => one === two || isAhead(standing, one, two)));
  if (leader === undefined) return null;
  const leads = standing.flatMap(({ first, second, verdict }) =>
    (first === leader || second === leader) && 'by' in verdict ? [verdict.by] : [],
  );
  return { leader, by: Math.min(...leads) };
}

/** Those whom somebody is ahead of, each with who that is. */
export function behindIn(standing: Standing): { partner: string; ahead: string[] }[] {
  const partners = [...new Set(standing.flatMap(({ first, second }) => [first, second]))];
  return partners
    .map((partner) => ({ partner, ahead: partners.filter((other) => isAhead(standing, other, partner)) }))
    .filter(({ ahead }) => ahead.length > 0);
}
