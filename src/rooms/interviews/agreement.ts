/**
 * How far two people who mark the same answers agree: the share of answers on which they say the same, and Cohen's
 * kappa, which takes off what chance alone would give.
 *
 * Sources: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
 * (1960), 37-46; its standard error as J. L. Fleiss, J. Cohen and B. S. Everitt give it for large samples,
 * Psychological Bulletin 72 (1969), 323-327.
 */

/** Rows: what one said; columns: what the other said; each of the same answers, in the same order of kinds. */
export type Contingency = readonly (readonly number[])[];

export type Agreement = {
  /** Answers that both looked at. */
  n: number;
  /** 0 to 1; null without any. */
  share: number | null;
  /** At most 1, 0 for chance; null where chance alone would make them agree, as when neither used it. */
  kappa: number | null;
  /** Standard error of kappa, and its 95 % interval, cut at 1. */
  error: number | null;
  interval: { from: number; to: number } | null;
};

const Z_95 = 1.959964;
/** Fewer answers say too little for an interval that rests on large samples. */
export const FEWEST = 20;

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

export function agreementOf(table: Contingency): Agreement {
  const n = sum(table.map(sum));
  const nothing = { kappa: null, error: null, interval: null };
  if (n === 0) return { n, share: null, ...nothing };
  const rows = table.map((row) => sum(row) / n);
  const columns = table.map((_, at) => sum(table.map((row) => row[at] ?? 0)) / n);
  const p = (i: number, j: number) => (table[i]?.[j] ?? 0) / n;
  const each = rows.map((_, at) => at);
  const observed = sum(each.map((i) => p(i, i)));
  const byChance = sum(each.map((i) => (rows[i] ?? 0) * (columns[i] ?? 0)));
  if (byChance >= 1) return { n, share: observed, ...nothing };
  const kappa = (observed - byChance) / (1 - byChance);
  const marginal = (i: number, j: number) => (columns[i] ?? 0) + (rows[j] ?? 0);
  const a = sum(each.map((i) => p(i, i) * (1 - marginal(i, i) * (1 - kappa)) ** 2));
  const b = sum(each.flatMap((i) => each.filter((j) => j !== i).map((j) => p(i, j) * marginal(i, j) ** 2)));
  const c = (kappa - byChance * (1 - kappa)) ** 2;
  const error = Math.sqrt(Math.max(0, a + (1 - kappa) ** 2 * b - c) / n) / (1 - byChance);
  const interval = n < FEWEST ? null : { from: kappa - Z_95 * error, to: Math.min(1, kappa + Z_95 * error) };
  return { n, share: observed, kappa, error, interval };
}

/** Of one theme: both marked it, only the first, only the second, neither. */
export const ofTheme = (said: readonly { first: boolean; second: boolean }[]): Contingency => {
  const of = (first: boolean, second: boolean) =>
    said.filter((each) => each.first === first && each.second === second).length;
  return [
    [of(true, true), of(true, false)],
    [of(false, true), of(false, false)],
  ];
};
