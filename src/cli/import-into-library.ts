/** A list into a library's shelf or directory: the steps of the wizard, in one transaction. */
import { basename } from 'node:path';
import type { Ctx, HostCtx } from '../house/ctx.ts';
import { inTransaction } from '../house/db.ts';
import { importLimits, readEnv } from '../house/env.ts';
import { speak } from '../house/messages.ts';
import { parse } from '../house/parse.ts';
import { enter, findLibrary } from '../rooms/accounts/libraries.ts';
import { applyImport } from '../rooms/sourcing/imports/bringing/applying.ts';
import { openColumns } from '../rooms/sourcing/imports/columns/whose.ts';
import { type ImportId, importStart } from '../rooms/sourcing/imports/import.ts';
import { badRows, importRows } from '../rooms/sourcing/imports/import-rows.ts';
import { findImport } from '../rooms/sourcing/imports/imports.ts';
import { answerAll, setMapping } from '../rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../rooms/sourcing/imports/starting.ts';
import { filesAt, type Options } from './import-options.ts';
import type { Report } from './import-report.ts';

export async function intoLibrary(host: HostCtx, file: string, options: Options): Promise<Report> {
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
