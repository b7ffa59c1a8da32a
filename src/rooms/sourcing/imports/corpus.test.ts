/**
 * The good files of the corpus all the way: kept, looked at, brought in, and taken back. What reading made of them, the
 * database must hold.
 *
 * @module-tag long
 */
import { expect, test } from 'vitest';
import { aLibrary, aMember } from '../../../../test/factories.ts';
import expectations from '../../../../test/files/corpus/expected.json' with { type: 'json' };
import { CORPUS_LIMITS, uploadOf } from '../../../../test/files/uploads.ts';
import { useDatabase } from '../../../../test/support.ts';
import { partnerFilter } from '../../partners/partner.ts';
import { listPartners } from '../../partners/partner-list.ts';
import { applyImport } from './bringing/applying.ts';
import { undoImport } from './bringing/undoing.ts';
import { badRows } from './import-rows.ts';
import { findImport } from './imports.ts';
import { setMapping } from './planning/checking.ts';
import { readFiles } from './reading/read-file.ts';
import { startImport } from './starting.ts';

const world = useDatabase();
const good = Object.entries(expectations).flatMap(([name, expected]) => ('refused' in expected ? [] : [name]));

test.each(good)('%s comes in, and is taken back', async (name) => {
  const ctx = await aMember(await aLibrary(world.host));
  const sheet = await readFiles(uploadOf(name), CORPUS_LIMITS);

  const id = await startImport(ctx, sheet, {
    target: 'partners',
    source: 'list',
    vintage: '',
    kind: '',
    fileName: name,
  });
  const { status, mapping, version } = await findImport(ctx, id);
  if (status === 'mapping') await setMapping(ctx, id, { mapping, default_sector: '', version });
  const counts = await applyImport(ctx, id);

  expect(counts.rows).toBe(sheet.rows.length);
  expect(counts.new + counts.same + counts.duplicate + counts.error).toBe(counts.rows);
  expect((await badRows(ctx, id)).length).toBe(counts.error);
  expect(await undoImport(ctx, id)).toEqual([]);
  expect((await listPartners(ctx, partnerFilter.parse({}))).rows).toEqual([]);
});
