/**
 * The queue and its schedules on a database that really commits, and what an upgrade carries into it.
 *
 * @module-tag long
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { borrow } from '../src/house/db.ts';
import { newId } from '../src/house/ids.ts';
import { openLog } from '../src/house/log.ts';
import { openBoss } from '../src/house/work/boss.ts';
import type { At, Handlers } from '../src/house/work/handler.ts';
import { once } from '../src/house/work/handler.ts';
import { enqueue, type Job } from '../src/house/work/job.ts';
import { openPostman } from '../src/house/work/postman.ts';
import type { Schedules } from '../src/house/work/schedules.ts';
import { keepSchedules } from '../src/house/work/schedules.ts';
import { doNext, prepareWork, startWork } from '../src/house/work/worker.ts';
import { actFor, nameOfLibrary, zonesInUse } from '../src/rooms/accounts/libraries.ts';
import { work } from '../src/worker.ts';
import { aLibrary } from './factories.ts';
import { copyOfTemplate, houseOn, NOW } from './support.ts';

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let boss: ReturnType<typeof openBoss>;
beforeAll(async () => {
  database = await copyOfTemplate();
  boss = openBoss(database.pool, {});
  boss.on('error', () => {});
  await boss.start();
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await database.drop();
});

const given = (): Omit<At, 'boss'> => ({
  pool: database.pool,
  db: database.db,
  now: () => NOW,
  actFor,
  nameOf: nameOfLibrary,
  zones: () => zonesInUse({ db: database.db, now: NOW }),
  house: houseOn(database.db),
  postman: openPostman({ from: '', baseUrl: '' }, openLog('silent'), undefined),
});
const ask = async (text: string) => (await database.pool.query(text)).rows;

/** One kind of work, each effect of which is a row. */
async function aKind(kind: string, run: (at: At, job: Job) => Promise<void>, gaveUp?: Handlers[string]['gaveUp']) {
  const jobs: Handlers = { [kind]: { run, ...(gaveUp && { gaveUp }) } };
  await prepareWork(database, { jobs, schedules: {} });
  return { jobs, schedules: {} };
}
const effect = (at: At, job: Job) =>
  once(at, job, async (host) => {
    await sql`insert into submissions (key, sender, path, created_at)
      values (${newId()}, ${job.kind}, ${job.subject}, now())`.execute(host.db);
  });
const effects = async (kind: string) =>
  (await ask(`select path from submissions where sender = '${kind}' order by path`)).map((row) => row.path);

test('work is asked for in the transaction of the change, or not at all', async () => {
  const kinds = await aKind('test.asked', effect);
  const host = { db: database.db, now: NOW };
  await database.db.transaction().execute((db) => enqueue({ ...host, db }, 'test.asked', 'kept'));
  await database.db
    .transaction()
    .execute(async (db) => {
      await enqueue({ ...host, db }, 'test.asked', 'thought better of');
      throw new Error('no');
    })
    .catch(() => {});

  expect(await doNext({ ...given(), boss }, kinds, { kinds: ['test.asked'] })).toBe(true);
  expect(await doNext({ ...given(), boss }, kinds, { kinds: ['test.asked'] })).toBe(false);
  expect(await effects('test.asked')).toEqual(['kept']);
  await expect(enqueue(host, 'test.nobody', 'x')).rejects.toThrow('Nobody does work of the kind test.nobody.');
});

test('a worker that was taken for dead ends nothing that another has done, or that was withdrawn', async () => {
  const kinds = await aKind('test.slow', async (at, job) => {
    // Meanwhile its claim is given to another try.
    await sql`update pgboss.job set retry_count = retry_count + 1 where id = ${job.id}`.execute(database.db);
    await effect(at, job);
  });
  await enqueue({ db: database.db, now: NOW }, 'test.slow', 'x');

  await doNext({ ...given(), boss }, kinds, { kinds: ['test.slow'] });

  expect(await effects('test.slow')).toEqual([]);
});

test('after three tries somebody is told, once', async () => {
  const told: string[] = [];
  const kinds = await aKind(
    'test.bad',
    async () => {
      throw new Error('out of luck');
    },
    async (_at, _host, job) => void told.push(job.subject),
  );
  await enqueue({ db: database.db, now: NOW }, 'test.bad', 'x');
  for (let tries = 0; tries < 3; tries++)
    expect(await doNext({ ...given(), boss }, kinds, { kinds: ['test.bad'], early: true })).toBe(true);

  expect(await doNext({ ...given(), boss }, kinds, { kinds: ['test.bad', 'work.given-up'], early: true })).toBe(true);
  expect(told).toEqual(['x']);
  expect(await doNext({ ...given(), boss }, kinds, { kinds: ['test.bad', 'work.given-up'], early: true })).toBe(false);
});

test('the worker does what waits, and ends with it', async () => {
  const kinds = await aKind('test.served', effect);
  for (const subject of ['a', 'b']) await enqueue({ db: database.db, now: NOW }, 'test.served', subject);

  const worker = await startWork(given(), kinds, openLog('silent'));
  await expect.poll(() => effects('test.served'), { timeout: 10_000 }).toEqual(['a', 'b']);

  await worker.stop();
});

test('what a worker had in hand when it died is done by another, once', async () => {
  const kinds = await aKind('test.orphan', effect);
  await enqueue({ db: database.db, now: NOW }, 'test.orphan', 'x');
  expect(await boss.fetch('test.orphan')).toHaveLength(1);
  await ask(`update pgboss.job set heartbeat_on = now() - interval '1 minute' where name = 'test.orphan'`);

  const worker = await startWork(given(), kinds, openLog('silent'));
  await expect.poll(() => effects('test.orphan'), { timeout: 60_000 }).toEqual(['x']);

  await worker.stop();
}, 90_000);

test('what is done in each zone at its own hour follows the zones in which there are libraries', async () => {
  const called: string[] = [];
  const schedules: Schedules = {
    'test.monday': { cron: '0 8 * * 1', each: 'zone', run: async (_at, zone) => void called.push(zone) },
    'test.nightly': { cron: '0 3 * * *', each: 'house', run: async () => void called.push('house') },
  };
  await prepareWork(database, { jobs: {}, schedules });
  const there = () => ask('select name, key, timezone from pgboss.schedule order by name, key');
  const zone = (time_zone: string) =>
    borrow(database.db, { libraryId: null }, async (db) => {
      const { library } = await aLibrary({ db, now: NOW });
      await db.updateTable('libraries').set({ time_zone }).where('id', '=', library.id).execute();
      return library.id;
    });
  const moved = await zone('America/Denver');
  for (let again = 0; again < 2; again++) await keepSchedules({ ...given(), boss }, schedules);

  const denver = { name: 'test.monday', key: 'America/Denver', timezone: 'America/Denver' };
  const nightly = { name: 'test.nightly', key: '', timezone: 'UTC' };
  expect(await there()).toEqual([denver, nightly]);

  await database.db.updateTable('libraries').set({ time_zone: 'Etc/GMT+10' }).where('id', '=', moved).execute();
  await zone('America/New_York');
  await keepSchedules({ ...given(), boss }, schedules);
  expect((await there()).map((row) => row.timezone)).toEqual(['America/New_York', 'Etc/GMT+10', 'UTC']);
  const [first] = await boss.getSchedules('test.monday');
  await boss.send('test.monday', first?.data ?? {});
  expect(await doNext({ ...given(), boss }, { jobs: {}, schedules }, { kinds: ['test.monday'] })).toBe(true);
  expect(called).toEqual([first?.timezone]);
  const next = await boss.previewSchedule('0 8 * * 1', {
    tz: 'America/New_York',
    from: new Date('2026-03-07T12:00:00Z'),
    count: 1,
  });
  expect(JSON.stringify(next)).toContain('2026-03-09T12:00:00.000Z'); // eight o'clock, the day after clocks went forward
});

test('what waited in the table of earlier programs is done after the upgrade, in its order', async () => {
  const subjects = [newId(), newId()];
  const library = newId();
  for (const subject of subjects)
    await database.pool.query('insert into carried_jobs (id, for_library, kind, subject_id) values ($1, $2, $3, $4)', [
      newId(),
      library,
      'import.read',
      subject,
    ]);

  for (let start = 0; start < 2; start++) await prepareWork(database, work);

  expect(
    await ask(`select data->>'subject' as subject, state::text, retry_limit from pgboss.job
    where data->>'library' = '${library}' order by id`),
  ).toEqual(subjects.map((subject) => ({ subject, state: 'created', retry_limit: 2 })));
  expect(await ask('select * from carried_jobs')).toEqual([]);
});
