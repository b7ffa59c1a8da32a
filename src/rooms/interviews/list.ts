/**
 * People of a round out of a spreadsheet: which column is what is read from its head, in English and Spanish; what has
 * no place is named, and nothing of the list is kept but the people that it brings.
 */
import { parse } from 'csv-parse/sync';
import type { Locale } from '../../house/ctx.ts';
import { Invalid, type Message } from '../../house/errors.ts';
import { email as emailSchema } from '../../house/parse.ts';
import { nameKey } from '../directory/name-key.ts';
import type { LeaderDraft } from './interview.ts';

export const MOST_PEOPLE = 500;

const HEADS = {
  name: 'name, full name, leader, person, contact, nombre, nombre completo, persona',
  first: 'first name, first, nombre de pila',
  last: 'last name, last, surname, apellido, apellidos',
  role: 'role, title, position, job title, funcion, cargo, puesto',
  organization: 'organization, organisation, org, agency, company, employer, organizacion, empresa, institucion',
  email: 'email, e mail, mail, email address, correo, correo electronico',
  phone: 'phone, telephone, phone number, cell, mobile, telefono, celular',
  language: 'language, lang, speaks, idioma',
  sector: 'sector, kind, sector kind, tipo',
  area: 'area, branch, branch area, neighborhood, sucursal, zona',
  how_known: 'how we know them, how known, known from, how do we know them, source, como le conocemos, de donde',
  interviewer: 'interviewer, who asks, asked by, quien entrevista, entrevista',
} as const;
type Field = keyof typeof HEADS;

const fields = Object.keys(HEADS) as Field[];
const fieldOf = new Map<string, Field>(
  fields.flatMap((field) => HEADS[field].split(', ').map((head) => [head, field])),
);

const LANGUAGES: Record<string, Locale> = {
  en: 'en',
  english: 'en',
  ingles: 'en',
  es: 'es',
  spanish: 'es',
  espanol: 'es',
};

type Named = { key: string; names: string[] };
/** What cells can name: sectors, branches and interviewers by their names in either language. */
export type Known = { sectors: Named[]; branches: Named[]; interviewers: Named[]; locale: Locale };

export type LineProblem = { line: number; column: string; why: Message };
export type ReadPeople = {
  drafts: (LeaderDraft & { line: number })[];
  problems: LineProblem[];
  /** Columns whose heads say nothing that we keep. */
  unused: string[];
  hasNames: boolean;
  /** Lines after the most that are taken at once. */
  leftOut: number;
};

type Row = { number: number; cells: string[] };

const shortened = (text: string, most: number) => [...text.replace(/\s+/g, ' ').trim()].slice(0, most).join('');

export function peopleIn({ header, rows }: { header: string[]; rows: Row[] }, known: Known): ReadPeople {
  const columns = header.map((head) => fieldOf.get(nameKey(head.replace(/[-_/.:]+/g, ' '))) ?? null);
  const unused = header.filter((head, at) => columns[at] === null && head.trim() !== '');
  const hasNames = columns.includes('name') || columns.includes('first') || columns.includes('last');
  const problems: LineProblem[] = [];
  const drafts = rows.slice(0, MOST_PEOPLE).flatMap((row) => {
    const cell = (field: Field) => {
      const at = columns.indexOf(field);
      return at < 0 ? '' : (row.cells[at] ?? '').trim();
    };
    const complain = (field: Field, key: string, value: string) =>
      problems.push({
        line: row.number,
        column: header[columns.indexOf(field)] ?? '',
        why: { key, values: { value } },
      });
    const name = cell('name') || [cell('first'), cell('last')].filter(Boolean).join(' ');
    if (name === '') {
      if (row.cells.some((each) => each.trim() !== ''))
        problems.push({ line: row.number, column: '', why: { key: 'error.line_name' } });
      return [];
    }
    const email = emailSchema.safeParse(cell('email'));
    if (!email.success) complain('email', 'error.line_email', cell('email'));
    const locale = LANGUAGES[nameKey(cell('language'))] ?? known.locale;
    if (cell('language') && !LANGUAGES[nameKey(cell('language'))])
      complain('language', 'error.line_language', cell('language'));
    const keyOf = (field: 'sector' | 'area' | 'interviewer', of: Named[]) => {
      const wanted = cell(field);
      if (wanted === '') return null;
      const found = theOne(of, wanted);
      if (!found) complain(field, `error.line_${field}`, wanted);
      return found?.key ?? null;
    };
    return [
      {
        ...{ line: row.number, name: shortened(name, 200), role: shortened(cell('role'), 200) },
        ...{ organization: shortened(cell('organization'), 200), phone: shortened(cell('phone'), 60), locale },
        ...{ how_known: shortened(cell('how_known'), 300), email: email.success ? email.data : '', populations: [] },
        sector_key: keyOf('sector', known.sectors),
        branch_id: keyOf('area', known.branches) as LeaderDraft['branch_id'],
        interviewer_id: keyOf('interviewer', known.interviewers) as LeaderDraft['interviewer_id'],
      },
    ];
  });
  return { drafts, problems, unused, hasNames, leftOut: Math.max(0, rows.length - MOST_PEOPLE) };
}

/** By its key or name; else the only one that has these words in its name. */
function theOne(of: Named[], wanted: string): Named | undefined {
  const typed = nameKey(wanted);
  const exact = of.find(({ key, names }) => key === wanted || names.some((each) => nameKey(each) === typed));
  if (exact || typed.length < 3) return exact;
  const near = of.filter(({ names }) => names.some((each) => ` ${nameKey(each)}`.includes(` ${typed}`)));
  return near.length === 1 ? near[0] : undefined;
}

/** A list as text, a line for each row and tabs between cells, as spreadsheets copy it. */
export const asLines = ({ header, rows }: { header: string[]; rows: Row[] }): string =>
  [header, ...rows.map(({ cells }) => cells)]
    .map((cells) => cells.map((cell) => cell.replace(/[\t\n\r]+/g, ' ')).join('\t'))
    .join('\n');

/** The other way round; also of a list that is typed with commas. Its first line names the columns. */
export function linesIn(text: string): { header: string[]; rows: Row[] } {
  const [first = ''] = text.split('\n');
  const delimiter = first.includes('\t') ? '\t' : first.split(';').length > first.split(',').length ? ';' : ',';
  const quoted = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true };
  const read = () => {
    try {
      return parse(text, quoted) as string[][];
    } catch {
      throw new Invalid({ list: { key: 'error.list_broken' } });
    }
  };
  const [header = [], ...rows] = read();
  return { header, rows: rows.map((cells, at) => ({ number: at + 2, cells })) };
}
