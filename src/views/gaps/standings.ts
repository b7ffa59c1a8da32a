/**
 * What the map shows: the library's partners, and its branches by area. One query each, however many there are. (The
 * grid counts in the database: counting.ts.)
 */

import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import type { Ctx } from '../../house/ctx.ts';
import { tellsWhere } from '../../rooms/directory/confidential.ts';
import { type Area, areasOf } from './areas.ts';
import type { PartnerStanding } from './gap.ts';

/**
 * Every partner with its sectors and ZIP codes. ZIP codes of a confidential address are not read from the
 * database.
 */
export async function standings(ctx: Ctx): Promise<PartnerStanding[]> {
  const { rows } = await sql<PartnerStanding>`
    select p.id, o.name, p.stage, o.confidential_address as confidential,
      coalesce(s.keys, '{}') as sectors,
      case when ${tellsWhere('o')} then coalesce(a.codes, '{}') || coalesce(l.codes, '{}') else '{}' end as postal_codes
    from partners p
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    left join (select organization_id, array_agg(sector_key order by sector_key) as keys
      from organization_sectors where library_id = ${ctx.library.id}
        group by organization_id) s on s.organization_id = o.id
    left join (select organization_id, array_agg(postal_code order by position) as codes
      from addresses where library_id = ${ctx.library.id} and postal_code <> ''
        group by organization_id) a on a.organization_id = o.id
    left join (select organization_id, array_agg(postal_code order by name, id) as codes
      from locations where library_id = ${ctx.library.id} and postal_code <> ''
        group by organization_id) l on l.organization_id = o.id
    where p.library_id = ${ctx.library.id} order by o.name_key, o.id`.execute(ctx.db);
  return rows;
}

export async function areasHere(ctx: Ctx): Promise<Area[]> {
  const branches = await ctx.db
    .selectFrom('branches')
    .select(['id', 'name', 'postal_code'])
    .where('library_id', '=', ctx.library.id)
    .orderBy(byName('name'))
    .orderBy('id')
    .execute();
  return areasOf(branches);
}
