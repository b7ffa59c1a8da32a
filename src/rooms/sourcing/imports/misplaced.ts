/**
 * Finds phones, mails and addresses that belong to a person but were imported as the organization's, by releases that
 * did not keep persons apart. Three things make it likely: one of the organization's people has the same value; it came
 * on a person's card; or it stood in a column for persons. It is a guess, so a person decides, and is asked once.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../../house/ctx.ts';
import type { OrganizationId } from '../../directory/organization.ts';
import type { PersonId } from '../../directory/person.ts';
import type { PartnerId } from '../../partners/partner.ts';
import type { Field } from './columns/fields.ts';
import { meaning } from './columns/headings.ts';

export const WHATS = ['phone', 'email', 'address'] as const;
export type What = (typeof WHATS)[number];
export const WHYS = ['contact', 'card', 'column'] as const;
export type Misplaced = {
  organization_id: OrganizationId;
  organization: string;
  partner_id: PartnerId | null;
  what: What;
  value: string;
  why: (typeof WHYS)[number];
  /** The people whose it may be: those with the same value, or else everybody at the organization. */
  people: { id: PersonId; name: string }[];
};

type SaidFacts = {
  phones: { number: string }[];
  email: string;
  addresses: { address_1: string; city: string; postal_code: string }[];
};
type MaybeMisplaced = SaidFacts & {
  id: OrganizationId;
  name: string;
  partner_id: PartnerId | null;
  answered: string[];
  people: { id: PersonId; name: string; numbers: string[] }[];
  brought: (Partial<SaidFacts> & { ofPerson: boolean })[];
};

/** At most 200, by organization. */
export async function misplacedOf(ctx: Ctx): Promise<Misplaced[]> {
  const before = await lastUpgrade(ctx);
  if (!before) return [];
  const { rows } = await sql<MaybeMisplaced>`
    select o.id, o.name, p.id as partner_id, o.email,
      array(select a.what || ' ' || a.value from misplaced_answers a where a.library_id = ${ctx.library.id}
        and a.organization_id = o.id) as answered,
      coalesce((select jsonb_agg(jsonb_build_object('number', f.number)) from phones f
        where f.library_id = ${ctx.library.id} and f.organization_id = o.id), '[]') as phones,
      coalesce((select jsonb_agg(to_jsonb(d)) from addresses d where d.library_id = ${ctx.library.id}
        and d.organization_id = o.id), '[]') as addresses,
      coalesce((select jsonb_agg(distinct jsonb_build_object('id', pe.id, 'name', pe.name, 'numbers',
          array(select number from person_phones x where x.library_id = ${ctx.library.id} and x.person_id = pe.id
            union select email from person_emails x where x.library_id = ${ctx.library.id} and x.person_id = pe.id)))
        from contacts c join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
        where c.library_id = ${ctx.library.id} and c.organization_id = o.id), '[]') as people,
      s.brought
    from organizations o
    join lateral (
      select jsonb_agg(s.brought -> 'organization' || jsonb_build_object('ofPerson', i.kind in ('vcard', 'google',
        'outlook') and s.brought -> 'contacts' <> '[]')) as brought
      from organization_sources s join lateral (
        select i.kind from imports i where i.library_id = ${ctx.library.id} and i.source = s.source
          and i.applied_at < ${before} order by i.applied_at desc limit 1) i on true
      where s.library_id = ${ctx.library.id} and s.organization_id = o.id) s on s.brought is not null
    left join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} order by o.name_key, o.id limit 5000`.execute(ctx.db);
  const columns = await personalValues(ctx, before);
  return rows.flatMap((row) => misplacedIn(row, columns)).slice(0, 200);
}

/** When the upgrade came that keeps persons apart; null if no list was applied before it. */
async function lastUpgrade(ctx: Ctx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select m.applied_at as at from migrations m where m.name = '0015-persons' and exists (
      select 1 from imports i where i.library_id = ${ctx.library.id} and i.status = 'applied'
        and i.applied_at < m.applied_at)`.execute(ctx.db);
  return rows[0]?.at ?? null;
}

/** What stands in the columns that are a person's, of all rows that are still kept. */
async function personalValues(ctx: Ctx, before: Date): Promise<Set<string>> {
  const { rows: imports } = await sql<{ id: string; header: string[] }>`
    select id, header from imports where library_id = ${ctx.library.id} and status = 'applied'
      and applied_at < ${before} and kind in ('table', 'outlook')`.execute(ctx.db);
  const values = new Set<string>();
  for (const { id, header } of imports) {
    const columns = header.flatMap((title, at) => (isOwn(meaning(title)) ? [at + 1] : []));
    if (columns.length === 0) continue;
    const { rows } = await sql<{ value: string }>`
      select distinct r.cells[n] as value from import_rows r, unnest(${columns}::int[]) n
        where r.library_id = ${ctx.library.id} and r.import_id = ${id}`.execute(ctx.db);
    for (const { value } of rows) if (value) values.add(plain(value));
  }
  return values;
}

const isOwn = (field: Field | undefined): boolean =>
  field !== undefined &&
  (/^contact_(home|cell|other)/.test(field) || field === 'contact_phone' || field === 'contact_email');

/** A number without its country code and signs, a mail or a street in small letters. */
const plain = (value: string): string =>
  /^[+(\d][\d\s().+-]{6,}$/.test(value.trim()) ? value.replace(/\D/g, '').slice(-10) : value.trim().toLowerCase();

export const addressKey = ({ address_1, city, postal_code }: SaidFacts['addresses'][number]) =>
  [address_1, city, postal_code].join(', ').slice(0, 400);

function misplacedIn(row: MaybeMisplaced, columns: Set<string>): Misplaced[] {
  const facts: [What, string, string][] = [
    ...row.phones.map(({ number }): [What, string, string] => ['phone', number, number]),
    ...(row.email ? [['email', row.email, row.email] as [What, string, string]] : []),
    ...row.addresses.map((each): [What, string, string] => ['address', addressKey(each), each.address_1]),
  ];
  return facts.flatMap(([what, value, said]): Misplaced[] => {
    const from = row.brought.filter((each) => says(each, what, value));
    if (from.length === 0 || row.answered.includes(`${what} ${value}`)) return [];
    const same = row.people.filter((person) => person.numbers.includes(value));
    const why =
      same.length > 0
        ? 'contact'
        : columns.has(plain(said))
          ? 'column'
          : from.some((each) => each.ofPerson)
            ? 'card'
            : null;
    if (!why) return [];
    const people = (same.length > 0 ? same : row.people).slice(0, 5).map(({ id, name }) => ({ id, name }));
    return [{ organization_id: row.id, organization: row.name, partner_id: row.partner_id, what, value, why, people }];
  });
}

function says({ phones = [], email, addresses = [] }: Partial<SaidFacts>, what: What, value: string): boolean {
  if (what === 'phone') return phones.some((phone) => phone.number === value);
  return what === 'email' ? email === value : addresses.some((each) => addressKey(each) === value);
}
