/** vCard 3.0 and 4.0, one card or many, through ical.js. Each card is read by itself, so that a broken one costs only itself. */
import ICAL from 'ical.js';
import { type CellProblem, type ReadingLimits, type Sheet, type SheetRow, tooLong, unreadable } from './sheet.ts';

/** The columns that cards are spread over. */
export const VCARD_HEADER = ['UID', 'ORG', 'FN', 'TITLE', 'EMAIL', 'TEL', 'TEL cell', 'URL', 'Street', 'City', 'State', 'ZIP', 'Country', 'NOTE', 'KIND'];

export function readVcards(text: string, limits: Pick<ReadingLimits, 'rows'>): Sheet {
  // Cut at each beginning: a card that never ends costs itself and not the next.
  const cards = text
    .replace(/\r\n?/g, '\n')
    .split(/^(?=BEGIN:VCARD[ \t]*$)/im)
    .filter((card) => /^BEGIN:VCARD/i.test(card));
  if (cards.length === 0) throw unreadable('error.file_no_cards');
  if (cards.length > limits.rows) throw unreadable('error.file_rows', { max: limits.rows });
  const rows = cards.map((card, at) => readCard(card, at + 1));
  return { kind: 'vcard', header: VCARD_HEADER, rows, format: { cards: cards.length }, warnings: [] };
}

function readCard(text: string, number: number): SheetRow {
  const end = /^END:VCARD[ \t]*$/im.exec(text);
  if (!end) return broken(number, 'error.card_broken', {});
  const version = /^VERSION:(.*)$/im.exec(text)?.[1]?.trim() ?? '';
  if (version !== '3.0' && version !== '4.0') return broken(number, 'error.card_version', { version: version || '?' });
  try {
    // Some programs put properties that belong together under one name: "item1.TEL".
    const card = text.slice(0, end.index + end[0].length).replace(/^[\w-]+\.(?=[A-Z-]+[;:])/gim, '');
    return { number, ...tooLong(cellsOf(new ICAL.Component(ICAL.parse(card) as [string, unknown[], unknown[]]))) };
  } catch {
    return broken(number, 'error.card_broken', {});
  }
}

function broken(number: number, key: string, values: Record<string, string>): SheetRow {
  const problem: CellProblem = { column: null, message: { key, values }, hard: true };
  return { number, cells: VCARD_HEADER.map(() => ''), problems: [problem] };
}

function cellsOf(card: ICAL.Component): string[] {
  const first = (name: string) => flat(card.getFirstProperty(name)?.getFirstValue());
  const phones = card.getAllProperties('tel');
  const cell = phones.find((each) => types(each).includes('cell'));
  const voice = phones.find((each) => each !== cell && !types(each).some((type) => ['fax', 'pager'].includes(type))) ?? (cell ? undefined : phones[0]);
  const address = card.getFirstProperty('adr')?.getFirstValue() as unknown;
  const [box, extended, street, city, state, zip, country] = Array.isArray(address) ? address.map(flat) : [];
  const kind = first('kind').toLowerCase();
  const name = first('fn') || names(card.getFirstProperty('n')?.getFirstValue());
  const organization = unit(card.getFirstProperty('org')?.getFirstValue());
  const isOrganization = kind === 'org' || (organization !== '' && organization === name);
  return [
    first('uid'),
    organization || (isOrganization ? name : ''),
    isOrganization ? '' : name,
    first('title') || first('role'),
    first('email'),
    phone(voice),
    phone(cell),
    first('url'),
    [street, extended, box].filter(Boolean).join(', '),
    city ?? '',
    state ?? '',
    zip ?? '',
    country ?? '',
    first('note'),
    kind,
  ];
}

const types = (property: ICAL.Property): string[] =>
  [property.getParameter('type') ?? []]
    .flat()
    .flatMap((type) => String(type).split(','))
    .map((type) => type.toLowerCase());
/** Also "tel:+1-207-555-0110;ext=102". */
const phone = (property: ICAL.Property | undefined) =>
  flat(property?.getFirstValue())
    .replace(/^tel:/i, '')
    .replace(/;ext=(\d+)/i, ' ext. $1')
    .replace(/;.*$/, '');
const flat = (value: unknown): string =>
  Array.isArray(value) ? value.map(flat).filter(Boolean).join(', ') : value === undefined || value === null ? '' : String(value).trim();
/** Of "organization; department" the organization. */
const unit = (value: unknown): string => (Array.isArray(value) ? flat(value[0]) : flat(value));
const names = (value: unknown): string => {
  const [family, given] = Array.isArray(value) ? value.map(flat) : [flat(value)];
  return [given, family].filter(Boolean).join(' ');
};
