/**
 * The contrasts of WCAG 2.2, of the tokens themselves: what axe finds on a page after the fact is known here when a
 * colour is chosen. Text needs 4.5 to 1; lines that carry a meaning (the edge of a field, the ring of the focus) 3.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../house/data.ts';

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

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance, 0 to 1, of "#rrggbb" (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

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

  test('every colour of the tokens is measured, but for the hairlines', () => {
    const measured = new Set([...TEXT, ...LINES].flat());
    expect([...themes[theme].keys()].filter((name) => !measured.has(name))).toEqual(['line']);
  });
});
