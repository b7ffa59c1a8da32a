/**
 * What a new edition of a list changes in an organization that we have. A field changes when the list itself changed
 * and nobody has edited the field since; an empty field is filled; nothing is ever emptied or removed. Pure.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../../../directory/contacts.ts';
import { type Further, inShort, newerFurther } from '../../../directory/further.ts';
import { nameKey } from '../../../directory/name-key.ts';
import type { OrganizationDraft } from '../../../directory/organization.ts';
import type { Organization } from '../../../directory/organizations.ts';
import type { ImportRecord } from '../rows/record.ts';
import { contactDifferences, type PeopleDifference } from './people-differences.ts';
import { addressKey } from './united.ts';

export type FieldChange = { field: string; from: string; to: string };
export type Difference = PeopleDifference & { draft: OrganizationDraft | null; changes: FieldChange[] };

const TEXTS = ['description', 'website', 'email', 'tax_id'] as const;
const LISTS = ['alternate_names', 'languages', 'populations', 'sectors'] as const;

/** What a list says of an organization: `before` is what it said the last time, null the first time. */
export type Said = { before: ImportRecord | null; now: ImportRecord };

/** `draft` is changed in place from what is stored to what it will be; each change is added to `changes`. */
type Merging = {
  draft: OrganizationDraft;
  before: OrganizationDraft | undefined;
  now: OrganizationDraft;
  changes: FieldChange[];
};

export function differences(stored: Organization, people: Contact[], said: Said): Difference {
  const merging: Merging = {
    draft: draftOf(stored),
    before: said.before?.organization,
    now: said.now.organization,
    changes: [],
  };
  const { draft, changes } = merging;
  mergeName(merging);
  mergeTexts(merging);
  mergeLists(merging);
  mergeFurther(merging);
  hide(merging);
  const contacts = contactDifferences(people, said.before?.contacts ?? [], said.now.contacts);
  return {
    draft: changes.length > 0 ? draft : null,
    added: contacts.added,
    changed: contacts.changed,
    changes: [...changes, ...contacts.changes],
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

function mergeTexts({ draft, before, now, changes }: Merging): void {
  for (const field of TEXTS) {
    const value = newer(draft[field], before?.[field] ?? null, now[field]);
    if (value !== draft[field]) changes.push({ field, from: draft[field], to: value });
    draft[field] = value;
  }
}

/** A name that differs becomes another name of the organization, unless it was the source's own that changed. */
function mergeName({ draft, before, now: { name }, changes }: Merging): void {
  if (name === draft.name || name === before?.name) return;
  if (before && draft.name === before.name) {
    changes.push({ field: 'name', from: draft.name, to: name });
    draft.name = name;
  } else if (!draft.alternate_names.includes(name) && draft.alternate_names.length < 60) {
    changes.push({ field: 'alternate_names', from: '', to: name });
    draft.alternate_names = [...draft.alternate_names, name];
  }
}

/**
 * Each list is ours plus the items that the source has added since the last time. An item that somebody removed here
 * stays removed.
 */
function mergeLists({ draft, before, now, changes }: Merging): void {
  const add = <T>(field: string, ours: T[], fresh: T[]): T[] => {
    for (const item of fresh) changes.push({ field, from: '', to: inWords(item) });
    return [...ours, ...fresh];
  };
  for (const field of LISTS) {
    const known = [...draft[field], ...(before?.[field] ?? [])];
    const fresh = now[field].filter((item) => !known.includes(item));
    draft[field] = add(field, draft[field], fresh);
  }
  const numbers = new Set([...draft.phones, ...(before?.phones ?? [])].map((phone) => phone.number));
  const phones = now.phones.filter((phone) => !numbers.has(phone.number));
  draft.phones = add('phones', draft.phones, phones).slice(0, 30);
  const places = [...draft.addresses, ...(before?.addresses ?? [])];
  const addresses = now.addresses.filter((item) => !places.some((each) => sameAddress(each, item)));
  draft.addresses = add('addresses', draft.addresses, addresses).slice(0, 30);
}

type Address = OrganizationDraft['addresses'][number];

/** An address is the same whether its suite stands behind the street, in a line of its own, or is left out. */
function sameAddress(a: Address, b: Address): boolean {
  if (
    addressKey(a) === addressKey(b) &&
    (a.address_2 === '' || b.address_2 === '' || nameKey(a.address_2) === nameKey(b.address_2))
  )
    return true;
  const whole = (each: Address) => addressKey({ ...each, address_1: `${each.address_1} ${each.address_2}` });
  return whole(a) === whole(b);
}

/** A phone as its number, an address as its lines. */
function inWords(item: unknown): string {
  if (typeof item === 'string') return item;
  const { phone_type: _, address_type: __, country: ___, ...said } = item as Record<string, string>;
  return Object.values(said).filter(Boolean).join(', ');
}

/** A list that says an address is confidential hides it; a list never makes a hidden address public. */
function hide({ draft, before, now, changes }: Merging): void {
  if (!now.confidential_address || draft.confidential_address || before?.confidential_address) return;
  changes.push({ field: 'confidential_address', from: '', to: '✓' });
  draft.confidential_address = true;
}

/** Facts without a field of their own, by the same rule as texts. */
function mergeFurther({ draft, before, now, changes }: Merging): void {
  const ours = draft.further ?? {};
  const next = newerFurther(ours, before?.further ?? {}, now.further ?? {});
  // A file that this library has exported names the parent that is stored already: no news.
  if (next.parent_organization_id === draft.parent_organization_id && ours.parent_organization_id === undefined)
    delete next.parent_organization_id;
  for (const [name, value] of entriesOf(next)) {
    const was = new Map(entriesOf(ours)).get(name);
    if (!isDeepStrictEqual(value, was))
      changes.push({ field: 'further', from: inShort(was), to: `${name}: ${inShort(value)}` });
  }
  draft.further = next;
}

const entriesOf = ({ columns = {}, ...named }: Further): [string, unknown][] => [
  ...Object.entries(named),
  ...Object.entries(columns),
];
