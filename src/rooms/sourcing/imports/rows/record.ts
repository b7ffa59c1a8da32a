/**
 * One row of a file as facts: what an organization's form would have held, its people, services and places. The same
 * schemas parse it as parse the forms; what does not pass is a problem with the column it stands in.
 */
import { type OrganizationDraft, organizationDraft } from '../../../directory/organization.ts';
import type { ContactDraft } from '../../../directory/person.ts';
import { Cells } from '../columns/cells.ts';
import type { Mapping } from '../columns/fields.ts';
import { degrees, dollars } from '../columns/values.ts';
import type { Vocabulary } from '../columns/vocabulary.ts';
import { type CellProblem, cut, type Kind, type SheetRow } from '../reading/sheet.ts';
import { readIrsRow } from './irs-row.ts';
import { KeptColumns, organizationOf } from './organization-row.ts';
import { type Located, locationsIn, type Offered, servicesIn } from './package.ts';
import { withFurther } from './package-further.ts';
import { organizationFurther } from './package-organization.ts';
import { parsed } from './parsed.ts';
import { offeredBelow, type Under } from './program-row.ts';
import { ownContacts, packageContacts } from './row-contacts.ts';
import { peopleIn } from './row-people.ts';

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
  /**
   * Notes in the list. They become notes of the library when the organization is a partner. Older records have none.
   */
  notes?: string[];
  /** Set when the row is a program or a site of the organization with this id. */
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
  const origin = { columns: { name: sheet.column('name'), tax_id: sheet.column('tax_id') }, needed: 'name' };
  const organization = parsed(organizationDraft, { raw: read.raw, origin }, problems);
  if (!organization || problems.some((problem) => problem.hard)) return { record: null, problems };
  const nothing = { contacts: [], services: [], locations: [], external_id: '', latitude: null, longitude: null };
  return { record: { organization, ...nothing, income: read.income, sector_reason: read.sectorReason }, problems };
}

function readTable(row: SheetRow, { kind, header, mapping, vocabulary, defaultSector }: Columns): RowReading {
  const problems = problemsOf(row, mapping);
  const sheet = new Cells({ ...row, cells: sound(row.cells, problems) }, { header, mapping });
  const nameColumn = mapping.indexOf('name');
  const typed = nameColumn >= 0 ? (row.cells[nameColumn] ?? '') : '';
  // The organization had no name in the package; a person has typed one.
  const open = typed ? problems.filter((each) => each.message.key !== 'error.package_nameless') : problems;
  const people = peopleIn(sheet, kind, open);
  const kept = new KeptColumns();
  const draft = organizationOf(sheet, { vocabulary, defaultSector, people, extra: row.extra, kept }, open);
  const organization = parsed(organizationDraft, draft, open);
  const contacts = [...ownContacts(sheet, people, open), ...packageContacts(row.extra, open)];
  if (typed === '') complain(open, nameColumn, contacts.length > 0 ? 'error.person_alone' : 'error.row_name');
  const services = servicesIn(row.extra, open);
  const locations = locationsIn(row.extra, open);
  const rest = {
    external_id: cut(sheet.get('external_id'), 200),
    latitude: degrees(sheet, 'latitude', open),
    longitude: degrees(sheet, 'longitude', open),
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
 * The problems that reading found in cells of mapped columns. Fields for free text may hold a date, and a text that is
 * too long is only noted.
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
 * Empties cells whose real value is lost: a number that a spreadsheet has turned into a date, or a formula without a
 * result.
 */
function sound(cells: string[], problems: CellProblem[]): string[] {
  const spoiled = new Set(problems.filter((each) => !each.hard && !each.note).map((each) => each.column));
  return spoiled.size === 0 ? cells : cells.map((cell, column) => (spoiled.has(column) ? '' : cell));
}

/** The notes of a row, with their heading where several columns hold notes; a very long note in parts. */
function notesIn(sheet: Cells): string[] {
  const notes = sheet.all('note');
  return notes.flatMap(({ column, value }) => parts(notes.length > 1 ? `${sheet.title(column)}: ${value}` : value));
}

const parts = (text: string): string[] =>
  text.length > MAX_NOTE ? [text.slice(0, MAX_NOTE), ...parts(text.slice(MAX_NOTE))] : [text];
const MAX_NOTE = 5000;

type Settling = { row: SheetRow; sheet: Cells; mapping: Mapping; kept: KeptColumns };

/**
 * A value that could not be read is kept with the organization as text. A person's value is not kept, and reported.
 */
function settle(problems: CellProblem[], { row, sheet, mapping, kept }: Settling): void {
  for (const problem of problems) {
    const { column } = problem;
    // A name that a spreadsheet has turned into a date is not a name.
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
