/**
 * Which noun each id in the tables is of, as the database's own foreign keys say it: `partners.owner_id` is a member's.
 * Written into src/house/tables.ts as the column's type, so that an id of one noun is not taken for another's. The
 * generator can override types itself, but reads them with TypeScript's old interface, which TypeScript 7 has not.
 */
import type pg from 'pg';

type Column = { table: string; column: string; nullable: boolean; to_table: string | null; to_column: string | null };

const UUIDS = `
  select c.relname as table, a.attname as column, not a.attnotnull as nullable, t.relname as to_table,
    (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.to_number) as to_column
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  left join lateral (
    select k.confrelid, pair.to_number from pg_constraint k, unnest(k.conkey, k.confkey) as pair (number, to_number)
    where k.contype = 'f' and k.conrelid = c.oid and pair.number = a.attnum
    order by cardinality(k.conkey), k.conname limit 1
  ) k on true
  left join pg_class t on t.oid = k.confrelid
  where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
    and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)`;

/** The type of each column that holds an id, by "table.column". */
export async function idTypes(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<Column>(UUIDS);
  const byName = new Map(rows.map((row) => [`${row.table}.${row.column}`, row]));
  const noun = (row: Column): string => {
    if (row.column === 'id') return `'${row.table}'`;
    const target = byName.get(`${row.to_table}.${row.to_column}`);
    return target ? noun(target) : '';
  };
  // Without a foreign key it may be of any noun, such as what the history tells of, and stays a string.
  const known = [...byName].filter(([, row]) => noun(row) !== '');
  return Object.fromEntries(known.map(([name, row]) => [name, `Id<${noun(row)}>${row.nullable ? ' | null' : ''}`]));
}

/** The generator's file with these types in it. Its last interface, DB, says which interface is which table. */
export function withBrandedIds(generated: string, types: Record<string, string>): string {
  const [, all = ''] = generated.split('export interface DB {');
  const tables = new Map([...all.matchAll(/^ {2}(\w+): (\w+);$/gm)].map(([, table, name]) => [name, table]));
  const branded = generated.replace(/export interface (\w+) \{[^}]*\}/g, (text, name: string) =>
    text.replace(/^ {2}(\w+): .*;$/gm, (line, column: string) => {
      const type = types[`${tables.get(name)}.${column}`];
      return type ? `  ${column}: ${type};` : line;
    }),
  );
  return branded.replace(/^(import type .*\n)/m, '$1import type { Id } from "./ids.ts";\n');
}
