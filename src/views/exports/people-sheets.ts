/**
 * The people a library knows, as tables. The plain table has only work phones and work mails. The other one also has
 * private phones, mails and addresses; it says so in its name and leaves a line in the history. When the file is
 * imported again, what has a column of its own is read as it was.
 */

import { type RawBuilder, sql } from 'kysely';
import type { SheetCell } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import type { Language } from '../../house/messages.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import { type PersonDraft, workMail, workPhone } from '../../rooms/directory/person.ts';
import { theirs } from '../../rooms/directory/persons.ts';
import { mayExport, type Scope } from './export.ts';
import { inScope } from './records.ts';
import { type CsvReader, rowsOf, type SheetOrder, WRITTEN } from './sheets.ts';

type PersonLine = PersonDraft & {
  organization_id: OrganizationId;
  partner: string;
  title: string;
  starts_on: string | null;
  ends_on: string | null;
  may_be_published: boolean;
};

/** One row for each role of a person, by partner. Those who have left are included, with their end date. */
export function contactRows(
  ctx: Ctx,
  { t }: Language,
  { scope, reader = 'spreadsheets' }: SheetOrder,
): AsyncGenerator<SheetCell[][]> {
  const head = [
    ...workHead(t),
    t('field.starts_on'),
    t('field.ends_on'),
    t('person.may_be_published'),
    t('exports.own_id'),
  ];
  const published = (line: PersonLine) => (line.may_be_published ? t('form.yes') : null);
  const row = (line: PersonLine) => [
    ...workCells(line, reader),
    line.starts_on,
    line.ends_on,
    published(line),
    line.organization_id,
  ];
  return rowsOf(ctx, lines(ctx, scope), { head, row });
}

export const CONTACT_WIDTHS = [32, 28, 28, 30, 18, 12, 12, 10, 36];

/** The same with mobile, home and other numbers and addresses. Whoever sends the file must call `tellOfPersonal`. */
export function personalContactRows(
  ctx: Ctx,
  { t }: Language,
  { scope, reader = 'spreadsheets' }: SheetOrder,
): AsyncGenerator<SheetCell[][]> {
  const head = [
    ...workHead(t),
    ...OWN.map((key) => t(key)),
    t('field.starts_on'),
    t('field.ends_on'),
    t('exports.own_id'),
  ];
  const row = (line: PersonLine) => [
    ...workCells(line, reader),
    ...ownCells(line, reader),
    line.starts_on,
    line.ends_on,
    line.organization_id,
  ];
  return rowsOf(ctx, lines(ctx, scope), { head, row });
}

export const PERSONAL_WIDTHS = [32, 28, 28, 30, 18, 18, 18, 18, 28, 28, 28, 18, 14, 10, 10, 40, 12, 12, 36];

/** Notes in the history who took out a file with private data, and when. */
export const tellOfPersonal = (ctx: Ctx, file: string): Promise<void> =>
  history(ctx, 'export.personal', { subject: theLibrary(ctx), details: { file } });

function lines(ctx: Ctx, scope: Scope): RawBuilder<PersonLine> {
  allow(mayExport(ctx.actor));
  return sql<PersonLine>`
    select o.id as organization_id, o.name as partner, pe.name, c.title, c.starts_on, c.ends_on, c.may_be_published,
      ${theirs(ctx)}
    from contacts c join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
    join partners p on p.library_id = c.library_id and p.organization_id = c.organization_id
    join organizations o on o.library_id = c.library_id and o.id = c.organization_id
    where c.library_id = ${ctx.library.id} and ${inScope(scope)}
    order by o.name_key, o.id, c.ends_on desc nulls first, pe.name_key, c.id`;
}

const workHead = (t: Language['t']): SheetCell[] => [
  t('field.partner'),
  t('field.name'),
  t('field.contact_title'),
  t('person.work_email'),
  t('person.work_phone'),
];

function workCells(line: PersonLine, reader: CsvReader): SheetCell[] {
  const phone = workPhone(line);
  return [line.partner, line.name, line.title, workMail(line), phone ? inWords(phone, reader) : ''];
}

const OWN = [
  'person.mobile_phone',
  'person.home_phone',
  'person.other_phones',
  'person.home_email',
  'person.other_emails',
  'person.home_address',
  'person.home_city',
  'person.home_state',
  'person.home_zip',
  'person.home_country',
  'person.other_addresses',
] as const;

/** In the order of OWN. A second work phone or mail is listed with the others, because only the first is public. */
function ownCells({ phones, emails, addresses }: PersonLine, reader: CsvReader): SheetCell[] {
  const [work, mail] = [workPhone({ phones }), emails.find((each) => each.kind === 'work')];
  const numbers = (kind: string) => phones.filter((each) => each.kind === kind).map((each) => inWords(each, reader));
  const others = phones
    .filter((each) => each !== work && (each.kind === 'other' || each.kind === 'work'))
    .map((each) => inWords(each, reader));
  const home = addresses.find((each) => each.kind === 'home');
  return [
    numbers('mobile').join('; '),
    numbers('home').join('; '),
    others.join('; '),
    emails
      .filter((each) => each.kind === 'home')
      .map((each) => each.email)
      .join('; '),
    emails
      .filter((each) => each.kind !== 'home' && each !== mail)
      .map((each) => each.email)
      .join('; '),
    [home?.address_1, home?.address_2].filter(Boolean).join(', '),
    home?.city,
    home?.state_province,
    home?.postal_code,
    home?.country,
    addresses
      .filter((each) => each !== home)
      .map(({ kind: _, ...each }) => Object.values(each).filter(Boolean).join(', '))
      .join('; '),
  ].map((cell) => cell ?? '');
}

const inWords = ({ number, extension }: { number: string; extension: string }, reader: CsvReader) =>
  [WRITTEN[reader].phone(number), extension && `x${extension}`].filter(Boolean).join(' ');
