import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../document/document.ts';
import { brokenAt, type ChainEvent, EVENT_KINDS, type Line, nextLine } from './chain.ts';

const DOCUMENT = fingerprint('what was signed');
const event = fc.record({
  kind: fc.constantFrom(...EVENT_KINDS),
  at: fc.constant('2026-03-09T15:00:00.000Z'),
  local: fc.constant('2026-03-09 09:00:00 America/Denver'),
  who: fc.string(),
  party: fc.string(),
  address: fc.constantFrom('', '203.0.113.7'),
  more: fc.dictionary(fc.string({ maxLength: 8 }), fc.string()),
});
const chainOf = (events: readonly ChainEvent[]): Line[] => {
  const lines: Line[] = [];
  for (const each of events) lines.push(nextLine(DOCUMENT, lines, each));
  return lines;
};
const events = fc.array(event, { minLength: 1, maxLength: 8 });

describe('the record of a signing', () => {
  test('holds as it was written, whatever names and words are in it', () => {
    fc.assert(
      fc.property(events, (all) => {
        expect(brokenAt(DOCUMENT, chainOf(all))).toBeNull();
      }),
    );
  });

  test('one sign that is another is found, at its line', () => {
    fc.assert(
      fc.property(events, fc.nat(), fc.nat(), (all, which, where) => {
        const lines = chainOf(all);
        const at = which % lines.length;
        const { said } = lines[at] as Line;
        const position = where % said.length;
        const other = said[position] === 'x' ? 'y' : 'x';
        const changed = `${said.slice(0, position)}${other}${said.slice(position + 1)}`;

        expect(brokenAt(DOCUMENT, lines.with(at, { ...(lines[at] as Line), said: changed }))).toBe(at + 1);
      }),
    );
  });

  test('whoever changes a line and its hash as well is found at the next, or at the last hash', () => {
    const lines = chainOf(fc.sample(event, 3));
    const said = (lines[1] as Line).said.replace('"seq":2', '"seq": 2');
    const forged = lines.with(1, { seq: 2, said, hash: fingerprint(said) });

    expect(brokenAt(DOCUMENT, forged)).toBe(3);
  });

  test('a line that is left out, moved or comes from another document is found', () => {
    const lines = chainOf(fc.sample(event, 4));
    const [one, two, three, four] = lines as [Line, Line, Line, Line];

    expect(brokenAt(DOCUMENT, [one, three, four])).toBe(2);
    expect(brokenAt(DOCUMENT, [one, three, two, four])).toBe(2);
    expect(brokenAt(DOCUMENT, [two, three, four])).toBe(1);
    expect(brokenAt(fingerprint('another'), lines)).toBe(1);
    expect(brokenAt(DOCUMENT, [{ seq: 1, said: 'no JSON', hash: fingerprint('no JSON') }])).toBe(1);
  });
});
