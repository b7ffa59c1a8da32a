/**
 * The person of a row, with the phones, mails and addresses that are theirs. A person's value never becomes the
 * organization's: in a row that names nobody, a mobile, a home number or a contact's mail is not kept, and the row
 * reports it. Only in an address book an entry without a person is the organization's own, and then its work numbers
 * are too.
 */
import { ownDomain } from '../../../directory/comparable.ts';
import type { Cells } from '../columns/cells.ts';
import { countryCode } from '../columns/countries.ts';
import type { Field } from '../columns/fields.ts';
import { several } from '../columns/values.ts';
import type { CellProblem, Kind } from '../reading/sheet.ts';
import { postalCode } from './addresses.ts';

/** One value with the column it stands in. */
export type SaidColumn = { column: number; value: string; kind: string };
export type PlaceColumns = { column: number; kind: string; address: Record<string, string> };
export type RowPeople = {
  name: string;
  phones: SaidColumn[];
  emails: SaidColumn[];
  addresses: PlaceColumns[];
  /** What a card without a person says of the organization. */
  organization: { phones: SaidColumn[]; emails: SaidColumn[] };
  /** True when the column beside the organization's address labels it as somebody's home. */
  ownAddress: boolean;
};

const PHONES: [Field, string][] = [
  ['contact_phone', 'work'],
  ['contact_cell_phone', 'mobile'],
  ['contact_home_phone', 'home'],
  ['contact_other_phone', 'other'],
];
const EMAILS: [Field, string][] = [
  ['contact_email', 'work'],
  ['contact_home_email', 'home'],
  ['contact_other_email', 'other'],
];

export const isAddressBook = (kind: Kind): boolean => kind === 'google' || kind === 'outlook' || kind === 'vcard';

export function peopleIn(sheet: Cells, kind: Kind, problems: CellProblem[]): RowPeople {
  const name = personIn(sheet);
  const phones = PHONES.flatMap(([field, otherwise]) =>
    saidIn(sheet, field, (column) => labelled(sheet, kind, column) ?? unlabelled(kind, otherwise)),
  );
  const emails = EMAILS.flatMap(([field, otherwise]) =>
    saidIn(sheet, field, (column) => labelled(sheet, kind, column) ?? otherwise),
  ).map((mail) =>
    mail.kind === 'mobile'
      ? { ...mail, kind: 'other' }
      : isAddressBook(kind)
        ? { ...mail, kind: mailKind(sheet, kind, mail) }
        : mail,
  );
  const label = labelled(sheet, kind, sheet.column('address_1'));
  const ownAddress = label === 'home' || (label === 'other' && name !== '');
  const labelledPlace = ownAddress ? [placeIn(sheet, '', label ?? 'other')] : [];
  const addresses = [
    placeIn(sheet, 'contact_home_', 'home'),
    placeIn(sheet, 'contact_other_', 'other'),
    ...labelledPlace,
  ].flatMap((each) => each ?? []);
  const organization = { phones: [] as SaidColumn[], emails: [] as SaidColumn[] };
  const all = { name, phones, emails, addresses, organization, ownAddress };
  return name ? all : withoutPerson(all, isAddressBook(kind), problems);
}

export const personIn = (sheet: Cells): string =>
  sheet.get('contact_name') ||
  [sheet.get('contact_first_name'), sheet.get('contact_last_name')].filter(Boolean).join(' ');

const saidIn = (sheet: Cells, field: Field, kindOf: (column: number) => string): SaidColumn[] =>
  sheet
    .all(field)
    .flatMap(({ column, value }) => several(value).map((each) => ({ column, value: each, kind: kindOf(column) })));

/** Google writes the kind of a number into the column before it: "Phone 1 - Label". */
function labelled(sheet: Cells, kind: Kind, column: number): string | undefined {
  if (kind !== 'google' || column < 0) return undefined;
  const label = sheet.beside(column).toLowerCase();
  if (/home|casa|particular|personal/.test(label)) return 'home';
  if (/mobile|cell|m[oó]vil|celular|iphone/.test(label)) return 'mobile';
  if (/work|main|office|trabajo|oficina|business/.test(label)) return 'work';
  return 'other';
}

/** In Google's address book a number without a label may be of any kind. */
const unlabelled = (kind: Kind, otherwise: string) => (kind === 'google' ? 'other' : otherwise);

/** The kind of a mail without a label: at a mail provider's domain it is the person's own, else the work's. */
function mailKind(sheet: Cells, kind: Kind, { kind: said, value, column }: SaidColumn): string {
  const untold =
    kind === 'outlook' ||
    (kind === 'google' && !/\w/.test(sheet.beside(column).replace('*', ''))) ||
    (kind === 'vcard' && said === 'other');
  if (!untold) return said;
  return ownDomain(value) ? 'work' : 'other';
}

function placeIn(
  sheet: Cells,
  prefix: '' | 'contact_home_' | 'contact_other_',
  kind: string,
): PlaceColumns | undefined {
  const get = (part: string) => sheet.get(`${prefix}${part}` as Field);
  const state = get('state_province');
  const address = {
    address_1: get('address_1'),
    address_2: prefix === 'contact_other_' ? '' : get('address_2'),
    city: get('city'),
    state_province: state,
    postal_code: postalCode(get('postal_code'), state),
  };
  if (!Object.values(address).some(Boolean)) return undefined;
  const column =
    ['address_1', 'city', 'postal_code']
      .map((part) => sheet.column(`${prefix}${part}` as Field))
      .find((at) => at >= 0) ?? -1;
  return { column, kind, address: { ...address, country: countryCode(get('country')) } };
}

/** The row without a person: what an address book calls the work's is the organization's, all else is not kept. */
function withoutPerson(all: RowPeople, addressBook: boolean, problems: CellProblem[]): RowPeople {
  const theirs = ({ kind }: SaidColumn) => addressBook && (kind === 'work' || kind === 'other');
  for (const { column, value } of [...all.phones, ...all.emails].filter((each) => !theirs(each)))
    nobodys(problems, column, value);
  for (const { column, address } of all.addresses)
    nobodys(problems, column, Object.values(address).slice(0, 3).filter(Boolean).join(', '));
  return {
    ...all,
    phones: [],
    emails: [],
    addresses: [],
    organization: { phones: all.phones.filter(theirs), emails: all.emails.filter(theirs) },
  };
}

/** Reports a value that is not kept because it is a person's and the row names nobody. */
function nobodys(problems: CellProblem[], column: number, value: string): void {
  problems.push({
    column: column >= 0 ? column : null,
    message: { key: 'error.nobodys_own', values: { value: value.slice(0, 80) } },
    hard: false,
    note: true,
  });
}
