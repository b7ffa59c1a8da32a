import { expect, test } from 'vitest';
import { placeOf, placesWithin } from './places.ts';

test('the ZIP codes around a point come nearest first, the point’s own with no miles at all, and none beyond', () => {
  const lewiston = placeOf('04240');
  const near = lewiston ? placesWithin(lewiston, 25) : [];
  const miles = near.map((place) => place.miles);

  expect(near.slice(0, 2).map((place) => place.miles)).toContain(0);
  expect(near.map((place) => place.zip)).toContain('04210');
  expect(miles).toEqual(miles.toSorted((a, b) => a - b));
  expect(Math.max(...miles)).toBeLessThanOrEqual(25);
  expect(near.map((place) => place.zip)).not.toContain('04401');
});
