/** Checks the configured PostgreSQL server at start, before anything is written to it. */
import type pg from 'pg';

/**
 * Throws when the server or the role cannot be trusted with data: when row-level security does not apply to our
 * role, or when a commit is not on disk.
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
      'The database role is a superuser, whom row-level security does not bind. ' +
        'Use a role that owns the database and nothing more.',
    );
  if (server.rolbypassrls)
    throw new Error('The database role may bypass row-level security (BYPASSRLS). Use a role without it.');
  if (server.synchronous_commit === 'off')
    throw new Error('The database has synchronous_commit off, so saved work could be lost. Turn it on.');
  if (server.fsync === 'off') throw new Error('The database has fsync off, so saved work could be lost. Turn it on.');
}
