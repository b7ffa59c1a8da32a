/**
 * The contrasts of WCAG 2.2, of the tokens themselves: what axe finds on a page after the fact is known here when a
 * colour is chosen. Text needs 4.5 to 1; lines that carry a meaning (the edge of a field, the ring of the focus) 3.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrast } from '../house/color.ts';
import { root } from '../house/data.ts';
import { GROUNDS } from '../rooms/accounts/look.ts';

const css = readFileSync(join(root, 'src/ui/tokens.css'), 'utf8');
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const themes = {
  light: new Map(pairs.map(([, name = '', light = '']) => [name, light])),
  dark: new Map(pairs.map(([, name = '', , dark = '']) => [name, dark])),
};

/** What is written or drawn on what. `paper` and `sheet` are the two grounds of every page. */
const TEXT: [text: string, ground: string][] = [
  ...['ink', 'faint', 'accent', 'good', 'warn', 'bad'].flatMap((text): [string, string][] => [
    [text, 'paper'],
    [text, 'sheet'],
  ]),
  ['on-accent', 'accent'],
  ...['ink', 'faint', 'accent', 'warn', 'bad'].map((text): [string, string] => [text, 'wash']),
  // The bar of what is chosen.
  ['paper', 'ink'],
  ['ink', 'accent-wash'],
  ['accent', 'accent-wash'],
  ['ink', 'warn-wash'],
  ['faint', 'warn-wash'],
  ['accent', 'warn-wash'],
  ['bad', 'warn-wash'],
];
const LINES: [line: string, ground: string][] = ['edge', 'focus', 'accent', 'good', 'warn', 'bad'].flatMap(
  (line): [string, string][] => [
    [line, 'paper'],
    [line, 'sheet'],
  ],
);

test('the measure is that of WCAG', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string) => themes[theme].get(name) ?? `there is no ${name}`;
  const tooFaint = (of: [string, string][], least: number) =>
    of
      .map(([one, ground]) => ({ pair: `${one} on ${ground}`, ratio: contrast(colour(one), colour(ground)) }))
      .filter(({ ratio }) => !(ratio >= least));

  test('text can be read on its ground', () => {
    expect(tooFaint(TEXT, 4.5)).toEqual([]);
  });

  test('lines that mean something can be seen', () => {
    expect(tooFaint(LINES, 3)).toEqual([]);
  });

  test('a library’s own colour is measured on every ground that the house’s is written on', () => {
    const grounds = TEXT.filter(([text]) => text === 'accent').map(([, ground]) => colour(ground));
    expect([...GROUNDS[theme]].toSorted()).toEqual(grounds.toSorted());
  });

  test('every colour of the tokens is measured, but for the hairlines', () => {
    const measured = new Set([...TEXT, ...LINES].flat());
    expect([...themes[theme].keys()].filter((name) => !measured.has(name))).toEqual(['line']);
  });
});
