/** The loads of the public lists, and taking one back. */

import { sql } from 'kysely';
import type { HostCtx } from '../../../house/ctx.ts';
import { type Db, inTransaction } from '../../../house/db.ts';
import { found, Invalid } from '../../../house/errors.ts';
import { assignments } from './incoming.ts';
import { countWords, dropSearchIndexes } from './indexes.ts';
import type { LoadId } from './irs.ts';
import { remakeLater } from './keys.ts';
import { oneAtATime } from './load.ts';

export type Load = {
  id: LoadId;
  source: string;
  vintage: string;
  file_name: string;
  counts: { new: number; changed: number; same: number; errors: number };
  loaded_at: Date;
  undone_at: Date | null;
};

/** Newest first. */
export async function loadsOf({ db }: HostCtx): Promise<Load[]> {
  const rows = await db
    .selectFrom('public_list_loads')
    .selectAll()
    .orderBy('loaded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, counts: row.counts as Load['counts'] }));
}

/**
 * Gives back exactly what was there before the load. NotFound when there is no such load or it is undone already;
 * Invalid while a later load of the same source, one that changed anything, stands on it. What libraries made of its
 * rows stays theirs.
 */
export async function undoLoad(host: HostCtx, id: LoadId): Promise<void> {
  await inTransaction(host, async (host) => {
    await oneAtATime(host.db);
    const loads = await loadsOf(host);
    const load = found(loads.find((each) => each.id === id && !each.undone_at));
    const later = loads.slice(0, loads.indexOf(load));
    const standing = later.find(
      (each) => each.source === load.source && !each.undone_at && each.counts.new + each.counts.changed > 0,
    );
    if (standing)
      throw new Invalid({ load: { key: 'error.public_list_load_stands', values: { file: standing.file_name } } });
    await restore(host.db, load);
    await remakeLater(host.db);
    await host.db.updateTable('public_list_loads').set({ undone_at: host.now }).where('id', '=', id).execute();
    await countWords(host.db);
    const { rows } = await sql`select 1 from listed_organizations limit 1`.execute(host.db);
    if (rows.length === 0) await dropSearchIndexes(host.db);
  });
}

async function restore(db: Db, { id, source }: Load): Promise<void> {
  await sql`update listed_organizations c set load_id = r.load_id, ${assignments('r')}
    from listed_organization_former_rows f, jsonb_populate_record(null::listed_organizations, f.former) r
    where f.load_id = ${id} and c.source = ${source} and c.source_key = f.source_key`.execute(db);
  // Rows that still have this load's id were added by it.
  await sql`delete from listed_organization_former_rows where load_id = ${id}`.execute(db);
  await sql`delete from listed_organizations where load_id = ${id}`.execute(db);
}
