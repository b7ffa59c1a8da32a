/** Answers on their way: twice, late and out of order, from several devices, none loses a word. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnswerLine, type Arriving, standing, taken } from './answer.ts';

const arriving = (writer: string, counter: number, body: string, base: Arriving['base'] = []): Arriving => ({
  ...{ writer, counter, body, base },
});
const bodies = (lines: AnswerLine[]) =>
  standing(lines)
    .map(({ body }) => body)
    .toSorted();
const after = (...packets: Arriving[]) => packets.reduce<AnswerLine[]>((lines, packet) => taken(lines, packet), []);

test('what a writer sends twice or late changes nothing', () => {
  const one = arriving('phone', 1, 'a');
  const two = arriving('phone', 2, 'ab');

  expect(bodies(after(one, two, two, one))).toEqual(['ab']);
  expect(bodies(after(two, one))).toEqual(['ab']);
});

test('whoever writes on from what they saw replaces it, and a change that they did not see stays beside it', () => {
  const phone = arriving('phone', 1, 'a');
  const desk = arriving('desk', 1, 'a and b', [{ writer: 'phone', counter: 1 }]);

  expect(bodies(after(phone, desk))).toEqual(['a and b']);
  expect(bodies(after(phone, arriving('phone', 2, 'a and c'), desk))).toEqual(['a and b', 'a and c']);
  expect(bodies(after(phone, desk, arriving('phone', 2, 'a and c')))).toEqual(['a and b', 'a and c']);
});

test('the same words from two are there once, and no words are none', () => {
  expect(bodies(after(arriving('phone', 1, 'a'), arriving('desk', 1, 'a')))).toEqual(['a']);
  expect(bodies(after(arriving('phone', 1, ''), arriving('desk', 1, 'a')))).toEqual(['a']);
});

/**
 * Devices that type one letter at a time, open the page anew, and whose packets wait on the way. A page that is opened
 * shows what stands, one after the other, and is a writer of its own.
 */
type Step = { device: number; does: 'type' | 'open' | 'deliver' | 'again'; which: number };
const steps = fc.array(
  fc.record({
    device: fc.nat(2),
    does: fc.constantFrom('type', 'type', 'type', 'deliver', 'deliver', 'open', 'again'),
    which: fc.nat(50),
  }) as fc.Arbitrary<Step>,
  { maxLength: 80 },
);

test('no order of devices, openings, losses and repetitions loses a letter that was sent', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let lines: AnswerLine[] = [];
      let [letter, writers] = [0, 0];
      const waiting: Arriving[] = [];
      const sent: Arriving[] = [];
      const devices = [0, 1, 2].map(() => ({
        writer: `w${writers++}`,
        counter: 0,
        body: '',
        base: [] as Arriving['base'],
      }));
      const delivered = new Set<string>();
      const deliver = (packet: Arriving) => {
        lines = taken(lines, packet);
        for (const each of packet.body) delivered.add(each);
      };
      for (const { device, does, which } of all) {
        const at = devices[device] as (typeof devices)[number];
        if (does === 'type') {
          at.body += String.fromCodePoint(0x4e00 + letter++);
          at.counter += 1;
          waiting.push(arriving(at.writer, at.counter, at.body, at.base));
        } else if (does === 'open' && !waiting.some(({ writer }) => writer === at.writer)) {
          const stand = standing(lines);
          const base = stand.map(({ writer, counter }) => ({ writer, counter }));
          Object.assign(at, {
            writer: `w${writers++}`,
            counter: 0,
            body: stand.map(({ body }) => body).join(''),
            base,
          });
        } else if (does === 'deliver' && waiting.length > 0) {
          const [packet] = waiting.splice(which % waiting.length, 1) as [Arriving];
          sent.push(packet);
          deliver(packet);
        } else if (does === 'again' && sent.length > 0) deliver(sent[which % sent.length] as Arriving);
      }
      for (const packet of waiting) deliver(packet);
      const there = new Set(standing(lines).flatMap(({ body }) => [...body]));
      expect([...delivered].filter((each) => !there.has(each))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
