/** What one card says, spread over the columns of a sheet; what no column keeps is named. */
import { OWN_WORDS } from '../columns/program-words.ts';
import type { Card, Property } from './card-lines.ts';
import { putPlaces } from './card-places.ts';
import { type CellProblem, cut, type Extra } from './sheet.ts';

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

/** Collects the values by column, and those that no column takes. */
export class Filled {
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
export function cellsOf(card: Card): { cells: string[]; extra?: Extra; notes: CellProblem[] } {
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

/** The kind of a number that is not for talking; one for both voice and texts counts as a phone. */
function machineOf(said: string[]): '' | 'fax' | 'tty' | 'text' {
  if (said.includes('fax')) return 'fax';
  if (said.some((type) => /^(textphone|tty|tdd|(x-evolution-)?tty-?tdd)$/.test(type))) return 'tty';
  return said.includes('text') && !said.includes('voice') && !said.includes('cell') ? 'text' : '';
}

/** Family and given name. */
const names = ([family, given]: string[] = []): string => [given, family].filter(Boolean).join(' ');

/**
 * Properties that have a column, or that nobody would miss: what a program says of itself, and what repeats another
 * property.
 */
const KEPT = new Set(
  [
    'uid org fn n title role email tel url adr note kind version prodid rev begin end',
    'x-ablabel x-abadr x-abshowas x-abuid x-addressbookserver-kind sort-string class label mailer source clientpidmap',
  ].flatMap((names) => names.split(' ')),
);

const PICTURE = /^(photo|logo|x-ms-cardpicture)$/;
/** Properties that only say how Outlook and iPhones display the card. */
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
