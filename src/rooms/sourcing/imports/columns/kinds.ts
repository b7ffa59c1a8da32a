/**
 * What a table is, told by its header: which row the header is, which program wrote it, which column fills which field.
 * Guesses only: the person sees them and can change every one.
 */
import { nameKey } from '../../../directory/name-key.ts';
import { cut, type Kind } from '../reading/sheet.ts';
import { withContents } from './contents.ts';
import { type Field, type Mapping, SEVERAL } from './fields.ts';
import { meaning } from './headings.ts';
import { OWN_WORDS } from './program-words.ts';
import { preselect } from './whose.ts';

const MARKS: [Kind, string[]][] = [
  ['irs', ['EIN', 'NAME', 'SUBSECTION', 'NTEE_CD', 'FOUNDATION']],
  ['google', ['Organization Name', 'E-mail 1 - Value', 'Labels']],
  ['google', ['Given Name', 'Group Membership', 'E-mail 1 - Value']],
  ['outlook', ['E-mail Address', 'Company', 'Business Phone', 'Job Title']],
];

export function kindOf(header: string[]): Kind {
  const names = new Set(header.map((title) => title.trim().toLowerCase()));
  return MARKS.find(([, marks]) => marks.every((mark) => names.has(mark.toLowerCase())))?.[0] ?? 'table';
}

/**
 * A field is filled by one column, the first that fits, but for what one may have several of. `rows` tell what a
 * heading leaves open.
 */
export function guessMapping(kind: Kind, header: string[], rows: string[][] = []): Mapping {
  const taken = new Set<Field>();
  const mapping = header.map((title): Field | '' => {
    const wanted = fieldOf(kind, title);
    const ofPerson = wanted === 'name' && taken.has('name') && !taken.has('contact_name') && isBareName(title);
    const field = ofPerson ? 'contact_name' : wanted;
    if (field === '' || (taken.has(field) && !SEVERAL.includes(field))) return '';
    taken.add(field);
    return field;
  });
  const settled = settle(kind === 'table' ? nameOfPeople(mapping, header) : mapping, header, taken);
  return kind === 'table' ? preselect(withContents(settled, header, rows), header, rows) : settled;
}

/** The title without the number that tells a second "Phone (2)" from the first. */
const unnumbered = (title: string) => title.replace(/ \(\d+\)$/, '');

/** What a program's own word means; in a kind whose words are all known, any other means nothing. */
function fieldOf(kind: Kind, title: string): Field | '' {
  const own = OWN_WORDS[kind] ?? {};
  const known = [nameKey(unnumbered(title)), title.toLowerCase()].find((word) => Object.hasOwn(own, word));
  if (known) return own[known] ?? '';
  return kind === 'irs' || kind === 'vcard' ? '' : (meaning(unnumbered(title)) ?? '');
}

const isBareName = (title: string) => BARE_NAME.test(nameKey(unnumbered(title)));

/** Beside a column of organizations these are the names of people. */
const BARE_NAME = /^(name|nombre|member name)$/;

/** "Name" before "Organization": the first is the person. */
function nameOfPeople(mapping: Mapping, header: string[]): Mapping {
  const at = mapping.indexOf('name');
  if (at < 0 || mapping.includes('contact_name') || !BARE_NAME.test(nameKey(header[at] ?? ''))) return mapping;
  const other = header.findIndex(
    (title, column) => mapping[column] === '' && meaning(title) === 'name' && !BARE_NAME.test(nameKey(title)),
  );
  return other < 0 ? mapping : mapping.with(at, 'contact_name').with(other, 'name');
}

function settle(mapping: Mapping, header: string[], taken: Set<Field>): Mapping {
  if (taken.has('name')) return mapping;
  // A list of one column is a list of names.
  if (header.length === 1) return ['name'];
  // No column says "organization": the first that is not read and whose title holds such a word.
  const at = header.findIndex(
    (title, index) =>
      mapping[index] === '' &&
      /\b(org|agency|company|partner|business|empresa)/.test(nameKey(title)) &&
      !NOT_A_NAME.test(nameKey(title)),
  );
  if (at >= 0) return mapping.with(at, 'name');
  // "Contact" alone over a list of organizations.
  const contact = mapping.indexOf('contact_name');
  return contact >= 0 && !taken.has('contact_first_name') && !taken.has('contact_title')
    ? mapping.with(contact, 'name')
    : mapping;
}

/** Columns of agencies that hold no names. */
const NOT_A_NAME = new RegExp(
  `\\b(${[
    'status|ids?|nums?|number|no|code|parent|type|level|date|year|count|active|since|updated|created',
    'url|email|phone|fax',
  ].join('|')})\\b`,
);

const HEADER_WITHIN = 20;

/**
 * Titles, notes and empty lines may stand above the header. `headerRow` counts from 1; 0 when the table has none, and
 * then the columns are called by their letters.
 */
export function placeHeader(rows: string[][]): { header: string[]; headerRow: number } {
  const scores = rows.slice(0, HEADER_WITHIN).map((row) => headerScore(row));
  const best = Math.max(0, ...scores);
  const at = scores.indexOf(best);
  if (best >= 2 || (best === 1 && filled(rows[at] ?? []) === 1))
    return { header: named(rows[at] ?? []), headerRow: at + 1 };
  const first = rows.findIndex((row) => filled(row) > 1);
  const start = rows[first] ?? [];
  if (first >= 0 && !looksLikeData(start)) return { header: named(start), headerRow: first + 1 };
  const width = Math.max(1, ...rows.slice(0, HEADER_WITHIN).map((row) => row.findLastIndex(Boolean) + 1));
  return { header: Array.from({ length: width }, (_, at) => `Column ${letters(at)}`), headerRow: 0 };
}

const filled = (row: string[]) => row.filter(Boolean).length;
const headerScore = (row: string[]) =>
  new Set(row.flatMap((cell) => (cell.length <= 60 ? (meaning(cell) ?? []) : []))).size +
  (kindOf(row) === 'table' ? 0 : 10);
const looksLikeData = (row: string[]) =>
  row.some((cell) => /@|^https?:|^\(?\d{3}\)?[ -.]?\d{3}|^\d{5}(-\d{4})?$/.test(cell));

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const INVISIBLE = /[\u0000-\u001f\u007f\ufeff]+/g;

/** Every column has a name, and no two the same: "Phone", "Phone (2)", "Column D". */
function named(row: string[]): string[] {
  const taken = new Set<string>();
  const last = row.findLastIndex((title) => title !== '');
  return row.slice(0, Math.max(last + 1, 1)).map((title, at) => {
    const name = cut(title.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim(), 100) || `Column ${letters(at)}`;
    let own = name;
    for (let count = 2; taken.has(own.toLowerCase()); count++) own = `${name} (${count})`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** 0 -> A, 25 -> Z, 26 -> AA: as spreadsheets call their columns. */
export function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}
