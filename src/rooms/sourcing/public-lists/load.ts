/**
 * Loading a bulk list into the host's public lists. The rows stream through COPY into a temporary table, so memory
 * stays flat; one transaction then adds what is new, changes what is different and keeps the former state of what it
 * changes. Killed half-way, nothing has happened; the same file twice changes nothing. Rows of an earlier file that
 * this one does not have stay: the IRS publishes its list in parts.
 */
import { sql } from 'kysely';
import type { HostCtx } from '../../../house/ctx.ts';
import { type Db, inTransaction } from '../../../house/db.ts';
import { newId } from '../../../house/ids.ts';
import { assignments, COLUMNS, columns, countIncoming, different, names, receive } from './incoming.ts';
import { buildSearchIndexes, countWords } from './indexes.ts';
import type { LoadId } from './irs.ts';
import type { ListedRows, RowErrors } from './irs-file.ts';

/** `source` names the list ("irs"), `vintage` its date as people say it ("2026-08"). */
export type PublicList = { source: string; vintage: string; fileName: string };
export type PublicListFile = PublicList & { rows: ListedRows };
export type LoadOptions = {
  /** Counts what would happen, and writes nothing. */
  dryRun?: boolean;
  /** Called about every 10,000 rows, and when a later step begins. */
  onProgress?: (progress: { step: 'reading' | 'writing' | 'indexing'; rows: number }) => void;
};
/** `id` is null after a dry run. A row that stands in the file twice counts once. */
export type LoadResult = {
  id: LoadId | null;
  rows: number;
  new: number;
  changed: number;
  same: number;
  errors: RowErrors;
};

export async function loadPublicList(
  host: HostCtx,
  file: PublicListFile,
  options: LoadOptions = {},
): Promise<LoadResult> {
  const watch = options.onProgress ?? (() => {});
  return inTransaction(host, async (host) => {
    await oneAtATime(host.db);
    await receive(host.db, file.rows, (rows) => watch({ step: 'reading', rows }));
    const total = await countIncoming(host.db);
    watch({ step: 'writing', rows: total });
    const id: LoadId | null = options.dryRun ? null : newId();
    const { changed, added } = id ? await write(host, id, file) : await compare(host.db, file.source);
    if (id && changed + added > 0) {
      watch({ step: 'indexing', rows: total });
      await buildSearchIndexes(host.db);
      await sql`analyze listed_organizations`.execute(host.db);
      await countWords(host.db);
    }
    await sql`drop table incoming`.execute(host.db);
    return {
      id,
      rows: total,
      new: added,
      changed,
      same: total - added - changed,
      errors: file.rows.errors ?? { count: 0, first: [] },
    };
  });
}

/**
 * Marks the new database pages as visible to all, so that the first searches after a load are as fast as later ones.
 * Cannot run in a transaction.
 */
export async function settlePublicLists({ db }: HostCtx): Promise<void> {
  await sql`vacuum (analyze) listed_organizations, listed_organization_words`.execute(db);
}

/** Two loads at once would each believe that the other's rows are new. The settings end with the transaction. */
export async function oneAtATime(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('commontable.public-lists')),
    set_config('maintenance_work_mem', '256MB', true), set_config('work_mem', '64MB', true)`.execute(db);
}

async function compare(db: Db, source: string): Promise<{ changed: number; added: number }> {
  const { rows } = await sql<{ changed: number; added: number }>`
    select count(*) filter (where c.id is not null
      and ${different}) as changed, count(*) filter (where c.id is null) as added
    from incoming i left join listed_organizations c on c.source = ${source} and c.source_key = i.source_key`.execute(
    db,
  );
  return rows[0] ?? { changed: 0, added: 0 };
}

async function write(
  host: HostCtx,
  id: LoadId,
  { source, vintage, fileName, rows }: PublicListFile,
): Promise<{ changed: number; added: number }> {
  const load = {
    id,
    source,
    vintage,
    file_name: fileName,
    counts: '{}',
    loaded_at: host.now,
  };
  await host.db.insertInto('public_list_loads').values(load).execute();
  const changed = await change(host.db, id, source);
  const added = await add(host.db, id, source);
  const counts = JSON.stringify({
    new: added,
    changed,
    same: (await countIncoming(host.db)) - added - changed,
    errors: rows.errors?.count ?? 0,
  });
  await host.db.updateTable('public_list_loads').set({ counts }).where('id', '=', id).execute();
  return { changed, added };
}

async function change(db: Db, id: LoadId, source: string): Promise<number> {
  const kept = await sql`insert into listed_organization_former_rows (load_id, source_key, former)
    select ${id}, c.source_key, to_jsonb(c) from listed_organizations c join incoming i on c.source_key = i.source_key
    where c.source = ${source} and ${different}`.execute(db);
  if (!kept.numAffectedRows) return 0;
  await sql`update listed_organizations c set load_id = ${id}, ${assignments('i')}
    from incoming i, listed_organization_former_rows f
    where f.load_id = ${id} and i.source_key = f.source_key and c.source = ${source}
      and c.source_key = f.source_key`.execute(db);
  return Number(kept.numAffectedRows);
}

/** Inserts in the order of ZIP codes, so that what is near on the map is near on the disk. */
async function add(db: Db, id: LoadId, source: string): Promise<number> {
  const added = await sql`insert into listed_organizations (source, load_id, source_key, ${names})
    select ${source}, ${id}, i.source_key, ${columns(COLUMNS, 'i')} from incoming i
    where not exists (select 1 from listed_organizations c where c.source = ${source} and c.source_key = i.source_key)
    order by i.postal_code, i.source_key`.execute(db);
  return Number(added.numAffectedRows ?? 0);
}
