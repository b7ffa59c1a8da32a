/** Erasing a library with everything in it. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { Invalid } from '../../house/errors.ts';

/** Erases the library with everything in it. For the host's command line only: no page calls it. */
export async function eraseLibrary(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind !== 'system') throw new Invalid({ form: { key: 'error.choice' } });
  await inTransaction(ctx, async (ctx) => {
    await sql`select set_config('app.erasing_library', ${ctx.library.id}, true)`.execute(ctx.db);
    // A decision and its reopening refer to each other.
    await sql`set constraints all deferred`.execute(ctx.db);
    const tables = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id'
        and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`.execute(ctx.db);
    await deleteInDependencyOrder(
      ctx,
      tables.rows.map((row) => row.name),
    );
    await ctx.db.deleteFrom('libraries').where('id', '=', ctx.library.id).execute();
  });
}

// Deletes from the tables in turn. A delete that a foreign key still forbids is tried again after the others.
async function deleteInDependencyOrder(ctx: Ctx, tables: string[]): Promise<void> {
  let waiting = tables;
  while (waiting.length > 0) {
    const left: string[] = [];
    for (const table of waiting) {
      await sql`savepoint one_table`.execute(ctx.db);
      try {
        await sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id}`.execute(ctx.db);
        await sql`release savepoint one_table`.execute(ctx.db);
      } catch {
        await sql`rollback to savepoint one_table`.execute(ctx.db);
        left.push(table);
      }
    }
    if (left.length === waiting.length) throw new Error(`These tables keep each other: ${left.join(', ')}`);
    waiting = left;
  }
}
