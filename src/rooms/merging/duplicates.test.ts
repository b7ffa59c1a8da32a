/** The review list: pairs that are likely one organization, and what is answered of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { beforeEach, expect, test, vi } from 'vitest';
import { aDraft, aLibrary, aMember } from '../../../test/factories.ts';
import { sqlIn } from '../../../test/sql.ts';
import { dbOn, poolOf, useDatabase } from '../../../test/support.ts';
import { compareAll, nextJob } from '../../../test/work.ts';
import type { Ctx } from '../../house/ctx.ts';
import { root } from '../../house/data.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { enter } from '../accounts/libraries.ts';
import { CHANGED } from '../directory/changed.ts';
import { addOrganization, changeOrganization, findOrganization, putUnder } from '../directory/organizations.ts';
import { answerChapter, answerDifferent, duplicatesOf } from './duplicates.ts';
import { mergeOrganizations } from './merge.ts';
import { undoMerge } from './undo-merge.ts';

const world = useDatabase();
let ana: Ctx;

/** The list, after the worker has been there. */
const pairsNow = async () => {
  await compareAll(world.db);
  return duplicatesOf(ana);
};

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

test('leaves out what was answered, and remembers', async () => {
  const [one, other] = [
    await addOrganization(ana, aDraft({ name: 'Haven' })),
    await addOrganization(ana, aDraft({ name: 'Haven, Inc.' })),
  ];
  expect(await pairsNow()).toMatchObject({
    total: 1,
    rows: [{ reasons: ['name'], a: { id: one }, b: { id: other } }],
  });

  await answerDifferent(ana, other, one);
  await answerDifferent(ana, one, other);

  expect(await pairsNow()).toMatchObject({ total: 0, rows: [] });
});

test('“part of the other” is said in the directory, too, and never in a circle', async () => {
  const [one, other] = [
    await addOrganization(ana, aDraft({ name: 'Haven' })),
    await addOrganization(ana, aDraft({ name: 'Haven' })),
  ];
  await answerChapter(ana, one, other);

  expect((await findOrganization(ana, other)).parent_organization_id).toBe(one);
  expect((await pairsNow()).total).toBe(0);
  await expect(answerChapter(ana, other, one)).rejects.toThrow(Invalid);
  await expect(putUnder(ana, one, newId())).rejects.toThrow(NotFound);
});

test('readers do not answer, and ids of another library are not there', async () => {
  const [one, other] = [await addOrganization(ana, aDraft()), await addOrganization(ana, aDraft())];
  await expect(answerDifferent(await aMember(ana, 'reader'), one, other)).rejects.toThrow(Forbidden);
  const stranger = await aMember(await aLibrary(world.host), 'administrator');
  await expect(answerDifferent(stranger, one, other)).rejects.toThrow(NotFound);
  await enter(world.host, ana.library);
});

test('the list follows what changes: names, merges and what is taken back', async () => {
  const kept = await addOrganization(ana, aDraft({ name: 'Grange' }));
  const gone = await addOrganization(ana, aDraft({ name: 'Alder Clinic' }));
  expect((await pairsNow()).total).toBe(0);

  const { version } = await findOrganization(ana, gone);
  await changeOrganization(ana, gone, { ...aDraft({ name: 'The Grange' }), version });
  expect(await duplicatesOf(ana)).toMatchObject({ total: 0, growing: true });
  expect(await pairsNow()).toMatchObject({ total: 1, growing: false });

  const merge = await mergeOrganizations(ana, { kept, gone, take: {} });
  expect(await pairsNow()).toMatchObject({ total: 0, rows: [] });

  await undoMerge(ana, merge);
  expect((await pairsNow()).total).toBe(1);
});

test('an answer that is taken back puts the pair on the list again, however long ago it was given', async () => {
  const [one, other] = [
    await addOrganization(ana, aDraft({ name: 'Haven' })),
    await addOrganization(ana, aDraft({ name: 'Haven' })),
  ];
  expect((await pairsNow()).total).toBe(1);
  const removal = await answerChapter(ana, one, other);
  expect((await pairsNow()).total).toBe(0);

  await bringBack(ana, removal);

  expect((await pairsNow()).total).toBe(1);
});

test('only a change by which an organization is known again has all compared anew', async () => {
  const id = await addOrganization(ana, aDraft({ name: 'Grange' }));
  await pairsNow();
  const change = async (over: Record<string, unknown>) => {
    const { version } = await findOrganization(ana, id);
    await changeOrganization(ana, id, { ...aDraft({ name: 'Grange', ...over }), version });
    const { growing } = await duplicatesOf(ana);
    await pairsNow();
    return growing;
  };

  expect(await change({ description: 'What they do' })).toBe(false);
  expect(await change({ phones: { 0: { number: '303 555 0101' } } })).toBe(true);
});

test('an older comparison does not overwrite a newer one', async () => {
  await addOrganization(ana, aDraft({ name: 'Haven' }));
  const pool = poolOf(world.db);
  const [gate, asked] = [Promise.withResolvers<void>(), { times: 0 }];
  const connect = async () => {
    asked.times++;
    // First it reads, then it writes.
    if (asked.times === 2) await gate.promise;
    return pool.connect();
  };
  const older = nextJob(world.db, { kinds: [CHANGED], db: dbOn({ ...pool, connect } as pg.Pool) });
  await vi.waitFor(() => expect(asked.times).toBe(2));
  await addOrganization(ana, aDraft({ name: 'Haven, Inc.' }));
  expect((await pairsNow()).total).toBe(1);

  gate.resolve();
  await older;

  expect((await duplicatesOf(ana)).total).toBe(1);
});

test('of many changes at once the list is worked out once', async () => {
  for (const name of ['Haven', 'Haven, Inc.', 'Grange']) await addOrganization(ana, aDraft({ name }));

  expect(await nextJob(world.db, { kinds: [CHANGED] })).toBe(true);
  expect(await nextJob(world.db, { kinds: [CHANGED] })).toBe(false);
  expect((await duplicatesOf(ana)).total).toBe(1);
});

test('whoever writes what pairs are found by says that it has changed', () => {
  const written = new Set(['organizations', 'phones', 'addresses']);
  /** What they write is no reason to compare anew, or whoever calls them says it. */
  const CALLED = ['directory/joining-many.ts', 'directory/lists.ts', 'directory/keys.ts', 'merging/moving.ts'];
  const silent = readdirSync(join(root, 'src/rooms'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !CALLED.includes(file))
    .map((file) => ({ file, source: readFileSync(join(root, 'src/rooms', file), 'utf8') }))
    .filter(({ source }) => sqlIn(source, written).writes.size > 0 && !source.includes('tellChanged('))
    .map(({ file }) => file);

  expect(silent).toEqual([]);
});
