import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataFile } from '../../house/data.ts';
import { placeOf, placesWithin, TERRITORIES } from './places.ts';

/** The post of bases abroad and at sea has ZIP codes in no state. */
const MILITARY = '';

test.each([
  ['00716', 'Ponce', 'PR'],
  ['00601', 'Adjuntas', 'PR'],
  ['00926-1234', 'San Juan', 'PR'],
  ['96910', 'Hagåtña', 'GU'],
  ['96929', 'Yigo', 'GU'],
  ['00820', 'Christiansted', 'VI'],
  ['96950', 'Saipan', 'MP'],
  ['96799', 'Pago Pago', 'AS'],
])('%s is %s in %s, with its neighbors around it', (zip, place, state) => {
  const found = placeOf(zip);

  expect(found).toMatchObject({ place, state });
  expect(found && placesWithin(found, 25).every((each) => [state, MILITARY].includes(each.state))).toBe(true);
  expect(found && placesWithin(found, 25).map((each) => each.zip)).toContain(zip.slice(0, 5));
});

test('every territory has its places, each in its own sea, and no ZIP code is in two', () => {
  const rows = readFileSync(dataFile(TERRITORIES), 'utf8').trim().split('\n').slice(1);
  const seas: Record<string, [number, number, number, number]> = {
    PR: [17.8, 18.6, -67.4, -65.2],
    VI: [17.6, 18.5, -65.2, -64.5],
    GU: [13.2, 13.7, 144.6, 145],
    MP: [14, 15.4, 145.1, 145.9],
    AS: [-14.4, -14.1, -171, -170.5],
  };
  const codes = rows.flatMap((row) => {
    const [from = '', to = '', , state = '', , latitude, longitude] = row.split(',');
    const [south, north, west, east] = seas[state] ?? [0, 0, 0, 0];
    const inside =
      Number(latitude) > south && Number(latitude) < north && Number(longitude) > west && Number(longitude) < east;
    expect([row, inside, from <= to]).toEqual([row, true, true]);
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => Number(from) + at);
  });

  expect(new Set(codes).size).toBe(codes.length);
});

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
