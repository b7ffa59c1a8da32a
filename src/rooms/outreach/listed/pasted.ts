/**
 * Reads a list as people keep it: a line for each, with the day, the partner, how, and what was said, apart by a tab
 * (as from a spreadsheet), a semicolon or a bar. How may be left out.
 */
import { Invalid } from '../../../house/errors.ts';
import type { Kind } from '../interaction.ts';
import { type LeftOut, type ListedLine, MOST_LINES, NOTHING_LEFT_OUT } from './line.ts';

type PastedLine = Omit<ListedLine, 'sure'>;
export type PastedLines = { lines: PastedLine[]; leftOut: LeftOut };

const APART = /\t|\s*[;|]\s*/;

/** Words for how, in both languages. */
const HOW: [RegExp, Kind][] = [
  [/^(in person|visit|visited|meeting|met|en persona|visita|reuni[oó]n)$/i, 'in_person'],
  [/^(phone|call|called|tel[eé]fono|llamada)$/i, 'phone'],
  [/^(e-?mail|correo)$/i, 'email'],
  [/^(video|zoom|teams|video call|videollamada)$/i, 'video'],
  [/^(event|evento)$/i, 'event'],
  [/^(letter|carta)$/i, 'letter'],
  [/^(note|remark|nota)$/i, 'remark'],
];
export const kindCalled = (word: string): Kind | '' => HOW.find(([words]) => words.test(word.trim()))?.[1] ?? '';

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/;

/** A day as Americans write it, or as machines do; null for none. */
export function dayIn(text: string): string | null {
  const [, year, month, day] =
    ISO.exec(text.trim()) ??
    (([all, m, d, y = '']) => [all, y.length === 2 ? `20${y}` : y, m, d])(AMERICAN.exec(text.trim()) ?? []);
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date ? null : date;
}

/** Throws Invalid, which names the lines that cannot be read. A head over the columns is left out. */
export function readPasted(text: string): PastedLines {
  const typed = text.split('\n').map((line, at) => ({ line: line.trim(), number: at + 1 }));
  const filled = typed.filter(({ line }) => line !== '');
  const [head, ...rest] = filled;
  const rows = head && dayIn(head.line.split(APART)[0] ?? '') === null && rest.length > 0 ? rest : filled;
  const read = rows.map(({ line, number }) => ({ number, line: lineOf(line) }));
  const broken = read.filter(({ line }) => line === null).map(({ number }) => number);
  if (rows.length === 0) throw new Invalid({ list: { key: 'error.list_empty' } });
  if (broken.length > 0)
    throw new Invalid({ list: { key: 'error.list_lines', values: { lines: broken.slice(0, 10).join(', ') } } });
  if (rows.length > MOST_LINES) throw new Invalid({ list: { key: 'error.list_long', values: { most: MOST_LINES } } });
  return { lines: read.flatMap(({ line }) => line ?? []), leftOut: NOTHING_LEFT_OUT };
}

function lineOf(line: string): PastedLine | null {
  const [first = '', partner = '', ...rest] = line.split(APART).map((cell) => cell.trim());
  const happened_on = dayIn(first);
  if (!happened_on || partner === '') return null;
  const kind = kindCalled(rest[0] ?? '');
  const summary = (kind === '' ? rest : rest.slice(1)).filter(Boolean).join(' · ').slice(0, 200);
  return summary ? { happened_on, partner: partner.slice(0, 300), kind, summary, minutes: null, persons: [] } : null;
}
