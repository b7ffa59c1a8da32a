/**
 * The library's partners as a table, for the staff's own use; people-sheets.ts has their people. Confidential addresses
 * are left out even so, because sheets are mailed around.
 */

import { type RawBuilder, sql } from 'kysely';
import type { SheetCell } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { fetched } from '../../house/cursor.ts';
import { allow } from '../../house/errors.ts';
import type { Language } from '../../house/messages.ts';
import { fewAtATime } from '../../house/turns.ts';
import { placesFor } from '../../rooms/directory/confidential.ts';
import type { Address, Phone } from '../../rooms/directory/organizations.ts';
import { toSector } from '../../rooms/directory/sectors.ts';
import { readablePhone, readableTaxId } from '../../rooms/directory/written.ts';
import { population } from '../../rooms/guide/guide.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { mayExport, type Scope } from './export.ts';
import { inScope } from './records.ts';

type PartnerLine = {
  id: PartnerId;
  name: string;
  alternate_names: string[];
  description: string;
  website: string;
  email: string;
  tax_id: string;
  languages: string[];
  populations: string[];
  confidential_address: boolean;
  sectors: { key: string; label: string | null }[];
  phones: Phone[];
  addresses: Address[];
  stage: string;
  owner: string | null;
  deputy: string | null;
  next_what: string | null;
  next_due_on: string | null;
  since: string;
};

/** Who reads the file: people in a spreadsheet, who want numbers they can dial, or a program, which compares them. */
export type CsvReader = 'spreadsheets' | 'machines';
/** Which partners are in a sheet, and for whom it is written. */
export type SheetOrder = { scope: Scope; reader?: CsvReader };
type Written = { phone: (number: string) => string; taxId: (taxId: string) => string };
export const WRITTEN: Record<CsvReader, Written> = {
  spreadsheets: { phone: readablePhone, taxId: readableTaxId },
  machines: { phone: (number) => number, taxId: (taxId) => taxId },
};

/** A row of headings in the reader's language, then one row for each partner, by name; a few at a time. */
export function partnerRows(
  ctx: Ctx,
  language: Language,
  { scope, reader = 'spreadsheets' }: SheetOrder,
): AsyncGenerator<SheetCell[][]> {
  allow(mayExport(ctx.actor));
  const query = sql<PartnerLine>`
    select o.id, o.name, o.alternate_names, o.description, o.website, o.email, o.tax_id, o.languages, o.populations,
      o.confidential_address, p.stage,
      ou.name as owner, du.name as deputy, n.what as next_what, n.due_on as next_due_on,
        (p.created_at at time zone ${ctx.library.timeZone})::date as since,
      coalesce((select jsonb_agg(jsonb_build_object('key', k.key, 'label', k.label) order by k.position, k.key)
        from organization_sectors s
        join sectors k on k.library_id = s.library_id and k.key = s.sector_key where s.library_id = ${ctx.library.id}
          and s.organization_id = o.id), '[]') as sectors,
      coalesce((select jsonb_agg(to_jsonb(f) order by f.position) from phones f where f.library_id = ${ctx.library.id}
        and f.organization_id = o.id), '[]') as phones,
      coalesce((select jsonb_agg(to_jsonb(a) order by a.position) from addresses a
        where a.library_id = ${ctx.library.id}
        and a.organization_id = o.id), '[]') as addresses
    from partners p
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    left join next_steps n on n.library_id = p.library_id and n.partner_id = p.id and n.closed_at is null
    left join members om on om.library_id = p.library_id and om.id = p.owner_id left join users ou on ou.id = om.user_id
    left join members dm on dm.library_id = p.library_id and dm.id = p.deputy_id left
      join users du on du.id = dm.user_id
    where p.library_id = ${ctx.library.id} and ${inScope(scope)} order by o.name_key, o.id`;
  const row = (line: PartnerLine) => partnerRow(line, language, WRITTEN[reader]);
  return rowsOf(ctx, query, { head: partnerHead(language), row });
}

/** A row of headings and then the lines of a query, a few at a time. */
export async function* rowsOf<T>(
  ctx: Ctx,
  query: RawBuilder<T>,
  { head, row }: { head: SheetCell[]; row: (line: T) => SheetCell[] },
): AsyncGenerator<SheetCell[][]> {
  yield [head];
  for await (const lines of fewAtATime(fetched(ctx.db, query), 100)) yield lines.map(row);
}

/** Widths of the columns in characters. */
export const PARTNER_WIDTHS = [32, 24, 28, 14, 18, 18, 28, 12, 28, 28, 18, 34, 34, 8, 24, 24, 14, 40, 12, 36];

const partnerHead = ({ t }: Language): SheetCell[] => [
  t('field.name'),
  t('field.alternate_names'),
  t('field.sectors'),
  t('field.stage'),
  t('field.owner'),
  t('field.deputy'),
  t('field.next_step'),
  t('field.due_on'),
  t('field.website'),
  t('field.email'),
  t('field.phones'),
  t('field.addresses'),
  t('exports.postal_addresses'),
  t('exports.confidential'),
  t('field.populations'),
  t('field.languages'),
  t('field.tax_id'),
  t('field.description'),
  t('exports.since'),
  t('exports.own_id'),
];

function partnerRow(line: PartnerLine, { t, message, words, languageName }: Language, written: Written): SheetCell[] {
  const lines = (type: string) =>
    placesFor('outside', line, line.addresses)
      .filter((address) => address.address_type === type)
      .map(inOneLine)
      .join('; ');
  return [
    line.name,
    line.alternate_names.join('; '),
    line.sectors.map((sector) => words(toSector(sector).label)).join('; '),
    message({ key: `stage.${line.stage}` }),
    line.owner,
    line.deputy,
    line.next_what,
    line.next_due_on,
    line.website,
    line.email,
    line.phones.map((phone) => phoneInWords(phone, written)).join('; '),
    lines('physical'),
    lines('postal'),
    line.confidential_address ? t('form.yes') : null,
    line.populations
      .map((key) => (population(key) ? words(population(key)?.label ?? { en: key, es: key }) : key))
      .join('; '),
    line.languages.map((code) => languageName.of(code) ?? code).join('; '),
    written.taxId(line.tax_id),
    line.description,
    line.since,
    line.id,
  ];
}

/**
 * Extension, kind and purpose behind the number, in the form in which imports read them. A semicolon would start the
 * next number.
 */
const phoneInWords = ({ number, extension, phone_type, description }: Phone, written: Written): string =>
  [
    written.phone(number),
    extension && `x${extension}`,
    phone_type !== 'voice' && phone_type,
    description.replaceAll(';', ','),
  ]
    .filter(Boolean)
    .join(' ');

const inOneLine = (address: Address) =>
  [
    address.address_1,
    address.address_2,
    address.city,
    `${address.state_province} ${address.postal_code}`.trim(),
    address.country,
  ]
    .filter(Boolean)
    .join(', ');
