/** Passages in code points: found again after the text was changed, overlapping, in any script. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idOf } from '../../house/ids.ts';
import { locate, locatedIn, type Passage, piecesOf, pointsIn } from './theme.ts';

const passage = (words: string, starts_at: number, id = '1'): Passage => ({
  ...{ id: idOf(id), interview_id: idOf('i'), question_key: 'q', theme_id: idOf('t'), coder_id: idOf('m') },
  ...{ coder: 'Ana', starts_at, words },
});

test('a passage is where it was, or where its words are now, nearest to there, or gone', () => {
  expect(locate('a bus, a bus', 'bus', 2)).toEqual({ start: 2, moved: false });
  expect(locate('So: a bus, a bus', 'bus', 8)).toEqual({ start: 6, moved: true });
  expect(locate('a train', 'bus', 2)).toBeNull();
});

test('emoji and Arabic count as the letters that they are', () => {
  const text = '👩‍👧 تحتاج الأسر إلى حافلة 🚌!';
  const start = pointsIn('👩‍👧 تحتاج ').length;

  expect(locate(text, 'الأسر', start)).toEqual({ start, moved: false });
  expect(piecesOf(text, [locatedIn(text, passage('الأسر', start))]).map(({ text }) => text)).toEqual([
    ...['👩‍👧 تحتاج ', 'الأسر', ' إلى حافلة 🚌!'],
  ]);
});

test('the pieces of a text are the text, and each is in the passages that cover it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 20 })), { maxLength: 6 }),
      (text, ranges) => {
        const points = pointsIn(text);
        const passages = ranges
          .filter(([start]) => start < points.length)
          .map(([start, length], at) =>
            locatedIn(text, passage(points.slice(start, start + length).join(''), start, `${at}`)),
          );
        const pieces = piecesOf(text, passages);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const each of passages)
          expect(
            pieces
              .filter((piece) => piece.in.includes(each))
              .map((piece) => piece.text)
              .join(''),
          ).toBe(each.words);
      },
    ),
  );
});
