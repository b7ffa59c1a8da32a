/**
 * `npm run schema`: after a new migration, writes db/schema.sql (what the database looks like now) and
 * src/house/tables.ts (its types). The embedded server comes without pg_dump, so the schema is told from the catalogue;
 * a test compares it with the file.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { migrationsFolder, root } from '../src/house/data.ts';
import { openPool } from '../src/house/db.ts';
import { DATABASE, ROLE, startEmbedded } from '../src/house/embedded.ts';
import { migrate, readMigrations } from '../src/house/migrate.ts';
import { idTypes, withBrandedIds } from './branded-ids.ts';

/** Tables with columns, constraints, indexes, policies and triggers, and the functions, in one stable order. */
export async function dumpSchema(pool: pg.Pool): Promise<string> {
  const ask = async (sql: string) => (await pool.query<{ text: string }>(sql)).rows.map((row) => row.text);
  const own = "n.nspname = current_schema() and c.relname not in ('migrations', 'migrations_lock')";
  const tables = await ask(`
    select 'create table ' || c.relname || E' (\\n' || string_agg(
      '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''),
      E',\\n' order by a.attnum) || E'\\n);' as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and ${own} group by c.relname order by c.relname`);
  const constraints = await ask(`
    select 'alter table ' || c.relname || ' add constraint ' || k.conname || ' '
      || pg_get_constraintdef(k.oid) || ';' as text
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('p', 'u', 'f', 'c') and ${own} order by c.relname, k.contype desc, k.conname`);
  const indexes = await ask(`
    select replace(pg_get_indexdef(i.indexrelid), current_schema() || '.', '') || ';' as text
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class x on x.oid = i.indexrelid
    where ${own}
      and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
    order by c.relname, x.relname`);
  const security = await ask(`
    select 'alter table ' || c.relname || case when c.relforcerowsecurity then ' force' else ' enable' end
      || ' row level security;' as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relrowsecurity and ${own} order by c.relname`);
  const policies = await ask(`
    select 'create policy ' || p.polname || ' on ' || c.relname || ' for ' || p.polcmd::text
      || ' using (' || pg_get_expr(p.polqual, p.polrelid) || ');' as text
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where ${own} order by c.relname, p.polname`);
  const functions = await ask(`
    select replace(pg_get_functiondef(p.oid), current_schema() || '.', '') as text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = current_schema() and p.prokind = 'f'
      and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname`);
  const triggers = await ask(`
    select replace(pg_get_triggerdef(t.oid), current_schema() || '.', '') || ';' as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and ${own} order by c.relname, t.tgname`);
  const head = '-- Written by "npm run schema" from the migrations. To read, not to run.';
  const all = [head, ...tables, ...constraints, ...indexes, ...security, ...policies, ...functions, ...triggers];
  return `${all.join('\n\n')}\n`;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'common-table-schema-'));
  const embedded = await startEmbedded({ folder });
  const pool = openPool({ host: embedded.socket, user: ROLE, database: DATABASE });
  try {
    await migrate(pool, readMigrations(migrationsFolder));
    writeFileSync(join(root, 'db/schema.sql'), await dumpSchema(pool));
    const url = `postgres://${ROLE}@localhost/${DATABASE}?host=${encodeURIComponent(embedded.socket)}`;
    const tables = join(root, 'src/house/tables.ts');
    const options = [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--out-file',
      tables,
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
    ];
    execFileSync('kysely-codegen', options, { stdio: 'inherit' });
    writeFileSync(tables, withBrandedIds(readFileSync(tables, 'utf8'), await idTypes(pool)));
  } finally {
    await pool.end();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('dump-schema.ts')) await main();
