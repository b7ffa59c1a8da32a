/**
 * vCard 2.1, 3.0 and 4.0, one card or many. Each card is read by itself, so that a broken one costs only itself; how
 * its lines are read is in card-lines.ts. What a card says and no column keeps is named.
 */
import { OWN_WORDS } from '../columns/program-words.ts';
import { type Card, type Property, propertiesOf } from './card-lines.ts';
import {
  type CellProblem,
  cut,
  type Extra,
  type ReadingLimits,
  type Sheet,
  type SheetRow,
  tooLong,
  unreadable,
} from './sheet.ts';

/**
 * The columns that cards are spread over: what is the organization's, what is the work's, and what is the person's own.
 */
export const VCARD_HEADER = [
  ...['UID', 'ORG', 'FN', 'TITLE', 'EMAIL', 'EMAIL work', 'EMAIL home', 'EMAIL other'],
  ...[
    'TEL',
    'TEL cell of the organization',
    'TEL fax',
    'TEL tty',
    'TEL text',
    'TEL work',
    'TEL cell',
    'TEL home',
    'TEL other',
    'URL',
  ],
  ...[
    'Street',
    'City',
    'State',
    'ZIP',
    'Country',
    'Home street',
    'Home city',
    'Home state',
    'Home ZIP',
    'Home country',
  ],
  ...['Other street', 'Other city', 'Other state', 'Other ZIP', 'Other country', 'ORG unit', 'NOTE', 'KIND'],
];

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

/** What has been put into which column, and what into none. */
class Filled {
  readonly cells = new Map<string, string[]>();
  readonly lost: string[];
  constructor(lost: string[]) {
    this.lost = [...lost];
  }
  put(column: string, value: string): void {
    if (value && !this.cells.get(column)?.includes(value))
      this.cells.set(column, [...(this.cells.get(column) ?? []), value]);
  }
  /** The first value is kept. */
  one(column: string, [first = '', ...more]: string[]): void {
    this.put(column, first);
    this.lost.push(...more.filter((value) => value !== first));
  }
}

/**
 * Values by column. A card of a person has its home and cell numbers in the person's columns; what a card of an
 * organization says is its own.
 */
function cellsOf(card: Card): { cells: string[]; extra?: Extra; notes: CellProblem[] } {
  const all = (name: string) => card.properties.filter((each) => each.name === name && each.parts.some(Boolean));
  const texts = (name: string) => all(name).map(({ parts }) => parts[0] ?? '');
  const kind = (texts('kind')[0] ?? '').toLowerCase();
  const [name = names(all('n')[0]?.parts), ...otherNames] = texts('fn');
  const [[organization = '', ...units] = [], ...otherOrganizations] = all('org').map(({ parts }) => parts);
  // Apple's programs say of a card that it is shown as a company.
  const isCompany = /^company$/i.test(texts('x-abshowas')[0] ?? '');
  const isOrganization = kind === 'org' || isCompany || sameName(organization, name);
  const ours = isOrganization || name === '';
  const filled = new Filled(card.lost);
  filled.one('UID', texts('uid'));
  filled.put('ORG', organization || (isOrganization ? name : ''));
  filled.put('FN', isOrganization ? '' : name);
  filled.lost.push(
    ...otherNames.filter((each) => each !== name),
    ...otherOrganizations.map((parts) => parts.filter(Boolean).join(', ')),
  );
  filled.one('TITLE', [...texts('title'), ...texts('role')]);
  filled.put('ORG unit', units.filter(Boolean).join(', '));
  filled.put('NOTE', texts('note').join('\n\n'));
  filled.put('KIND', kind);
  putMails(filled, all('email'), ours);
  putPages(filled, all('url'));
  putPhones(filled, all('tel'), ours);
  const extra = putPlaces(filled, all('adr'), ours);
  const cells = VCARD_HEADER.map((column) => (filled.cells.get(column) ?? []).join('; '));
  return { cells, ...(extra && { extra }), notes: notesOf(card, filled) };
}

const alike = (name: string) => name.toLowerCase().replace(/\s+/g, ' ');
const sameName = (organization: string, name: string) => organization !== '' && alike(organization) === alike(name);

function putMails(filled: Filled, mails: Property[], ours: boolean): void {
  for (const { types, parts } of mails)
    filled.put(columnOf('EMAIL', ours, types), (parts[0] ?? '').replace(/^mailto:/i, ''));
}

/** A page that is not somebody's own. */
function putPages(filled: Filled, pages: Property[]): void {
  const isOwn = (page: Property) => page.types.includes('home') && !page.types.includes('work');
  const address = ({ parts }: Property) => parts[0] ?? '';
  filled.one('URL', pages.filter((page) => !isOwn(page)).map(address));
  filled.lost.push(...pages.filter(isOwn).map(address));
}

function putPhones(filled: Filled, phones: Property[], ours: boolean): void {
  for (const { types, parts } of phones) {
    const number = phone(parts[0] ?? '');
    if (types.includes('pager')) filled.lost.push(number);
    else filled.put(columnOf('TEL', ours, types), number);
  }
}

/** Also "tel:+1-207-555-0110;ext=102". */
const phone = (value: string) =>
  value
    .replace(/^tel:/i, '')
    .replace(/;ext=(\d+)/i, ' ext. $1')
    .replace(/;.*$/, '');

/**
 * On an organization's card a number that is WORK and CELL is the organization's own mobile phone; on a person's card a
 * CELL is the person's whatever else it is. The branches are a table in order: the first that fits names the column.
 */
function columnOf(name: 'EMAIL' | 'TEL', ours: boolean, said: string[]): string {
  const [work, cell, home] = ['work', 'cell', 'home'].map((type) => said.includes(type));
  if (home && !work) return `${name} home`;
  if (name === 'TEL' && cell && !(ours && work)) return 'TEL cell';
  const machine = name === 'TEL' ? machineOf(said) : '';
  if (machine) return ours ? `TEL ${machine}` : 'TEL other';
  if (ours) return name === 'TEL' && cell ? 'TEL cell of the organization' : name;
  return work ? `${name} work` : `${name} other`;
}

/** A number at which nobody speaks; one for voice that takes texts too is a phone. */
function machineOf(said: string[]): '' | 'fax' | 'tty' | 'text' {
  if (said.includes('fax')) return 'fax';
  if (said.some((type) => /^(textphone|tty|tdd|(x-evolution-)?tty-?tdd)$/.test(type))) return 'tty';
  return said.includes('text') && !said.includes('voice') && !said.includes('cell') ? 'text' : '';
}

const PREFIXES = ['', 'Home', 'Other'] as const;
type Parts = { street: string; city: string; state: string; ZIP: string; country: string };
type CardPlace = { prefix: (typeof PREFIXES)[number]; parts: Parts };

const columnNamed = (prefix: string, part: string) =>
  `${prefix} ${part}`.trim().replace(/^./, (letter) => letter.toUpperCase());

/** The first of each kind has columns; an organization may have more, of a person they are not kept. */
function putPlaces(filled: Filled, addresses: Property[], ours: boolean): Extra | undefined {
  const places = addresses.map((address) => placeOf(address, ours));
  for (const prefix of PREFIXES) {
    const [first, ...more] = places.filter((each) => each.prefix === prefix);
    for (const [part, value] of Object.entries(first?.parts ?? {})) filled.put(columnNamed(prefix, part), value);
    if (prefix !== '') filled.lost.push(...more.map(({ parts }) => Object.values(parts).filter(Boolean).join(', ')));
  }
  const more = places.filter((each) => each.prefix === '').slice(1);
  return more.length > 0 ? { addresses: more.map(({ parts }) => asAddress(parts)) } : undefined;
}

/** Where somebody works is where the organization is; where they live is nobody's but theirs. */
function placeOf({ types, parts }: Property, ours: boolean): CardPlace {
  const [box, extended, street, city = '', state = '', ZIP = '', country = ''] = parts;
  const [home, work] = [types.includes('home'), types.includes('work')];
  const place = { street: [street, extended, box].filter(Boolean).join(', '), city, state, ZIP, country };
  return { prefix: home && !work ? 'Home' : ours || work ? '' : 'Other', parts: place };
}

const asAddress = ({ street, city, state, ZIP, country }: Parts) => ({
  address_1: street,
  city,
  state_province: state,
  postal_code: ZIP,
  country,
});

/** Family and given name. */
const names = ([family, given]: string[] = []): string => [given, family].filter(Boolean).join(' ');

/**
 * In a column, or nothing that anybody would miss: what the program says of itself, and what other properties say
 * already.
 */
const KEPT = new Set(
  [
    'uid org fn n title role email tel url adr note kind version prodid rev begin end',
    'x-ablabel x-abadr x-abshowas x-abuid x-addressbookserver-kind sort-string class label mailer source clientpidmap',
  ].flatMap((names) => names.split(' ')),
);

const PICTURE = /^(photo|logo|x-ms-cardpicture)$/;
/** How Outlook and iPhones draw the card. */
const DRAWING = /^x-(ms-ol-|image|shared-photo)/;

function notesOf({ properties }: Card, { cells, lost }: Filled): CellProblem[] {
  const said = properties.filter((each) => each.parts.some(Boolean));
  const pictures = said.filter(({ name }) => PICTURE.test(name)).length;
  const others = said.filter(({ name }) => !PICTURE.test(name) && !DRAWING.test(name));
  const unplaced = others.filter(
    ({ name }) => !KEPT.has(name) || (name === 'label' && !said.some((each) => each.name === 'adr')),
  );
  const unread = ['ORG unit', 'NOTE']
    .filter((column) => OWN_WORDS.vcard?.[column.toLowerCase()] === '')
    .flatMap((column) => cells.get(column) ?? []);
  const values = [...new Set([...unread, ...lost, ...unplaced.map(({ name }) => name.toUpperCase())])].filter(Boolean);
  const notes = values.map((value): CellProblem['message'] => ({
    key: 'error.value_not_kept',
    values: { value: cut(value, 80) },
  }));
  if (pictures > 0) notes.push({ key: 'error.pictures_not_kept', values: { count: pictures } });
  return notes.map((message) => ({ column: null, message, hard: false, note: true }));
}
