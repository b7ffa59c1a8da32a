/** A database as an earlier release left it, for tests of the upgrade. */
import pg from 'pg';
import { inject } from 'vitest';
import { migrationsFolder } from '../src/house/data.ts';
import { type Db, openDb, openPool } from '../src/house/db.ts';
import { migrate, readMigrations } from '../src/house/migrate.ts';

export type Run = (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;

export type OldDatabase = {
  pool: pg.Pool;
  db: Db;
  /** In one transaction, as this library. */
  asLibrary: (library: string, work: (run: Run) => Promise<void>) => Promise<void>;
  drop: () => Promise<void>;
};

/** With every migration whose name sorts before this number. */
export async function databaseBefore(number: string): Promise<OldDatabase> {
  const { admin, role } = inject('server');
  const name = `common_table_test_${process.ppid}_${process.pid}_before_${number}`;
  const client = new pg.Client(admin);
  await client.connect();
  await client.query(`create database ${name} owner ${role}`);
  const pool = openPool({ ...admin, user: role, database: name, max: 3 });
  await migrate(
    pool,
    readMigrations(migrationsFolder).filter((migration) => migration.name < number),
  );
  const drop = async () => {
    await pool.end();
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  };
  return { pool, db: openDb(pool), asLibrary: (library, work) => asLibrary(pool, library, work), drop };
}

async function asLibrary(pool: pg.Pool, library: string, work: (run: Run) => Promise<void>): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query('begin');
    await connection.query(`select set_config('app.library_id', $1, true)`, [library]);
    await work((sql, values) => connection.query(sql, values));
    await connection.query('commit');
  } finally {
    connection.release();
  }
}
