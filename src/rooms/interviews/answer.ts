/**
 * Answers are written on the road, by several people, on several devices, with and without a network. Each writer (a
 * page that is open on a device) has a line of their own for each question, and counts its changes: so a line that
 * arrives twice, or after a later one, is known as such. A writer also says which lines it began from, as it saw them:
 * those are superseded, unless they were changed meanwhile. What is not superseded stands side by side, so no order in
 * which lines arrive loses a word that somebody typed and nobody saw.
 */
import { z } from 'zod';
import { asText } from '../../house/parse.ts';

export const LONGEST_ANSWER = 100_000;

export type WriterId = string;
export type AnswerLine = { writer: WriterId; counter: number; body: string; superseded: boolean };
/** What a writer has now, and which lines it saw when it began from them. */
export type Arriving = Omit<AnswerLine, 'superseded'> & { base: Pick<AnswerLine, 'writer' | 'counter'>[] };

/** The lines of one question after one more has arrived. */
export function taken(lines: readonly AnswerLine[], { base, ...mine }: Arriving): AnswerLine[] {
  const own = lines.find(({ writer }) => writer === mine.writer);
  if (own && own.counter >= mine.counter) return [...lines];
  const wasSeen = (line: AnswerLine) =>
    base.some(({ writer, counter }) => writer === line.writer && counter === line.counter);
  const others = lines
    .filter((line) => line !== own)
    // The same words are there twice only if two sent them: once is enough.
    .map((line) => (wasSeen(line) || line.body === mine.body ? { ...line, superseded: true } : line));
  return [...others, { ...mine, superseded: false }];
}

/** What stands, side by side; a line without words is none. */
export const standing = <T extends AnswerLine>(lines: readonly T[]): T[] =>
  lines.filter(({ superseded, body }) => !superseded && body !== '');

const questionKey = z.string().min(1).max(60);
const writer = z.guid('error.choice').transform((id) => id.toLowerCase());
const counter = z.number().int().min(1).max(1_000_000_000);
/** What no text can hold is left out, as nobody is there to be asked; the rest is taken as it was typed. */
const body = z.string().transform(asText).pipe(z.string().max(LONGEST_ANSWER));

/** What a page sends: a writer, and its lines that are new since the last time. */
export const arrivingAnswers = z.object({
  writer,
  guide: z.guid('error.choice'),
  answers: z
    .array(z.object({ question: questionKey, counter, body, base: z.array(z.object({ writer, counter })).max(50) }))
    .max(60),
});
export type ArrivingAnswers = z.output<typeof arrivingAnswers>;
