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
import { type CellProblem, cut, type Extra, type Kind, type SheetRow } from './reading/sheet.ts';
import { addressIn, countryCode, degrees, dollars, languageKeys, list, phoneIn, postalCode, several, taxId, text } from './values.ts';
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
  const organization = parsed(new Cells(row, mapping), read.raw, ORGANIZATION_FIELDS, (raw) => parse(organizationDraft, raw), problems);
  if (!organization || problems.some((problem) => problem.hard)) return { record: null, problems };
  const nothing = { contacts: [], services: [], locations: [], external_id: '', latitude: null, longitude: null };
  return { record: { organization, ...nothing, income: read.income, sector_reason: read.sectorReason }, problems };
}

function readTable(row: SheetRow, { mapping, lenient, vocabulary, defaultSector }: Columns): RowReading {
  const sheet = new Cells(row, mapping);
  const problems: CellProblem[] = (row.problems ?? []).filter((each) => each.column === null || mapping[each.column] !== '');
  const nameColumn = mapping.indexOf('name');
  const typed = nameColumn >= 0 ? (row.cells[nameColumn] ?? '') : '';
  // A name that was typed in mends a package that had none.
  const open = typed ? problems.filter((each) => each.message.key !== 'error.package_nameless') : problems;
  const organization = parsed(
    sheet,
    organizationOf(sheet, vocabulary, defaultSector, row.extra),
    ORGANIZATION_FIELDS,
    (raw) => parse(organizationDraft, raw),
    open,
  );
  const contacts = contactsOf(sheet, row.extra, open);
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
  const stopped = organization === null || open.some((problem) => problem.hard || !lenient);
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
  constructor(row: SheetRow, mapping: Mapping) {
    this.#row = row;
    this.#mapping = mapping;
  }
  column(field: Field): number {
    return this.#mapping.indexOf(field);
  }
  get(field: Field): string {
    return this.#row.cells[this.column(field)] ?? '';
  }
}

/** Which field of the table each field of the form came from; a problem is shown at its column. */
const ORGANIZATION_FIELDS: Record<string, Field> = {
  name: 'name',
  alternate_names: 'alternate_name',
  description: 'description',
  website: 'website',
  email: 'email',
  tax_id: 'tax_id',
  'phones.0.number': 'phone',
  'phones.1.number': 'cell_phone',
  'phones.2.number': 'fax',
  'addresses.0.address_1': 'address_1',
  'addresses.0.address_2': 'address_2',
  'addresses.0.city': 'city',
  'addresses.0.state_province': 'state_province',
  'addresses.0.postal_code': 'postal_code',
  'addresses.0.country': 'country',
};

function organizationOf(sheet: Cells, vocabulary: Vocabulary, defaultSector: string, extra: Extra | undefined): Record<string, unknown> {
  const state = sheet.get('state_province');
  const city = sheet.get('city');
  const zip = postalCode(sheet.get('postal_code'), state);
  const street = sheet.get('address_1');
  const sectors = several(sheet.get('sector')).flatMap((word) => vocabulary.sector(word) ?? []);
  return {
    name: sheet.get('name') || '—',
    alternate_names: several(sheet.get('alternate_name')).join('\n'),
    description: sheet.get('description'),
    website: firstOf(sheet.get('website')),
    email: organizationMail(sheet),
    tax_id: taxId(sheet.get('tax_id')),
    sectors: sectors.length > 0 ? [...new Set(sectors)] : defaultSector,
    populations: [...new Set(several(sheet.get('population')).flatMap((word) => vocabulary.population(word) ?? []))],
    languages: languageKeys(sheet.get('language')),
    phones: [
      phoneIn(firstOf(sheet.get('phone') || (personIn(sheet) ? '' : sheet.get('contact_phone')))),
      { ...phoneIn(firstOf(sheet.get('cell_phone'))), phone_type: 'cell' },
      { ...phoneIn(firstOf(sheet.get('fax'))), phone_type: 'fax' },
      ...(extra?.phones ?? []).map((phone) => ({
        number: text(phone.number),
        extension: text(phone.extension).replace(/\D/g, '').slice(0, 10),
      })),
    ].slice(0, 30),
    addresses: [
      ...(street || city || state || zip
        ? [
            {
              address_1: street,
              address_2: sheet.get('address_2'),
              city,
              state_province: state,
              postal_code: zip,
              country: countryCode(sheet.get('country')),
              address_type: /^p\.?\s?o\.?\s?box/i.test(street) ? 'postal' : 'physical',
            },
          ]
        : []),
      ...(extra?.addresses ?? []).map((each) => addressIn(each)),
    ].slice(0, 30),
  };
}

const personIn = (sheet: Cells): string =>
  sheet.get('contact_name') || [sheet.get('contact_first_name'), sheet.get('contact_last_name')].filter(Boolean).join(' ');

/** A person's mail without a person is the organization's: nothing is lost. */
const organizationMail = (sheet: Cells): string => firstOf(sheet.get('email') || (personIn(sheet) ? '' : sheet.get('contact_email')));

/** Contact programs put several values into one cell. */
const firstOf = (cell: string): string => cell.split(/ ::: |[;\n]/)[0]?.trim() ?? '';

/**
 * Parses; a field that fails is emptied and parsed again, so that one bad cell does not hide the others. Null only when even that fails.
 */
function parsed<T>(sheet: Cells, raw: Record<string, unknown>, fields: Record<string, Field>, run: (raw: unknown) => T, problems: CellProblem[]): T | null {
  try {
    return run(raw);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const names = Object.keys(error.fields);
    for (const name of names) report(sheet, fields[name], error.fields[name], problems);
    const without = names.reduce((rest, name) => emptied(rest, name), structuredClone(raw));
    try {
      return run(without);
    } catch (again) {
      if (again instanceof Invalid) return null;
      throw again;
    }
  }
}

/** Where a value came from when its own column is not there. */
const BESIDE: Partial<Record<Field, Field>> = { email: 'contact_email', phone: 'contact_phone' };

function report(sheet: Cells, field: Field | undefined, message: Message | undefined, problems: CellProblem[]): void {
  if (!message) return;
  const column = field ? Math.max(sheet.column(field), sheet.column(BESIDE[field] ?? field)) : -1;
  // One sentence to a cell.
  if (column >= 0 && problems.some((each) => each.column === column && [message.key, 'error.cell_too_long'].includes(each.message.key))) return;
  const hard = field === 'name' || message.key === 'error.control_characters';
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

const CONTACT_FIELDS: Record<string, Field> = {
  name: 'contact_name',
  title: 'contact_title',
  'emails.0.email': 'contact_email',
  'phones.0.number': 'contact_phone',
};

const contactRaw = ({ name, title, email, phones }: { name: string; title: string; email: string; phones: object[] }) => ({
  name,
  title,
  emails: email ? [{ kind: 'work', email }] : [],
  phones,
});

function contactsOf(sheet: Cells, extra: Extra | undefined, problems: CellProblem[]): ContactDraft[] {
  const name = personIn(sheet);
  const raw = contactRaw({
    name,
    title: sheet.get('contact_title'),
    email: firstOf(sheet.get('contact_email')),
    phones: [phoneIn(firstOf(sheet.get('contact_phone')))],
  });
  const own = name ? [parsed(sheet, raw, CONTACT_FIELDS, (value) => parse(contactDraft, value), problems)] : [];
  const others = (extra?.contacts ?? []).map((each) => {
    const phones = list(each.phones).map((phone) => ({
      kind: /cell|mobile/i.test(text(phone.type)) ? 'mobile' : 'work',
      number: text(phone.number),
      extension: text(phone.extension).replace(/\D/g, '').slice(0, 10),
    }));
    const person = contactRaw({ name: text(each.name), title: text(each.title) || text(each.department), email: text(each.email), phones });
    return person.name ? parsed(sheet, person, {}, (raw) => parse(contactDraft, raw), problems) : null;
  });
  return [...own, ...others].filter((each) => each !== null);
}
