/** A list into the public lists of the host, which all its libraries search. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { HostCtx } from '../house/ctx.ts';
import { importLimits, readEnv } from '../house/env.ts';
import { listedRows } from '../rooms/sourcing/imports/for-public-lists.ts';
import { readFiles } from '../rooms/sourcing/imports/reading/read-file.ts';
import { sourceOf } from '../rooms/sourcing/imports/starting.ts';
import { irsRows } from '../rooms/sourcing/public-lists/irs-file.ts';
import { loadPublicList, settlePublicLists } from '../rooms/sourcing/public-lists/load.ts';
import { filesAt, type Options } from './import-options.ts';
import type { Report } from './import-report.ts';

export async function intoPublicLists(host: HostCtx, file: string, options: Options): Promise<Report> {
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

/** The first bytes of a file, without the mark that some programs put before UTF-8. */
function startOf(file: string): string {
  const bytes = Buffer.alloc(64);
  const opened = openSync(file, 'r');
  readSync(opened, bytes, 0, 64, 0);
  closeSync(opened);
  return bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}
