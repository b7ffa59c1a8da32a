/**
 * Removes records with every row that hangs on them, by however many steps, as the database's own catalogue has it: a
 * new table cannot be forgotten. Nothing here knows which tables there are; whoever calls says which records go.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { tableOf } from '../index.ts';

/** One reference from a table to another: which columns hold it, and which columns there they name. */
type Hop = { table: string; columns: string[]; target: string; keys: string[] };
/** The way from a table to one of the roots; `optional` where the reference may be empty. */
type Step = { table: string; optional: boolean; path: Hop[]; root: string };

/** What hangs on the rows of these tables, the outermost first; found once for any number of them. */
export async function stepsUnder(ctx: Ctx, roots: string[]): Promise<Step[]> {
  const { rows } = await sql<Hop & { optional: boolean }>`
    select c.relname as table, f.relname as target,
      array(select a.attname::text from unnest(k.conkey) with ordinality as u(n, at) join pg_attribute a
        on a.attrelid = k.conrelid and a.attnum = u.n order by u.at) as columns,
      array(select a.attname::text from unnest(k.confkey) with ordinality as u(n, at) join pg_attribute a
        on a.attrelid = k.confrelid and a.attnum = u.n order by u.at) as keys,
      exists (select 1 from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n
        where not a.attnotnull) as optional
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and k.confdeltype = 'a' and c.relnamespace = current_schema()::regnamespace
    order by c.relname, k.conname`.execute(ctx.db);
  const above = (path: Hop[], root: string): Step[] =>
    rows
      .filter((row) => row.target === path[0]?.table && !path.some(({ table }) => table === row.table))
      // Where the reference is only emptied, the row stays, and so does what hangs on it.
      .flatMap((row) => [
        ...(row.optional && !tableOf(row.table).goesWithPartner ? [] : above([row, ...path], root)),
        { ...row, path: [row, ...path], root },
      ]);
  const all = roots.flatMap((root) => {
    const self: Hop = { table: root, columns: [], target: '', keys: [] };
    // A row may refer to another of its own table, as a chapter does to its parent.
    const own = rows.filter((row) => row.table === root && row.target === root);
    return [
      ...above([self], root),
      ...own.map((row) => ({ ...row, path: [row, self], root })),
      { table: root, optional: false, path: [self], root },
    ];
  });
  return all.toSorted((one, other) => other.path.length - one.path.length);
}

/**
 * Removes what hangs on these records, whose ids are given by their tables, and the records themselves. A reference
 * that may be empty is emptied: that row is somebody else's.
 */
export async function removeUnder(ctx: Ctx, steps: Step[], ids: Readonly<Record<string, string>>): Promise<void> {
  await sql`set constraints all deferred`.execute(ctx.db);
  for (const { table, optional, path, root } of steps) {
    const where = sql`library_id = ${ctx.library.id} and ${reaches(ctx, path, ids[root] ?? '')}`;
    const emptied = (path[0]?.columns ?? []).filter((column) => column !== 'library_id');
    if (optional && !tableOf(table).goesWithPartner)
      await sql`update ${sql.table(table)} set ${sql.join(emptied.map((column) => sql`${sql.ref(column)} = null`))}
        where ${where}`.execute(ctx.db);
    else await sql`delete from ${sql.table(table)} where ${where}`.execute(ctx.db);
  }
}

/** That a row refers to the record with this id, through the tables of the path. */
function reaches(ctx: Ctx, [hop, ...rest]: Hop[], id: string): RawBuilder<unknown> {
  if (!hop || rest.length === 0) return sql`id = ${id}`;
  const pairs = hop.columns
    .map((column, at) => ({ column, key: hop.keys[at] ?? '' }))
    .filter(({ key }) => key !== 'library_id');
  return sql`(${sql.join(pairs.map(({ column }) => sql.ref(column)))}) in (
    select ${sql.join(pairs.map(({ key }) => sql.ref(key)))} from ${sql.table(hop.target)}
    where library_id = ${ctx.library.id} and ${reaches(ctx, rest, id)})`;
}
