/** What a row says of the organization itself, in the shape of its form. Pure. */
import { organizationDraft } from '../../../directory/organization.ts';
import type { Cells } from '../columns/cells.ts';
import type { Field } from '../columns/fields.ts';
import { purposeIn } from '../columns/headings.ts';
import { addressIn, languagesIn, mailsIn, several, taxId, websitesIn } from '../columns/values.ts';
import type { Vocabulary } from '../columns/vocabulary.ts';
import { type CellProblem, cut, type Extra } from '../reading/sheet.ts';
import { isHidden } from './addresses.ts';
import { languagesOfAll } from './package-further.ts';
import { filedUnder, organizationPhones } from './package-organization.ts';
import type { RawDraft } from './parsed.ts';
import { type CellPhone, phonesIn } from './phones.ts';
import { isBelow } from './program-row.ts';
import { addressesOf } from './row-addresses.ts';
import type { RowPeople } from './row-people.ts';

/** Values that no field takes, by the heading of their column. */
export class KeptColumns {
  readonly columns: Record<string, string> = {};
  add(title: string, value: string): void {
    const before = this.columns[title];
    if (value && !before?.split('\n').includes(value))
      this.columns[title] = cut(before ? `${before}\n${value}` : value, 10_000);
  }
  isEmpty(): boolean {
    return Object.keys(this.columns).length === 0;
  }
}

type Around = {
  vocabulary: Vocabulary;
  defaultSector: string;
  people: RowPeople;
  extra: Extra | undefined;
  kept: KeptColumns;
};
type Raw = Record<string, unknown>;

export function organizationOf(sheet: Cells, around: Around, problems: CellProblem[]): RawDraft {
  const { people, extra, kept } = around;
  const phones = phonesOf(sheet, around, problems);
  const packaged = organizationPhones(extra, problems).map(({ valid: _, ...phone }) => phone);
  const raw = {
    name: sheet.get('name') || '—',
    alternate_names: several(sheet.get('alternate_name')).join('\n'),
    description: sheet.get('description'),
    ...electronic(sheet, around, problems),
    ...subjects(sheet, around),
    confidential_address: isConfidential(sheet) ? 'on' : undefined,
    phones: [...phones.map(({ column: _, ...phone }) => phone), ...packaged].slice(0, 30),
    addresses: [
      ...(people.ownAddress ? [] : addressesOf(sheet)),
      ...(extra?.addresses ?? []).map((each) => addressIn(each)),
    ].slice(0, 30),
  };
  const status = sheet.get('status');
  if (status && !ACTIVE.test(status)) kept.add(sheet.title(sheet.column('status')), status);
  for (const { column, value } of sheet.all('further')) kept.add(sheet.title(column), value);
  // The id of the parent agency is kept as text; programs and sites have become parts of their agency already.
  if (!isBelow(sheet) && !/^0*$/.test(sheet.get('parent_id')))
    kept.add(sheet.title(sheet.column('parent_id')), sheet.get('parent_id'));
  for (const { column, value } of sheet.undescribed()) kept.add(sheet.title(column), value);
  const columns = {
    ...columnsOf(sheet),
    ...Object.fromEntries(phones.map(({ column }, at) => [`phones.${at}.number`, column] as const)),
  };
  return { raw, origin: { columns, needed: 'name' } };
}

/** Words for an active organization; only other states are kept. */
const ACTIVE = /^(active|activ[oa]|open|current|yes|s[ií]|true|1|vigente)$/i;

const FIELDS = ['name', 'description', 'tax_id', 'website', 'email'] as const;
const columnsOf = (sheet: Cells): Record<string, number> => ({
  ...Object.fromEntries(FIELDS.map((field) => [field, sheet.column(field)])),
  alternate_names: sheet.column('alternate_name'),
  ...Object.fromEntries(
    (['address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country'] as const).map((part) => [
      `addresses.0.${part}`,
      sheet.column(part),
    ]),
  ),
});

const OF_TYPE: [Field, string][] = [
  ['phone', 'voice'],
  ['cell_phone', 'cell'],
  ['fax', 'fax'],
  ['tty', 'tty'],
  ['text_phone', 'text'],
];
type TypedPhone = CellPhone & { column: number };

function phonesOf(sheet: Cells, { people, kept }: Around, problems: CellProblem[]): TypedPhone[] {
  const said = [
    ...OF_TYPE.flatMap(([field, type]) => sheet.all(field).map((each) => ({ ...each, type }))),
    ...people.organization.phones.map((each) => ({ ...each, type: 'voice' })),
  ];
  return said.flatMap(({ column, value, type }) => {
    const { phones, unread } = phonesIn(value);
    for (const each of unread) keepAsRead(problems, kept, { column, title: sheet.title(column), value: each });
    const purpose = [purposeIn(sheet.title(column)), sheet.describes(column)].filter(Boolean).join(', ');
    return phones.map((phone) => ({
      ...phone,
      column,
      phone_type: (type === 'voice' ? (phone.phone_type ?? type) : type) as CellPhone['phone_type'],
      description: cut([purpose, phone.description].filter(Boolean).join(', '), 200),
    }));
  });
}

/** The value is not of its column's kind: reports it, and keeps it with the organization as it reads. */
function keepAsRead(
  problems: CellProblem[],
  kept: KeptColumns,
  { column, title, value }: { column: number; title: string; value: string },
): void {
  kept.add(title || 'Phone', value);
  problems.push({
    column: column >= 0 ? column : null,
    message: { key: 'error.kept_as_read', values: { value: value.slice(0, 80) } },
    hard: false,
    note: true,
    kept: true,
  });
}

/** One website, one mail and one tax id have fields; further ones are kept as they read. */
function electronic(sheet: Cells, { people, kept }: Around, problems: CellProblem[]): Raw {
  const website = websitesIn(sheet.get('website'));
  const mails = [...sheet.all('email'), ...people.organization.emails].map(({ column, value }) => ({
    column,
    ...mailsIn(value),
  }));
  const unread = [
    ...website.unread.map((value) => ({ column: sheet.column('website'), value })),
    ...mails.flatMap(({ column, unread }) => unread.map((value) => ({ column, value }))),
  ];
  const tax = taxId(sheet.get('tax_id'));
  const isTaxId = tax === '' || organizationDraft.shape.tax_id.safeParse(tax).success;
  if (!isTaxId) unread.push({ column: sheet.column('tax_id'), value: sheet.get('tax_id') });
  for (const { column, value } of unread) keepAsRead(problems, kept, { column, title: sheet.title(column), value });
  const [first, ...more] = mails.flatMap(({ column, mails }) => mails.map((value) => ({ column, value })));
  for (const { column, value } of more) if (value !== first?.value) kept.add(sheet.title(column) || 'E-mail', value);
  for (const value of website.websites.slice(1)) kept.add(sheet.title(sheet.column('website')), value);
  return { website: website.websites[0] ?? '', email: first?.value ?? '', tax_id: isTaxId ? tax : '' };
}

/** Sectors, populations and languages in our keys; words that mean none of them stay as they read. */
function subjects(sheet: Cells, { vocabulary, defaultSector, extra, kept }: Around): Raw {
  const keys = (field: Field, of: (word: string) => string | undefined) =>
    several(sheet.get(field)).flatMap((word) => {
      const key = of(word);
      if (key === undefined) kept.add(sheet.title(sheet.column(field)), word);
      return key ?? [];
    });
  const filed = filedUnder(extra, vocabulary);
  const sectors = new Set([...keys('sector', vocabulary.sector), ...filed.sectors]);
  const populations = new Set([...keys('population', vocabulary.population), ...filed.populations]);
  const { languages, unread } = languagesIn(sheet.get('language'));
  for (const word of unread) kept.add(sheet.title(sheet.column('language')), word);
  return {
    sectors: sectors.size > 0 ? [...sectors] : defaultSector,
    populations: [...populations],
    languages: [...new Set([...languages, ...languagesOfAll(extra)])],
  };
}

const YES = /^(yes|y|true|1|x|s[ií]|verdadero|confidential|confidencial|private|privado|hidden|oculta)$/i;

export const saysYes = (cell: string): boolean => YES.test(cell.trim());

const isConfidential = (sheet: Cells): boolean =>
  sheet.all('confidential').some(({ value }) => saysYes(value)) || isHidden(sheet.get('address_1'));
