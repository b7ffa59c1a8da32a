/** Reads the facts by which duplicates are found (likeness.ts), of all or many organizations at once. */

import { type RawBuilder, sql } from 'kysely';
import type { Ctx, Library } from '../../house/ctx.ts';
import { fetched } from '../../house/cursor.ts';
import { turn } from '../../house/turns.ts';
import type { Facts } from './likeness.ts';
import { initialsOf, knownAs, nameCore, nameKey } from './name-key.ts';
import type { OrganizationId } from './organization.ts';

type Asked = Pick<Ctx, 'db'> & { library: Pick<Library, 'id'> };

/** The organizations to compare with: those with these ids, and all that might be the same as one of `like`. */
export type Near = { ids: OrganizationId[]; like: Facts[] };

/**
 * All organizations of the library, or those that `near` asks for. One query, read in batches with a turn for others
 * after each, because there may be tens of thousands; phones and addresses are grouped by organization before they are
 * joined.
 */
export async function factsOf(ctx: Asked, near?: Near): Promise<Facts[]> {
  if (near) return (await theirFacts(ctx, near).execute(ctx.db)).rows;
  const all: Facts[] = [];
  for await (const rows of fetched(ctx.db, theirFacts(ctx))) {
    all.push(...rows);
    await turn();
  }
  return all;
}

const theirFacts = (ctx: Asked, near?: Near) =>
  sql<Facts>`
    select o.id, o.name, o.alternate_names, o.website_domain, o.email, o.tax_id, o.parent_organization_id,
      coalesce(f.phones, '{}') as phones, coalesce(a.addresses, '[]') as addresses
    from organizations o
    left join (select organization_id, array_agg(number order by position, id) as phones from phones
      where library_id = ${ctx.library.id} group by organization_id) f on f.organization_id = o.id
    left join (select organization_id, jsonb_agg(jsonb_build_object('address_1', address_1, 'city', city,
      'state_province', state_province,
        'postal_code', postal_code) order by position, id) as addresses from addresses
      where library_id = ${ctx.library.id} group by organization_id) a on a.organization_id = o.id
    where o.library_id = ${ctx.library.id} ${near ? sql`and (${isNear(ctx, near)})` : sql``} order by o.id`;

/**
 * SQL condition that narrows the comparison. It lets through more than what makes two records one (likeness.ts): a
 * phone, domain or tax id in common, or the first four letters of a word of the name.
 */
function isNear(ctx: Asked, { ids, like }: Near): RawBuilder<boolean> {
  const phones = like.flatMap((each) => each.phones);
  const taxIds = like.map((each) => each.tax_id).filter(Boolean);
  const domains = like.flatMap((each) => [each.website_domain, each.email.split('@')[1] ?? '']).filter(Boolean);
  const names = like.flatMap((each) => [each.name, ...each.alternate_names]);
  const starts = names
    .flatMap((name) => [nameKey(name), nameCore(name), knownAs(name), initialsOf(nameCore(name))].join(' ').split(' '))
    .filter((word) => word.length > 1);
  const begins = [...new Set(starts.map((word) => `%${word.slice(0, 4)}%`))];
  return sql`o.id = any(${ids}::uuid[]) or o.tax_id = any(${taxIds}::text[])
    or o.website_domain = any(${domains}::text[])
    or split_part(o.email, '@', 2) = any(${domains}::text[]) or o.search_key like any(${begins}::text[])
    or o.id in (select organization_id from phones where library_id = ${ctx.library.id}
      and number = any(${phones}::text[]))`;
}
