/**
 * A list through the wizard's steps against its limit: PostgreSQL's own COPY of the rows that came of it. Reading, the
 * dry run, applying and taking back are timed one by one; the whole of an import is the first three.
 */

import { sql } from 'kysely';
import { copyInto, copyLine } from '../src/house/copy.ts';
import type { Ctx } from '../src/house/ctx.ts';
import { borrow, openDb, openPool } from '../src/house/db.ts';
import { DATABASE, ROLE } from '../src/house/embedded.ts';
import { importLimits, readEnv } from '../src/house/env.ts';
import { newId } from '../src/house/ids.ts';
import { openLibrary } from '../src/open-library.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import { undoImport } from '../src/rooms/sourcing/imports/bringing/undoing.ts';
import { findImport } from '../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';

export type ImportRun = {
  target: 'partners' | 'leads';
  rows: number;
  written: number;
  steps: Record<'read' | 'check' | 'apply' | 'undo', number>;
  copyMs: number;
  heapMb: number;
};

const SIZES: [ImportRun['target'], number][] = [
  ['partners', 500],
  ['partners', 5000],
  ['leads', 5000],
  ['leads', 50_000],
];
/** The tables that imports write. */
const TABLES = [
  'organizations',
  'partners',
  'addresses',
  'phones',
  'contacts',
  'persons',
  'person_phones',
  'person_emails',
  'organization_sectors',
  'organization_sources',
  'leads',
  'history',
  'recorded_changes',
];

export async function runImports(socket: string): Promise<ImportRun[]> {
  const pool = openPool({ host: socket, user: ROLE, database: DATABASE, max: 1 });
  try {
    const runs: ImportRun[] = [];
    for (const [target, rows] of SIZES) {
      runs.push(
        await borrow(openDb(pool), { libraryId: null }, async (db) => {
          const { ctx } = await openLibrary(
            { db, now: new Date() },
            { name: `Imports ${target} ${rows}`, time_zone: 'America/New_York', locale: 'en' },
          );
          return run(ctx, target, rows);
        }),
      );
    }
    return runs;
  } finally {
    await pool.end();
  }
}

async function run(ctx: Ctx, target: ImportRun['target'], rows: number): Promise<ImportRun> {
  const bytes = new TextEncoder().encode(aList(rows));
  let id = newId<'imports'>();
  let heapMb = 0;
  const watch = async () => {
    heapMb = Math.max(heapMb, process.memoryUsage().heapUsed / 1e6);
  };
  const read = await timed(async () => {
    const sheet = await readFiles([{ name: 'list.csv', bytes }], importLimits(readEnv({})));
    id = await startImport(ctx, sheet, { target, source: 'bench', vintage: '', kind: '', fileName: 'list.csv' });
  });
  const { mapping, version } = await findImport(ctx, id);
  const check = await timed(() => setMapping(ctx, id, { mapping, default_sector: '', version }));
  const apply = await timed(() => applyImport(ctx, id, watch));
  const { copyMs, written } = await copyOf(ctx);
  const undo = await timed(() => undoImport(ctx, id, watch));
  return { target, rows, written, steps: { read, check, apply, undo }, copyMs, heapMb };
}

/** The same rows by COPY into tables with the same indexes and no checks between them. */
async function copyOf(ctx: Ctx): Promise<{ copyMs: number; written: number }> {
  let [copyMs, written] = [0, 0];
  for (const table of TABLES) {
    const from = sql.table(table);
    await sql`create temporary table limit_table (like ${from} including indexes including defaults)`.execute(ctx.db);
    const { rows: columns } = await sql<{ name: string }>`select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(ctx.db);
    const asText = sql.join(columns.map(({ name }) => sql`${sql.ref(name)}::text as ${sql.ref(name)}`));
    const { rows: out } = await sql<
      Record<string, string | null>
    >`select ${asText} from ${from} where library_id = ${ctx.library.id}`.execute(ctx.db);
    const text = out.map((row) => copyLine(columns.map(({ name }) => row[name] ?? null)));
    copyMs += await timed(() =>
      copyInto(
        ctx.db,
        `copy limit_table (${columns.map(({ name }) => `"${name}"`).join(', ')}) from stdin`,
        lines(text),
      ),
    );
    written += out.length;
    await sql`drop table limit_table`.execute(ctx.db);
  }
  return { copyMs, written };
}

async function* lines(list: string[]): AsyncIterable<string> {
  for (const line of list) yield line;
}

/** Names that are told apart, real-looking cells, a person in every third row. */
function aList(rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) => {
    const words = [WORDS[n % WORDS.length], WORDS[Math.floor(n / WORDS.length) % WORDS.length]];
    const name = `${words.join(' ')} ${n} ${KINDS[n % KINDS.length]}`;
    const person = n % 3 === 0 ? `Person ${n},person${n}@example.org` : ',';
    const phone = `(970) 555-${String(n % 10_000).padStart(4, '0')}`;
    return `${name},${person},${phone},${n % 900} Main Street,Alder Falls,CO,8${1000 + (n % 600)},Health`;
  });
  return ['Organization,Contact name,Contact email,Phone,Street,City,State,Zip,Sector', ...lines].join('\n');
}
const WORDS =
  `Aspen Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper Larch Maple Oak Pine Quince Rowan Spruce Tamarack Willow
  Yew`.split(/\s+/);
const KINDS = ['Clinic', 'Food Bank', 'Credit Union', 'Garden Club', 'School', 'Church', 'Shelter'];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
