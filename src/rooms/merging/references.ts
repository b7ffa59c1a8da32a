/**
 * Every column that says which organization, or which partner, a row belongs to, as the database's own catalogue has
 * it. A merge moves them all, so this room moves other rooms' rows, and knows no more of them than what `room.ts` of
 * each says: what is the same twice, who may read it, what it is called.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { directory } from '../directory/room.ts';
import { tableNames, tableOf } from '../index.ts';
import { merging } from './room.ts';

/**
 * `columns` are those of its table by which one can tell that it has an id of its own, or an order. `through` is the
 * table that it refers to, where that is not the organizations or partners themselves, and the columns that both share:
 * a rating is of a partner on a worksheet.
 */
export type Reference = {
  table: string;
  column: string;
  columns: string[];
  through: { table: string; on: string[] } | null;
};
export type References = Record<'organization' | 'partner', Reference[]>;

/**
 * By foreign keys to the id, and by those to a column that is itself such a key. This room's own tables are not among
 * them: a pair has an order, so merge.ts moves it in its own way.
 */
export async function referencesHere({ db }: Pick<Ctx, 'db'>): Promise<References> {
  const sorted = await referencesTo({ db }, ['organizations', 'partners'], Object.keys(merging.tables));
  const to = (name: string) => sorted.filter(({ target }) => target === name);
  return { organization: to('organizations'), partner: to('partners') };
}

/**
 * Columns that say which person a row is about, for when two listed at both organizations become one. The directory
 * moves its own: a person's phones have an order, and roles a beginning and an end.
 */
export const personReferences = ({ db }: Pick<Ctx, 'db'>): Promise<Reference[]> =>
  referencesTo({ db }, ['persons'], Object.keys(directory.tables));

async function referencesTo(
  { db }: Pick<Ctx, 'db'>,
  targets: string[],
  without: string[],
): Promise<(Reference & { target: string })[]> {
  const { rows } = await sql<Reference & { target: string }>`
    with recursive pairs as (
      select k.oid as key, k.conrelid as table, k.conkey[at] as column, k.confrelid as to_table,
        k.confkey[at] as to_column
      from pg_constraint k cross join generate_subscripts(k.conkey, 1) at where k.contype = 'f'
    ), found as (
      select p.table, p.column, f.relname as target, null::oid as key from pairs p join pg_class f on f.oid = p.to_table
      join pg_attribute a on a.attrelid = f.oid and a.attnum = p.to_column and a.attname = 'id'
      where f.relname = any(${targets}::text[]) and f.relnamespace = current_schema()::regnamespace
      union
      select p.table, p.column, found.target, p.key from found join pairs p on p.to_table = found.table
        and p.to_column = found.column
    )
    select c.relname as table, a.attname as column, found.target,
      array(select x.attname::text from pg_attribute x where x.attrelid = c.oid and x.attnum > 0 and not x.attisdropped)
        as columns,
      (select jsonb_build_object('table', t.relname, 'on', (select jsonb_agg(x.attname) from pg_attribute x
          where x.attrelid = c.oid and x.attnum = any(k.conkey) and x.attname <> 'library_id' and x.attnum <> a.attnum))
        from pg_constraint k join pg_class t on t.oid = k.confrelid where k.oid = found.key) as through
    from found join pg_class c on c.oid = found.table
    join pg_attribute a on a.attrelid = c.oid and a.attnum = found.column
    where c.relname <> all(${without}::text[])
    order by c.relname, a.attname`.execute(db);
  return rows.toSorted((a, b) => tableNames.indexOf(a.table) - tableNames.indexOf(b.table));
}

/** What is told of: how many rows of which table belong to it, of those that the reader may read. */
export async function countAll(
  ctx: Ctx,
  id: string,
  references: readonly Reference[],
): Promise<Record<string, number>> {
  const counts = references.filter(({ table }) => tableOf(table).label).map((each) => countOf(ctx, id, each));
  if (counts.length === 0) return {};
  const { rows } = await sql<{ name: string; rows: number }>`${sql.join(counts, sql` union all `)}`.execute(ctx.db);
  return Object.fromEntries(rows.filter((row) => row.rows > 0).map((row) => [row.name, row.rows]));
}

function countOf(ctx: Ctx, id: string, { table, column }: Reference): RawBuilder<unknown> {
  const { readable } = tableOf(table);
  const seen = typeof readable === 'function' ? readable(ctx, 't') : sql`true`;
  return sql`select ${table} as name, count(*) as rows from ${sql.table(table)} t
    where t.library_id = ${ctx.library.id} and ${sql.ref(`t.${column}`)} = ${id} and ${seen}`;
}
