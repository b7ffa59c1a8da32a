/**
 * Migrations are plain SQL, forward only, applied at start by Kysely's Migrator, each file in a transaction of its own.
 * Apps that start at the same time wait for each other. Beside each name the database keeps a checksum of the file, so
 * that an edit to a file which was already applied is noticed. Before that the app checks the server it was given
 * (check-server.ts).
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type MigrationResult, Migrator } from 'kysely/migration';
import type pg from 'pg';
import { type Db, openDb } from './db.ts';

export type Migration = { name: string; sql: string };

const TABLES = { migrationTableName: 'migrations', migrationLockTableName: 'migrations_lock' };
const LOCK = 8_271_301; // any number that is always the same; programs that had no Migrator hold it while they migrate

export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name));
  return names
    .sort()
    .map((name) => ({ name: name.replace('.sql', ''), sql: readFileSync(join(folder, name), 'utf8') }));
}

/** Applies what is missing; returns the names applied. Throws an Error with one sentence for the host. */
export async function migrate(pool: pg.Pool, migrations: Migration[]): Promise<string[]> {
  const db = openDb(pool);
  await keepTable(db);
  await checkApplied(db, migrations);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => runnable(migrations) }, ...TABLES });
  const applied: string[] = [];
  // One at a time: all at once would be one transaction, in which a file could not change a table that an earlier one
  // has filled.
  for (;;) {
    const { error, results = [] } = await migrator.migrateUp();
    if (error) throw new Error(`The database could not be brought up to date: ${sentence(error, results)}`);
    if (results.length === 0) return applied;
    applied.push(...results.map((result) => result.migrationName));
    await noteChecksums(db, migrations);
  }
}

const runnable = (migrations: Migration[]) =>
  Object.fromEntries(
    migrations.map(({ name, sql: text }) => [name, { up: async (db: Db) => void (await sql.raw(text).execute(db)) }]),
  );

function sentence(error: unknown, results: MigrationResult[]): string {
  const failed = results.find((result) => result.status === 'Error');
  const why = (error as Error).message;
  return failed ? `${failed.migrationName} failed (${why}).` : `${why}.`;
}

/** The Migrator's table, with what it does not keep; one of earlier programs gets the columns it lacks. */
async function keepTable(db: Db): Promise<void> {
  await db.transaction().execute(async (db) => {
    await sql`select set_config('lock_timeout', '0', true), pg_advisory_xact_lock(${LOCK})`.execute(db);
    await sql`create table if not exists migrations
      (name text primary key, applied_at timestamptz not null default now())`.execute(db);
    await sql`alter table migrations add column if not exists checksum text,
      add column if not exists timestamp text not null default to_char(now() at time zone 'UTC', ${ISO})`.execute(db);
    // The Migrator puts them in the order of their times; until now they had only `applied_at`.
    await sql`update migrations set timestamp = to_char(applied_at at time zone 'UTC', ${ISO})
      where checksum is null`.execute(db);
  });
}

const ISO = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

/** Refuses a database of a newer program, and files that are not the ones the database was made with. */
async function checkApplied(db: Db, migrations: Migration[]): Promise<void> {
  await noteChecksums(db, migrations);
  const files = new Map(migrations.map((migration) => [migration.name, checksumOf(migration)]));
  for (const { name, checksum } of await db.selectFrom('migrations').select(['name', 'checksum']).execute()) {
    if (!files.has(name))
      throw new Error(
        `The database was last used by a newer Common Table (it has ${name}). Start that version or a later one.`,
      );
    if (checksum !== files.get(name))
      throw new Error(
        `The file db/migrations/${name}.sql was changed after this database was made with it. ` +
          'Put the released file back, and write what is to change as a new migration.',
      );
  }
}

/**
 * What has no checksum yet takes over what its file says today: a migration of just now, and those of a database that
 * is older than checksums. (0007 was edited once, when databases had it already.)
 */
async function noteChecksums(db: Db, migrations: Migration[]): Promise<void> {
  const [names, checksums] = [migrations.map(({ name }) => name), migrations.map(checksumOf)];
  await sql`update migrations m set checksum = f.checksum
    from unnest(${names}::text[], ${checksums}::text[]) f (name, checksum)
    where m.name = f.name and m.checksum is null`.execute(db);
}

/** Of the text with Unix line ends: a checkout on another system is the same file. */
const checksumOf = ({ sql }: Migration): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
