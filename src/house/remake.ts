/**
 * Recomputes derived columns, such as name keys, after an upgrade: in the rows of a library and in the recorded changes
 * (change-sets.ts). An undo compares the two, and would take a row with a newer key for one that somebody changed.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { fetched } from './cursor.ts';
import type { DB } from './db.ts';

type RowImage = Record<string, unknown>;
/** Computes the derived columns of a row, given as it is now or as it was recorded. */
export type NewKeys = (row: RowImage) => Record<string, string | number | null>;

/** Inside a transaction; in batches, however many rows. */
export async function remake(ctx: Ctx, table: keyof DB, made: NewKeys): Promise<void> {
  const name = sql.table(table);
  const rows = sql<{
    place: string;
    row: RowImage;
  }>`select t.ctid::text as place, to_jsonb(t) as row from ${name} t where t.library_id = ${ctx.library.id}`;
  for await (const batch of fetched(ctx.db, rows)) {
    const changed = batch.flatMap(({ place, row }) => (differs(row, made(row)) ? [{ place, columns: made(row) }] : []));
    if (changed.length > 0) await write(ctx, name, changed);
  }
  await retell(ctx, table, made);
}

const differs = (row: RowImage, columns: ReturnType<NewKeys>) =>
  Object.entries(columns).some(([column, value]) => row[column] !== value);

async function write(
  ctx: Ctx,
  name: RawBuilder<unknown>,
  changed: { place: string; columns: ReturnType<NewKeys> }[],
): Promise<void> {
  const set = sql.join(
    Object.keys(changed[0]?.columns ?? {}).map((column) => sql`${sql.ref(column)} = ${sql.ref(`n.${column}`)}`),
  );
  await sql`update ${name} t set ${set}
    from jsonb_array_elements(${JSON.stringify(changed)}::jsonb) e,
      jsonb_populate_record(null::${name}, e -> 'columns') n
    where t.ctid = (e ->> 'place')::tid and t.library_id = ${ctx.library.id}`.execute(ctx.db);
}

async function retell(ctx: Ctx, table: string, made: NewKeys): Promise<void> {
  const ours = sql`c.library_id = ${ctx.library.id} and c.table_name = ${table}`;
  const told = sql<{ place: string; before: RowImage | null; after: RowImage | null }>`
    select c.ctid::text as place, c.before, c.after from recorded_changes c where ${ours}`;
  for await (const batch of fetched(ctx.db, told)) {
    const changed = batch.flatMap(({ place, before, after }) => {
      const now = { place, before: before && made(before), after: after && made(after) };
      return [before && differs(before, made(before)), after && differs(after, made(after))].some(Boolean) ? [now] : [];
    });
    if (changed.length === 0) continue;
    await sql`update recorded_changes c set before = c.before || n.before, after = c.after || n.after
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as n(place text, before jsonb, after jsonb)
      where c.ctid = n.place::tid and ${ours}`.execute(ctx.db);
  }
}
