/** Looks at the server that was given, before anything is kept there. */
import type pg from 'pg';

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
      'The database role is a superuser, whom row-level security does not bind. ' +
        'Use a role that owns the database and nothing more.',
    );
  if (server.rolbypassrls)
    throw new Error('The database role may bypass row-level security (BYPASSRLS). Use a role without it.');
  if (server.synchronous_commit === 'off')
    throw new Error('The database has synchronous_commit off, so saved work could be lost. Turn it on.');
  if (server.fsync === 'off') throw new Error('The database has fsync off, so saved work could be lost. Turn it on.');
}
