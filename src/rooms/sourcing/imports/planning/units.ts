/**
 * Rows of one organization are one unit: a contact list has a row for each person. What comes of a unit does not depend
 * on the order of its rows. Pure.
 */
import { nameCore, nameKey } from '../../../directory/name-key.ts';
import { type ComparableName, comparableName, sameName } from '../../../directory/same-name.ts';
import { cut, type Kind } from '../reading/sheet.ts';
import { unitedPeople } from '../rows/people.ts';
import type { ImportRecord } from '../rows/record.ts';
import { addressKey, distinct, united } from './united.ts';

/** What one row said and another row of the same organization says differently; the other row's value is used. */
export type Dropped = { field: 'email' | 'website' | 'description'; value: string };
/** `number` is the first row; `key` names the organization within its source. */
export type Unit = { number: number; rows: number[]; key: string; record: ImportRecord; dropped: Dropped[] };
export type ReadRow = { number: number; record: ImportRecord };

/** Rows of programs and sites whose agency is in the list, and those that stand alone. */
export function withParents(rows: ReadRow[]): { standing: ReadRow[]; orphans: ReadRow[] } {
  const agencies = new Set(rows.filter(({ record }) => !record.under).map(({ record }) => record.external_id));
  const { standing = [], orphans = [] } = Object.groupBy(rows, ({ record }) =>
    record.under && !agencies.has(record.under.parent) ? 'orphans' : 'standing',
  );
  return { standing, orphans };
}

export function unitsOf(kind: Kind, rows: ReadRow[]): Unit[] {
  const keyed = rows.map((row) => ({ ...row, key: keyOf(kind, row.record) }));
  const groups = [...Map.groupBy(withPlace(keyed), (row) => row.key)].flatMap(([key, group]) => byName(key, group));
  return groups.map(([key, group]) => {
    const numbers = group.map((row) => row.number).toSorted((a, b) => a - b);
    return { number: numbers[0] ?? 0, rows: numbers, key, ...joined(group.map((row) => row.record)) };
  });
}

/**
 * Rows with one key but different names are several organizations: a fiscal sponsor lends its tax id to others, and
 * numbers in a column called "ID" may mean anything. Each name then becomes part of its key.
 */
function byName<T extends ReadRow>(key: string, group: T[]): [string, T[]][] {
  if (key.startsWith('name ')) return [[key, group]];
  // Programs below one agency may have any names.
  if (group.some((row) => row.record.under)) return [[key, group]];
  const heaps: { names: ComparableName[]; rows: T[] }[] = [];
  for (const row of group.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) {
    const name = comparableName(nameOf(row));
    const heap = heaps.find((each) => sameName(each.names, [name]));
    if (heap) heap.rows.push(row);
    else heaps.push({ names: [name], rows: [row] });
  }
  if (heaps.length === 1) return [[key, group]];
  return heaps.map(({ names, rows }) => [`${key} | ${names[0]?.core ?? ''}`, rows]);
}

const nameOf = (row: ReadRow) => row.record.organization.name;

/**
 * The part of a key that rows must share to be one unit. What becomes of a row depends only on rows of the same kin.
 */
export const kinOf = (key: string): string => key.split(' | ')[0] ?? key;

/**
 * The source's own id, or the tax id, or the name with its place. A person's card has the id of the person, not of the
 * organization.
 */
export function keyOf(kind: Kind, { organization, external_id }: ImportRecord): string {
  const people = kind === 'google' || kind === 'outlook' || kind === 'vcard';
  if (external_id && !people) return `id ${external_id}`;
  if (organization.tax_id) return `tax ${organization.tax_id}`;
  const [address] = organization.addresses;
  const place = address?.postal_code.slice(0, 5) || nameKey(address?.city ?? '');
  const { name } = organization;
  return `name ${nameCore(name) || nameKey(name) || name.toLowerCase()} | ${place}`;
}

/**
 * A key that an older release made, as `keyOf` and `byName` make it now, so that next year's list still finds the
 * organization. `name` is the one the list brought under it.
 */
export function renewKey(key: string, name: string): string {
  const [first = '', ...rest] = key.split(' | ');
  if (rest.length === 0) return key;
  const core = nameCore(name);
  const place = first.startsWith('name ') ? rest.slice(0, 1) : [];
  // The remaining parts are cores of names, where `byName` has told organizations apart.
  const names = rest.slice(place.length).map((each) => (each === nameKey(each) ? nameCore(each) || each : each));
  return [place.length > 0 && core ? `name ${core}` : first, ...place, ...names].join(' | ');
}

/** A row without a place belongs to the only one of that name that has one. */
function withPlace<T extends { key: string }>(rows: T[]): T[] {
  const names = Map.groupBy(new Set(rows.map((row) => row.key)), (key) => key.split(' | ')[0] ?? key);
  return rows.map((row) => {
    if (!row.key.startsWith('name ') || !row.key.endsWith(' | ')) return row;
    const placed = (names.get(row.key.split(' | ')[0] ?? '') ?? []).filter((key) => !key.endsWith(' | '));
    return placed.length === 1 && placed[0] ? { ...row, key: placed[0] } : row;
  });
}

/**
 * Several rows as one record: the longest row gives the name, the first in a fixed order gives each other field, lists
 * are united.
 */
function joined(all: ImportRecord[]): Pick<Unit, 'record' | 'dropped'> {
  const below = all.flatMap(({ under }) => under ?? []);
  if (below.length === 0) return united(all);
  const { record, dropped } = united(all.filter(({ under }) => !under));
  const here = new Set(record.organization.addresses.map(addressKey));
  const places = below.flatMap(({ location }) => (location && !here.has(addressKey(location)) ? location : []));
  const known = new Set(places.map((place) => place.external_id));
  const services = below.flatMap(({ service }) =>
    service ? { ...service, at: service.at.filter((id) => known.has(id)) } : [],
  );
  const heard = below.reduce((agency, { said }) => withSaid(agency, said), record);
  return {
    record: { ...heard, services: [...record.services, ...services], locations: [...record.locations, ...places] },
    dropped,
  };
}

/**
 * Adds what a program's row says to its agency: its people, sectors, populations and languages. A note gets the
 * program's name before it.
 */
function withSaid(
  agency: ImportRecord,
  { organization: { name, sectors, populations, languages }, contacts, notes = [] }: ImportRecord,
): ImportRecord {
  const { organization } = agency;
  const both = (ours: string[], theirs: string[]) => distinct([...ours, ...theirs], (each) => each);
  return {
    ...agency,
    organization: {
      ...organization,
      sectors: both(organization.sectors, sectors),
      populations: both(organization.populations, populations),
      languages: both(organization.languages, languages),
    },
    contacts: unitedPeople([...agency.contacts, ...contacts]),
    notes: both(
      agency.notes ?? [],
      notes.map((note) => cut(`${name}: ${note}`, 5000)),
    ),
  };
}
