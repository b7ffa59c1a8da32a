/**
 * Records what one import, merge or removal changes, so that it can be undone as a whole. Inside `recording`, a
 * database trigger (migration 0007) keeps every row's state before and after; a verb need not list its tables and
 * cannot forget one. `undoChangeSet` restores the state before. A row that somebody changed in the meantime keeps their
 * change.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { inTransaction } from './db.ts';
import type { SomeId } from './ids.ts';

/**
 * A unit is undone completely or not at all; all changes from one row of a file are one unit, for example. A number
 * names one unit. 'each' makes every changed row a unit of its own. 'staged' looks the unit up in what `stageUnits`
 * wrote for the row's organization or person, so that one statement can write rows of many units.
 */
export type ChangeUnit = number | 'each' | 'staged';
export type ChangeSet = { id: SomeId; unit: ChangeUnit };

/** Does the work in a transaction and records what it changes. */
export function recording<T>(ctx: Ctx, set: ChangeSet, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    await sql`select set_config('app.change_set', ${set.id}, true),
      set_config('app.change_unit', ${String(set.unit)}, true)`.execute(ctx.db);
    try {
      return await work(ctx);
    } finally {
      // After an error the transaction is rolled back, which also resets the setting.
      await sql`select set_config('app.change_set', '', true)`.execute(ctx.db).catch(() => {});
    }
  });
}

/** Sets the unit for all changes that follow inside `recording`. */
export const nextUnit = (ctx: Ctx, unit: ChangeUnit) =>
  sql`select set_config('app.change_unit', ${String(unit)}, true)`.execute(ctx.db);

/**
 * Assigns a unit to the rows of each organization or person, in a temporary table that is dropped with the transaction.
 * A later call overwrites an earlier one for the same id.
 */
export async function stageUnits(ctx: Ctx, units: { id: SomeId; unit: number }[]): Promise<void> {
  await sql`create temporary table if not exists change_units (id uuid primary key, unit bigint not null)
    on commit drop`.execute(ctx.db);
  await sql`insert into change_units
    select id, unit from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as n(id uuid, unit bigint)
    on conflict (id) do update set unit = excluded.unit`.execute(ctx.db);
}

export type KeptUnit = { unit: number; table: string };

/**
 * Undoes the units of a change set, the last one first. Returns the units that could not be undone because somebody
 * changed or used what they had added, each with the table where that shows. Records of undone units are deleted; those
 * of kept units stay.
 */
export function undoChangeSet(
  ctx: Ctx,
  id: SomeId,
  watch: (done: number, total: number) => Promise<void> = async () => {},
): Promise<KeptUnit[]> {
  return inTransaction(ctx, async (ctx) => {
    const units = await unitsOf(ctx, id);
    const kept: KeptUnit[] = [];
    if (units.length > MANY) await analyze(ctx, id);
    for (let at = 0; at < units.length; at += BATCH) {
      const batch = units.slice(at, at + BATCH);
      const { rows } = await sql<{
        unit: number;
        blocker: string;
      }>`select * from undo_units(${ctx.library.id}, ${id}, ${batch}::bigint[])`.execute(ctx.db);
      kept.push(...rows.map(({ unit, blocker }) => ({ unit, table: blocker })));
      await watch(Math.min(at + BATCH, units.length), units.length);
    }
    return kept;
  });
}

/** How many units are undone by one call. If one of them cannot be undone, the database function retries in halves. */
const BATCH = 500;
const MANY = 500;

/**
 * Updates the planner statistics: right after a long import they are missing, and the undo would scan the tables of the
 * library once for each row.
 */
async function analyze(ctx: Ctx, id: SomeId): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct table_name as name from recorded_changes
    where library_id = ${ctx.library.id} and change_set_id = ${id}`.execute(ctx.db);
  for (const { name } of rows) await sql`analyze ${sql.table(name)}`.execute(ctx.db);
  await sql`analyze recorded_changes`.execute(ctx.db);
}

/** The recorded units of a set, the last one first. */
async function unitsOf(ctx: Ctx, id: SomeId): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('recorded_changes')
    .select(['unit'])
    .where('library_id', '=', ctx.library.id)
    .where('change_set_id', '=', id)
    .groupBy('unit')
    .orderBy((each) => each.fn.max('seq'), 'desc')
    .execute();
  return rows.map((row) => Number(row.unit));
}

/**
 * What a set added to a table stays when the set is undone, where `which` holds: a condition on the row as JSON, called
 * `added`.
 */
export async function keepAdded(
  ctx: Ctx,
  setId: string,
  { table, which }: { table: string; which: RawBuilder<boolean> },
): Promise<void> {
  await sql`delete from recorded_changes r using (
      select c.seq, c.after as added from recorded_changes c where c.library_id = ${ctx.library.id}
        and c.change_set_id = ${setId} and c.table_name = ${table} and c.before is null) c
    where r.library_id = ${ctx.library.id} and r.change_set_id = ${setId} and r.seq = c.seq and ${which}`.execute(
    ctx.db,
  );
}

/** Forgets what was recorded of a row of these tables, and of rows that hang on it: it is not to come back. */
export async function forgetRecorded(ctx: Ctx, tables: readonly string[], id: SomeId): Promise<void> {
  const values = sql`jsonb_each_text(coalesce(before, '{}') || coalesce(after, '{}'))`;
  await sql`delete from recorded_changes where library_id = ${ctx.library.id}
    and table_name = any(${[...tables]}::text[])
    and exists (select 1 from ${values} named where named.value = ${id})`.execute(ctx.db);
}

/** Takes words out of what was recorded of rows of these tables: they are not to come back with the rows. */
export async function unsayRecorded(ctx: Ctx, tables: readonly string[], words: string): Promise<void> {
  const without = (side: 'before' | 'after') => sql`(select jsonb_object_agg(f.key, case jsonb_typeof(f.value)
    when 'string' then to_jsonb(replace(f.value #>> '{}', ${words}, '…')) else f.value end)
    from jsonb_each(${sql.ref(side)}) f)`;
  const said = sql`jsonb_each_text(coalesce(before, '{}') || coalesce(after, '{}'))`;
  await sql`update recorded_changes set before = ${without('before')}, after = ${without('after')}
    where library_id = ${ctx.library.id} and table_name = any(${[...tables]}::text[])
      and exists (select 1 from ${said} field where position(${words} in field.value) > 0)`.execute(ctx.db);
}

/**
 * The recorded rows of a set name, in whichever column, these ids instead of those: for what was recorded before the
 * record that it belonged to became part of another.
 */
export async function renameRecorded(ctx: Ctx, setId: string, ids: ReadonlyMap<string, string>): Promise<void> {
  if (ids.size === 0) return;
  const given = JSON.stringify([...ids].map(([was, is_now]) => ({ was, is_now })));
  await sql`
    update recorded_changes r set before = renamed.row from (
      select c.seq, jsonb_object_agg(f.key, coalesce(to_jsonb(l.is_now), f.value)) as row
      from recorded_changes c cross join jsonb_each(c.before) f
      left join jsonb_to_recordset(${given}::jsonb) as l(was uuid, is_now uuid) on to_jsonb(l.was) = f.value
      where c.library_id = ${ctx.library.id} and c.change_set_id = ${setId} and c.before is not null
      group by c.seq having bool_or(l.was is not null)
    ) renamed
    where r.library_id = ${ctx.library.id} and r.change_set_id = ${setId} and r.seq = renamed.seq`.execute(ctx.db);
}
