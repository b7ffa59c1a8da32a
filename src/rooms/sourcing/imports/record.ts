/**
 * One row of a file as facts: what an organization's form would have held, its people, services and places. The same
 * schemas parse it as parse the forms; what does not pass is a problem with the column it stands in.
 */
import { Invalid, type Message } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { type OrganizationDraft, organizationDraft } from '../../directory/organization.ts';
import { type ContactDraft, contactDraft } from '../../directory/person.ts';
import { Cells } from './cells.ts';
import type { Mapping } from './fields.ts';
import { readIrsRow } from './irs-row.ts';
import { KeptColumns, type Origin, organizationOf, saysYes } from './organization-row.ts';
import { type Located, locationsIn, type Offered, servicesIn } from './package.ts';
import { withFurther } from './package-further.ts';
import { organizationFurther, packagePerson } from './package-organization.ts';
import { phonesIn } from './phones.ts';
import { offeredBelow, type Under } from './program-row.ts';
import { type CellProblem, cut, type Extra, type Kind, type SheetRow } from './reading/sheet.ts';
import { peopleIn, type RowPeople } from './row-people.ts';
import { degrees, dollars, mailsIn } from './values.ts';
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
  /** What somebody noted beside it: notes of this library once it is a partner. Older records have none. */
  notes?: string[];
  /** It is no organization: a program or a site of the one whose id this is. */
  under?: Under;
};
export const offersOf = (record: ImportRecord | null) => ({
  services: record?.services ?? [],
  locations: record?.locations ?? [],
});

export type RowReading = { record: ImportRecord | null; problems: CellProblem[] };
export type Columns = { kind: Kind; header: string[]; mapping: Mapping; vocabulary: Vocabulary; defaultSector: string };

/**
 * Reads one row. A hard problem (no name, text that no field can hold) leaves no record. Any other never stops a row:
 * what cannot be read as what its column holds is kept as it reads, or, if it is a person's, named as not kept.
 */
export function readRow(row: SheetRow, columns: Columns): RowReading {
  return columns.kind === 'irs' ? readIrs(row, columns) : readTable(row, columns);
}

function readIrs(row: SheetRow, { header, mapping }: Columns): RowReading {
  const problems = [...(row.problems ?? [])];
  const read = readIrsRow(header, row);
  if ('problem' in read) return { record: null, problems: [...problems, read.problem] };
  const sheet = new Cells(row, { header, mapping });
  const organization = parsed(
    read.raw,
    { columns: { name: sheet.column('name'), tax_id: sheet.column('tax_id') }, needed: 'name' },
    (raw) => parse(organizationDraft, raw),
    problems,
  );
  if (!organization || problems.some((problem) => problem.hard)) return { record: null, problems };
  const nothing = { contacts: [], services: [], locations: [], external_id: '', latitude: null, longitude: null };
  return { record: { organization, ...nothing, income: read.income, sector_reason: read.sectorReason }, problems };
}

function readTable(row: SheetRow, { kind, header, mapping, vocabulary, defaultSector }: Columns): RowReading {
  const problems = problemsOf(row, mapping);
  const sheet = new Cells({ ...row, cells: sound(row.cells, problems) }, { header, mapping });
  const nameColumn = mapping.indexOf('name');
  const typed = nameColumn >= 0 ? (row.cells[nameColumn] ?? '') : '';
  // A name that was typed in mends a package that had none.
  const open = typed ? problems.filter((each) => each.message.key !== 'error.package_nameless') : problems;
  const people = peopleIn(sheet, kind, open);
  const kept = new KeptColumns();
  const { raw, origin } = organizationOf(sheet, { vocabulary, defaultSector, people, extra: row.extra, kept }, open);
  const organization = parsed(raw, origin, (raw) => parse(organizationDraft, raw), open);
  const contacts = contactsOf(sheet, people, row.extra, open);
  if (typed === '') complain(open, nameColumn, contacts.length > 0 ? 'error.person_alone' : 'error.row_name');
  const services = servicesIn(row.extra, open);
  const locations = locationsIn(row.extra, open);
  const rest = {
    external_id: cut(sheet.get('external_id'), 200),
    latitude: degrees(sheet, 'latitude', open, 90),
    longitude: degrees(sheet, 'longitude', open, 180),
    income: dollars(sheet, 'income', open),
    sector_reason: '',
    notes: notesIn(sheet),
  };
  settle(open, { row, sheet, mapping, kept });
  if (organization === null || open.some((problem) => problem.hard)) return { record: null, problems: open };
  const further = withFurther({
    ...organizationFurther(row.extra, vocabulary),
    ...(!kept.isEmpty() && { columns: kept.columns }),
  });
  return {
    record: offeredBelow(sheet, {
      organization: { ...organization, ...further },
      contacts,
      services,
      locations,
      ...rest,
    }),
    problems: open,
  };
}

/** Fields that take text as it stands. */
const AS_IT_STANDS: readonly string[] = ['note', 'further', 'status', 'contact_starts_on', 'contact_ends_on'];

/**
 * What the reading found wrong with the cells that are used; text as it stands may be a day, or longer than what is
 * kept of it.
 */
function problemsOf({ problems = [] }: SheetRow, mapping: Mapping): CellProblem[] {
  return problems.flatMap((each): CellProblem[] => {
    const field = each.column === null ? undefined : mapping[each.column];
    if (field === '') return [];
    if (field === undefined || !AS_IT_STANDS.includes(field)) return [{ ...each }];
    if (each.message.key === 'error.cell_too_long') return [{ ...each, hard: false, note: true }];
    return each.hard ? [each] : [];
  });
}

/**
 * A number that a spreadsheet has made a day of, or a formula without a result, is not the value that stood there: it
 * fills no field.
 */
function sound(cells: string[], problems: CellProblem[]): string[] {
  const spoiled = new Set(problems.filter((each) => !each.hard && !each.note).map((each) => each.column));
  return spoiled.size === 0 ? cells : cells.map((cell, column) => (spoiled.has(column) ? '' : cell));
}

/** With their heading where there are several columns of them; a very long one in parts. */
function notesIn(sheet: Cells): string[] {
  const notes = sheet.all('note');
  return notes.flatMap(({ column, value }) => parts(notes.length > 1 ? `${sheet.title(column)}: ${value}` : value));
}

const parts = (text: string): string[] =>
  text.length > MAX_NOTE ? [text.slice(0, MAX_NOTE), ...parts(text.slice(MAX_NOTE))] : [text];
const MAX_NOTE = 5000;

type Settling = { row: SheetRow; sheet: Cells; mapping: Mapping; kept: KeptColumns };

/** What could not be read stays as it reads, with the organization; what is a person's does not, and is named. */
function settle(problems: CellProblem[], { row, sheet, mapping, kept }: Settling): void {
  for (const problem of problems) {
    const { column } = problem;
    // A name that a spreadsheet has made a day of is no name.
    if (column !== null && mapping[column] === 'name') problem.hard = true;
    if (problem.hard || problem.note) continue;
    problem.note = true;
    const cell = column === null ? '' : (row.cells[column] ?? '');
    if (column === null || cell === '' || mapping[column]?.startsWith('contact_')) continue;
    kept.add(sheet.title(column), cell);
    problem.kept = true;
  }
}

function complain(problems: CellProblem[], column: number, key: string): void {
  const known = problems.some((each) =>
    ['error.package_nameless', 'error.card_version', 'error.card_broken'].includes(each.message.key),
  );
  if (!known) problems.push({ column: column >= 0 ? column : null, message: { key }, hard: true });
}

/**
 * Parses; a field that fails is emptied and parsed again, so that one bad cell does not hide the others. Null only when
 * even that fails.
 */
function parsed<T>(
  raw: Record<string, unknown>,
  { columns, needed }: Origin,
  run: (raw: unknown) => T,
  problems: CellProblem[],
): T | null {
  try {
    return run(raw);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const names = Object.keys(error.fields);
    for (const name of names)
      report({ column: columns[name] ?? -1, needed: name === needed }, error.fields[name], problems);
    const without = names.reduce((rest, name) => emptied(rest, name), structuredClone(raw));
    try {
      return run(without);
    } catch (again) {
      if (again instanceof Invalid) return null;
      throw again;
    }
  }
}

function report(
  { column, needed }: { column: number; needed: boolean },
  message: Message | undefined,
  problems: CellProblem[],
): void {
  if (!message) return;
  // One sentence to a cell.
  if (
    column >= 0 &&
    problems.some((each) => each.column === column && [message.key, 'error.cell_too_long'].includes(each.message.key))
  )
    return;
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

function contactsOf(
  sheet: Cells,
  people: RowPeople,
  extra: Extra | undefined,
  problems: CellProblem[],
): ContactDraft[] {
  const { name, addresses } = people;
  const phones = people.phones.flatMap(({ column, kind, value }) => {
    const read = phonesIn(value);
    for (const each of read.unread) problems.push(notKept(column, each));
    return read.phones.map(({ phone_type, description, ...phone }) => ({
      ...{ column, kind: phone_type === 'cell' ? 'mobile' : kind, ...phone },
      description: [phone_type !== 'cell' && phone_type, description].filter(Boolean).join(', '),
    }));
  });
  const emails = people.emails.flatMap(({ column, kind, value }) => {
    const read = mailsIn(value);
    for (const each of read.unread) problems.push(notKept(column, each));
    return read.mails.map((email) => ({ column, kind, email }));
  });
  const raw = {
    name,
    title: sheet.get('contact_title'),
    starts_on: sheet.get('contact_starts_on'),
    ends_on: sheet.get('contact_ends_on'),
    may_be_published: saysYes(sheet.get('contact_may_be_published')) ? 'on' : undefined,
    phones: phones.map(({ column: _, ...phone }) => phone),
    emails: emails.map(({ column: _, ...mail }) => mail),
    addresses: addresses.map(({ kind, address }) => ({ kind, ...address })),
  };
  const at = (list: { column: number }[], path: string, part: string) =>
    list.map(({ column }, n) => [`${path}.${n}.${part}`, column] as const);
  const columns = {
    name: Math.max(sheet.column('contact_name'), sheet.column('contact_first_name')),
    title: sheet.column('contact_title'),
    starts_on: sheet.column('contact_starts_on'),
    ends_on: sheet.column('contact_ends_on'),
    ...Object.fromEntries([
      ...at(phones, 'phones', 'number'),
      ...at(emails, 'emails', 'email'),
      ...at(addresses, 'addresses', 'country'),
    ]),
  };
  if (!name && raw.title) problems.push(notKept(sheet.column('contact_title'), raw.title));
  const own = name ? [parsed(raw, { columns }, (value) => parse(contactDraft, value), problems)] : [];
  const others = (extra?.contacts ?? []).map((each) => {
    const { draft: raw, ...further } = packagePerson(each, problems);
    const draft = raw.name ? parsed(raw, { columns: {} }, (raw) => parse(contactDraft, raw), problems) : null;
    return draft && { ...draft, ...further };
  });
  return [...own, ...others].filter((each) => each !== null);
}

const notKept = (column: number, value: string): CellProblem => ({
  column: column >= 0 ? column : null,
  message: { key: 'error.value_not_kept', values: { value: value.slice(0, 80) } },
  hard: false,
  note: true,
});
