/**
 * What a source's new word about people changes in those we know at an organization. Pure; the rules are those of
 * differences.ts.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../../directory/contacts.ts';
import { inShort, newerFurther } from '../../directory/further.ts';
import { type ContactDraft, personAddressKey, phoneKey } from '../../directory/person.ts';
import type { FieldChange } from './differences.ts';
import { contactKey, shareNumber } from './people.ts';

export type ChangedContact = { contact: Contact; draft: ContactDraft };
export type PeopleDifference = { added: ContactDraft[]; changed: ChangedContact[] };

export function contactDifferences(
  ours: Contact[],
  before: ContactDraft[],
  now: ContactDraft[],
  changes: FieldChange[],
): PeopleDifference {
  const added: ContactDraft[] = [];
  const changed: ChangedContact[] = [];
  for (const person of now) {
    const contact = findIn(ours, person, now);
    const former = findIn(before, person, now);
    if (!contact && !former) {
      added.push(person);
      changes.push({ field: 'contacts', from: '', to: person.name });
    }
    const draft = contact && changedContact(contact, former, person, changes);
    if (contact && draft) changed.push({ contact, draft });
  }
  return { added, changed };
}

/**
 * Who it is: of those of that name who shares a number or has that title; the only one of the name, if the list has no
 * other of it either.
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
  changes: FieldChange[],
): ContactDraft | null {
  const told: FieldChange[] = [];
  const tell = (from: string, to: string) => told.push({ field: 'contacts', from: `${contact.name}: ${from}`, to });
  const draft: ContactDraft = {
    name: contact.name,
    title: newer(contact.title, before?.title, now.title, tell),
    starts_on: newer(contact.starts_on ?? '', before?.starts_on, now.starts_on, tell) || null,
    ends_on: newer(contact.ends_on ?? '', before?.ends_on, now.ends_on, tell) || null,
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
  changes.push(...told);
  return told.length > 0 ? { ...draft, ...(more.length > 0 && { further }) } : null;
}

type Tell = (from: string, to: string) => void;

/** Ours, unless it is empty or is what the source said before and no longer says. */
function newer(ours: string, before: string | null | undefined, now: string | null, tell: Tell): string {
  if (!now || now === before || now === ours || (ours !== '' && ours !== before)) return ours;
  tell(ours, now);
  return now;
}

type ListsOf<T> = { ours: T[]; before: T[] | undefined; now: T[] };

/**
 * Ours and what is new on the source's list. What the source itself has replaced takes the place of what it said
 * before.
 */
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
