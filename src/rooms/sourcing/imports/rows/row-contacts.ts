/** The people of a row and of a package as contacts. What is no number or mail is said, and not kept. Pure. */
import { type ContactDraft, contactDraft } from '../../../directory/person.ts';
import type { Cells } from '../columns/cells.ts';
import { mailsIn } from '../columns/values.ts';
import type { CellProblem, Extra } from '../reading/sheet.ts';
import { saysYes } from './organization-row.ts';
import { packagePerson } from './package-organization.ts';
import { parsed } from './parsed.ts';
import { phonesIn } from './phones.ts';
import type { RowPeople } from './row-people.ts';

/** The person whom the row names, if it names one. */
export function ownContacts(sheet: Cells, people: RowPeople, problems: CellProblem[]): ContactDraft[] {
  const { name, addresses } = people;
  const phones = phonesOf(people, problems);
  const emails = emailsOf(people, problems);
  const title = sheet.get('contact_title');
  if (!name && title) problems.push(notKept(sheet.column('contact_title'), title));
  if (!name) return [];
  const raw = {
    name,
    title,
    starts_on: sheet.get('contact_starts_on'),
    ends_on: sheet.get('contact_ends_on'),
    may_be_published: saysYes(sheet.get('contact_may_be_published')) ? 'on' : undefined,
    phones: phones.map(({ column: _, ...phone }) => phone),
    emails: emails.map(({ column: _, ...mail }) => mail),
    addresses: addresses.map(({ kind, address }) => ({ kind, ...address })),
  };
  const columns = {
    name: Math.max(sheet.column('contact_name'), sheet.column('contact_first_name')),
    title: sheet.column('contact_title'),
    starts_on: sheet.column('contact_starts_on'),
    ends_on: sheet.column('contact_ends_on'),
    ...columnsIn(phones, (n) => `phones.${n}.number`),
    ...columnsIn(emails, (n) => `emails.${n}.email`),
    ...columnsIn(addresses, (n) => `addresses.${n}.country`),
  };
  return [parsed(contactDraft, { raw, origin: { columns } }, problems) ?? []].flat();
}

/** Which column each item of a list came from, by the path of its field in the form. */
const columnsIn = (list: { column: number }[], path: (n: number) => string): Record<string, number> =>
  Object.fromEntries(list.map(({ column }, n) => [path(n), column]));

const phonesOf = (people: RowPeople, problems: CellProblem[]) =>
  people.phones.flatMap(({ column, kind, value }) => {
    const read = phonesIn(value);
    for (const each of read.unread) problems.push(notKept(column, each));
    return read.phones.map(({ phone_type, description, ...phone }) => ({
      ...{ column, kind: phone_type === 'cell' ? 'mobile' : kind, ...phone },
      description: [phone_type !== 'cell' && phone_type, description].filter(Boolean).join(', '),
    }));
  });

const emailsOf = (people: RowPeople, problems: CellProblem[]) =>
  people.emails.flatMap(({ column, kind, value }) => {
    const read = mailsIn(value);
    for (const each of read.unread) problems.push(notKept(column, each));
    return read.mails.map((email) => ({ column, kind, email }));
  });

/** The people whom a package names beside the row. */
export function packageContacts(extra: Extra | undefined, problems: CellProblem[]): ContactDraft[] {
  return (extra?.contacts ?? []).flatMap((each) => {
    const { draft: raw, ...further } = packagePerson(each, problems);
    const draft = raw.name ? parsed(contactDraft, { raw, origin: { columns: {} } }, problems) : null;
    return draft ? [{ ...draft, ...further }] : [];
  });
}

const notKept = (column: number, value: string): CellProblem => ({
  column: column >= 0 ? column : null,
  message: { key: 'error.value_not_kept', values: { value: value.slice(0, 80) } },
  hard: false,
  note: true,
});
