/**
 * Whose is a phone or a mail that only calls itself "Phone" or "Email"? In a list with people in it the heading leaves
 * that open, so the person who brings the list in is asked once a column. A plain heading is taken for the
 * organization's, unless the list is one of people or its own rows say otherwise: the mail has the person's name in it,
 * or two people of one organization have two of them. Pure.
 */
import { nameKey } from '../../../directory/name-key.ts';
import type { Kind } from '../reading/sheet.ts';
import type { Field, Mapping } from './fields.ts';

export const OWNERS = ['organization', 'person'] as const;
export type Owner = (typeof OWNERS)[number];

/** What an open column fills, by whose it is. */
const PAIRS: Record<Owner, Field>[] = [
  { organization: 'phone', person: 'contact_phone' },
  { organization: 'email', person: 'contact_email' },
  { organization: 'cell_phone', person: 'contact_cell_phone' },
];

const PLAIN = new RegExp(
  `^(${[
    'phone|telephone|phone number|telephone number|tel|ph|phone no|primary phone|phone 1|phone 2',
    'work phone|work telephone|office phone|business phone|telefono|telefono del trabajo|tel del trabajo',
    'email|e mail|mail|email address|e mail address|email 1|work email|work e mail',
    'correo|correo electronico|correo del trabajo',
  ].join('|')})$`,
);
const MOBILE = /^(mobile|cell)( phone| number)?$|^cellphone$|^(telefono )?(celular|movil)$/;

const PEOPLE: readonly Field[] = ['contact_name', 'contact_first_name', 'contact_last_name'];
export const hasPeople = (mapping: Mapping): boolean => mapping.some((field) => field !== '' && PEOPLE.includes(field));

/** A column about which people are asked, and whose it is taken for until they answer. */
export type OpenColumn = { column: number; title: string; owner: Owner };

/**
 * In a list with people, plain phones and mails; in one without, mobile phones, which would be left out as somebody's
 * own.
 */
export function openColumns(kind: Kind, header: string[], mapping: Mapping): OpenColumn[] {
  if (kind !== 'table') return [];
  const open = hasPeople(mapping) ? PLAIN : MOBILE;
  return header.flatMap((title, column): OpenColumn[] => {
    const owner = OWNERS.find((each) => PAIRS.some((pair) => pair[each] === mapping[column]));
    return owner && open.test(plainKey(title)) ? [{ column, title, owner }] : [];
  });
}

const plainKey = (title: string) => nameKey(title.replace(/ \(\d+\)$/, ''));

/** The columns with the answer in them. A column that was given another meaning keeps it. */
export function withOwner(mapping: Mapping, column: number, owner: Owner): Mapping {
  const pair = PAIRS.find((each) => Object.values(each).includes(mapping[column] as Field));
  return pair ? mapping.with(column, pair[owner]) : mapping;
}

/** The mapping that is used until somebody answers. */
export function preselect(mapping: Mapping, header: string[], rows: string[][]): Mapping {
  if (!hasPeople(mapping)) return mapping;
  const ofPeople = isListOfPeople(mapping, header);
  return openColumns('table', header, mapping).reduce((now, { column }) => {
    const owner: Owner = ofPeople || rowsSayPerson(mapping, rows, column) ? 'person' : 'organization';
    return withOwner(now, column, owner);
  }, mapping);
}

/** Its rows are people: "Name" is theirs and stands beside where they work, or the numbers of their homes are in it. */
const isListOfPeople = (mapping: Mapping, header: string[]): boolean =>
  mapping.some((field) => field.startsWith('contact_home_') || field === 'contact_starts_on') ||
  header.some((title, at) => mapping[at] === 'contact_name' && /^(name|nombre|full name)$/.test(nameKey(title))) ||
  (mapping.includes('contact_first_name') &&
    mapping.includes('contact_last_name') &&
    !header.some((title) => /contact/.test(nameKey(title))));

function rowsSayPerson(mapping: Mapping, rows: string[][], column: number): boolean {
  const seen = rows.flatMap((row) => {
    const person = PEOPLE.map((field) => row[mapping.indexOf(field)] ?? '').join(' ');
    const [organization, value] = [
      nameKey(row[mapping.indexOf('name')] ?? ''),
      (row[column] ?? '').trim().toLowerCase(),
    ];
    return nameKey(person) && value ? [{ person: nameKey(person), organization, value }] : [];
  });
  const named = seen.filter(
    ({ person, value }) =>
      value.includes('@') && person.split(' ').some((word) => word.length > 2 && value.split('@')[0]?.includes(word)),
  );
  const several = [...Map.groupBy(seen, (each) => each.organization).values()].some(
    (group) =>
      new Set(group.map((each) => each.value)).size > 1 &&
      new Set(group.map((each) => each.person + each.value)).size > 1,
  );
  return several || (seen.length > 0 && named.length * 2 >= seen.length);
}
