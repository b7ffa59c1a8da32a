import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Score, WeightedFactor } from './figure.ts';
import { behindIn, isAhead, leaderOf, type Standing } from './standing.ts';
import { standings } from './telling-apart.ts';

const GROUPS = [3, 4, 6, 2, 3, 2];
const FACTORS: WeightedFactor[] = GROUPS.flatMap((count, group) =>
  Array.from({ length: count }, (_, at) => ({ code: `${group + 1}${'abcdef'[at]}`, group: `${group + 1}`, weight: 1 })),
);
const RATERS = ['ana', 'ben', 'kofi'];
const score = (raterId: string, partnerId: string, code: string, value: number | null): Score => ({
  raterId,
  partnerId,
  code,
  score: value,
});
/** Every rater gives each partner the same score everywhere, but for what `said` says otherwise. */
const everywhere = (raters: string[], worth: Record<string, number>, said: Record<string, number | null> = {}) =>
  raters.flatMap((rater) =>
    FACTORS.flatMap(({ code }) =>
      Object.entries(worth).map(([partner, value]) =>
        score(
          rater,
          partner,
          code,
          said[`${partner} ${code}`] === undefined ? value : (said[`${partner} ${code}`] ?? null),
        ),
      ),
    ),
  );
const inGroup = (code: string, scores: Score[], partners = ['A', 'B'], factors = FACTORS): Standing =>
  standings(partners, factors, scores).byGroup.get(code) ?? [];
const verdict = (standing: Standing) => standing[0]?.verdict;

const anyScores = (partners: string[]) =>
  fc
    .array(
      fc.record({
        raterId: fc.constantFrom(...RATERS),
        partnerId: fc.constantFrom(...partners),
        code: fc.constantFrom(...FACTORS.slice(0, 9).map((factor) => factor.code)),
        score: fc.option(fc.integer({ min: 1, max: 5 })),
      }),
      { maxLength: 120 },
    )
    .map((list) => [...new Map(list.map((each) => [`${each.raterId} ${each.partnerId} ${each.code}`, each])).values()]);

describe('like is compared with like', () => {
  test('not knowing a partner’s weak side does not put it ahead', () => {
    const known = everywhere(RATERS, { A: 4, B: 4 }, { 'A 2a': 1, 'A 2b': 1, 'B 2a': 1, 'B 2b': 1 });
    const ignorant = known.map((each) =>
      each.partnerId === 'A' && ['2a', '2b'].includes(each.code) ? { ...each, score: null } : each,
    );

    expect(verdict(inGroup('2', known))).toEqual({ kind: 'level' });
    expect(verdict(inGroup('2', ignorant))).toEqual({ kind: 'level' });
  });

  test('no partner leads a group of which no factor was rated for both', () => {
    const scores = [score('ana', 'B', '6a', 3), score('ana', 'A', '6b', 4)];

    expect(verdict(inGroup('6', scores))).toEqual({ kind: 'too_little', missing: ['6a', '6b'] });
  });

  test('two scores of different raters are no difference', () => {
    const scores = [...everywhere(['ana'], { A: 5 }), ...everywhere(['ben'], { B: 1 })];

    expect(verdict(inGroup('1', scores))).toMatchObject({ kind: 'too_little' });
  });

  test('with less than half of a group’s factors in common it says which would tell', () => {
    const scores = everywhere(RATERS, { A: 5, B: 2 }, { 'A 2a': null, 'A 2b': null, 'B 2c': null });

    expect(verdict(inGroup('2', scores))).toEqual({ kind: 'too_little', missing: ['2a', '2b', '2c'] });
    expect(verdict(inGroup('1', scores))).toEqual({ kind: 'ahead', by: 3 });
  });

  test('an unknown rating gives exactly the verdict of the worksheet without that pair', () => {
    fc.assert(
      fc.property(
        anyScores(['A', 'B']),
        fc.constantFrom(...RATERS),
        fc.constantFrom(...FACTORS.slice(0, 9).map((factor) => factor.code)),
        (scores, rater, code) => {
          const unknown = scores.map((each) =>
            each.raterId === rater && each.code === code && each.partnerId === 'A' ? { ...each, score: null } : each,
          );
          const without = scores.filter((each) => each.raterId !== rater || each.code !== code);
          const known = scores.some((each) => each.raterId === rater && each.code === code && each.partnerId === 'A');
          if (known) expect(standings(['A', 'B'], FACTORS, unknown)).toEqual(standings(['A', 'B'], FACTORS, without));
        },
      ),
    );
  });

  test('a factor of weight 0 counts for nothing, and only the ratio of weights matters', () => {
    fc.assert(
      fc.property(
        anyScores(['A', 'B', 'C']),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 }),
        (scores, weights) => {
          const weighted = (times: number) =>
            FACTORS.map((factor, at) => ({ ...factor, weight: (weights[at] ?? 1) * times }));
          const counting = new Set(weighted(1).flatMap((factor) => (factor.weight > 0 ? [factor.code] : [])));
          const all = standings(['A', 'B', 'C'], weighted(1), scores);
          expect(standings(['A', 'B', 'C'], weighted(2), scores)).toEqual(all);
          expect(
            standings(
              ['A', 'B', 'C'],
              weighted(1),
              scores.filter((each) => counting.has(each.code)),
            ),
          ).toEqual(all);
        },
      ),
    );
  });
});

describe('a lead needs evidence', () => {
  test('one tenth is no lead, whoever rates', () => {
    const scores = everywhere(RATERS, { A: 4, B: 4 }, { 'A 1a': 5 });

    expect(verdict(inGroup('1', scores))).toEqual({ kind: 'level' });
  });

  test('half a point that all raters see on every factor is one', () => {
    const scores = everywhere(RATERS, { A: 4, B: 3 });

    expect(verdict(inGroup('1', scores))).toEqual({ kind: 'ahead', by: 1 });
    expect(verdict(standings(['A', 'B'], FACTORS, scores).overall)).toEqual({ kind: 'ahead', by: 1 });
  });

  test('a difference that goes up and down from factor to factor is none', () => {
    const swings = Object.fromEntries(FACTORS.map(({ code }, at) => [`A ${code}`, at % 2 === 0 ? 5 : 2]));
    const scores = everywhere(['ana', 'ben'], { A: 3, B: 3 }, swings);

    expect(
      inGroup('3', scores)
        .concat(inGroup('2', scores))
        .map((pair) => pair.verdict.kind),
    ).toEqual(['level', 'level']);
  });

  test('one rater never ranks overall', () => {
    const { overall, byGroup } = standings(['A', 'B'], FACTORS, everywhere(['ana'], { A: 5, B: 2 }));

    expect(verdict(overall)).toEqual({ kind: 'one_rater' });
    expect(verdict(byGroup.get('3') ?? [])).toEqual({ kind: 'ahead', by: 3 });
  });

  test('overall says nothing while two partners share less than 60 % of the factors', () => {
    const half = Object.fromEntries(FACTORS.slice(0, 9).map(({ code }) => [`B ${code}`, null]));

    expect(verdict(standings(['A', 'B'], FACTORS, everywhere(RATERS, { A: 5, B: 2 }, half)).overall)).toMatchObject({
      kind: 'too_little',
    });
  });

  test('raters who are of two minds about the whole partner put nobody ahead overall', () => {
    const scores = [
      ...everywhere(['ana'], { A: 5, B: 2 }),
      ...everywhere(['ben'], { A: 4, B: 3 }),
      ...everywhere(['kofi'], { A: 2, B: 3 }),
    ];

    expect(verdict(standings(['A', 'B'], FACTORS, scores).overall)).toEqual({ kind: 'level' });
  });
});

describe('three and more', () => {
  test('who is clearly behind is said although the first two cannot be told apart', () => {
    const standing = inGroup('4', everywhere(RATERS, { A: 4, B: 4, C: 2 }), ['A', 'B', 'C']);

    expect(leaderOf(standing)).toBeNull();
    expect(behindIn(standing)).toEqual([{ partner: 'C', ahead: ['A', 'B'] }]);
  });

  test('who leads all is ahead by what divides it from the nearest', () => {
    expect(leaderOf(inGroup('2', everywhere(RATERS, { A: 3, B: 5, C: 2 }), ['A', 'B', 'C']))).toEqual({
      leader: 'B',
      by: 2,
    });
  });

  test('verdicts never run in a circle: its members cannot be told apart', () => {
    // Each rater knows another two of the three.
    const scores = [
      ...everywhere(['ana'], { A: 5, B: 2 }),
      ...everywhere(['ben'], { B: 5, C: 2 }),
      ...everywhere(['kofi'], { C: 5, A: 2 }),
    ];

    expect(verdict(inGroup('3', scores, ['A', 'B']))).toEqual({ kind: 'ahead', by: 3 });
    expect(inGroup('3', scores, ['A', 'B', 'C']).map((pair) => pair.verdict.kind)).toEqual(['level', 'level', 'level']);
  });

  test('whatever was rated, nobody is ahead of whoever is ahead of them', () => {
    fc.assert(
      fc.property(anyScores(['A', 'B', 'C', 'D']), (scores) => {
        const { byGroup, overall } = standings(['A', 'B', 'C', 'D'], FACTORS, scores);
        for (const standing of [...byGroup.values(), overall]) expect(runsInCircle(standing)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('the order of partners and of raters never matters', () => {
    fc.assert(
      fc.property(
        anyScores(['A', 'B', 'C']),
        fc.shuffledSubarray(['A', 'B', 'C'], { minLength: 3 }),
        (scores, order) => {
          const relations = (partners: string[], list: Score[]) => {
            const { byGroup, overall } = standings(partners, FACTORS, list);
            return [...byGroup.values(), overall].map((standing) =>
              ['A', 'B', 'C'].flatMap((one) =>
                ['A', 'B', 'C'].filter((two) => isAhead(standing, one, two)).map((two) => one + two),
              ),
            );
          };
          expect(relations(order, scores.toReversed())).toEqual(relations(['A', 'B', 'C'], scores));
        },
      ),
    );
  });
});

function runsInCircle(standing: Standing): boolean {
  const partners = ['A', 'B', 'C', 'D'];
  const after = (from: string[]): string[] => [
    ...new Set(from.flatMap((one) => partners.filter((two) => isAhead(standing, one, two)))),
  ];
  return partners.some((start) => {
    let reached = after([start]);
    for (let step = 0; step < partners.length; step++) reached = [...new Set([...reached, ...after(reached)])];
    return reached.includes(start);
  });
}
