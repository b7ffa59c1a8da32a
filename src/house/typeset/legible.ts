/**
 * Letters that no font of ours has, and emoji, are named in words, so that they are read on paper and stop no document.
 * The names of emoji are the Unicode Consortium's (data/emoji); another letter is called by its code.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Font, openSync } from 'fontkit';
import type { Locale } from '../ctx.ts';
import { dataFile } from '../data.ts';

export const fontsFolder = dataFile('fonts');

/** What is between letters, or changes one, and is not drawn itself. */
const UNDRAWN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;

type Known = { letters: ReadonlySet<number>; names: Readonly<Record<string, string>> };

const lettersOfAll = (): ReadonlySet<number> =>
  new Set(
    readdirSync(fontsFolder)
      .filter((file) => file.endsWith('.ttf'))
      .flatMap((file) => (openSync(join(fontsFolder, file)) as Font).characterSet),
  );

/** Reads fonts and names once for a thread; what it gives makes any value legible. */
export function legibleIn(locale: Locale): <T>(value: T) => T {
  const names = JSON.parse(readFileSync(dataFile(`emoji/names.${locale}.json`), 'utf8'));
  const known: Known = { letters: lettersOfAll(), names };
  const segmenter = new Intl.Segmenter(locale, { granularity: 'grapheme' });
  const inText = (text: string) =>
    [...segmenter.segment(text)]
      .map(({ segment }) => (isDrawn(segment, known) ? segment : named(segment, known)))
      .join('');
  const inAny = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map(inAny);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inAny(each)]));
  };
  return <T>(value: T) => inAny(value) as T;
}

const isDrawn = (segment: string, { letters }: Known) =>
  [...segment].every((letter) => UNDRAWN.test(letter) || letters.has(letter.codePointAt(0) ?? 0)) &&
  !/\p{Emoji_Presentation}|\u{FE0F}/u.test(segment);

const SKIN = /\p{Emoji_Modifier}|\u{FE0F}/gu;
const codesOf = (text: string) => [...text].map((letter) => (letter.codePointAt(0) ?? 0).toString(16).toUpperCase());

/** "[party popper]"; of a sequence that has no name its parts, and of a letter without one its code. */
function named(segment: string, known: Known): string {
  const plain = segment.replace(SKIN, '');
  const name = known.names[codesOf(plain).join('-')];
  if (name) return `[${name}]`;
  return [...plain]
    .filter((letter) => !UNDRAWN.test(letter))
    .map((letter) => {
      const code = codesOf(letter)[0]?.padStart(4, '0') ?? '';
      if (known.letters.has(letter.codePointAt(0) ?? 0)) return letter;
      return `[${known.names[code] ?? `U+${code}`}]`;
    })
    .join('');
}
