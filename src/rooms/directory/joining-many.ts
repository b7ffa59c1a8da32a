/** Adds a sector, or people who are served, to many organizations at once; to those that lack it. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';
import { histories } from '../../house/history.ts';
import { mayEditDirectory, type OrganizationId } from './organization.ts';

/** Returns how many did not have it. The caller says whose undo it belongs to. */
export async function addSectorTo(ctx: Ctx, ids: readonly OrganizationId[], sectorKey: string): Promise<number> {
  allow(mayEditDirectory(ctx.actor));
  const { rows } = await sql<{ id: OrganizationId }>`
    with added as (
      insert into organization_sectors (library_id, organization_id, sector_key)
      select o.library_id, o.id, ${sectorKey} from organizations o
        where o.library_id = ${ctx.library.id} and o.id = any(${[...ids]}::uuid[])
      on conflict do nothing returning organization_id)
    -- A form that was opened before does not know of it.
    update organizations o set version = version + 1, updated_at = ${ctx.now} from added
    where o.library_id = ${ctx.library.id} and o.id = added.organization_id returning o.id`.execute(ctx.db);
  await tell(ctx, rows, { sectors: [sectorKey] });
  return rows.length;
}

export async function addPopulationTo(ctx: Ctx, ids: readonly OrganizationId[], key: string): Promise<number> {
  allow(mayEditDirectory(ctx.actor));
  const { rows } = await sql<{ id: OrganizationId }>`
    update organizations set populations = array_append(populations, ${key}), version = version + 1,
      updated_at = ${ctx.now}
    where library_id = ${ctx.library.id} and id = any(${[...ids]}::uuid[]) and not ${key} = any(populations)
    returning id`.execute(ctx.db);
  await tell(ctx, rows, { populations: [key] });
  return rows.length;
}

const tell = (ctx: Ctx, rows: { id: OrganizationId }[], details: Record<string, string[]>) =>
  histories(
    ctx,
    rows.map(({ id }) => ({ action: 'organization.changed', subject: { type: 'organization', id }, details })),
  );
