/** A word about one row: what is worked out for the row and its kin is what the whole list would have been told. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aLibrary, aMember, aPartner } from '../../../../../test/factories.ts';
import { useDatabase } from '../../../../../test/support.ts';
import type { Ctx } from '../../../../house/ctx.ts';
import type { Id } from '../../../../house/ids.ts';
import { applyImport } from '../bringing/applying.ts';
import type { Target } from '../import.ts';
import { findImport } from '../imports.ts';
import { readFiles } from '../reading/read-file.ts';
import { startImport } from '../starting.ts';
import { answerRow, checkImport, fixRow, setMapping } from './checking.ts';

const world = useDatabase();
const LIST = [
  'Company,ID,City,Zip,Phone,Email,Category',
  'Valley Clinic,,Harlow,04240,207 555 0120,,Health',
  'Valley Clinic,,,,207 555 0121,,Health',
  'Valley Clinic,,Bristol,04539,,,Odd word',
  'Harlow Bakery,7,Harlow,04240,,ana@bakery.example,Odd word',
  'Another Name,7,Harlow,04240,,,Business',
  'Food Shelf,,Harlow,04240,,not a mail,Business',
  'Tenants Union,,Harlow,04240,207 555 0177,,Business',
];

async function aList(ctx: Ctx, target: Target, lines = LIST): Promise<Id<'imports'>> {
  const sheet = await readFiles([{ name: 'list.csv', bytes: new TextEncoder().encode(lines.join('\n')) }], {
    rows: 100,
    fileBytes: 1e6,
    unpackedBytes: 1e6,
  });
  const id = await startImport(ctx, sheet, { target, source: 'list', vintage: '', kind: '', fileName: 'list.csv' });
  const { mapping, version } = await findImport(ctx, id);
  await setMapping(ctx, id, { mapping, default_sector: '', version });
  return id;
}

async function stands(ctx: Ctx, id: Id<'imports'>): Promise<unknown> {
  const { rows } =
    await sql`select number, outcome, unit, kin, remembered, answer, plan, found from import_rows where import_id = ${id} order by number`.execute(
      ctx.db,
    );
  const { status, counts, format } = await findImport(ctx, id);
  return { rows, status, counts, format };
}

const row = (name: string, over: Record<number, string> = {}) =>
  [name, '', 'Harlow', '04240', '', '', 'Business'].map((cell, at) => over[at] ?? cell);

for (const target of ['partners', 'leads'] as const) {
  test(`to ${target}: each answer and each mended row says what the whole list would say`, {
    tags: 'long',
  }, async () => {
    const ctx = await aMember(await aLibrary(world.host));
    const clinic = await aPartner(ctx, { name: 'Valley Clinic', phones: { 0: { number: '207 555 0120' } } });
    await aPartner(ctx, { name: 'Tenants Union', phones: { 0: { number: '207 555 0177' } } });
    const { organization_id } = await ctx.db
      .selectFrom('partners')
      .select('organization_id')
      .where('id', '=', clinic)
      .executeTakeFirstOrThrow();
    const id = await aList(ctx, target);
    const words: (() => Promise<void>)[] = [
      () => answerRow(ctx, { importId: id, number: 2 }, 'add'),
      () => answerRow(ctx, { importId: id, number: 2 }, organization_id),
      () => answerRow(ctx, { importId: id, number: 8 }, 'skip'),
      () => answerRow(ctx, { importId: id, number: 4 }, 'out'),
      () => answerRow(ctx, { importId: id, number: 3 }, 'out'),
      () => answerRow(ctx, { importId: id, number: 4 }, ''),
      () => answerRow(ctx, { importId: id, number: 8 }, ''),
      () => fixRow(ctx, { importId: id, number: 6 }, row('Harlow Bakery', { 1: '7', 6: 'Odd word' })),
      () => fixRow(ctx, { importId: id, number: 7 }, row('Valley Clinic', { 4: '207 555 0199' })),
      () => fixRow(ctx, { importId: id, number: 5 }, row('Tenants Union', { 5: 'not a mail', 6: 'Odder' })),
      () => fixRow(ctx, { importId: id, number: 5 }, row('Valley Clinics')),
    ];
    for (const [at, say] of words.entries()) {
      await say();
      const part = await stands(ctx, id);
      await checkImport(ctx, id);
      expect([at, part]).toEqual([at, await stands(ctx, id)]);
    }
  });
}

test('so does a word about the next edition of a list', async () => {
  const ctx = await aMember(await aLibrary(world.host));
  await applyImport(ctx, await aList(ctx, 'partners'));
  const id = await aList(ctx, 'partners', [
    ...LIST.slice(0, 4),
    'Harlow Bakery,7,Harlow,04240,,new@bakery.example,Business',
  ]);

  for (const answer of ['out', '', 'skip', '']) {
    await answerRow(ctx, { importId: id, number: 5 }, answer);
    const part = await stands(ctx, id);
    await checkImport(ctx, id);
    expect(part).toEqual(await stands(ctx, id));
  }
});

test('asks for its kin alone, however long the list is', async () => {
  const ctx = await aMember(await aLibrary(world.host));
  const id = await aList(ctx, 'partners', [
    LIST[0] ?? '',
    ...Array.from({ length: 60 }, (_, n) => `Place ${'ABCDEFGHIJ'[n % 10]}${n},,Harlow,04240,,,Business`),
  ]);
  await answerRow(ctx, { importId: id, number: 9 }, 'skip');

  const { rows } = await sql<{
    number: number;
  }>`select number from import_rows where import_id = ${id} and outcome = 'left_out'`.execute(ctx.db);
  expect(rows).toEqual([{ number: 9 }]);
  expect((await findImport(ctx, id)).counts).toMatchObject({
    rows: 60,
    new: 59,
    left_out: 1,
    organizations: { new: 59 },
  });
});
