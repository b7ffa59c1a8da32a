import { expect, test } from 'vitest';
import { nextNumber } from './numbers.ts';

test('what a file of tests makes is numbered from one, whichever files were tried before it', () => {
  expect(nextNumber()).toBe(1);
});
