/**
 * A human outside the library. Who somebody is (a person) is kept apart from what they do where (a contact: a role at
 * an organization, with dates), so that somebody who works with two partners is one person. A person's mobile, home and
 * private mail never become an organization's, and leave the library only when somebody asks for a file with them. A
 * contact is published only if it is marked as publishable, and then with the work phone and work mail alone.
 */

import { z } from 'zod';
import type { Actor } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { checkbox, day, email, line, optionalId, requiredLine, rows, version } from '../../house/parse.ts';
import type { Further } from './further.ts';
import { addressLines, mayEditDirectory } from './organization.ts';
import { NUMBER_MISSING, numberThere, phoneFields } from './phone.ts';

export type ContactId = Id<'contacts'>;

export type PersonId = Id<'persons'>;

export const PERSON_PHONES = ['work', 'mobile', 'home', 'other'] as const;
/** Kinds of mails and of addresses. */
export const PERSON_KINDS = ['work', 'home', 'other'] as const;

const MOST = 20;

const phone = z
  .object({ kind: z.enum(PERSON_PHONES, 'error.choice').default('work'), ...phoneFields })
  .refine(numberThere, NUMBER_MISSING);

const mail = z.object({
  kind: z.enum(PERSON_KINDS, 'error.choice').default('work'),
  email,
});

const address = z.object({ kind: z.enum(PERSON_KINDS, 'error.choice').default('home'), ...addressLines });
export type PersonPhone = z.output<typeof phone>;
export type PersonEmail = z.output<typeof mail>;

/** Leaves out duplicates by key. The first of equal entries stays, so it decides the kind. */
const distinct = <T>(list: T[], key: (item: T) => string): T[] =>
  [...new Map(list.toReversed().map((item) => [key(item), item])).values()].reverse();

export const phoneKey = ({ number, extension }: { number: string; extension: string }) => `${number} ${extension}`;
export const personAddressKey = ({
  address_1,
  city,
  postal_code,
}: {
  address_1: string;
  city: string;
  postal_code: string;
}) => [address_1, city, postal_code.slice(0, 5)].join('|').toLowerCase();

export const personDraft = z.object({
  name: requiredLine(120),
  phones: rows(phone, MOST).transform((list) =>
    distinct(
      list.filter((each) => each.number !== ''),
      phoneKey,
    ),
  ),
  emails: rows(mail, MOST).transform((list) =>
    distinct(
      list.filter((each) => each.email !== ''),
      (each) => each.email,
    ),
  ),
  addresses: rows(address, MOST).transform((list) =>
    distinct(
      list.filter(
        (each) => each.address_1 + each.address_2 + each.city + each.state_province + each.postal_code !== '',
      ),
      personAddressKey,
    ),
  ),
});
export type PersonDraft = z.output<typeof personDraft>;
export const personEdit = personDraft.extend({ version });

const role = z.object({ title: line(120), starts_on: day, ends_on: day, may_be_published: checkbox });

/** A person in a role, as a form or a list has them. */
export const contactDraft = personDraft
  .extend(role.shape)
  .refine((contact) => !contact.starts_on || !contact.ends_on || contact.starts_on <= contact.ends_on, {
    path: ['ends_on'],
    message: 'error.ends_before',
  });
/** `further` comes only from lists. */
export type ContactDraft = z.output<typeof contactDraft> & { further?: Further };
/** With `person_id` the role is for a person already stored. */
export const contactForm = contactDraft.and(z.object({ person_id: optionalId<'persons'>() }));
export const contactEdit = contactDraft.and(z.object({ version }));

/** Who may see private phones, mails and addresses: those who may change them, and nobody else. */
export const maySeePersonal = (actor: Actor) => mayEditDirectory(actor);

type Numbers = { phones: PersonPhone[]; emails: PersonEmail[] };
/** The first work phone (undefined if there is none) and the first work mail ('' if there is none). */
export const workPhone = ({ phones }: Pick<Numbers, 'phones'>): PersonPhone | undefined =>
  phones.find((each) => each.kind === 'work');
export const workMail = ({ emails }: Pick<Numbers, 'emails'>): string =>
  emails.find((each) => each.kind === 'work')?.email ?? '';

/** Unites two records of one person: what ours has, then what only theirs has; at most MOST entries in each list. */
export function unitedPerson<T extends Omit<PersonDraft, 'name'>>(ours: T, theirs: Omit<PersonDraft, 'name'>): T {
  return {
    ...ours,
    phones: distinct([...ours.phones, ...theirs.phones], phoneKey).slice(0, MOST),
    emails: distinct([...ours.emails, ...theirs.emails], (each) => each.email).slice(0, MOST),
    addresses: distinct([...ours.addresses, ...theirs.addresses], personAddressKey).slice(0, MOST),
  };
}
