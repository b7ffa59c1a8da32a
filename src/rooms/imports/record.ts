/**
 * One row of a file as facts: what an organization's form would have held, its people, services and places. The same schemas parse it as
 * parse the forms; what does not pass is a problem with the column it stands in.
 */
import { Invalid, type Message } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { type OrganizationDraft, organizationDraft } from '../directory/organization.ts';
import { type ContactDraft, contactDraft } from '../directory/person.ts';
import { readIrsRow } from './irs-row.ts';
import type { Field, Mapping } from './kinds.ts';
import { type Located, locationsIn, type Offered, servicesIn } from './package.ts';
import { languagesOfAll, withFurther } from './package-further.ts';
import { filedUnder, organizationFurther, organizationPhones, packagePerson } from './package-organization.ts';
import { type CellProblem, cut, type Extra, type Kind, type SheetRow } from './reading/sheet.ts';
import { peopleIn, type RowPeople } from './row-people.ts';
import { addressIn, countryCode, degrees, dollars, languageKeys, phoneIn, postalCode, several, taxId } from './values.ts';
import type { Vocabulary } from './vocabulary.ts';

export type ImportRecord = {
  organization: OrganizationDraft;
  contacts: ContactDraft[];
  services: Offered[];
  locations: Located[];
  external_id: string;
  latitude: number | null;
  longitude: number | null;
  income: number | null;
  /** Where a suggested sector was drawn from ("ntee K31"); '' where the list itself says the sector. */
  sector_reason: string;
};
export const offersOf = (record: ImportRecord | null) => ({ services: record?.services ?? [], locations: record?.locations ?? [] });

export type RowReading = { record: ImportRecord | null; problems: CellProblem[] };
export type Columns = { kind: Kind; header: string[]; mapping: Mapping; lenient: boolean; vocabulary: Vocabulary; defaultSector: string };

/**
 * Reads one row. A hard problem (no name, text that no field can hold) leaves no record; so does a soft one (a telephone number that is none)
 * unless `lenient` lets the row in without that field.
 */
export function readRow(row: SheetRow, columns: Columns): RowReading {
  return columns.kind === 'irs' ? readIrs(row, columns) : readTable(row, columns);
}

function readIrs(row: SheetRow, { header, mapping }: Columns): RowReading {
  const problems = [...(row.problems ?? [])];
  const read = readIrsRow(header, row);
  if ('problem' in read) return { record: null, problems: [...problems, read.problem] };
  const sheet = new Cells(row, { header, mapping });
  const organization = parsed(read.raw, { columns: columnsOf(sheet), needed: 'name' }, (raw) => parse(organizationDraft, raw), problems);
  if (!organization || problems.some((problem) => problem.hard)) return { record: null, problems };
  const nothing = { contacts: [], services: [], locations: [], external_id: '', latitude: null, longitude: null };
  return { record: { organization, ...nothing, income: read.income, sector_reason: read.sectorReason }, problems };
}

function readTable(row: SheetRow, { kind, header, mapping, lenient, vocabulary, defaultSector }: Columns): RowReading {
  const sheet = new Cells(row, { header, mapping });
  const problems: CellProblem[] = (row.problems ?? []).filter((each) => each.column === null || mapping[each.column] !== '');
  const nameColumn = mapping.indexOf('name');
  const typed = nameColumn >= 0 ? (row.cells[nameColumn] ?? '') : '';
  // A name that was typed in mends a package that had none.
  const open = typed ? problems.filter((each) => each.message.key !== 'error.package_nameless') : problems;
  const people = peopleIn(sheet, kind, open);
  const { raw, origin } = organizationOf(sheet, { vocabulary, defaultSector, people, extra: row.extra }, open);
  const facts = parsed(raw, origin, (raw) => parse(organizationDraft, raw), open);
  const organization = facts && { ...facts, ...withFurther(organizationFurther(row.extra, vocabulary)) };
  const contacts = contactsOf(sheet, people, row.extra, open);
  if (FOOTER.test(typed) && row.cells.filter(Boolean).length <= 2) open.push({ column: nameColumn, message: { key: 'error.row_footer' }, hard: true });
  if (typed === '') complain(open, nameColumn, contacts.length > 0 ? 'error.person_alone' : 'error.row_name');
  const services = servicesIn(row.extra, open);
  const locations = locationsIn(row.extra, open);
  const rest = {
    external_id: cut(sheet.get('external_id'), 200),
    latitude: degrees(sheet, 'latitude', open, 90),
    longitude: degrees(sheet, 'longitude', open, 180),
    income: dollars(sheet, 'income', open),
    sector_reason: '',
  };
  const stopped = organization === null || open.some((problem) => !problem.note && (problem.hard || !lenient));
  return { record: stopped ? null : { organization, contacts, services, locations, ...rest }, problems: open };
}

/** What lists have below their last row. */
const FOOTER = /^((grand |sub)?total(es|s)?\b|page \d|p[áa]gina \d|printed\b|impreso\b|as of \d|source:|fuente:)/i;

function complain(problems: CellProblem[], column: number, key: string): void {
  const known = problems.some((each) => ['error.package_nameless', 'error.card_version', 'error.card_broken'].includes(each.message.key));
  if (!known) problems.push({ column: column >= 0 ? column : null, message: { key }, hard: true });
}

/** The cells of a row by the field they fill. */
export class Cells {
  readonly #row: SheetRow;
  readonly #mapping: Mapping;
  readonly #header: string[];
  constructor(row: SheetRow, { header, mapping }: { header: string[]; mapping: Mapping }) {
    this.#row = row;
    this.#mapping = mapping;
    this.#header = header;
  }
  column(field: Field): number {
    return this.#mapping.indexOf(field);
  }
  get(field: Field): string {
    return this.#said(this.column(field));
  }
  /** Every column that fills the field and says something. */
  all(field: Field): { column: number; value: string }[] {
    return this.#mapping.flatMap((each, column) => (each === field && this.#said(column) ? [{ column, value: this.#said(column) }] : []));
  }
  /** Of "Phone 1 - Value" what stands in "Phone 1 - Label", or "- Type" as it was called before. */
  beside(column: number): string {
    const start = (this.#header[column] ?? '').replace(/ - [^-]*$/, '');
    const at = this.#header.findIndex((title) => title === `${start} - Label` || title === `${start} - Type`);
    return this.#row.cells[at] ?? '';
  }
  #said(column: number): string {
    const cell = this.#row.cells[column] ?? '';
    return NOTHING.test(cell) ? '' : cell;
  }
}

/** What people write where there is nothing. */
const NOTHING = /^(n\/a|none|-+|—)$/i;

/** Which column each field of the form came from; a problem is shown there. */
const ORGANIZATION_FIELDS: Record<string, Field> = {
  name: 'name',
  alternate_names: 'alternate_name',
  description: 'description',
  website: 'website',
  tax_id: 'tax_id',
  'addresses.0.address_1': 'address_1',
  'addresses.0.address_2': 'address_2',
  'addresses.0.city': 'city',
  'addresses.0.state_province': 'state_province',
  'addresses.0.postal_code': 'postal_code',
  'addresses.0.country': 'country',
};
/** Where each value came from; without the field `needed` there is no row. */
type Origin = { columns: Record<string, number>; needed?: string };
const columnsOf = (sheet: Cells): Record<string, number> =>
  Object.fromEntries(Object.entries(ORGANIZATION_FIELDS).map(([path, field]) => [path, sheet.column(field)]));

type Around = { vocabulary: Vocabulary; defaultSector: string; people: RowPeople; extra: Extra | undefined };

function organizationOf(
  sheet: Cells,
  { vocabulary, defaultSector, people, extra }: Around,
  problems: CellProblem[],
): { raw: Record<string, unknown>; origin: Origin } {
  const sectors = several(sheet.get('sector')).flatMap((word) => vocabulary.sector(word) ?? []);
  const said = (field: Field) => sheet.all(field).flatMap(({ column, value }) => several(value).map((each) => ({ column, value: each, kind: '' })));
  const typed = (list: { column: number; value: string }[], phone_type: string) =>
    list.map(({ column, value }) => ({ column, phone: { ...phoneIn(value), phone_type } }));
  const numbers = [
    ...typed([...said('phone'), ...people.organization.phones], 'voice'),
    ...typed(said('cell_phone'), 'cell'),
    ...typed(said('fax'), 'fax'),
    ...organizationPhones(extra, problems).map(({ valid: _, ...phone }) => ({ column: -1, phone })),
  ].slice(0, 30);
  const filed = filedUnder(extra, vocabulary);
  const [mail, ...more] = [...said('email'), ...people.organization.emails];
  for (const { column, value } of more.filter((each) => each.value.toLowerCase() !== mail?.value.toLowerCase()))
    problems.push({ column, message: { key: 'error.value_not_kept', values: { value: value.slice(0, 80) } }, hard: false, note: true });
  const raw = {
    name: sheet.get('name') || '—',
    alternate_names: several(sheet.get('alternate_name')).join('\n'),
    description: sheet.get('description'),
    website: firstOf(sheet.get('website')),
    email: mail?.value ?? '',
    tax_id: taxId(sheet.get('tax_id')),
    sectors: sectors.length + filed.sectors.length > 0 ? [...new Set([...sectors, ...filed.sectors])] : defaultSector,
    populations: [...new Set([...several(sheet.get('population')).flatMap((word) => vocabulary.population(word) ?? []), ...filed.populations])],
    languages: [...new Set([...languageKeys(sheet.get('language')), ...languagesOfAll(extra)])],
    phones: numbers.map((each) => each.phone),
    addresses: [...(people.ownAddress ? [] : addressOf(sheet)), ...(extra?.addresses ?? []).map((each) => addressIn(each))].slice(0, 30),
  };
  const columns = Object.fromEntries(numbers.map(({ column }, at) => [`phones.${at}.number`, column] as const));
  return { raw, origin: { columns: { ...columnsOf(sheet), ...columns, email: mail?.column ?? -1 }, needed: 'name' } };
}

function addressOf(sheet: Cells): Record<string, string>[] {
  const state = sheet.get('state_province');
  const [street, city, zip] = [sheet.get('address_1'), sheet.get('city'), postalCode(sheet.get('postal_code'), state)];
  if (!(street || city || state || zip)) return [];
  const address_type = /^p\.?\s?o\.?\s?box/i.test(street) ? 'postal' : 'physical';
  const country = countryCode(sheet.get('country'));
  return [{ address_1: street, address_2: sheet.get('address_2'), city, state_province: state, postal_code: zip, country, address_type }];
}

/** Contact programs put several values into one cell. */
const firstOf = (cell: string): string => cell.split(/ ::: |[;\n]/)[0]?.trim() ?? '';

/**
 * Parses; a field that fails is emptied and parsed again, so that one bad cell does not hide the others. Null only when even that fails.
 */
function parsed<T>(raw: Record<string, unknown>, { columns, needed }: Origin, run: (raw: unknown) => T, problems: CellProblem[]): T | null {
  try {
    return run(raw);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const names = Object.keys(error.fields);
    for (const name of names) report({ column: columns[name] ?? -1, needed: name === needed }, error.fields[name], problems);
    const without = names.reduce((rest, name) => emptied(rest, name), structuredClone(raw));
    try {
      return run(without);
    } catch (again) {
      if (again instanceof Invalid) return null;
      throw again;
    }
  }
}

function report({ column, needed }: { column: number; needed: boolean }, message: Message | undefined, problems: CellProblem[]): void {
  if (!message) return;
  // One sentence to a cell.
  if (column >= 0 && problems.some((each) => each.column === column && [message.key, 'error.cell_too_long'].includes(each.message.key))) return;
  const hard = needed || message.key === 'error.control_characters';
  problems.push({ column: column >= 0 ? column : null, message, hard });
}

function emptied(raw: Record<string, unknown>, path: string): Record<string, unknown> {
  const [head = '', at, inner] = path.split('.');
  const list = raw[head];
  if (at !== undefined && inner !== undefined && Array.isArray(list)) {
    const item = list[Number(at)] as Record<string, unknown>;
    list[Number(at)] = head === 'phones' || head === 'emails' ? {} : { ...item, [inner]: undefined };
    return raw;
  }
  return { ...raw, [head]: undefined };
}

function contactsOf(sheet: Cells, people: RowPeople, extra: Extra | undefined, problems: CellProblem[]): ContactDraft[] {
  const { name, phones, emails, addresses } = people;
  const raw = {
    name,
    title: sheet.get('contact_title'),
    starts_on: sheet.get('contact_starts_on'),
    ends_on: sheet.get('contact_ends_on'),
    phones: phones.map(({ kind, value }) => ({ kind, ...phoneIn(value) })),
    emails: emails.map(({ kind, value }) => ({ kind, email: value })),
    addresses: addresses.map(({ kind, address }) => ({ kind, ...address })),
  };
  const at = (list: { column: number }[], path: string, part: string) => list.map(({ column }, n) => [`${path}.${n}.${part}`, column] as const);
  const columns = {
    name: Math.max(sheet.column('contact_name'), sheet.column('contact_first_name')),
    title: sheet.column('contact_title'),
    starts_on: sheet.column('contact_starts_on'),
    ends_on: sheet.column('contact_ends_on'),
    ...Object.fromEntries([...at(phones, 'phones', 'number'), ...at(emails, 'emails', 'email'), ...at(addresses, 'addresses', 'country')]),
  };
  const own = name ? [parsed(raw, { columns }, (value) => parse(contactDraft, value), problems)] : [];
  const others = (extra?.contacts ?? []).map((each) => {
    const { draft: raw, ...further } = packagePerson(each, problems);
    const draft = raw.name ? parsed(raw, { columns: {} }, (raw) => parse(contactDraft, raw), problems) : null;
    return draft && { ...draft, ...further };
  });
  return [...own, ...others].filter((each) => each !== null);
}
