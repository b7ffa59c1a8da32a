import { describe, expect, test } from 'vitest';
import { guideGroups, guideSectors, populations } from './guide.ts';

describe('the guide', () => {
  test('has its 23 sectors in order, each with examples in both languages', () => {
    expect(guideSectors.map((sector) => sector.order)).toEqual(Array.from({ length: 23 }, (_, n) => n + 1));
    for (const { label, sourceLabel, examples } of guideSectors) {
      expect([label.en, label.es, sourceLabel].every(Boolean)).toBe(true);
      expect(examples.length).toBeGreaterThan(0);
      expect(examples.every((example) => example.en && example.es)).toBe(true);
    }
  });

  test('has its 20 factors in six groups of 3, 4, 6, 2, 3 and 2, with the guide’s codes', () => {
    expect(guideGroups.map((group) => group.factors.length)).toEqual([3, 4, 6, 2, 3, 2]);
    for (const group of guideGroups) {
      expect(group.factors.map((factor) => factor.code)).toEqual(
        group.factors.map((_, n) => `${group.code}${'abcdef'[n]}`),
      );
      for (const { name, prompt, evidence } of group.factors)
        expect([name, prompt, evidence].every((words) => words.en && words.es && words.en !== words.es)).toBe(true);
    }
    expect(populations.every(({ label }) => label.en && label.es)).toBe(true);
  });
});
