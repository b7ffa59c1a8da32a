/** After each file of tests: what of ours it asked says of which library it asks (one-shard.ts). */
import { afterAll, expect } from 'vitest';
import { asksOfAllLibraries } from './one-shard.ts';
import { sharedDatabase } from './support.ts';

afterAll(async () => {
  expect(await asksOfAllLibraries(sharedDatabase)).toEqual([]);
});
