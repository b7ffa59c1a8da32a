/** The facts by which two records are known as one organization, of the whole library at once. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Facts } from './likeness.ts';

/** All organizations of the library. One query; the phones and addresses are gathered by organization before they are joined. */
export async function factsOf(ctx: Ctx): Promise<Facts[]> {
  const { rows } = await sql<Facts>`
    select o.id, o.name, o.alternate_names, o.website_domain, o.email, o.tax_id, o.parent_organization_id,
      coalesce(f.phones, '{}') as phones, coalesce(a.addresses, '[]') as addresses
    from organizations o
    left join (select organization_id, array_agg(number order by position, id) as phones from phones
      where library_id = ${ctx.library.id} group by organization_id) f on f.organization_id = o.id
    left join (select organization_id, jsonb_agg(jsonb_build_object('address_1', address_1, 'city', city, 'state_province', state_province,
        'postal_code', postal_code) order by position, id) as addresses from addresses
      where library_id = ${ctx.library.id} group by organization_id) a on a.organization_id = o.id
    where o.library_id = ${ctx.library.id} order by o.id`.execute(ctx.db);
  return rows;
}
