/**
 * Which organization is part of which (`parent_organization_id`). There are no circles: nothing is part of itself,
 * through however many steps.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import type { OrganizationId } from './organization.ts';

/**
 * Lets only one transaction at a time change parents in a library. Otherwise two people who each add one half of a
 * circle would not see each other's change.
 */
export const lockParents = (ctx: Ctx) =>
  sql`select pg_advisory_xact_lock(hashtextextended('parents ' || ${ctx.library.id}, 0))`.execute(ctx.db);

export async function refuseCircle(ctx: Ctx, id: OrganizationId, parentId: OrganizationId): Promise<void> {
  await lockParents(ctx);
  if ((await idsAbove(ctx, parentId)).includes(id))
    throw new Invalid({ parent_organization_id: { key: 'error.own_parent' } });
}

/** The ids of the organization and of everything it is part of, through however many steps. */
export async function idsAbove(ctx: Ctx, id: OrganizationId): Promise<OrganizationId[]> {
  const { rows } = await sql<{ id: OrganizationId }>`
    with recursive above(id) as (
      select ${id}::uuid
      union select o.parent_organization_id from organizations o join above on o.id = above.id
        where o.library_id = ${ctx.library.id} and o.parent_organization_id is not null
    ) select id from above`.execute(ctx.db);
  return rows.map((row) => row.id);
}

/** Organizations for the choice of a parent: the one that is chosen now first, then by name; at most 500. */
export function organizationNames(ctx: Ctx, chosen: string | null): Promise<{ id: OrganizationId; name: string }[]> {
  return ctx.db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('library_id', '=', ctx.library.id)
    .orderBy(sql`id is not distinct from ${chosen}::uuid`, 'desc')
    .orderBy('name_key')
    .limit(500)
    .execute();
}
