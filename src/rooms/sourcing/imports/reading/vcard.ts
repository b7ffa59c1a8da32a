/**
 * vCard 2.1, 3.0 and 4.0, one card or many. Each card is read by itself, so that a broken one costs only itself; how
 * its lines are read is in card-lines.ts. What a card says and no column keeps is named.
 */

import { cellsOf, VCARD_HEADER } from './card-cells.ts';
import { propertiesOf } from './card-lines.ts';
import { type CellProblem, type ReadingLimits, type Sheet, type SheetRow, tooLong, unreadable } from './sheet.ts';

export function readVcards(text: string, limits: Pick<ReadingLimits, 'rows'>): Sheet {
  // Cut at each beginning: a card that never ends costs itself and not the next.
  const cards = text
    .replace(/\r\n?/g, '\n')
    .replace(AGENT, 'AGENT:vCard')
    .split(/^(?=BEGIN:VCARD[ \t]*$)/im)
    .filter((card) => /^BEGIN:VCARD/i.test(card));
  if (cards.length === 0) throw unreadable('error.file_no_cards');
  if (cards.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  const rows = cards.map((card, at) => readCard(card, at + 1));
  return { kind: 'vcard', header: VCARD_HEADER, rows, format: { cards: cards.length }, warnings: [] };
}

/** In 2.1 the card of somebody's assistant may stand inside theirs. */
const AGENT = /^AGENT[^:\n]*:[ \t]*\n*BEGIN:VCARD[ \t]*\n(?:(?!BEGIN:VCARD|END:VCARD).*\n)*END:VCARD[ \t]*$/gim;
/** A card that does not say is read like one of 3.0. */
const VERSIONS = ['2.1', '3.0', '4.0', ''];

function readCard(text: string, number: number): SheetRow {
  const end = /^END:VCARD[ \t]*$/im.exec(text);
  if (!end) return broken(number, 'error.card_broken', {});
  const version = /^VERSION:(.*)$/im.exec(text)?.[1]?.trim() ?? '';
  if (!VERSIONS.includes(version)) return broken(number, 'error.card_version', { version });
  const card = propertiesOf(text.slice(text.indexOf('\n') + 1, end.index), version);
  // What somebody likes best comes first.
  card.properties.sort((a, b) => Number(b.types.includes('pref')) - Number(a.types.includes('pref')));
  const { cells, extra, notes } = cellsOf(card);
  const read = tooLong(cells);
  const problems = [...read.problems, ...notes];
  return { number, cells: read.cells, problems, ...(extra && { extra }) };
}

function broken(number: number, key: string, values: Record<string, string>): SheetRow {
  const problem: CellProblem = { column: null, message: { key, values }, hard: true };
  return { number, cells: VCARD_HEADER.map(() => ''), problems: [problem] };
}
