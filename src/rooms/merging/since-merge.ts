/**
 * Changes made after the merge that the undo must deal with: lists that were saved again, rows that were removed, rows
 * that were added to the kept record. Read before the undo, because the undo deletes its records.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Table } from '../../house/room.ts';
import { tableOf } from '../index.ts';
import type { Merge } from './merges.ts';
import type { Reference } from './references.ts';

/** What belongs to an organization and what its room says of it, as far as an undo has to know. */
export type Kinds = {
  /** Saving an organization deletes and inserts these rows, so a missing row does not mean that somebody removed it. */
  lists: Reference[];
  /** These are removed one by one and on purpose, and have a name that can be shown. */
  single: Reference[];
  /** These say where an organization is, which may be confidential. */
  places: Reference[];
};

export function kindsAmong(references: readonly Reference[]): Kinds {
  const all = references.filter(({ column }) => column === 'organization_id');
  return {
    lists: all.filter(({ table }) => tableOf(table).listed),
    single: all.filter(({ table, columns }) => isSingle(tableOf(table)) && columns.includes('id')),
    places: placesAmong(all),
  };
}

const isSingle = ({ listed, label }: Table) => !listed && label !== undefined;
const placesAmong = (references: readonly Reference[]) =>
  references.filter(({ table }) => typeof tableOf(table).readable === 'function');

type Rows = Record<string, object[]>;
/** The rows of both as they were before the merge, by table: all of the gone one, and the places of the kept one. */
export type Before = { gone: Rows; kept: Rows };

/**
 * Records the addresses and locations of the kept record without changing them. The undo needs to know which of them
 * were there before the merge brought a confidential address.
 */
export async function rememberPlaces(ctx: Ctx, references: readonly Reference[], kept: string): Promise<void> {
  for (const { table, column } of placesAmong(references)) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)}
      where library_id = ${ctx.library.id} and ${sql.ref(column)} = ${kept}`.execute(ctx.db);
  }
}

export async function recall(ctx: Ctx, { lists, single, places }: Kinds, merge: Merge): Promise<Before> {
  const names = [...lists, ...single, ...places].map(({ table }) => table);
  const { rows } = await sql<{ table: string; of: string; row: object }>`
    select distinct on (table_name, of, key) table_name as table, of, before as row
    from recorded_changes, lateral (select before ->> 'organization_id' as of,
      coalesce(before ->> 'id', before::text) as key) as named
    where library_id = ${ctx.library.id} and change_set_id = ${merge.id} and of in (${merge.gone_id}, ${merge.kept_id})
      and table_name = any(${names}::text[]) order by table_name, of, key, seq`.execute(ctx.db);
  const of = (id: string): Rows =>
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
export async function giveBack(ctx: Ctx, { lists, single }: Kinds, before: Before): Promise<string[]> {
  for (const { table } of lists) {
    await sql`insert into ${sql.table(table)} select *
      from jsonb_populate_recordset(null::${sql.table(table)}, ${json(before.gone[table])}::jsonb)
      on conflict do nothing`.execute(ctx.db);
  }
  const removed: string[] = [];
  for (const { table } of single) {
    const { rows } = await sql`
      select 1 from jsonb_populate_recordset(null::${sql.table(table)}, ${json(before.gone[table])}::jsonb) r
      where not exists (select 1 from ${sql.table(table)} t where t.library_id = ${ctx.library.id}
        and t.id = r.id) limit 1`.execute(ctx.db);
    if (rows.length > 0) removed.push(table);
  }
  return removed;
}

const json = (rows: object[] = []) => JSON.stringify(rows);

type Placed = { places: Reference[]; organizationId: string; before: Rows };

/** Whether the organization has an address or location that is new, or changed, since before the merge. */
export async function hasNewPlace(ctx: Ctx, { places, organizationId, before }: Placed): Promise<boolean> {
  const said = sql`'{table,id,position,version,created_at,updated_at}'::text[]`;
  const news = places.map(
    ({ table }) => sql`exists (
      select 1 from ${sql.table(table)} t where t.library_id = ${ctx.library.id}
        and t.organization_id = ${organizationId}
        and not exists (select 1 from jsonb_array_elements(${json(before[table])}::jsonb) r
          where r - ${said} = to_jsonb(t) - ${said}))`,
  );
  const { rows } = await sql<{ has: boolean }>`select ${sql.join(news, sql` or `)} as has`.execute(ctx.db);
  return rows[0]?.has === true;
}

/**
 * Gives rows of the lists their ids of before the merge. Saving an organization inserts its lists again with new ids,
 * so the rows are matched by their contents.
 */
export async function knowAgain(ctx: Ctx, { lists }: Kinds, merge: Merge): Promise<void> {
  for (const { table: name } of lists.filter(({ columns }) => columns.includes('id'))) {
    const table = sql.table(name);
    await sql`update ${table} t set id = m.id from (
        select distinct on (r.after ->> 'id') (r.after ->> 'id')::uuid as id, twin.id as twin_id
        from recorded_changes r join ${table} twin on twin.library_id = r.library_id
          and twin.organization_id = ${merge.kept_id}
          and to_jsonb(twin) - '{id,position}'::text[] = r.after - '{id,position}'::text[]
        where r.library_id = ${ctx.library.id} and r.change_set_id = ${merge.id} and r.table_name = ${name}
          and r.before ->> 'organization_id' = ${merge.gone_id} and r.after ->> 'organization_id' = ${merge.kept_id}
          and not exists (
            select 1 from ${table} x where x.library_id = ${ctx.library.id} and x.id = (r.after ->> 'id')::uuid)
        order by r.after ->> 'id', twin.position
      ) m where t.library_id = ${ctx.library.id} and t.id = m.twin_id`.execute(ctx.db);
  }
}
