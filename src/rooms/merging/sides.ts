/** The two records of a merge as they stand: the facts of each, and its relationship if it is a partner. */

import { sql } from 'kysely';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import { found, NotFound } from '../../house/errors.ts';
import type { Further } from '../directory/further.ts';
import type { OrganizationId } from '../directory/organization.ts';
import type { PartnerId, Stage } from '../partners/partner.ts';

export type Side = {
  id: OrganizationId;
  version: number;
  name: string;
  alternate_names: string[];
  description: string;
  website: string;
  email: string;
  tax_id: string;
  parent_organization_id: OrganizationId | null;
  parent_name: string | null;
  languages: string[];
  populations: string[];
  sectors: string[];
  phones: string[];
  addresses: string[];
  confidential_address: boolean;
  further: Further;
  partner_id: PartnerId | null;
  partner_version: number | null;
  stage: Stage | null;
  owner_id: MemberId | null;
  owner_name: string | null;
  deputy_id: MemberId | null;
  deputy_name: string | null;
};

export async function findSides(
  ctx: Ctx,
  keptId: OrganizationId,
  goneId: OrganizationId,
): Promise<{ kept: Side; gone: Side }> {
  const { rows } = await sql<Side>`
    select o.id, o.version, o.name, o.alternate_names, o.description, o.website, o.email, o.tax_id,
      o.parent_organization_id, parent.name as parent_name,
      o.languages, o.populations, o.confidential_address, o.further, p.id as partner_id, p.version as partner_version,
        p.stage, p.owner_id, ou.name as owner_name, p.deputy_id, du.name as deputy_name,
      array(select s.sector_key from organization_sectors s where s.library_id = ${ctx.library.id}
        and s.organization_id = o.id order by s.sector_key) as sectors,
      array(select f.number || case when f.extension <> '' then ' x' || f.extension else '' end from phones f
        where f.library_id = ${ctx.library.id} and f.organization_id = o.id order by f.position, f.id) as phones,
      array(select concat_ws(', ', a.address_1, nullif(a.address_2, ''), nullif(a.city, ''), nullif(concat_ws(' ',
        nullif(a.state_province, ''), nullif(a.postal_code, '')), ''))
        from addresses a where a.library_id = ${ctx.library.id} and a.organization_id = o.id
          order by a.position, a.id) as addresses
    from organizations o
    left join organizations parent on parent.library_id = o.library_id and parent.id = o.parent_organization_id
    left join partners p on p.library_id = o.library_id and p.organization_id = o.id
    left join members om on om.library_id = p.library_id and om.id = p.owner_id left join users ou on ou.id = om.user_id
    left join members dm on dm.library_id = p.library_id and dm.id = p.deputy_id left
      join users du on du.id = dm.user_id
    where o.library_id = ${ctx.library.id} and o.id = any(${[keptId, goneId]}::uuid[])`.execute(ctx.db);
  const side = (id: OrganizationId) => found(rows.find((row) => row.id === id));
  if (keptId === goneId) throw new NotFound();
  return { kept: side(keptId), gone: side(goneId) };
}

/**
 * Two who merge the same pair at once wait here for each other; the second finds one of them gone. In one order, so
 * that they never wait in a circle.
 */
export async function lockBoth(ctx: Ctx, ids: OrganizationId[]): Promise<void> {
  const { rows } = await sql`
    select id from organizations where library_id = ${ctx.library.id} and id = any(${ids}::uuid[])
      order by id for update`.execute(ctx.db);
  if (rows.length < 2) throw new NotFound();
  await sql`select id from partners where library_id = ${ctx.library.id} and organization_id = any(${ids}::uuid[])
    order by id for update`.execute(ctx.db);
}
