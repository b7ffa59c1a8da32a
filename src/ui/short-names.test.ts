import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortNames } from './short-names.ts';

test('names are as short as tells them apart, without the words that all begin with', () => {
  expect(shortNames(['Harlow County Agency on Aging', 'Sawmill Community Credit Union'])).toEqual([
    'Harlow County',
    'Sawmill Community',
  ]);
  expect(shortNames(['Friends of the Library East', 'Friends of the Library West'])).toEqual(['East', 'West']);
  expect(shortNames(['Harlow Literacy Council', 'Harlow Literacy Coalition'])).toEqual(['Council', 'Coalition']);
});

test('one that is a part of another, one word, and the same name twice stay names', () => {
  expect(shortNames(['Lions', 'Lions Club'])).toEqual(['Lions', 'Lions Club']);
  expect(shortNames(['Same', 'Same'])).toEqual(['Same', 'Same']);
  expect(shortNames([])).toEqual([]);
  const clubs = ['Boys and Girls Club of Harlow', 'Boys and Girls Club of Elm', 'Grange'];
  expect(shortNames(clubs)).toEqual(['Harlow', 'Elm', 'Grange']);
  for (const name of shortNames(['a'.repeat(120), 'b'.repeat(120)])) expect(name.length).toBeLessThanOrEqual(22);
});

test('names that differ never become the same', () => {
  const word = fc.constantFrom('Boys', 'and', 'Girls', 'Club', 'of', 'Elm', 'x'.repeat(30), `${'x'.repeat(30)}y`);
  const name = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 6 }), (names) => {
      expect(new Set(shortNames(names)).size).toBe(names.length);
    }),
  );
});
