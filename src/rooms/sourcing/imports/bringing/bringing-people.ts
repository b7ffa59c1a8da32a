/**
 * People of a list on their way in. Somebody whose name and mail or phone are here already is that person; a name alone
 * is not enough.
 */

import { nextUnit, stageUnits } from '../../../../house/change-sets.ts';
import type { Ctx } from '../../../../house/ctx.ts';
import { newId } from '../../../../house/ids.ts';
import { addContact, addNewPeople, type NewRole } from '../../../directory/contacts.ts';
import { sameOf } from '../../../directory/likely-persons.ts';
import { nameKey } from '../../../directory/name-key.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import { type ContactDraft, type PersonDraft, type PersonId, unitedPerson } from '../../../directory/person.ts';
import { personsNamed } from '../../../directory/persons.ts';

export type Coming = { unit: number; organization_id: OrganizationId; contact: ContactDraft };
type Newcomer = PersonDraft & { id: PersonId; unit: number };

/**
 * Each person is one who is here already, one who appears in this list more than once, or new. The first are few and
 * are updated one by one; all others are written by a fixed number of statements.
 */
export async function bringPeople(ctx: Ctx, coming: Coming[]): Promise<void> {
  const here = await personsNamed(
    ctx,
    coming.map(({ contact }) => contact.name),
  );
  const newcomers = new Map<string, Newcomer[]>();
  const roles: NewRole[] = [];
  for (const { unit, organization_id, contact } of coming) {
    const key = nameKey(contact.name);
    const known = sameOf(contact, here.get(key) ?? []);
    if (known) {
      await nextUnit(ctx, unit);
      await addContact(ctx, organization_id, { ...contact, person_id: known.id });
      await nextUnit(ctx, 'staged');
      continue;
    }
    const person = meet(newcomers, key, { unit, organization_id, contact });
    roles.push({ id: newId(), organization_id, person_id: person.id, draft: contact });
  }
  const persons = [...newcomers.values()].flat();
  if (persons.length === 0) return;
  await stageUnits(ctx, persons);
  await addNewPeople(ctx, persons, roles);
}

/** Finds the new person that this contact is and adds what is new about them, or starts a new one. */
function meet(newcomers: Map<string, Newcomer[]>, key: string, { unit, contact }: Coming): Newcomer {
  const named = newcomers.get(key) ?? [];
  const same = key === '' ? undefined : sameOf(contact, named);
  const at = named.findIndex((each) => each.id === same?.id);
  const { name, phones, emails, addresses } = contact;
  const person =
    at < 0
      ? { id: newId<'persons'>(), unit, name, phones, emails, addresses }
      : unitedPerson(named[at] as Newcomer, contact);
  if (at < 0) named.push(person);
  else named[at] = person;
  newcomers.set(key, named);
  return person;
}
