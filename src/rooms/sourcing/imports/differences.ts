/**
 * What a source's new word about an organization changes in what we have. A field changes when the source itself
 * changed its mind and nobody has written something else there since; an empty field is filled; nothing is ever emptied
 * or taken off a list. Pure.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../../directory/contacts.ts';
import { type Further, inShort, newerFurther } from '../../directory/further.ts';
import { nameKey } from '../../directory/name-key.ts';
import type { OrganizationDraft } from '../../directory/organization.ts';
import type { Organization } from '../../directory/organizations.ts';
import { contactDifferences, type PeopleDifference } from './people-differences.ts';
import type { ImportRecord } from './record.ts';
import { addressKey } from './units.ts';

export type FieldChange = { field: string; from: string; to: string };
export type Difference = PeopleDifference & { draft: OrganizationDraft | null; changes: FieldChange[] };

const TEXTS = ['description', 'website', 'email', 'tax_id'] as const;
const LISTS = ['alternate_names', 'languages', 'populations', 'sectors'] as const;

/** `before` is what the source said the last time; null the first time it speaks of this organization. */
export function differences(
  stored: Organization,
  contacts: Contact[],
  before: ImportRecord | null,
  now: ImportRecord,
): Difference {
  const draft = draftOf(stored);
  const changes: FieldChange[] = [];
  mergeName(draft, before, now, changes);
  for (const field of TEXTS) {
    const value = newer(draft[field], before?.organization[field] ?? null, now.organization[field]);
    if (value !== draft[field]) changes.push({ field, from: draft[field], to: value });
    draft[field] = value;
  }
  for (const field of LISTS)
    draft[field] = joinList(
      field,
      draft[field],
      before?.organization[field] ?? [],
      now.organization[field],
      (each) => each,
      changes,
    );
  const phones = joinList(
    'phones',
    draft.phones,
    before?.organization.phones ?? [],
    now.organization.phones,
    (each) => each.number,
    changes,
  );
  const addresses = joinAddresses(
    draft.addresses,
    before?.organization.addresses ?? [],
    now.organization.addresses,
    changes,
  );
  bringFurther(draft, before, now, changes);
  hide(draft, before, now, changes);
  const touched = changes.length > 0;
  const people = contactDifferences(contacts, before?.contacts ?? [], now.contacts, changes);
  return {
    draft: touched ? { ...draft, phones: phones.slice(0, 30), addresses: addresses.slice(0, 30) } : null,
    ...people,
    changes,
  };
}

/** The stored organization in the shape of its form. */
export function draftOf({ id: _, version: __, parent_name, chapters, ...draft }: Organization): OrganizationDraft {
  return structuredClone(draft) as OrganizationDraft;
}

/** Our value, unless it is empty or is exactly what the source said before and now says differently. */
function newer(ours: string, before: string | null, now: string): string {
  if (now === '' || now === before || now === ours) return ours;
  return ours === '' || ours === before ? now : ours;
}

/** A name that differs becomes another name of the organization, unless it was the source's own that changed. */
function mergeName(
  draft: OrganizationDraft,
  before: ImportRecord | null,
  now: ImportRecord,
  changes: FieldChange[],
): void {
  const name = now.organization.name;
  if (name === draft.name || name === before?.organization.name) return;
  if (before && draft.name === before.organization.name) {
    changes.push({ field: 'name', from: draft.name, to: name });
    draft.name = name;
  } else if (!draft.alternate_names.includes(name) && draft.alternate_names.length < 60) {
    changes.push({ field: 'alternate_names', from: '', to: name });
    draft.alternate_names = [...draft.alternate_names, name];
  }
}

type Addresses = OrganizationDraft['addresses'];

/** An address is known whether its suite stands behind the street, in a line of its own, or is left out. */
function joinAddresses(ours: Addresses, before: Addresses, now: Addresses, changes: FieldChange[]): Addresses {
  const known = [...ours, ...before];
  const added = now.filter((item) => !known.some((each) => sameAddress(each, item)));
  for (const item of added) changes.push({ field: 'addresses', from: '', to: inWords(item) });
  return [...ours, ...added];
}

function sameAddress(a: Addresses[number], b: Addresses[number]): boolean {
  if (
    addressKey(a) === addressKey(b) &&
    (a.address_2 === '' || b.address_2 === '' || nameKey(a.address_2) === nameKey(b.address_2))
  )
    return true;
  const whole = (each: Addresses[number]) => addressKey({ ...each, address_1: `${each.address_1} ${each.address_2}` });
  return whole(a) === whole(b);
}

/**
 * Our list plus the items that the source has added since the last time. An item that somebody removed here stays
 * removed.
 */
function joinList<T>(
  field: string,
  ours: T[],
  before: T[],
  now: T[],
  key: (item: T) => string,
  changes: FieldChange[],
): T[] {
  const known = new Set([...ours, ...before].map(key));
  const added = now.filter((item) => !known.has(key(item)));
  for (const item of added) changes.push({ field, from: '', to: inWords(item) });
  return [...ours, ...added];
}

/** A phone as its number, an address as its lines. */
function inWords(item: unknown): string {
  if (typeof item === 'string') return item;
  const { phone_type: _, address_type: __, country: ___, ...said } = item as Record<string, string>;
  return Object.values(said).filter(Boolean).join(', ');
}

/** A list that says an address is confidential hides it; it never brings one to light. */
function hide(draft: OrganizationDraft, before: ImportRecord | null, now: ImportRecord, changes: FieldChange[]): void {
  if (!now.organization.confidential_address || draft.confidential_address || before?.organization.confidential_address)
    return;
  changes.push({ field: 'confidential_address', from: '', to: '✓' });
  draft.confidential_address = true;
}

/** What has no field of its own, by the same rule. */
function bringFurther(
  draft: OrganizationDraft,
  before: ImportRecord | null,
  now: ImportRecord,
  changes: FieldChange[],
): void {
  const ours = draft.further ?? {};
  const next = newerFurther(ours, before?.organization.further ?? {}, now.organization.further ?? {});
  // An id of a library's own file says what is known already.
  if (next.parent_organization_id === draft.parent_organization_id && ours.parent_organization_id === undefined)
    delete next.parent_organization_id;
  for (const [name, value] of said(next)) {
    const was = new Map(said(ours)).get(name);
    if (!isDeepStrictEqual(value, was))
      changes.push({ field: 'further', from: inShort(was), to: `${name}: ${inShort(value)}` });
  }
  draft.further = next;
}

const said = ({ columns = {}, ...named }: Further): [string, unknown][] => [
  ...Object.entries(named),
  ...Object.entries(columns),
];
