/** Warns somebody who is typing in an organization that it may be there already. */

import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { initialsOf, nameCore, nameKey, searchKey, websiteDomain } from './name-key.ts';
import type { OrganizationId } from './organization.ts';

export type Likeness = {
  organizationId: OrganizationId;
  name: string;
  reasons: ('name' | 'website' | 'phone' | 'tax_id')[];
};

/**
 * Organizations that may be the same as the one being typed, at most five, best first. They are a warning and never a
 * refusal. An address alone is no reason, because offices are shared.
 */
export async function similarOrganizations(
  ctx: Ctx,
  draft: { name: string; website?: string; tax_id?: string; phones?: { number: string }[] },
): Promise<Likeness[]> {
  const key = nameKey(draft.name);
  const written = searchKey([draft.name]).split(' | ').filter(Boolean);
  const numbers = (draft.phones ?? []).map((phone) => phone.number).filter(Boolean);
  const { rows } = await sql<{
    id: OrganizationId;
    name: string;
    same_name: boolean;
    likeness: number;
    same_site: boolean;
    same_tax: boolean;
    same_phone: boolean;
  }>`
    select * from (
      select o.id, o.name, similarity(o.name_key, ${key}) as likeness,
        string_to_array(o.search_key, ' | ') && ${written}::text[] or ${areInitials(draft.name)} as same_name,
        o.website_domain <> '' and o.website_domain = ${websiteDomain(draft.website ?? '')} as same_site,
        o.tax_id <> '' and o.tax_id = ${draft.tax_id ?? ''} as same_tax,
        exists (select 1 from phones f where f.library_id = ${ctx.library.id} and f.organization_id = o.id
          and f.number = any(${numbers}::text[])) as same_phone
      from organizations o where o.library_id = ${ctx.library.id}
    ) as o
    where likeness >= 0.5 or same_site or same_tax or same_phone or same_name
    order by same_tax desc, same_name desc, likeness desc, id limit 5`.execute(ctx.db);
  return rows.map((row) => {
    const reasons: Likeness['reasons'] = [];
    if (row.likeness >= 0.5 || row.same_name) reasons.push('name');
    if (row.same_site) reasons.push('website');
    if (row.same_phone) reasons.push('phone');
    if (row.same_tax) reasons.push('tax_id');
    return { organizationId: row.id, name: row.name, reasons };
  });
}

/**
 * SQL condition that the typed name is the initials of the stored one, or the reverse. `letters` approximates in SQL
 * what `initialsOf` does.
 */
function areInitials(name: string): RawBuilder<boolean> {
  const core = nameCore(name);
  const small = sql`'\\m(a|and|at|de|del|el|for|from|in|inc|la|las|los|of|on|the|to|with|y)\\M ?'`;
  const letters = sql`regexp_replace(regexp_replace(o.name_key, ${small}, '', 'g'), '(\\w)\\w* ?', '\\1', 'g')`;
  const short = /^[\p{L}\p{N}]{3,}$/u.test(core) ? sql`${letters} = ${core}` : sql`false`;
  return sql<boolean>`(${short} or o.name_key = ${initialsOf(core) || null})`;
}
