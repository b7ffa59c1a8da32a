/**
 * Joins rows and cards of one person. Two people of one name stay apart when what the list says of them cannot be true
 * of one person. Pure.
 */
import { unitedFurther } from '../../../directory/further.ts';
import { nameKey } from '../../../directory/name-key.ts';
import { type ContactDraft, unitedPerson } from '../../../directory/person.ts';

export const contactKey = (contact: { name: string }) => nameKey(contact.name) || contact.name;

/** Whether both have a mail or a phone in common. */
export const shareNumber = (a: ContactDraft, b: ContactDraft): boolean =>
  a.emails.some((one) => b.emails.some((two) => one.email === two.email)) ||
  a.phones.some((one) => b.phones.some((two) => one.number === two.number));

/** Each person and title once, with all that the rows say of them. */
export function unitedPeople(people: ContactDraft[]): ContactDraft[] {
  const united: ContactDraft[] = [];
  for (const person of people) {
    const at = united.findIndex((each) => areOne(each, person));
    if (at < 0) united.push(person);
    else united[at] = both(united[at] as ContactDraft, person);
  }
  return united;
}

/** The same name, no different titles, and either a shared number or mail or nothing that contradicts. */
function areOne(a: ContactDraft, b: ContactDraft): boolean {
  if (contactKey(a) !== contactKey(b) || (a.title !== b.title && a.title !== '' && b.title !== '')) return false;
  const differ = (a.emails.length > 0 && b.emails.length > 0) || (a.phones.length > 0 && b.phones.length > 0);
  return !differ || shareNumber(a, b);
}

const both = (a: ContactDraft, b: ContactDraft): ContactDraft => ({
  ...unitedPerson(a, b),
  title: a.title || b.title,
  starts_on: a.starts_on ?? b.starts_on,
  ends_on: a.ends_on ?? b.ends_on,
  ...((a.further || b.further) && { further: unitedFurther(a.further ?? {}, b.further ?? {}) }),
});
