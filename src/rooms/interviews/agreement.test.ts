/** Agreement of two, against figures that are in print. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf, type Contingency, ofTheme } from './agreement.ts';

test('kappa and its error are those that are in print', () => {
  // J. L. Fleiss, "Statistical Methods for Rates and Proportions", 2nd edition (1981), table 13.1: 100 patients.
  const fleiss = agreementOf([
    [75, 1, 4],
    [5, 4, 1],
    [0, 0, 10],
  ]);
  expect(fleiss.kappa).toBeCloseTo(0.676, 3);
  expect(fleiss.error).toBeCloseTo(0.088, 3);
  // J. Cohen (1960), table 1: 200 patients, 0.70 observed, 0.41 by chance.
  const cohen = agreementOf([
    [88, 14, 18],
    [10, 40, 10],
    [2, 6, 12],
  ]);
  expect(cohen.share).toBeCloseTo(0.7, 6);
  expect(cohen.kappa).toBeCloseTo(0.492, 3);
});

const counts = fc.nat(60);
const table = fc.tuple(counts, counts, counts, counts).map(
  ([a, b, c, d]): Contingency => [
    [a, b],
    [c, d],
  ],
);

test('kappa is 1 for full agreement, does not care who is first, and is unknown where nobody could disagree', () => {
  fc.assert(
    fc.property(table, (it) => {
      const { n, share, kappa, error, interval } = agreementOf(it);
      const turned = agreementOf([0, 1].map((i) => [0, 1].map((j) => it[j]?.[i] ?? 0)));
      expect(turned.kappa === null ? null : turned.kappa.toFixed(9)).toBe(kappa === null ? null : kappa.toFixed(9));
      if (n === 0) expect([share, kappa]).toEqual([null, null]);
      if (kappa === null) return;
      expect(kappa).toBeLessThanOrEqual(1 + 1e-9);
      expect(kappa).toBeGreaterThanOrEqual(-1 - 1e-9);
      expect(error ?? -1).toBeGreaterThanOrEqual(0);
      if (interval) expect(interval.from).toBeLessThanOrEqual(interval.to);
    }),
  );
  expect(
    agreementOf([
      [30, 0],
      [0, 12],
    ]).kappa,
  ).toBe(1);
  expect(
    agreementOf([
      [0, 0],
      [0, 12],
    ]),
  ).toMatchObject({ n: 12, share: 1, kappa: null });
});

test('fewer than twenty answers have no interval', () => {
  const said = (n: number) => Array.from({ length: n }, (_, at) => ({ first: at % 2 === 0, second: at % 3 === 0 }));

  expect(agreementOf(ofTheme(said(19))).interval).toBeNull();
  expect(agreementOf(ofTheme(said(20))).interval).not.toBeNull();
});
