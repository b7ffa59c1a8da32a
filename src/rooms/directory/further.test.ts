import { expect, test } from 'vitest';
import { newerFurther } from './further.ts';

test('a list’s newer details come in where nobody has edited them here, its columns heading by heading', () => {
  const before = { email: 'old@example.org', fees: 'free', columns: { Hours: '9-5', Bus: '7' } };
  const ours = { ...before, fees: 'by us', columns: { Hours: '9-5', Bus: '12' } };
  const now = { email: 'new@example.org', fees: '$5', columns: { Hours: '10-6', Bus: '8', Parking: 'none' } };

  expect(newerFurther(ours, before, now)).toEqual({
    email: 'new@example.org',
    fees: 'by us',
    columns: { Hours: '10-6', Bus: '12', Parking: 'none' },
  });
});

test('a column may have any heading, also the name under which columns are kept', () => {
  expect(newerFurther({}, {}, { columns: { columns: 'three', toString: 'x' } })).toEqual({
    columns: { columns: 'three', toString: 'x' },
  });
});
