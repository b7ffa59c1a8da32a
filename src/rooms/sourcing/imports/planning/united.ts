/** Several records of one organization as one: what the first leaves open the others fill, lists are united. Pure. */
import { unitedFurther } from '../../../directory/further.ts';
import { nameKey } from '../../../directory/name-key.ts';
import { unitedPeople } from '../rows/people.ts';
import type { ImportRecord } from '../rows/record.ts';
import type { Dropped, Unit } from './units.ts';

export function united(records: ImportRecord[]): Pick<Unit, 'record' | 'dropped'> {
  const [first, ...rest] = records
    .map((record) => ({ record, text: JSON.stringify(record) }))
    .toSorted((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1));
  if (!first) throw new Error('A unit has rows.');
  if (rest.every(({ text }) => text === first.text)) return { record: first.record, dropped: [] };
  const record = rest.reduce((sum, { record }) => both(sum, record), first.record);
  return {
    record,
    dropped: droppedFrom(
      record,
      rest.map((each) => each.record),
    ),
  };
}

function droppedFrom(record: ImportRecord, others: ImportRecord[]): Dropped[] {
  const all = others.flatMap(({ organization }) =>
    (['email', 'website', 'description'] as const)
      .map((field) => ({ field, value: organization[field] }))
      .filter(({ field, value }) => value !== '' && value !== record.organization[field]),
  );
  return [...new Map(all.map((each) => [`${each.field} ${each.value}`, each])).values()].slice(0, 10);
}

/** It has branches for each field: the value of the first record, or else of the second. */
export function both(a: ImportRecord, b: ImportRecord): ImportRecord {
  const [one, two] = [a.organization, b.organization];
  return {
    organization: {
      ...one,
      description: one.description || two.description,
      website: one.website || two.website,
      email: one.email || two.email,
      tax_id: one.tax_id || two.tax_id,
      confidential_address: one.confidential_address || two.confidential_address,
      further: unitedFurther(one.further ?? {}, two.further ?? {}),
      alternate_names: distinct([...one.alternate_names, ...two.alternate_names, two.name], (name) => name)
        .filter((name) => name !== one.name)
        .slice(0, 60),
      languages: distinct([...one.languages, ...two.languages], (each) => each),
      populations: distinct([...one.populations, ...two.populations], (each) => each),
      sectors: distinct([...one.sectors, ...two.sectors], (each) => each),
      phones: distinct([...one.phones, ...two.phones], (phone) => phone.number + phone.extension).slice(0, 30),
      addresses: distinct([...one.addresses, ...two.addresses], addressKey).slice(0, 30),
    },
    contacts: unitedPeople([...a.contacts, ...b.contacts]),
    services: distinct([...a.services, ...b.services], (each) => each.external_id || each.name),
    locations: distinct([...a.locations, ...b.locations], (each) => each.external_id || each.name),
    external_id: a.external_id || b.external_id,
    latitude: a.latitude ?? b.latitude,
    longitude: a.longitude ?? b.longitude,
    income: a.income ?? b.income,
    sector_reason: a.sector_reason || b.sector_reason,
    notes: distinct([...(a.notes ?? []), ...(b.notes ?? [])], (note) => note),
  };
}

export const addressKey = (address: { address_1: string; city: string; postal_code: string }) =>
  [nameKey(address.address_1), nameKey(address.city), address.postal_code.slice(0, 5)].join('|');

export function distinct<T>(list: T[], key: (item: T) => string): T[] {
  return [...new Map(list.toReversed().map((item) => [key(item), item])).values()].reverse();
}
