/** The beginning of an import: a file's rows are kept, with a guess of what its columns mean. */
import { sql } from 'kysely';
import { type Ctx, daysAfter } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow } from '../../../house/errors.ts';
import { newId } from '../../../house/ids.ts';
import { turn } from '../../../house/turns.ts';
import type { Mapping } from './columns/fields.ts';
import { guessMapping } from './columns/kinds.ts';
import { type ImportId, type ImportStart, mayImport } from './import.ts';
import { checkImport, readsItself, rememberedMapping } from './planning/checking.ts';
import { type CellProblem, type Kind, type Sheet, unreadable } from './reading/sheet.ts';

/**
 * Keeps a file's rows, with a guess of what its columns mean, or with what this library said of such a header before.
 */
export async function startImport(
  ctx: Ctx,
  sheet: Sheet,
  start: ImportStart & { fileName: string; id?: ImportId },
): Promise<ImportId> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const id: ImportId = start.id ?? newId();
    const kind = kindAsked(start.kind, sheet.kind);
    const mapping = (await rememberedMapping(ctx, sheet.header)) ?? firstMapping(kind, sheet);
    const row = {
      library_id: ctx.library.id,
      id,
      file_name: start.fileName.slice(0, 200) || 'file',
      source: start.source || sourceOf(kind, start.fileName),
      vintage: start.vintage,
      kind,
      target: start.target,
      format: JSON.stringify({ ...sheet.format, warnings: sheet.warnings }),
      header: sheet.header,
      mapping,
      status: 'mapping',
      created_by: ctx.actor.id,
      created_at: ctx.now,
    };
    await ctx.db.insertInto('imports').values(row).execute();
    await keepRows(ctx, id, sheet);
    await forgetOldRows(ctx);
    if (readsItself(kind)) await checkImport(ctx, id);
    return id;
  });
}

/**
 * The kind that a person has chosen. Only a table may be read as another program's table: cards and packages are
 * recognized from the file itself.
 */
function kindAsked(asked: Kind | '', found: Kind): Kind {
  if (asked === '' || asked === found) return found;
  const tables: Kind[] = ['table', 'google', 'outlook'];
  if (tables.includes(asked) && (tables.includes(found) || found === 'irs')) return asked;
  throw unreadable('error.file_not_kind', { kind: asked });
}

/** The columns that a package is read into. */
export const HSDS_MAPPING: Mapping = [
  'external_id',
  'name',
  'alternate_name',
  'description',
  'email',
  'website',
  'tax_id',
];
const firstMapping = (kind: Kind, sheet: Sheet): Mapping =>
  kind === 'hsds' ? HSDS_MAPPING : guessMapping(kind, sheet.header, sampleOf(sheet));

/** How many rows are read to tell whose a column is. */
export const sampleOf = ({ rows }: Sheet): string[][] => rows.slice(0, 500).map((row) => row.cells);

/** "chamber-members-2025.csv" and "…-2026.csv" are editions of one list. */
export function sourceOf(kind: Kind, fileName: string): string {
  if (kind === 'irs') return 'IRS';
  const bare = fileName
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/(^|[ _.-])\d{4}([_.-]?\d{2}){0,2}(?=$|[ _.-])/g, ' ')
    .replace(/\s*\(\d+\)\s*$/, '')
    .replace(/[_\s]+/g, ' ')
    .trim();
  return (bare || fileName || 'list').slice(0, 120);
}

/** Rows in one insert; a longer statement would block the event loop while it is built. */
const ROWS_AT_A_TIME = 250;

async function keepRows(ctx: Ctx, import_id: ImportId, { rows }: Sheet): Promise<void> {
  const library_id = ctx.library.id;
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
    await turn();
    const values = rows.slice(at, at + ROWS_AT_A_TIME).map(({ number, cells, extra, problems }) => ({
      library_id,
      import_id,
      number,
      // PostgreSQL's text cannot hold a NUL; the row's problem names it, and the mark stands where it was.
      cells: cells.map((cell) => cell.replaceAll('\0', '\u2400')),
      extra: extra
        ? JSON.stringify(extra, (_, value) =>
            typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
          )
        : null,
      problems: JSON.stringify([...(problems ?? []), ...nulProblems(cells)]),
    }));
    await ctx.db.insertInto('import_rows').values(values).execute();
  }
}

const nulProblems = (cells: string[]): CellProblem[] =>
  cells.flatMap((cell, column): CellProblem[] =>
    cell.includes('\0') ? [{ column, message: { key: 'error.control_characters' }, hard: true }] : [],
  );

const DAYS_KEPT = 90;

/**
 * Deletes rows of imports that were finished long ago: they hold people's names, nobody looks at them, and undoing does
 * not need them. This happens when the next list comes in.
 */
async function forgetOldRows(ctx: Ctx): Promise<void> {
  const before = daysAfter(ctx.now, -DAYS_KEPT);
  await sql`delete from import_rows r using imports i
    where r.library_id = ${ctx.library.id} and i.library_id = r.library_id and i.id = r.import_id
      and i.status in ('applied', 'undone') and coalesce(i.undone_at, i.applied_at) < ${before}`.execute(ctx.db);
}
