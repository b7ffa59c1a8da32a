/**
 * A hot standby, made from the embedded server's own programs by a base copy, answers those who only read.
 *
 * @module-tag long
 */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../src/house/ctx.ts';
import { migrationsFolder } from '../src/house/data.ts';
import { borrow, type Db, openPool } from '../src/house/db.ts';
import { DATABASE, type Embedded, ROLE, startEmbedded } from '../src/house/embedded.ts';
import { Lending } from '../src/house/lending.ts';
import { type Log, openLog } from '../src/house/log.ts';
import { migrate, readMigrations } from '../src/house/migrate.ts';
import { Standby } from '../src/house/standby.ts';
import { prepareWork } from '../src/house/work/worker.ts';
import { removeMember } from '../src/rooms/accounts/members.ts';
import { changeStage, findPartner } from '../src/rooms/partners/partners.ts';
import { buildApp } from '../src/server.ts';
import { work } from '../src/worker.ts';
import { aLibrary, aMember, aPartner, aSession } from './factories.ts';
import { dbOn, houseOn, NOW, Visitor } from './support.ts';

const SETTINGS = { fsync: 'off', wal_level: 'replica', max_wal_senders: '4' };
const TIMES = { pause: 50, late: 2_000, patience: 1_000 };
const folders = ['primary', 'copy'].map((name) => mkdtempSync(join(tmpdir(), `common-table-${name}-`)));
const [folder = '', copyFolder = ''] = folders;

let primary: Embedded;
let copy: Embedded;
let pool: pg.Pool;
let db: Db;
let copied: pg.Client;
let standby: Standby;
let ana: Ctx;
let ben: Ctx;
let base: string;

const superuser = async (socket: string) => {
  const client = new pg.Client({ host: socket, user: 'postgres', database: DATABASE });
  client.on('error', () => {});
  await client.connect();
  return client;
};

/** What PostgreSQL calls a low-level base backup: its files, copied while it says from where to where. */
async function baseCopy(): Promise<void> {
  const client = await superuser(primary.socket);
  await client.query(`select pg_backup_start('copy', true)`);
  const to = join(copyFolder, 'postgres');
  execFileSync('cp', ['-a', join(folder, 'postgres'), to]);
  for (const name of ['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot'])
    rmSync(join(to, name), { recursive: true, force: true });
  for (const name of ['pg_wal', 'pg_replslot']) mkdirSync(join(to, name), { mode: 0o700 });
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
  await client.end();
  writeFileSync(join(to, 'backup_label'), rows[0]?.labelfile ?? '');
  writeFileSync(join(to, 'standby.signal'), '');
  // The server may run as another user than the tests.
  const { uid, gid } = statSync(to);
  for (const name of ['backup_label', 'standby.signal', 'pg_wal', 'pg_replslot']) chownSync(join(to, name), uid, gid);
}

const startCopy = () =>
  startEmbedded({
    folder: copyFolder,
    settings: { ...SETTINGS, primary_conninfo: `host=${primary.socket} user=postgres` },
  });

beforeAll(async () => {
  primary = await startEmbedded({ folder, settings: SETTINGS });
  pool = openPool({ host: primary.socket, user: ROLE, database: DATABASE, max: 8 });
  db = dbOn(pool);
  await migrate(pool, readMigrations(migrationsFolder));
  await prepareWork({ pool, db }, work);
  [ana, ben] = await borrow(db, { libraryId: null }, async (db) => {
    const ana = await aMember(await aLibrary({ db, now: NOW }), 'administrator', 'Ana');
    return [ana, await aMember(ana, 'coordinator', 'Ben')];
  });
  base = `/l/${ana.library.slug}`;
  await baseCopy();
  copy = await startCopy();
  copied = await superuser(copy.socket);
}, 120_000);
afterAll(async () => {
  await copied.end().catch(() => {});
  await pool.end();
  await copy.stop();
  await primary.stop();
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

let reading: pg.Pool;
beforeEach(async () => {
  reading = openPool({ host: copy.socket, user: ROLE, database: DATABASE, max: 5 });
  standby = new Standby(reading, pool, { connections: 4, log: openLog('silent'), times: TIMES });
  void standby.watch();
  await well(true);
  return async () => {
    standby.stop();
    await copied.query('select pg_wal_replay_resume()').catch(() => {});
    await reading.end();
  };
});

const well = async (wanted: boolean) => {
  while (standby.isWell !== wanted) await sleep(20);
};
const house = () => houseOn(db, { lending: new Lending(pool, 6), standby });
const as = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>) =>
  borrow(db, { libraryId: ctx.library.id }, (db) => work({ ...ctx, db }));
const open = async (ctx: Ctx) => new Visitor(house()).arrive((await as(ctx, aSession)).cookie);
const caughtUp = async () => {
  const { rows } = await pool.query('select pg_current_wal_lsn() as at');
  for (;;) {
    const { rows: has } = await copied.query(`select pg_last_wal_replay_lsn() >= $1::pg_lsn as has`, [rows[0].at]);
    if (has[0].has) return;
    await sleep(10);
  }
};
const names = async (visitor: Visitor) => (await visitor.get(`${base}/partners`)).text;

test('who only reads is answered by the copy, and who has written sees what they wrote', async () => {
  const [writer, reader] = [await open(ana), await open(ben)];
  await caughtUp();
  await copied.query('select pg_wal_replay_pause()');
  const { path } = await writer.submit(`${base}/partners/new`, { name: 'Written Just Now' });

  expect(writer.text).toContain('Written Just Now');
  expect(await names(writer)).toContain('Written Just Now');
  expect(await names(reader)).not.toContain('Written Just Now');
  // A link to what the copy does not have yet is no dead end.
  expect((await reader.get(path)).text).toContain('Written Just Now');

  await copied.query('select pg_wal_replay_resume()');
  await caughtUp();
  expect(await names(reader)).toContain('Written Just Now');
  expect(await names(writer)).toContain('Written Just Now');
});

test('who may come in is asked at the database itself', async () => {
  const cleo = await as(ana, (ctx) => aMember(ctx, 'reader', 'Cleo'));
  const visitor = await open(cleo);
  await caughtUp();
  expect((await visitor.get(base)).status).toBe(200);
  await copied.query('select pg_wal_replay_pause()');
  await as(ana, (ctx) => removeMember(ctx, cleo.actor.id as never));

  // It was her last library, so her sessions have ended.
  expect((await visitor.get(base)).path).toMatch(/^\/sign-in/);
});

test('the public directory is read from the copy, and whether there is one is asked at the database', async () => {
  const show = (shown: boolean) =>
    db.updateTable('libraries').set({ public_directory: shown }).where('id', '=', ana.library.id).execute();
  const ask = async () => {
    const answer = await buildApp(house()).request(`http://library.test/hsds/${ana.library.slug}/organizations`);
    return { status: answer.status, text: await answer.text() };
  };
  await show(true);
  const active = (name: string) =>
    as(ana, async (ctx) => {
      const id = await aPartner(ctx, { name });
      const { version } = await findPartner(ctx, id);
      await changeStage(ctx, id, { stage: 'active', reason: '', version });
    });
  await active('Shown before');
  await caughtUp();
  await copied.query('select pg_wal_replay_pause()');
  await active('Shown after');

  expect((await ask()).text).toContain('Shown before');
  expect((await ask()).text).not.toContain('Shown after');
  await show(false);
  expect((await ask()).status).toBe(404);
});

test('a copy is not asked with a role that row-level security does not bind', async () => {
  const mighty = openPool({ host: copy.socket, user: 'postgres', database: DATABASE, max: 2 });
  const said: object[] = [];
  const log = { ...openLog('silent'), error: (line: object) => said.push(line) } as unknown as Log;
  const unfit = new Standby(mighty, pool, { connections: 2, log, times: TIMES });
  void unfit.watch();
  while (said.length === 0) await sleep(20);

  expect(said).toEqual([{ why: 'its role passes row-level security' }]);
  expect(unfit.isWell).toBe(false);
  unfit.stop();
  await mighty.end();
});

test('a copy that is late is left out, and asked again when it has caught up', async () => {
  const reader = await open(ben);
  await caughtUp();
  await copied.query('select pg_wal_replay_pause()');
  await as(ana, (ctx) => aPartner(ctx, { name: 'While It Stood Still' }));
  expect(await names(reader)).not.toContain('While It Stood Still');
  await well(false);
  expect(await names(reader)).toContain('While It Stood Still');

  await copied.query('select pg_wal_replay_resume()');
  await well(true);
});

test('a copy that is away is left out, and pages go on', async () => {
  const reader = await open(ben);
  await caughtUp();
  await copied.end();
  await copy.stop();

  expect(await names(reader)).toContain('Written Just Now');
  await well(false);
  expect(await names(reader)).toContain('Written Just Now');
  copy = await startCopy();
  copied = await superuser(copy.socket);
  await well(true);
});
