/**
 * What can be taken back as a whole: an import, a merge. Inside `recording`, a trigger (migration 0007) keeps every
 * row's state before and after, so that a verb can neither forget a table nor know that it is being recorded.
 * `undoChangeSet` gives back what was there; what somebody changed since stays theirs.
 */

import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { inTransaction } from './db.ts';
import type { SomeId } from './ids.ts';

/**
 * A unit is what stands or falls together when the set is undone: all that one row of a file did, say. 'each' is every
 * changed row by itself; 'staged' is what `stageUnits` said of the organization (or the person) that the row belongs
 * to, so that one statement can write many units.
 */
export type ChangeUnit = number | 'each' | 'staged';
export type ChangeSet = { id: SomeId; unit: ChangeUnit };

/** Does the work in a transaction and records what it changes. */
export function recording<T>(ctx: Ctx, set: ChangeSet, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    await sql`select set_config('app.change_set', ${set.id}, true), set_config('app.change_unit', ${String(set.unit)}, true)`.execute(
      ctx.db,
    );
    try {
      return await work(ctx);
    } finally {
      // After an error the transaction is void, and its setting with it.
      await sql`select set_config('app.change_set', '', true)`.execute(ctx.db).catch(() => {});
    }
  });
}

/** From here on, inside `recording`, what changes belongs to this unit. */
export const nextUnit = (ctx: Ctx, unit: ChangeUnit) =>
  sql`select set_config('app.change_unit', ${String(unit)}, true)`.execute(ctx.db);

/**
 * Says whose unit the rows of these organizations and persons are, in a table that ends with the transaction. The last
 * word counts.
 */
export async function stageUnits(ctx: Ctx, units: { id: SomeId; unit: number }[]): Promise<void> {
  await sql`create temporary table if not exists change_units (id uuid primary key, unit bigint not null) on commit drop`.execute(
    ctx.db,
  );
  await sql`insert into change_units select id, unit from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as n(id uuid, unit bigint)
    on conflict (id) do update set unit = excluded.unit`.execute(ctx.db);
}

export type KeptUnit = { unit: number; table: string };

/**
 * Undoes the units of a set, the last one first, each wholly or not at all. Returns the units that were kept because
 * somebody changed what they added, or built on it, with the table where that shows. What is undone is forgotten; a
 * kept unit stays recorded.
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

/** Units that are tried together: where somebody built on one of them, these are tried again in halves. */
const BATCH = 500;
const MANY = 500;

/**
 * Right after a long list the database does not know yet how its tables have grown, and would look for each row among
 * all of the library's.
 */
async function analyze(ctx: Ctx, id: SomeId): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct table_name as name from recorded_changes where library_id = ${ctx.library.id} and change_set_id = ${id}`.execute(
    ctx.db,
  );
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
