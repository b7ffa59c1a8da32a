/**
 * Which rows of phones, e-mail addresses and postal addresses a person's form has. The first of each is the one at
 * work, and stays so.
 */
import type { Values } from '../../../ui/here.ts';

const ROWS = { phones: 4, emails: 3, addresses: 1 };
export const MOST_ROWS = 20;

export const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** As many rows as are filled and one more, but at least as many as the form that came back had. */
export function rowsIn(values: Values, list: keyof typeof ROWS): number {
  const filled = Object.entries(values).map(([name, value]) =>
    name.startsWith(`${list}.`) && value !== '' ? Number(name.split('.')[1]) + 1 : 0,
  );
  return Math.min(MOST_ROWS, Math.max(ROWS[list], Math.max(0, ...filled) + 1));
}
