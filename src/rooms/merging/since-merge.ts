/**
 * Changes made after the merge that the undo must deal with: lists that were saved again, rows that were removed, rows
 * that were added to the kept record. Read before the undo, because the undo deletes its records.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { OrganizationId } from '../directory/organization.ts';
import type { Merge } from './merges.ts';

/** Saving an organization rewrites these lists, so a missing row does not mean that somebody removed it on purpose. */
const LISTS = ['organization_sectors', 'phones', 'addresses'] as const;
/** These are removed one by one, so a missing row was removed on purpose. */
const SINGLE = ['contacts', 'services', 'locations'] as const;
const PLACES = ['addresses', 'locations'] as const;

type Rows = Record<string, object[]>;
/** The rows of both as they were before the merge, by table: all of the gone one, and the places of the kept one. */
export type Before = { gone: Rows; kept: Rows };

/**
 * Records the addresses and locations of the kept record without changing them. The undo needs to know which of them
 * were there before the merge brought a confidential address.
 */
export async function rememberPlaces(ctx: Ctx, kept: string): Promise<void> {
  for (const table of PLACES) {
    await sql`update ${sql.table(table)} set address_1 = address_1 where library_id = ${ctx.library.id} and organization_id = ${kept}`.execute(
      ctx.db,
    );
  }
}

export async function recall(ctx: Ctx, merge: Merge): Promise<Before> {
  const { rows } = await sql<{ table: string; of: string; row: object }>`
    select distinct on (table_name, of, key) table_name as table, of, before as row
    from recorded_changes, lateral (select before ->> 'organization_id' as of, coalesce(before ->> 'id', before ->> 'sector_key') as key) as named
    where library_id = ${ctx.library.id} and change_set_id = ${merge.id} and of in (${merge.gone_id}, ${merge.kept_id})
      and table_name = any(${[...LISTS, ...SINGLE]}::text[]) order by table_name, of, key, seq`.execute(ctx.db);
  const of = (id: OrganizationId): Rows =>
    Object.groupBy(
      rows.filter((each) => each.of === id).map(({ table, row }) => ({ table, ...row })),
      (each) => each.table,
    ) as Rows;
  return { gone: of(merge.gone_id), kept: of(merge.kept_id) };
}

/**
 * Restores the lists of the record that comes back, whatever happened to them. Returns the kinds of other things that
 * were removed since, to be named to the person.
 */
export async function giveBack(ctx: Ctx, before: Before): Promise<string[]> {
  for (const table of LISTS) {
    await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${json(before.gone[table])}::jsonb)
      on conflict do nothing`.execute(ctx.db);
  }
  const removed: string[] = [];
  for (const table of SINGLE) {
    const { rows } = await sql`
      select 1 from jsonb_populate_recordset(null::${sql.table(table)}, ${json(before.gone[table])}::jsonb) r
      where not exists (select 1 from ${sql.table(table)} t where t.library_id = r.library_id and t.id = r.id) limit 1`.execute(
      ctx.db,
    );
    if (rows.length > 0) removed.push(table);
  }
  return removed;
}

const json = (rows: object[] = []) => JSON.stringify(rows);

/** Whether it has an address or location that is new or changed since before the merge. */
export async function hasNewPlace(ctx: Ctx, organizationId: OrganizationId, before: Rows): Promise<boolean> {
  const said = sql`'{table,id,position,version,created_at,updated_at}'::text[]`;
  const news = PLACES.map(
    (table) => sql`exists (
      select 1 from ${sql.table(table)} t where t.library_id = ${ctx.library.id} and t.organization_id = ${organizationId}
        and not exists (select 1 from jsonb_array_elements(${json(before[table])}::jsonb) r where r - ${said} = to_jsonb(t) - ${said}))`,
  );
  const { rows } = await sql<{ has: boolean }>`select ${sql.join(news, sql` or `)} as has`.execute(ctx.db);
  return rows[0]?.has === true;
}

/**
 * After the undo, a service of one record can no longer be offered at a location of the other: those links are deleted.
 * Returns what to say about it.
 */
export async function partOffers(ctx: Ctx, { kept_id, gone_id }: Merge): Promise<string[]> {
  const both = sql`array[${kept_id}, ${gone_id}]::uuid[]`;
  const parted = await sql`
    delete from service_at_locations a using services s, locations l
    where a.library_id = ${ctx.library.id} and s.library_id = a.library_id and s.id = a.service_id and l.library_id = a.library_id and l.id = a.location_id
      and s.organization_id = any(${both}) and l.organization_id = any(${both}) and s.organization_id <> l.organization_id`.execute(
    ctx.db,
  );
  return Number(parted.numAffectedRows ?? 0) > 0 ? ['at'] : [];
}
