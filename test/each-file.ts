/**
 * Around each file of tests. Before it, numbers begin anew (numbers.ts); after it, what of ours it asked says of which
 * library it asks (one-shard.ts).
 */
import { afterAll, expect } from 'vitest';
import { beginNumbers } from './numbers.ts';
import { asksOfAllLibraries } from './one-shard.ts';
import { sharedDatabase } from './support.ts';

beginNumbers();

afterAll(async () => {
  expect(await asksOfAllLibraries(sharedDatabase)).toEqual([]);
});
