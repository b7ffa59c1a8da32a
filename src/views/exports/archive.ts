/**
 * A library's own copy of everything: one zip with every table as JSON lines and a manifest with counts and checksums.
 * The tables are read from the database's catalogue, so that a new one cannot be forgotten, and rows are sent as they
 * are read: the memory it takes does not grow with the library. What stays out: hashes and tokens of any table, mail
 * (it holds links that open things), others' private notes, ratings that who takes it may not see yet, and what is only
 * kept to undo.
 */
import { createHash } from 'node:crypto';
import { strToU8 } from 'fflate';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { fetched } from '../../house/cursor.ts';
import { atOneMoment, type Db } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { turn } from '../../house/turns.ts';
import { type ZipFile, zipped } from '../../house/zip.ts';
import { mayTakeArchive } from './export.ts';

/** Tables that stay out, with the reason that the manifest gives. */
const LEFT_OUT: Record<string, string> = {
  outbox: 'Mail holds links that open things.',
  recorded_changes: 'Kept only to take imports and merges back; holds former states of private notes.',
  removals: 'What was removed is not carried along, nor what it was called.',
  import_progress: 'Only says how far an import has come.',
  waiting_lists: 'Lists that nobody has read yet.',
  waiting_files: 'Lists that nobody has read yet.',
};
const SECRETS = '(hash|token|secret|password)';
const ROWS_AT_A_TIME = 500;

/** The zip in pieces. `db` is the pool: the archive outlives the request's own connection. */
export function archive(ctx: Ctx, db: Db): AsyncGenerator<Uint8Array> {
  allow(mayTakeArchive(ctx.actor));
  return atOneMoment(ctx, db, (ctx) => zipped(files(ctx), ctx.now));
}

type ManifestEntry = { table: string; file: string; rows: number; sha256: string };

async function* files(ctx: Ctx): AsyncGenerator<ZipFile> {
  const entries: ManifestEntry[] = [];
  for (const each of await sources(ctx)) {
    const entry = { table: each.table, file: `${each.table}.jsonl`, rows: 0, sha256: '' };
    entries.push(entry);
    yield { name: entry.file, chunks: counted(entry, lines(ctx, each.query)) };
  }
  yield { name: 'manifest.json', chunks: [strToU8(JSON.stringify(await manifest(ctx, entries), null, 2))] };
}

/** Fills the entry's count and checksum as the lines pass. */
async function* counted(entry: ManifestEntry, batches: AsyncIterable<string[]>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const batch of batches) {
    const bytes = strToU8(batch.map((line) => `${line}\n`).join(''));
    hash.update(bytes);
    entry.rows += batch.length;
    yield bytes;
  }
  entry.sha256 = hash.digest('hex');
}

async function* lines(ctx: Ctx, query: RawBuilder<{ line: string }>): AsyncGenerator<string[]> {
  for await (const rows of fetched(ctx.db, query, ROWS_AT_A_TIME)) {
    await turn();
    yield rows.map((row) => row.line);
  }
}

type ArchiveSource = { table: string; query: RawBuilder<{ line: string }> };

/** The library's own row, its people as far as it knows them, and every table that carries the library. */
async function sources(ctx: Ctx): Promise<ArchiveSource[]> {
  const { rows } = await sql<{ name: string; key: string[]; secrets: string[] }>`
    select c.relname as name,
      array(select k.attname::text from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey::int2[])
        where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::int2[], k.attnum)) as key,
      array(select s.attname::text from pg_attribute s where s.attrelid = c.oid and s.attnum > 0 and s.attname ~ ${SECRETS}) as secrets
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> all(${Object.keys(LEFT_OUT)}::text[])
    order by c.relname`.execute(ctx.db);
  const tables = rows.map(({ name, key, secrets }): ArchiveSource => {
    const order = sql.join(key.map((column) => sql`t.${sql.ref(column)}`));
    const query = sql<{
      line: string;
    }>`select (to_jsonb(t) - ${secrets}::text[])::text as line from ${sql.table(name)} t
      where t.library_id = ${ctx.library.id} ${OF_ROWS[name]?.(ctx) ?? sql``} order by ${order}`;
    return { table: name, query };
  });
  return [library(ctx), people(ctx), ...tables];
}

/**
 * The archive shows a row only to those who may see it on its page: other members' private notes stay out, and ratings
 * follow `maySeeRatings` and `handedIn`.
 */
const OF_ROWS: Record<string, (ctx: Ctx) => RawBuilder<unknown>> = {
  notes: (ctx) => sql`and (t.audience = 'library' or t.author_id = ${ctx.actor.id})`,
  ratings: (ctx) => sql`and (t.member_id = ${ctx.actor.id} or (
    exists (select 1 from worksheet_submissions h where h.library_id = t.library_id and h.worksheet_id = t.worksheet_id and h.member_id = t.member_id)
    and (exists (select 1 from worksheet_decisions d where d.library_id = t.library_id and d.worksheet_id = t.worksheet_id)
      or not exists (select 1 from worksheet_raters r where r.library_id = t.library_id and r.worksheet_id = t.worksheet_id and r.member_id = ${ctx.actor.id})
      or exists (select 1 from worksheet_submissions h where h.library_id = t.library_id and h.worksheet_id = t.worksheet_id and h.member_id = ${ctx.actor.id}))))`,
};

const library = (ctx: Ctx): ArchiveSource => ({
  table: 'libraries',
  query: sql<{ line: string }>`select to_jsonb(t)::text as line from libraries t where t.id = ${ctx.library.id}`,
});

const people = (ctx: Ctx): ArchiveSource => ({
  table: 'users',
  query: sql<{ line: string }>`select jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email)::text as line
    from members m join users u on u.id = m.user_id where m.library_id = ${ctx.library.id} order by u.id`,
});

async function manifest(ctx: Ctx, tables: ManifestEntry[]) {
  const newest = await sql<{ name: string | null }>`select max(name) as name from migrations`.execute(ctx.db);
  const { id, slug, name } = ctx.library;
  return {
    format: 'common-table-archive',
    format_version: 1,
    library: { id, slug, name },
    made_at: ctx.now.toISOString(),
    schema_version: newest.rows[0]?.name ?? '',
    left_out: {
      ...LEFT_OUT,
      notes: 'The private notes of others.',
      ratings: 'What was not handed in, and what who took the archive may not see before handing in.',
      every_table: 'Columns with hashes, tokens and passwords.',
    },
    tables,
  };
}
