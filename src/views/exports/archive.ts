/**
 * A library's own copy of everything: one zip with every table as JSON lines and a manifest with counts and checksums.
 * The tables are read from the database's catalogue, so that a new one cannot be forgotten. Which tables stay out, and
 * who may read which rows, is what each room declares. Rows are sent while they are read, so the memory needed does not
 * grow with the library. Hashes and tokens are left out of every table.
 */
import { createHash } from 'node:crypto';
import { strToU8 } from 'fflate';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { fetched } from '../../house/cursor.ts';
import { atOneMoment, type Db } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { everyRow, type Table } from '../../house/room.ts';
import { turn } from '../../house/turns.ts';
import { type ZipFile, zipped } from '../../house/zip.ts';
import { tableNames, tableOf } from '../../rooms/index.ts';
import { mayTakeArchive } from './export.ts';

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

/** The library's row, name and e-mail of its members, and every table with a `library_id`. */
async function sources(ctx: Ctx): Promise<ArchiveSource[]> {
  const { rows } = await sql<Carrying>`
    select c.relname as name,
      array(select k.attname::text from pg_index i
        join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey::int2[])
        where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::int2[], k.attnum)) as key,
      array(select s.attname::text from pg_attribute s
        where s.attrelid = c.oid and s.attnum > 0 and s.attname ~ ${SECRETS}) as secrets
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by c.relname`.execute(ctx.db);
  const tables = rows.filter(({ name }) => !tableOf(name).leftOut).map((carrying) => source(ctx, carrying));
  return [library(ctx), people(ctx), ...tables];
}

type Carrying = { name: string; key: string[]; secrets: string[] };

/** The rows of one table, without secrets, that this member may also read on a page. */
function source(ctx: Ctx, { name, key, secrets }: Carrying): ArchiveSource {
  const order = sql.join(key.map((column) => sql`t.${sql.ref(column)}`));
  const { readable = everyRow } = tableOf(name);
  const mayRead = readable === everyRow ? sql`true` : readable(ctx, 't');
  const query = sql<{ line: string }>`
    select (to_jsonb(t) - ${secrets}::text[])::text as line from ${sql.table(name)} t
    where t.library_id = ${ctx.library.id} and ${mayRead} order by ${order}`;
  return { table: name, query };
}

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
      ...said((table) => table.leftOut),
      ...said((table) => table.unread),
      every_table: 'Columns with hashes, tokens and passwords.',
    },
    tables,
  };
}

/** What the rooms say about their tables in sentences, by table. */
const said = (what: (table: Table) => string | undefined): Record<string, string> =>
  Object.fromEntries(
    tableNames.flatMap((name) => {
      const sentence = what(tableOf(name));
      return sentence ? [[name, sentence]] : [];
    }),
  );
