/** A large library's pairs are found in a thread, and are the same. */
import { expect, test } from 'vitest';
import { newId } from '../../house/ids.ts';
import { type Facts, findPairs } from './likeness.ts';
import { likelyPairs } from './pairs-apart.ts';

const NOTHING = { alternate_names: [], website_domain: '', email: '', tax_id: '', addresses: [] };

/** Each third has the name and the phone of the one before it. */
const aList = (length: number): Facts[] =>
  Array.from({ length }, (_, at) => {
    const as = at % 3 === 2 ? at - 1 : at;
    const phones = [`+1207555${String(as).padStart(4, '0')}`];
    return { ...NOTHING, id: newId(), name: `Society ${as} of Harlow`, phones, parent_organization_id: null };
  });

test.each([30, 900])('of %i organizations every third is one that stands there already', async (length) => {
  const facts = aList(length);

  const pairs = await likelyPairs(facts);

  expect(pairs).toHaveLength(length / 3);
  expect(pairs).toEqual(findPairs(facts));
});
