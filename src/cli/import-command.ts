/**
 * `commontable import`: the wizard's steps without pages, for a library's shelf or directory, and the only way into the
 * host's public lists.
 */
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Ctx, HostCtx } from '../house/ctx.ts';
import { inTransaction } from '../house/db.ts';
import { importLimits, readEnv } from '../house/env.ts';
import { NotFound } from '../house/errors.ts';
import { speak } from '../house/messages.ts';
import { parse, requiredId } from '../house/parse.ts';
import { allLibraries, enter, findLibrary } from '../rooms/accounts/libraries.ts';
import { applyImport } from '../rooms/sourcing/imports/bringing/applying.ts';
import { undoImport } from '../rooms/sourcing/imports/bringing/undoing.ts';
import type { ColumnRead } from '../rooms/sourcing/imports/columns/columns-read.ts';
import { type Owner, openColumns } from '../rooms/sourcing/imports/columns/whose.ts';
import { listedRows } from '../rooms/sourcing/imports/for-public-lists.ts';
import { type ImportId, importStart } from '../rooms/sourcing/imports/import.ts';
import { badRows, importRows } from '../rooms/sourcing/imports/import-rows.ts';
import { findImport } from '../rooms/sourcing/imports/imports.ts';
import { answerAll, setMapping } from '../rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../rooms/sourcing/imports/reading/read-file.ts';
import { KINDS, type UploadedFile } from '../rooms/sourcing/imports/reading/sheet.ts';
import { sourceOf, startImport } from '../rooms/sourcing/imports/starting.ts';
import { irsRows } from '../rooms/sourcing/public-lists/irs-file.ts';
import { loadPublicList, settlePublicLists } from '../rooms/sourcing/public-lists/load.ts';
import { loadsOf, undoLoad } from '../rooms/sourcing/public-lists/loads.ts';

type Options = {
  library?: string;
  as?: string;
  to: string;
  source: string;
  vintage: string;
  dryRun?: boolean;
  json?: boolean;
  addDuplicates?: boolean;
};
/** What a run says at its end, in words or as JSON. */
type Report = {
  id: string | null;
  rows: number;
  new: number;
  changed: number;
  same: number;
  possible_duplicate_rows: number;
  /** The first fifty. */
  possible_duplicates: { row: number; name: string; like: string[] }[];
  errors: { row: number; column: string; message: string }[];
  error_rows: number;
  /** Columns whose heading leaves open whose they are, and whose they were taken for. */
  taken_for: { column: string; owner: Owner }[];
  /** Read as what, for how many rows, kept as it reads or not at all. */
  columns: ColumnRead[];
};

/**
 * What `--to` calls the host's public lists; the second is what earlier releases called them, and scripts may still.
 */
const PUBLIC_LISTS: readonly string[] = ['public-lists', 'catalogue'];

type WithHost = (job: (host: HostCtx) => Promise<void>) => Promise<void>;

export function addImportCommand(program: Command, withHost: WithHost, say: (text: string) => void): void {
  const command = program
    .command('import')
    .description('bring a list in: CSV, XLSX, vCard, contact exports, the IRS list, HSDS');
  command
    .argument('<file>', 'a file, or the folder of an HSDS package')
    .option('--library <slug>', 'whose list it is (not for the public lists)')
    .option('--as <kind>', `what the file is, when its header does not tell: ${KINDS.join(', ')}`)
    .option('--to <place>', 'partners, leads or public-lists', 'leads')
    .option('--source <name>', 'the name of the list; next year’s file under the same name updates this year’s', '')
    .option('--vintage <date>', 'the date of the list, as people say it', '')
    .option('--dry-run', 'say what it would do, and do nothing')
    .option('--add-duplicates', 'bring in what looks like somebody the library knows; otherwise it is left out')
    .option('--json', 'answer as JSON')
    .action((file: string, options: Options) =>
      withHost(async (host) => {
        if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
        const report = PUBLIC_LISTS.includes(options.to)
          ? await intoPublicLists(host, file, options)
          : await intoLibrary(host, file, options);
        say(options.json ? JSON.stringify(report) : inWords(report, options));
      }),
    );
  command
    .command('undo <id>')
    .description('take a whole list back')
    .action((id: string) =>
      withHost(async (host) => {
        say(await undo(host, id));
      }),
    );
}

async function intoLibrary(host: HostCtx, file: string, options: Options): Promise<Report> {
  if (!options.library) throw new Error('Say whose list it is: --library <slug>.');
  const ctx = await enter(host, await findLibrary(host, options.library));
  const start = parse(importStart, {
    target: options.to,
    source: options.source,
    vintage: options.vintage,
    kind: options.as ?? '',
  });
  const sheet = await readFiles(filesAt(file), importLimits(readEnv()));
  let report: Report | undefined;
  try {
    await inTransaction(ctx, async (ctx) => {
      const id = await startImport(ctx, sheet, { ...start, fileName: basename(file) });
      const { mapping, version } = await findImport(ctx, id);
      await setMapping(ctx, id, { mapping, default_sector: '', version });
      if (options.addDuplicates) await answerAll(ctx, id, 'add');
      report = await reportOn(ctx, id);
      if (options.dryRun) throw new DryRun();
      await applyImport(ctx, id);
    });
  } catch (error) {
    if (!(error instanceof DryRun) || !report) throw error;
    return { ...report, id: null };
  }
  return report as unknown as Report;
}

/** Rolls the transaction back: nothing of a dry run stays. */
class DryRun extends Error {}

async function reportOn(ctx: Ctx, id: ImportId): Promise<Report> {
  const { counts, header, kind, mapping, format } = await findImport(ctx, id);
  const { message } = speak('en');
  const errors = (await badRows(ctx, id)).flatMap((row) =>
    row.problems
      .filter((problem) => !problem.note)
      .map((problem) => ({
        row: row.number,
        column: problem.column === null ? '' : (header[problem.column] ?? ''),
        message: message(problem.message),
      })),
  );
  const { rows } = await importRows(ctx, id, { outcome: 'duplicate', page: 1 });
  const possible_duplicates = rows.map((row) => ({
    row: row.number,
    name: row.plan?.name ?? '',
    like: row.plan?.matches.map((match) => match.name) ?? [],
  }));
  return {
    id,
    rows: counts.rows,
    new: counts.new,
    changed: counts.changed,
    same: counts.same,
    possible_duplicate_rows: counts.duplicate,
    possible_duplicates,
    errors,
    error_rows: counts.error,
    taken_for: openColumns(kind, header, mapping).map(({ title, owner }) => ({ column: title, owner })),
    columns: format.columns ?? [],
  };
}

async function intoPublicLists(host: HostCtx, file: string, options: Options): Promise<Report> {
  const irs = options.as === 'irs' || (statSync(file).isFile() && startOf(file).startsWith('EIN,NAME,'));
  const list = {
    source: options.source || (irs ? 'irs' : sourceOf('table', basename(file))),
    vintage: options.vintage,
    fileName: basename(file),
  };
  // The IRS's list streams; every other is read as the wizard reads it, within the same limits.
  const rows = irs
    ? irsRows(createReadStream(file))
    : listedRows(await readFiles(filesAt(file), importLimits(readEnv())));
  const loaded = await loadPublicList(
    host,
    { ...list, rows },
    {
      dryRun: options.dryRun === true,
      onProgress: ({ step, rows }) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${step} ${rows.toLocaleString('en')} rows `);
      },
    },
  );
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (loaded.id) await settlePublicLists(host);
  const errors = loaded.errors.first.map(({ row, column }) => ({ row, column, message: 'This cannot be read.' }));
  const { id, rows: total, new: added, changed, same } = loaded;
  return {
    id,
    rows: total,
    new: added,
    changed,
    same,
    possible_duplicate_rows: 0,
    possible_duplicates: [],
    errors,
    error_rows: loaded.errors.count,
    taken_for: [],
    columns: [],
  };
}

function startOf(file: string): string {
  const bytes = Buffer.alloc(64);
  const opened = openSync(file, 'r');
  readSync(opened, bytes, 0, 64, 0);
  closeSync(opened);
  return bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}

function filesAt(path: string): UploadedFile[] {
  if (!statSync(path).isDirectory()) return [{ name: basename(path), bytes: readFileSync(path) }];
  const names = readdirSync(path).filter((name) => statSync(join(path, name)).isFile());
  return names.map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
}

function columnInWords({ column, field, said, as_read, not_kept }: ColumnRead): string {
  const { message } = speak('en');
  const name = column ? `“${column}”` : 'elsewhere in the rows';
  const read = field ? `read as ${message({ key: `import.field_${field}` })}` : 'not read';
  return `  ${name}: ${read}; ${said} ${said === 1 ? 'row' : 'rows'}, kept ${said - not_kept}${as_read > 0 ? ` (${as_read} as it reads)` : ''}, not kept ${not_kept}`;
}

function inWords(report: Report, options: Options): string {
  const likes = report.possible_duplicates.map(
    ({ row, name, like }) => `  row ${row}: ${name} looks like ${like.join(', ')}`,
  );
  const errors = report.errors.map(
    ({ row, column, message }) => `  row ${row}${column ? `, column “${column}”` : ''}: ${message}`,
  );
  return [
    `${options.dryRun ? 'Nothing was changed. It would be:' : 'Done.'}`,
    `rows ${report.rows}, new ${report.new}, changed ${report.changed}, same ${report.same}, possible duplicates ${report.possible_duplicate_rows}, rows with errors ${report.error_rows}`,
    ...report.taken_for.map(
      ({ column, owner }) =>
        `The column “${column}” was taken for ${owner === 'person' ? 'the person’s in the row' : 'the organization’s'}.`,
    ),
    ...(report.columns.length > 0 ? ['Columns:', ...report.columns.map(columnInWords)] : []),
    ...(likes.length > 0 ? ['Possible duplicates, left out:', ...likes] : []),
    ...(errors.length > 0 ? ['Errors:', ...errors] : []),
    ...(report.id ? [`To take it back: commontable import undo ${report.id}`] : []),
  ].join('\n');
}

/** Ids are of a library's import or of a load of a public list. */
async function undo(host: HostCtx, given: string): Promise<string> {
  const id = parse(z.object({ id: requiredId<never>() }), { id: given }).id;
  if ((await loadsOf(host)).some((load) => load.id === id)) {
    await undoLoad(host, id);
    return 'The load is taken back.';
  }
  for (const { slug } of await allLibraries(host)) {
    const ctx = await enter(host, await findLibrary(host, slug));
    const item = await findImport(ctx, id).catch((error) => (error instanceof NotFound ? null : Promise.reject(error)));
    if (!item) continue;
    const kept = await undoImport(ctx, id);
    return kept.length === 0
      ? 'The list is taken back.'
      : `The list is taken back but for ${kept.length} that somebody has changed or built on since.`;
  }
  throw new NotFound(`There is no import with the number ${given}.`);
}
