/** vCard 3.0 and 4.0, one card or many, through ical.js. Each card is read by itself, so that a broken one costs only itself. */
import ICAL from 'ical.js';
import { type CellProblem, type Extra, type ReadingLimits, type Sheet, type SheetRow, tooLong, unreadable } from './sheet.ts';

/** The columns that cards are spread over: what is the organization's, what is the work's, and what is the person's own. */
export const VCARD_HEADER = [
  ...['UID', 'ORG', 'FN', 'TITLE', 'EMAIL', 'EMAIL work', 'EMAIL home', 'EMAIL other'],
  ...['TEL', 'TEL cell of the organization', 'TEL fax', 'TEL work', 'TEL cell', 'TEL home', 'TEL other', 'URL'],
  ...['Street', 'City', 'State', 'ZIP', 'Country', 'Home street', 'Home city', 'Home state', 'Home ZIP', 'Home country'],
  ...['Other street', 'Other city', 'Other state', 'Other ZIP', 'Other country', 'NOTE', 'KIND'],
];

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
    const { cells, extra, notes } = cellsOf(new ICAL.Component(ICAL.parse(card) as [string, unknown[], unknown[]]));
    const read = tooLong(cells);
    return { number, ...read, problems: [...read.problems, ...notes], ...(extra && { extra }) };
  } catch {
    return broken(number, 'error.card_broken', {});
  }
}

function broken(number: number, key: string, values: Record<string, string>): SheetRow {
  const problem: CellProblem = { column: null, message: { key, values }, hard: true };
  return { number, cells: VCARD_HEADER.map(() => ''), problems: [problem] };
}

/** Values by column. A card of a person has its home and cell numbers in the person's columns; what a card of an organization says is its own. */
function cellsOf(card: ICAL.Component): { cells: string[]; extra?: Extra; notes: CellProblem[] } {
  const first = (name: string) => flat(card.getFirstProperty(name)?.getFirstValue());
  const kind = first('kind').toLowerCase();
  const name = first('fn') || names(card.getFirstProperty('n')?.getFirstValue());
  const organization = unit(card.getFirstProperty('org')?.getFirstValue());
  const isOrganization = kind === 'org' || (organization !== '' && organization === name);
  const cells = new Map<string, string[]>();
  const put = (column: string, value: string) => {
    if (value && !cells.get(column)?.includes(value)) cells.set(column, [...(cells.get(column) ?? []), value]);
  };
  const ours = isOrganization || name === '';
  put('UID', first('uid'));
  put('ORG', organization || (isOrganization ? name : ''));
  put('FN', isOrganization ? '' : name);
  put('TITLE', first('title') || first('role'));
  put('URL', webAddress(card));
  put('NOTE', first('note'));
  put('KIND', kind);
  for (const mail of card.getAllProperties('email')) put(columnOf('EMAIL', ours, types(mail)), flat(mail.getFirstValue()));
  for (const tel of card.getAllProperties('tel').filter((each) => !types(each).includes('pager'))) put(columnOf('TEL', ours, types(tel)), phone(tel));
  const places = placesOf(card, ours);
  for (const prefix of PREFIXES) {
    for (const [part, value] of Object.entries(places.find((each) => each.prefix === prefix)?.parts ?? {})) put(columnNamed(prefix, part), value);
  }
  const more = places.filter((each) => each !== places.find((first) => first.prefix === each.prefix));
  const addresses = more.filter((each) => each.prefix === '').map(({ parts }) => asAddress(parts));
  const notes = more.filter((each) => each.prefix !== '').map(({ parts }) => notKept(Object.values(parts).filter(Boolean).join(', ')));
  return { cells: VCARD_HEADER.map((column) => (cells.get(column) ?? []).join('; ')), ...(addresses.length > 0 && { extra: { addresses } }), notes };
}

/** WORK stands before CELL on an organization's card: it is its own mobile phone. On a person's a cell is the person's whatever else it is. */
function columnOf(name: 'EMAIL' | 'TEL', ours: boolean, said: string[]): string {
  const [work, cell, home] = ['work', 'cell', 'home'].map((type) => said.includes(type));
  if (home && !work) return `${name} home`;
  if (name === 'TEL' && cell && !(ours && work)) return 'TEL cell';
  if (name === 'TEL' && said.includes('fax')) return ours ? 'TEL fax' : 'TEL other';
  if (ours) return name === 'TEL' && cell ? 'TEL cell of the organization' : name;
  return work ? `${name} work` : `${name} other`;
}

const PREFIXES = ['', 'Home', 'Other'] as const;
type Parts = { street: string; city: string; state: string; ZIP: string; country: string };
type Place = { prefix: (typeof PREFIXES)[number]; parts: Parts };

const columnNamed = (prefix: string, part: string) => `${prefix} ${part}`.trim().replace(/^./, (letter) => letter.toUpperCase());

/** Where somebody works is where the organization is; where they live is nobody's but theirs. */
function placesOf(card: ICAL.Component, ours: boolean): Place[] {
  return card.getAllProperties('adr').map((property) => {
    const value = property.getFirstValue() as unknown;
    const [box, extended, street, city = '', state = '', ZIP = '', country = ''] = Array.isArray(value) ? value.map(flat) : [];
    const [home, work] = [types(property).includes('home'), types(property).includes('work')];
    const parts = { street: [street, extended, box].filter(Boolean).join(', '), city, state, ZIP, country };
    return { prefix: home && !work ? 'Home' : ours || work ? '' : 'Other', parts };
  });
}

const asAddress = ({ street, city, state, ZIP, country }: Parts) => ({ address_1: street, city, state_province: state, postal_code: ZIP, country });

const notKept = (value: string): CellProblem => ({ column: null, message: { key: 'error.value_not_kept', values: { value } }, hard: false, note: true });

/** A page that is not somebody's own. Some programs escape the colon. */
function webAddress(card: ICAL.Component): string {
  const pages = card.getAllProperties('url').filter((each) => !types(each).includes('home'));
  return flat(pages[0]?.getFirstValue()).replaceAll('\\:', ':');
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
