/** On a database that really commits: the worker's part of an import, and what a crash in the middle leaves. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLibrary, aMember } from '../../../../../test/factories.ts';
import { copyOfTemplate, NOW } from '../../../../../test/support.ts';
import { nextJob } from '../../../../../test/work.ts';
import type { Ctx } from '../../../../house/ctx.ts';
import { borrow } from '../../../../house/db.ts';
import type { Id } from '../../../../house/ids.ts';
import { actFor } from '../../../accounts/libraries.ts';
import { changeOrganization, findOrganization } from '../../../directory/organizations.ts';
import { findImport, progressOf, queueImport, queueUndo } from '../imports.ts';
import { setMapping } from '../planning/checking.ts';
import { draftOf } from '../planning/differences.ts';
import { readFiles } from '../reading/read-file.ts';
import { startImport } from '../starting.ts';
import { applyImport } from './applying.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let member: Ctx;
beforeAll(async () => {
  database = await copyOfTemplate();
  member = await borrow(database.db, { libraryId: null }, async (db) => aMember(await aLibrary({ db, now: NOW })));
});
afterAll(() => database.drop());

const as = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  borrow(database.db, { libraryId: member.library.id }, (db) => work({ ...member, db }));
const KINDS = ['import.apply', 'import.undo', 'work.given-up'];
const run = () => nextJob(database.db, { kinds: KINDS });
const count = (table: 'organizations' | 'leads' | 'recorded_changes') =>
  as(
    async ({ db, library }) =>
      (await db.selectFrom(table).select('library_id').where('library_id', '=', library.id).execute()).length,
  );

async function anImport(target: 'partners' | 'leads', rows: number): Promise<Id<'imports'>> {
  const lines = Array.from(
    { length: rows },
    (_, n) => `Organization ${target} ${String.fromCharCode(65 + (n % 26))}${n},0424${n % 10}`,
  );
  const bytes = new TextEncoder().encode(['Name,Zip', ...lines].join('\n'));
  const sheet = await readFiles([{ name: 'list.csv', bytes }], { rows: 5000, fileBytes: 1e6, unpackedBytes: 1e6 });
  return as(async (ctx) => {
    const id = await startImport(ctx, sheet, { target, source: target, vintage: '', kind: '', fileName: 'list.csv' });
    const { mapping } = await findImport(ctx, id);
    await setMapping(ctx, id, { mapping, default_sector: '', version: 1 });
    return id;
  });
}

test('a list that was sent off is brought in and taken back by the worker, who says how far it is', {
  tags: 'long',
}, async () => {
  for (const target of ['partners', 'leads'] as const) {
    const id = await anImport(target, 60);
    await as((ctx) => queueImport(ctx, id));

    expect(await run()).toBe(true);

    expect(await as((ctx) => findImport(ctx, id))).toMatchObject({ status: 'applied', counts: { new: 60 } });
    expect((await as((ctx) => progressOf(ctx, id)))?.done).toBeGreaterThanOrEqual(40);
    expect(await count(target === 'leads' ? 'leads' : 'organizations')).toBe(60);
    await as((ctx) => queueUndo(ctx, id));
    expect(await run()).toBe(true);
    expect(await as((ctx) => findImport(ctx, id))).toMatchObject({ status: 'undone', problem: null });
    expect(await count(target === 'leads' ? 'leads' : 'organizations')).toBe(0);
    expect(await run()).toBe(false);
  }
});

test('a crash half-way leaves nothing, and the next try does it all', async () => {
  const id = await anImport('partners', 60);
  const crash = async (done: number) => {
    if (done >= 40) throw new Error('the power went out');
  };

  await expect(as((ctx) => applyImport(ctx, id, crash))).rejects.toThrow('the power went out');

  expect([await count('organizations'), await count('recorded_changes')]).toEqual([0, 0]);
  expect((await as((ctx) => findImport(ctx, id))).status).toBe('checked');
  await as((ctx) => applyImport(ctx, id));
  expect(await count('organizations')).toBe(60);
});

test('what somebody saves while a long list is being brought in stays', async () => {
  const edition = async (city: string) => {
    const lines = Array.from(
      { length: 45 },
      (_, n) => `Meanwhile ${String.fromCharCode(65 + (n % 26))}${n},${n},${city}`,
    );
    const bytes = new TextEncoder().encode(['Name,ID,Website', ...lines].join('\n'));
    const sheet = await readFiles([{ name: 'list.csv', bytes }], { rows: 5000, fileBytes: 1e6, unpackedBytes: 1e6 });
    return as(async (ctx) => {
      const id = await startImport(ctx, sheet, {
        target: 'partners',
        source: 'meanwhile',
        vintage: '',
        kind: '',
        fileName: 'list.csv',
      });
      const { mapping } = await findImport(ctx, id);
      await setMapping(ctx, id, { mapping, default_sector: '', version: 1 });
      return id;
    });
  };
  const first = await edition('one.example');
  await as((ctx) => applyImport(ctx, first));
  const last = await as(async ({ db, library }) =>
    db
      .selectFrom('organizations')
      .select('id')
      .where('library_id', '=', library.id)
      .where('name', '=', 'Meanwhile S44')
      .executeTakeFirstOrThrow(),
  );
  const second = await edition('two.example');

  await as((ctx) =>
    applyImport(ctx, second, async (done) => {
      // The plan is made, and nothing is written yet.
      if (done !== 0) return;
      await as(async (other) => {
        const stored = await findOrganization(other, last.id);
        await changeOrganization(other, last.id, {
          ...draftOf(stored),
          description: 'We met them',
          version: stored.version,
        });
      });
    }),
  );

  expect(await as((ctx) => findOrganization(ctx, last.id))).toMatchObject({
    description: 'We met them',
    website: 'https://two.example',
  });
});

test('two workers do one job once', async () => {
  const id = await anImport('leads', 30);
  await as((ctx) => queueImport(ctx, id));

  const done = await Promise.all([run(), run()]);

  expect(done.toSorted()).toEqual([false, true]);
  expect(await count('leads')).toBe(30);
});

test('two editions of one list at once make each organization once', async () => {
  const [one, other] = [await anImport('partners', 40), await anImport('partners', 40)];
  const before = await count('organizations');

  const outcomes = await Promise.allSettled([one, other].map((id) => as((ctx) => applyImport(ctx, id))));

  expect(outcomes.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled']);
  expect((await count('organizations')) - before).toBeLessThanOrEqual(40);
});

test('a job that ends the process is given up after three tries, and the import says so', async () => {
  const id = await anImport('leads', 3);
  await as((ctx) => queueImport(ctx, id));
  const crash = async (): Promise<null> => {
    throw new Error('out of memory');
  };
  for (let tries = 1; tries <= 3; tries++) {
    expect((await as((ctx) => findImport(ctx, id))).status).toBe('queued');
    await nextJob(database.db, { kinds: ['import.apply'], early: true, actFor: crash });
  }

  expect(await nextJob(database.db, { kinds: ['import.apply'], early: true })).toBe(false);
  expect(await run()).toBe(true);
  expect(await as((ctx) => findImport(ctx, id))).toMatchObject({
    status: 'failed',
    problem: { message: { key: 'error.import_failed' } },
  });
  expect(await run()).toBe(false);
});

test('a list whose asker was removed, or may no longer bring lists in, is not brought in, and says so', async () => {
  for (const [change, key] of [
    [{ left_at: NOW }, 'error.import_asker_left'],
    [{ role: 'reader' }, 'error.import_asker_role'],
  ] as const) {
    const other = await as((ctx) => aMember(ctx));
    const id = await anImport('leads', 7);
    await as((ctx) => queueImport({ ...ctx, actor: other.actor }, id));
    await as((ctx) =>
      ctx.db
        .updateTable('members')
        .set(change)
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', other.actor.id)
        .execute(),
    );
    const before = await count('leads');

    expect(await run()).toBe(true);

    expect(await as((ctx) => findImport(ctx, id))).toMatchObject({ status: 'failed', problem: { message: { key } } });
    expect(await count('leads')).toBe(before);
    expect(await run()).toBe(false);
  }
});

test('who is removed while their list is being brought in does not get it done after all', async () => {
  const id = await anImport('leads', 7);
  await as((ctx) => queueImport(ctx, id));
  const before = await count('leads');
  let asked = 0;
  const leaving: typeof actFor = async (host, giver, may) => {
    const acting = await actFor(host, giver, may);
    return acting && { ...acting, still: ++asked === 2 ? 'left' : acting.still };
  };

  await nextJob(database.db, { kinds: KINDS, actFor: leaving });

  expect(await as((ctx) => findImport(ctx, id))).toMatchObject({
    status: 'failed',
    problem: { message: { key: 'error.import_asker_left' } },
  });
  expect(await count('leads')).toBe(before);
});
