import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandOf, deviation, disagree, roundTenth, type Score, type WeightedFactor } from './figure.ts';
import { compare } from './scoring.ts';

const BANDS = { holdsUpFrom: 35, mixedFrom: 25 };
const FACTORS: WeightedFactor[] = ['1a', '1b', '2a', '2b', '2c'].map((code) => ({
  code,
  group: code[0] ?? '',
  weight: 1,
}));
const score = (raterId: string, partnerId: string, code: string, value: number | null): Score => ({
  raterId,
  partnerId,
  code,
  score: value,
});

const anyScores = fc.array(
  fc.record({
    raterId: fc.constantFrom('ana', 'ben', 'kofi'),
    partnerId: fc.constantFrom('A', 'B', 'C'),
    code: fc.constantFrom(...FACTORS.map((factor) => factor.code)),
    score: fc.option(fc.integer({ min: 1, max: 5 })),
  }),
  { maxLength: 60 },
);

describe('rounding and bands', () => {
  test('a figure is rounded half up before it is banded', () => {
    expect(roundTenth(3.45)).toBe(3.5);
    expect(bandOf(3.45, BANDS)).toBe('holds_up');
    expect(roundTenth(2.25)).toBe(2.3);
    expect(bandOf(2.449, BANDS)).toBe('weak');
    expect(bandOf(2.45, BANDS)).toBe('mixed');
  });

  test('a mean of whole scores that ends on a half is always rounded up', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 }), (scores) => {
        const sum = scores.reduce((a, b) => a + b, 0);
        const exact = Math.floor((20 * sum + scores.length) / (2 * scores.length)) / 10;
        expect(roundTenth(sum / scores.length)).toBe(exact);
      }),
    );
  });

  test('a library may set its own bands', () => {
    expect(bandOf(3.6, { holdsUpFrom: 36, mixedFrom: 20 })).toBe('holds_up');
    expect(bandOf(2.0, { holdsUpFrom: 36, mixedFrom: 20 })).toBe('mixed');
  });
});

describe('means', () => {
  test('"don’t know yet" is not counted as a middle value, nor as anything', () => {
    const with_ = compare(
      { partners: ['A'], factors: FACTORS, scores: [score('ana', 'A', '1a', 5), score('ben', 'A', '1a', null)] },
      BANDS,
    );
    expect(with_.groups[0]?.factors[0]?.byPartner.A).toMatchObject({ value: 5, raters: 1 });
  });

  test('the overall figure needs 60 % of the factors, and always says its coverage', () => {
    const two = compare(
      { partners: ['A'], factors: FACTORS, scores: ['1a', '1b'].map((code) => score('ana', 'A', code, 4)) },
      BANDS,
    );
    expect(two.overall.A).toMatchObject({ known: 2, total: 5, figure: { value: null } });
    const three = compare(
      { partners: ['A'], factors: FACTORS, scores: ['1a', '1b', '2a'].map((code) => score('ana', 'A', code, 4)) },
      BANDS,
    );
    expect(three.overall.A).toMatchObject({ known: 3, total: 5, figure: { value: 4, band: 'holds_up' } });
  });

  test('weights are free of scale: doubling all of them changes nothing', () => {
    fc.assert(
      fc.property(
        anyScores,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }),
        (scores, weights) => {
          const weighted = (times: number) =>
            FACTORS.map((factor, at) => ({ ...factor, weight: (weights[at] ?? 1) * times }));
          const values = (times: number) =>
            compare({ partners: ['A', 'B'], factors: weighted(times), scores }, BANDS).groups.map((group) => [
              group.byPartner.A?.figure.value,
              group.byPartner.B?.figure.value,
              group.standing,
            ]);
          expect(values(2)).toEqual(values(1));
        },
      ),
    );
  });

  test('a group keeps all its known factors and says how many that are', () => {
    const scores = [score('ana', 'A', '2a', 4), score('ana', 'A', '2b', 3), score('ana', 'B', '2a', 5)];

    const group = compare({ partners: ['A', 'B'], factors: FACTORS, scores }, BANDS).groups[1];

    expect(group?.byPartner.A).toMatchObject({ known: 2, total: 3, figure: { value: 3.5 } });
    expect(group?.byPartner.B).toMatchObject({ known: 1, total: 3, figure: { value: 5 } });
  });

  test('the difference on a factor is taken over those who know both, and is unknown where nobody does', () => {
    const scores = [
      score('ana', 'A', '1a', 5),
      score('ana', 'B', '1a', 4),
      score('ben', 'A', '1a', 1),
      score('ben', 'B', '1b', 2),
    ];

    const [environment] = compare({ partners: ['A', 'B'], factors: FACTORS, scores }, BANDS).groups;

    expect(environment?.factors.map((factor) => factor.difference)).toEqual([1, null]);
  });

  test('a factor of weight 0 is shown and counts for nothing', () => {
    const factors = FACTORS.map((factor) => ({ ...factor, weight: factor.code === '1a' ? 0 : 1 }));
    const scores = FACTORS.map(({ code }) => score('ana', 'A', code, code === '1a' ? 1 : 4));
    const result = compare({ partners: ['A'], factors, scores }, BANDS);
    expect(result.overall.A).toMatchObject({ known: 4, total: 4, figure: { value: 4 } });
    expect(result.groups[0]?.factors[0]?.byPartner.A?.value).toBe(1);
  });

  test('every figure lies between its lowest and highest score', () => {
    fc.assert(
      fc.property(anyScores, (scores) => {
        for (const group of compare({ partners: ['A', 'B', 'C'], factors: FACTORS, scores }, BANDS).groups) {
          for (const { byPartner } of group.factors) {
            for (const { value, low, high } of Object.values(byPartner)) {
              if (value !== null) expect(value).toBeGreaterThanOrEqual((low ?? 0) - 0.05);
              if (value !== null) expect(value).toBeLessThanOrEqual((high ?? 0) + 0.05);
            }
          }
        }
      }),
    );
  });

  test('the order in which raters handed in changes no figure', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.tuple(fc.constantFrom('ana', 'ben'), fc.constantFrom('1a', '2a', '2b'), fc.integer({ min: 1, max: 5 })),
          {
            selector: ([rater, code]) => rater + code,
          },
        ),
        (rows) => {
          const scores = rows.map(([rater, code, value]) => score(rater, 'A', code, value));
          expect(compare({ partners: ['A'], factors: FACTORS, scores: scores.toReversed() }, BANDS)).toEqual(
            compare({ partners: ['A'], factors: FACTORS, scores }, BANDS),
          );
        },
      ),
    );
  });
});

describe('disagreement', () => {
  test('is two who are three or more apart, or scores that spread by more than 1', () => {
    expect(disagree([2, 5])).toBe(true);
    expect(disagree([2, 4])).toBe(false);
    expect(disagree([2, 2, 4, 4, 4, 2])).toBe(false);
    expect(deviation([2, 4])).toBe(1);
    expect(disagree([5])).toBe(false);
  });
});
