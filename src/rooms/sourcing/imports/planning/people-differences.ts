/** What a new edition of a list changes in the people of an organization, by the rules of differences.ts. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../../../directory/contacts.ts';
import { inShort, newerFurther } from '../../../directory/further.ts';
import { type ContactDraft, personAddressKey, phoneKey } from '../../../directory/person.ts';
import { contactKey, shareNumber } from '../rows/people.ts';
import type { FieldChange } from './differences.ts';

export type ChangedContact = { contact: Contact; draft: ContactDraft };
export type PeopleDifference = { added: ContactDraft[]; changed: ChangedContact[] };

export function contactDifferences(
  ours: Contact[],
  before: ContactDraft[],
  now: ContactDraft[],
): PeopleDifference & { changes: FieldChange[] } {
  const changes: FieldChange[] = [];
  const added: ContactDraft[] = [];
  const changed: ChangedContact[] = [];
  for (const person of now) {
    const contact = findIn(ours, person, now);
    const former = findIn(before, person, now);
    if (!contact && !former) {
      added.push(person);
      changes.push({ field: 'contacts', from: '', to: person.name });
    }
    if (!contact) continue;
    const { draft, told } = changedContact(contact, former, person);
    if (told.length > 0) changed.push({ contact, draft });
    changes.push(...told);
  }
  return { added, changed, changes };
}

/**
 * The known person whom the list means: of those with that name the one who shares a number or has that title; or the
 * only one with the name, if the list has only one as well.
 */
function findIn<T extends ContactDraft>(list: T[], person: ContactDraft, now: ContactDraft[]): T | undefined {
  const named = list.filter((each) => contactKey(each) === contactKey(person));
  const sure = named.find((each) => shareNumber(each, person)) ?? named.find((each) => each.title === person.title);
  const alone = named.length === 1 && now.filter((each) => contactKey(each) === contactKey(person)).length === 1;
  return sure ?? (alone ? named[0] : undefined);
}

function changedContact(
  contact: Contact,
  before: ContactDraft | undefined,
  now: ContactDraft,
): { draft: ContactDraft; told: FieldChange[] } {
  const told: FieldChange[] = [];
  const tell = (from: string, to: string) => told.push({ field: 'contacts', from: `${contact.name}: ${from}`, to });
  const draft: ContactDraft = {
    name: contact.name,
    title: newer({ ours: contact.title, before: before?.title, now: now.title }, tell),
    starts_on: newer({ ours: contact.starts_on ?? '', before: before?.starts_on, now: now.starts_on }, tell) || null,
    ends_on: newer({ ours: contact.ends_on ?? '', before: before?.ends_on, now: now.ends_on }, tell) || null,
    may_be_published: contact.may_be_published,
    phones: newerList({ ours: contact.phones, before: before?.phones, now: now.phones }, phoneKey, tell),
    emails: newerList({ ours: contact.emails, before: before?.emails, now: now.emails }, (each) => each.email, tell),
    addresses: newerList(
      { ours: contact.addresses, before: before?.addresses, now: now.addresses },
      personAddressKey,
      tell,
    ),
  };
  const further = newerFurther(contact.further, before?.further ?? {}, now.further ?? {});
  const more = Object.keys(further).filter((name) => !isDeepStrictEqual(further[name], contact.further[name]));
  for (const name of more) tell(inShort(contact.further[name]), `${name}: ${inShort(further[name])}`);
  return { draft: { ...draft, ...(more.length > 0 && { further }) }, told };
}

type Tell = (from: string, to: string) => void;
type TextsOf = { ours: string; before: string | null | undefined; now: string | null };

/** Ours, unless it is empty or is what the source said before and no longer says. */
function newer({ ours, before, now }: TextsOf, tell: Tell): string {
  if (!now || now === before || now === ours || (ours !== '' && ours !== before)) return ours;
  tell(ours, now);
  return now;
}

type ListsOf<T> = { ours: T[]; before: T[] | undefined; now: T[] };

/** Our items and the new items of the list. An item that replaces another one in the list replaces it here as well. */
function newerList<T extends { kind: string }>(
  { ours, before = [], now }: ListsOf<T>,
  key: (item: T) => string,
  tell: Tell,
): T[] {
  const known = new Set([...ours, ...before].map(key));
  const still = new Set(now.map(key));
  const list = [...ours];
  for (const item of now.filter((each) => !known.has(key(each)))) {
    const gone = before.find(
      (each) => each.kind === item.kind && !still.has(key(each)) && list.some((mine) => key(mine) === key(each)),
    );
    const at = gone ? list.findIndex((mine) => key(mine) === key(gone)) : list.length;
    tell(gone ? inWords(gone) : '', inWords(item));
    list[at] = item;
  }
  return list.slice(0, 20);
}

const inWords = ({ kind: _, ...item }: { kind: string }): string => Object.values(item).filter(Boolean).join(', ');
