/** What can be thrown away in this room, and who brings it back. */

import { sql } from 'kysely';
import type { Ctx, LibraryId } from '../../../house/ctx.ts';
import type { Db } from '../../../house/db.ts';
import { idFrom } from '../../../house/ids.ts';
import type { Removable, Removal } from '../../../house/removal.ts';
import { mayImport } from './import.ts';

export const removed: readonly Removable[] = [
  { kind: 'import', mayBringBack: mayImport, maySee: mayImport, page: '/imports', restore, forget },
];

/** A file has up to a hundred thousand rows, so they are not copied: the import is marked as removed. */
async function restore(ctx: Ctx, { subject }: Removal): Promise<void> {
  await ctx.db
    .updateTable('imports')
    .set({ removed_at: null })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', idFrom(subject))
    .execute();
}

async function forget(db: Db, libraryId: LibraryId, before: Date): Promise<void> {
  const old = sql`select i.id from imports i where i.library_id = ${libraryId} and i.removed_at <= ${before}`;
  for (const table of ['import_progress', 'import_rows']) {
    await sql`delete from ${sql.table(table)} where library_id = ${libraryId} and import_id in (${old})`.execute(db);
  }
  await sql`delete from imports where library_id = ${libraryId} and removed_at <= ${before}`.execute(db);
}
