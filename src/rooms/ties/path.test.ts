/** Ways over ties, against a search that tries all of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf, findPaths, type Step } from './path.ts';
import type { EndKey } from './tie.ts';

const TODAY = '2026-03-09';
const step = (from: string, to: string, over: Partial<Step> = {}): Step => ({
  ...{ from: from as EndKey, to: to as EndKey, kind: 'knows', on: '2026-01-01' },
  ...over,
});
const find = (steps: Step[], most?: number) =>
  findPaths({
    target: 'organization t',
    today: TODAY,
    stepsAt: (ends) => steps.filter(({ from, to }) => ends.includes(from) || ends.includes(to)),
    ...(most && { most }),
  });
const ends = (path: { steps: Step[] }) => [...path.steps.map(({ from }) => from), path.steps.at(-1)?.to];

/** All ways without a turn back, of the fewest steps, by their costs: tried one by one. */
function plainly(steps: Step[]): { length: number; costs: number[] } {
  const all: { length: number; cost: number; way: string }[] = [];
  const go = (at: EndKey, seen: EndKey[], cost: number): void => {
    if (at.startsWith('member ')) {
      all.push({ length: seen.length - 1, cost, way: seen.join() });
      return;
    }
    if (seen.length > 5) return;
    for (const each of steps)
      for (const [one, other] of [
        [each.from, each.to],
        [each.to, each.from],
      ] as const)
        if (one === at && !seen.includes(other)) go(other, [...seen, other], cost + costOf(each, TODAY));
  };
  go('organization t', ['organization t'], 0);
  const length = Math.min(...all.map((each) => each.length));
  const shortest = all.filter((each) => each.length === length);
  const best = new Map<string, number>();
  for (const { way, cost } of shortest) best.set(way, Math.min(cost, best.get(way) ?? Number.POSITIVE_INFINITY));
  return { length, costs: [...best.values()].toSorted((a, b) => a - b) };
}

const end = fc.constantFrom(
  'member a',
  'member b',
  'person c',
  'person d',
  'person e',
  'organization f',
  'organization t',
);
const aStep = fc
  .record({
    from: end,
    to: end,
    kind: fc.constantFrom('knows', 'works_at', 'board_of', 'same_building', 'talked_with'),
    on: fc.constantFrom(null, '2026-01-01', '2024-06-01', '2015-01-01'),
  })
  .filter(({ from, to }) => from !== to && !(from.startsWith('member') && to.startsWith('member')));

test('finds the same ways as trying all of them: the fewest steps, then the freshest and strongest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { maxLength: 14 }), async (given) => {
      const steps = given as Step[];
      const { paths } = await find(steps, 1000);
      const plain = plainly(steps);

      expect(paths.map(({ cost }) => cost)).toEqual(plain.costs);
      for (const path of paths) {
        expect(path.steps).toHaveLength(plain.length);
        expect(path.steps[0]?.from).toMatch(/^member /);
        expect(ends(path).at(-1)).toBe('organization t');
        expect(new Set(ends(path)).size).toBe(plain.length + 1);
        expect(path.cost).toBe(path.steps.reduce((sum, each) => sum + costOf(each, TODAY), 0));
      }
    }),
    { numRuns: 500 },
  );
});

test('of several it names the best few only', async () => {
  const persons = Array.from({ length: 20 }, (_, at) => `person ${at}`);
  const steps = persons.flatMap((p) => [
    step('member a', p),
    step(p, 'organization t', { kind: 'works_at', on: null }),
  ]);

  expect((await find(steps)).paths).toHaveLength(5);
});

test('of the same length, a fresh acquaintance goes before an old one, and a board before a building', async () => {
  const { paths } = await find([
    step('member a', 'person old', { on: '2016-01-01' }),
    step('member a', 'person new'),
    step('member a', 'organization near', { kind: 'talked_with' }),
    step('person old', 'organization t', { kind: 'board_of' }),
    step('person new', 'organization t', { kind: 'board_of' }),
    step('organization near', 'organization t', { kind: 'same_building' }),
  ]);

  expect(paths.map((path) => path.steps[1]?.from)).toEqual(['person new', 'person old', 'organization near']);
});

test('where no way is known, none is made up, and a way is five steps at most', async () => {
  const chain = ['member a', 'person 1', 'person 2', 'person 3', 'person 4', 'person 5', 'organization t'];
  const steps = chain.slice(1).map((to, at) => step(chain[at] ?? '', to));

  expect(await find(steps)).toEqual({ paths: [], limited: false });
  expect(
    (await find(steps.filter(({ to }) => to !== 'person 5').concat(step('person 4', 'organization t')))).paths,
  ).toHaveLength(1);
});
