/**
 * Migrations are plain SQL, forward only, applied at start under one advisory lock, each in its own transaction. Before
 * that the app looks at the server it was given (`checkServer`) and refuses, with one sentence, what would break its
 * promises.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

export type Migration = { name: string; sql: string };

const LOCK = 8_271_301; // any number that is always the same

export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name));
  return names
    .sort()
    .map((name) => ({ name: name.replace('.sql', ''), sql: readFileSync(join(folder, name), 'utf8') }));
}

/** Applies what is missing; returns the names applied. Throws an Error with one sentence for the host. */
export async function migrate(pool: pg.Pool, migrations: Migration[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    // Another process may be at it for long; that one is waited for.
    await client.query('set lock_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const applied = new Set(
      (await client.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name),
    );
    const known = new Set(migrations.map((migration) => migration.name));
    for (const name of applied) {
      if (!known.has(name))
        throw new Error(
          `The database was last used by a newer Common Table (it has ${name}). Start that version or a later one.`,
        );
    }
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {});
    await client.query('reset lock_timeout').catch(() => {});
    client.release();
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migrations (name) values ($1)', [migration.name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `The database could not be brought up to date: ${migration.name} failed (${(error as Error).message}).`,
    );
  }
}

/**
 * Throws when the server or the role could break a promise: row-level security that does not bind us, or commits that
 * are not on disk.
 */
export async function checkServer(client: pg.PoolClient | pg.Pool): Promise<void> {
  const { rows } = await client.query(`
    select current_setting('server_version_num')::int as version, r.rolsuper, r.rolbypassrls,
      current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync
    from pg_roles r where r.rolname = current_user`);
  const server = rows[0];
  if (server.version < 150000 || server.version >= 190000)
    throw new Error(`This PostgreSQL is version ${Math.floor(server.version / 10000)}; Common Table needs 15 to 18.`);
  if (server.rolsuper)
    throw new Error(
      'The database role is a superuser, whom row-level security does not bind. Use a role that owns the database and nothing more.',
    );
  if (server.rolbypassrls)
    throw new Error('The database role may bypass row-level security (BYPASSRLS). Use a role without it.');
  if (server.synchronous_commit === 'off')
    throw new Error('The database has synchronous_commit off, so saved work could be lost. Turn it on.');
  if (server.fsync === 'off') throw new Error('The database has fsync off, so saved work could be lost. Turn it on.');
}
