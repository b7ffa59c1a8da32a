/**
 * Organizations with everything that belongs to them, read in one query for as many as are asked for. HSDS files,
 * answers of the API and vCards are made from these records.
 */

import { type RawBuilder, sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import { type Reading, today } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import type { Further } from '../../rooms/directory/further.ts';
import type { Location, LocationId } from '../../rooms/directory/location.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import type { Address, Phone } from '../../rooms/directory/organizations.ts';
import type { ContactDraft, ContactId } from '../../rooms/directory/person.ts';
import type { Service } from '../../rooms/directory/service.ts';
import type { Scope } from './export.ts';

export type RecordPerson = {
  id: ContactId;
  name: string;
  title: string;
  /** Only in files of the staff. */
  further?: Further;
} & Pick<ContactDraft, 'phones' | 'emails' | 'addresses'>;
/**
 * Which people of an organization are included, and which of their data: nobody; those marked as publishable; everybody
 * who works there today; the same with their private numbers and addresses. Only the last includes anything but work
 * phones and work mails.
 */
export type People = 'nobody' | 'published' | 'work' | 'personal';
/** Which organizations, how much of their people, and whether with what they offer and where. */
export type Extent = { scope: Scope; people?: People; offers?: boolean };
export type OfferedService = Omit<Service, 'locations' | 'organization_id'> & {
  updated_at: string;
  at: { id: Id<'service_at_locations'>; location_id: LocationId; description: string }[];
};
export type OrganizationRecord = {
  id: OrganizationId;
  name: string;
  alternate_names: string[];
  description: string;
  website: string;
  email: string;
  tax_id: string;
  /** The day on which they last said that this is right; null for never. */
  confirmed_on: string | null;
  further: Further;
  confidential_address: boolean;
  /** Only where the parent is in the same scope. */
  parent_organization_id: OrganizationId | null;
  languages: string[];
  populations: string[];
  sectors: string[];
  phones: Phone[];
  addresses: Address[];
  /** Empty unless asked for. */
  people: RecordPerson[];
  services: OfferedService[];
  locations: Omit<Location, 'organization_id'>[];
};

/** Condition on `partners p`: the partner is in the scope. */
export function inScope(scope: Scope): RawBuilder<unknown> {
  if (typeof scope === 'object') return sql`p.id = any(${[...scope.these]}::uuid[])`;
  return scope === 'active' ? sql`p.stage = 'active'` : sql`true`;
}

export async function countPartners(ctx: Reading, scope: Scope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from partners p where p.library_id = ${ctx.library.id} and ${inScope(scope)}`.execute(
    ctx.db,
  );
  return rows[0]?.count ?? 0;
}

/** The ids of the scope's organizations, by name. */
export async function organizationIds(ctx: Reading, scope: Scope): Promise<OrganizationId[]> {
  const { rows } = await sql<{ id: OrganizationId }>`
    select o.id from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where p.library_id = ${ctx.library.id} and ${inScope(scope)} order by o.name_key, o.id`.execute(ctx.db);
  return rows.map((row) => row.id);
}

/** In the order of the ids; an id outside the scope is left out. */
export async function recordsOf(
  ctx: Reading,
  ids: OrganizationId[],
  { scope, people = 'nobody', offers = true }: Extent,
): Promise<OrganizationRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<OrganizationRecord>`
    select o.id, o.name, o.alternate_names, o.description, o.website, o.email, o.tax_id,
      (select max((c.said_at at time zone ${ctx.library.timeZone})::date) from confirmations c
        join partners q on q.library_id = c.library_id and q.id = c.partner_id
        where c.library_id = ${ctx.library.id} and q.organization_id = o.id and c.assured)
        as confirmed_on,
      o.further - ${notFor(people)}::text[] as further, o.confidential_address, o.languages, o.populations,
      coalesce((select p.organization_id from partners p
        where p.library_id = ${ctx.library.id} and p.organization_id = o.parent_organization_id
          and ${inScope(scope)}), ${parentInList(ctx, scope)}) as parent_organization_id,
      array(select s.sector_key from organization_sectors s where s.library_id = ${ctx.library.id}
        and s.organization_id = o.id order by 1) as sectors,
      ${listOf(ctx, sql`phones`, sql`t.position`)} as phones,
      ${listOf(ctx, sql`addresses`, sql`t.position`)} as addresses,
      ${peopleOf(ctx, people)} as people,
      ${offers ? servicesFor(ctx, people) : sql`'[]'::jsonb`} as services,
      ${offers ? listOf(ctx, sql`locations`, sql`t.name, t.id`) : sql`'[]'::jsonb`} as locations
    from organizations o join partners p on p.library_id = o.library_id and p.organization_id = o.id
      and ${inScope(scope)}
    where o.library_id = ${ctx.library.id} and o.id = any(${ids}::uuid[])`.execute(ctx.db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The parent that the package named, if nobody has set one here and both organizations came from the same list. */
const parentInList = (ctx: Reading, scope: Scope) => sql`(
  select p.organization_id from organization_sources mine
  join organization_sources theirs on theirs.library_id = mine.library_id and theirs.source = mine.source
    and theirs.source_key = 'id ' || (o.further ->> 'parent_organization_id')
  join partners p on p.library_id = theirs.library_id and p.organization_id = theirs.organization_id
    and ${inScope(scope)}
  where mine.library_id = ${ctx.library.id} and mine.organization_id = o.id and o.parent_organization_id is null
    and p.organization_id <> o.id
  order by p.organization_id limit 1)`;

const listOf = (ctx: Reading, table: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql`coalesce((
  select jsonb_agg(to_jsonb(t) - 'library_id' - 'organization_id' order by ${order})
  from ${table} t where t.library_id = ${ctx.library.id} and t.organization_id = o.id), '[]')`;

function peopleOf(ctx: Reading, people: People): RawBuilder<unknown> {
  const day = today(ctx);
  if (people === 'nobody') return sql`'[]'::jsonb`;
  const which = people === 'published' ? sql`and c.may_be_published and coalesce(c.starts_on <= ${day}, true)` : sql``;
  const theirs = (
    table: string,
  ) => sql`coalesce((select jsonb_agg(to_jsonb(x) - '{library_id,id,person_id,position}'::text[]
    order by x.position, x.id)
    from ${sql.table(table)} x where x.library_id = ${ctx.library.id}
      and x.person_id = pe.id ${people === 'personal' ? sql`` : sql`and x.kind = 'work'`}), '[]')`;
  const addresses = people === 'personal' ? theirs('person_addresses') : sql`'[]'::jsonb`;
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('id', c.id, 'name', pe.name, 'title', c.title, 'phones',
      ${theirs('person_phones')}, 'emails', ${theirs('person_emails')},
      'addresses', ${addresses}) ${people === 'published' ? sql`` : sql`|| jsonb_build_object('further', c.further)`}
        order by pe.name_key, c.id)
    from contacts c join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
    where c.library_id = ${ctx.library.id} and c.organization_id = o.id
      and coalesce(c.ends_on >= ${day}, true) ${which}), '[]')`;
}

/** Keys of `further` that the public does not get: a list's own columns, and who last checked a service. */
const notFor = (people: People): string[] =>
  people === 'nobody' || people === 'published' ? ['columns', 'assurer_email'] : [];

const servicesFor = (ctx: Reading, people: People) => sql`coalesce((
  select jsonb_agg(to_jsonb(s) - 'library_id' || jsonb_build_object(
    'further', s.further - ${notFor(people)}::text[],
    'at', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'location_id', a.location_id, 'description',
      a.description) order by a.id)
      from service_at_locations a where a.library_id = ${ctx.library.id} and a.service_id = s.id), '[]'),
    'terms', coalesce((select jsonb_agg(jsonb_build_object('taxonomy', t.taxonomy, 'term', t.term, 'code', t.code)
      order by ${byName('t.taxonomy')}, ${byName('t.term')}, t.term)
      from service_terms t where t.library_id = ${ctx.library.id} and t.service_id = s.id), '[]'))
        order by ${byName('s.name')}, s.id)
  from services s where s.library_id = ${ctx.library.id} and s.organization_id = o.id), '[]')`;

/** How many organizations are read and written at a time, so that a file of any size needs the memory of one batch. */
const BATCH = 200;

/** All organizations of the scope, in batches, by name. The next batch is read while one is written. */
export async function* everyRecord(ctx: Reading, extent: Extent): AsyncGenerator<OrganizationRecord[]> {
  const ids = await organizationIds(ctx, extent.scope);
  const read = (at: number) => {
    const batch = recordsOf(ctx, ids.slice(at, at + BATCH), extent);
    // Nobody may come for it any more.
    batch.catch(() => {});
    return batch;
  };
  let next = read(0);
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = await next;
    next = read(at + BATCH);
    yield batch;
  }
}
