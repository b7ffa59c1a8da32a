/**
 * Lists are carried in through COPY, also by several at once.
 *
 * @module-tag long
 */
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aListedOrganization, inTurn, loaded } from '../../../../test/public-list-factory.ts';
import { copyOfTemplate, NOW, useDatabase } from '../../../../test/support.ts';
import { root } from '../../../house/data.ts';
import { Invalid, NotFound } from '../../../house/errors.ts';
import { newId } from '../../../house/ids.ts';
import { irsRows } from './irs-file.ts';
import { loadPublicList } from './load.ts';
import { loadsOf, undoLoad } from './loads.ts';

const world = useDatabase();
const FILE = join(root, 'test/files/irs/eo-bmf-sample.csv');
const list = { source: 'irs', vintage: '2026-08', fileName: 'eo-bmf-sample.csv' };
const sample = () => irsRows(createReadStream(FILE));

const everything = async (db = world.db) => {
  const { rows } = await sql<{
    row: string;
  }>`select to_jsonb(c)::text as row from listed_organizations c order by source, source_key`.execute(db);
  return rows.map((each) => each.row);
};
const words = async () =>
  (await sql`select word, rows from listed_organization_words order by word`.execute(world.db)).rows;
const names = async () =>
  (await world.db.selectFrom('listed_organizations').select('name').orderBy('source_key').execute()).map(
    (row) => row.name,
  );

describe('loading the IRS’s file', () => {
  test('adds each organization once, where its ZIP code is', async () => {
    const result = await loadPublicList(world.host, { ...list, rows: sample() });

    expect(result).toMatchObject({ rows: 48, new: 48, changed: 0, same: 0, errors: { count: 0 } });
    const row = await world.db
      .selectFrom('listed_organizations')
      .selectAll()
      .where('source_key', '=', '010211489')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      name: 'Boy Scouts of America',
      chapter: '216 Katahdin Area Council',
      state: 'ME',
      name_key: 'boy scouts of america 216 katahdin area council',
    });
    expect(row.cells).toEqual([5_390_444]);
    expect(row.latitude).toBeCloseTo(44.8, 1);
  });

  test('lets no text of the column ICO reach any table', async () => {
    await loadPublicList(world.host, { ...list, rows: sample() });

    const { rows } = await sql<{
      name: string;
    }>`select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(
      world.db,
    );
    for (const { name } of rows) {
      const found =
        await sql`select 1 from ${sql.table(name)} t where t::text ilike '%in care of%' or t::text ilike '%of name%' limit 1`.execute(
          world.db,
        );
      expect([name, found.rows]).toEqual([name, []]);
    }
  });

  test('twice changes nothing', async () => {
    await loadPublicList(world.host, { ...list, rows: sample() });
    const before = [await everything(), await words()];
    const again = await loadPublicList(world.host, { ...list, rows: sample() });

    expect(again).toMatchObject({ rows: 48, new: 0, changed: 0, same: 48 });
    expect([await everything(), await words()]).toEqual(before);
  });

  test('for a look only writes nothing, and counts what would happen', async () => {
    await loaded(world.host, [aListedOrganization({ source_key: '000019818', name: 'Old Name' })]);
    const before = await everything();
    const result = await loadPublicList(world.host, { ...list, rows: sample() }, { dryRun: true });

    expect(result).toMatchObject({ id: null, rows: 48, new: 47, changed: 1, same: 0 });
    expect(await everything()).toEqual(before);
    expect(await loadsOf(world.host)).toHaveLength(1);
  });

  test('counts rows that are none, with their number and column, and goes on', async () => {
    const [header = '', ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
    const broken = [
      header,
      lines[0],
      lines[1]?.replace('530196605', ''),
      lines[2]?.replace('ATLANTA', 'ATL\0ANTA'),
      lines[3],
    ].join('\r\n');
    const result = await loadPublicList(world.host, { ...list, rows: irsRows(Readable.from([broken])) });

    expect(result).toMatchObject({ rows: 2, new: 2 });
    expect(result.errors).toEqual({
      count: 2,
      first: [
        { row: 3, column: 'EIN' },
        { row: 4, column: 'CITY' },
      ],
    });
  });

  test('reads past a quote that stands where it may not', async () => {
    const [header = '', first = '', second = ''] = readFileSync(FILE, 'utf8').trim().split('\n');
    const result = await loadPublicList(world.host, {
      ...list,
      rows: irsRows(Readable.from([[header, first, '12345,X "Y,b', second].join('\n')])),
    });

    expect(result.rows).toBe(2);
    expect(result.errors.count).toBe(1);
  });

  test('is refused for a file that is none, with the column that is missing', async () => {
    const other = loadPublicList(world.host, { ...list, rows: irsRows(Readable.from(['name,city\nX,Y\n'])) });

    await expect(other).rejects.toThrow(new Invalid({ file: { key: 'error.irs_file', values: { column: 'EIN' } } }));
    await expect(loadPublicList(world.host, { ...list, rows: irsRows(Readable.from([''])) })).rejects.toThrow(Invalid);
  });

  test('takes a tab, a backslash and a line break in a name as what they are', async () => {
    await loaded(world.host, [aListedOrganization({ name: 'Back\\slash\tTab \\N “ñ”' })]);

    expect(await names()).toEqual(['Back\\slash\tTab \\N “ñ”']);
  });
});

describe('a row that comes twice in one file', () => {
  test('is kept in the same state, in whatever order the rows come', async () => {
    const rows = [
      aListedOrganization({ source_key: '1', name: 'Poor', income: null }),
      aListedOrganization({ source_key: '1', name: 'Rich B', income: 10 }),
      aListedOrganization({ source_key: '1', name: 'Rich A', income: 10 }),
    ];
    const kept = new Set<string>();
    for (const order of [rows, rows.toReversed(), [rows[1], rows[2], rows[0]].filter((row) => row !== undefined)]) {
      const { id, new: added } = await loaded(world.host, order);
      expect(added).toBe(1);
      kept.add((await names()).join());
      await undoLoad(world.host, id ?? newId());
    }

    expect([...kept]).toEqual(['Rich B']);
  });
});

describe('undoing a load', () => {
  test('gives back exactly what was there', async () => {
    await loaded(world.host, [
      aListedOrganization({ source_key: '1', name: 'Kept' }),
      aListedOrganization({ source_key: '2', name: 'Old', postal_code: '04401' }),
    ]);
    const before = [await everything(), await words()];
    const second = await loaded(world.host, [
      aListedOrganization({ source_key: '2', name: 'New', postal_code: '10001' }),
      aListedOrganization({ source_key: '3' }),
    ]);
    expect(second).toMatchObject({ new: 1, changed: 1, same: 0 });
    await undoLoad(world.host, second.id ?? newId());

    expect([await everything(), await words()]).toEqual(before);
    await expect(undoLoad(world.host, second.id ?? newId())).rejects.toThrow(NotFound);
  });

  test('waits for later loads of the same source to be undone; those that changed nothing and other sources do not matter', async () => {
    const rows = [aListedOrganization({ source_key: '1' })];
    const first = await loaded(world.host, rows);
    await loaded(world.host, rows);
    await loaded(world.host, [aListedOrganization({ source_key: '1' })], { source: 'other' });
    const later = await loaded(world.host, [aListedOrganization({ source_key: '2' })]);
    const undo = undoLoad(world.host, first.id ?? newId());

    await expect(undo).rejects.toThrow(
      new Invalid({ load: { key: 'error.public_list_load_stands', values: { file: 'eo1.csv' } } }),
    );
    await undoLoad(world.host, later.id ?? newId());
    await undoLoad(world.host, first.id ?? newId());
    expect((await loadsOf(world.host)).filter((load) => load.undone_at)).toHaveLength(2);
  });
});

describe('a load that ends half-way', () => {
  let own: Awaited<ReturnType<typeof copyOfTemplate>>;
  beforeAll(async () => {
    own = await copyOfTemplate();
    own.pool.on('connect', (client) => client.on('error', () => {})); // as the app's own pool does
  });
  afterAll(() => own.drop());

  test('has changed nothing, and leaves its connection fit for the next', async () => {
    async function* breaking() {
      for (let n = 0; n < 5000; n++) yield aListedOrganization();
      throw new Error('The disk is gone.');
    }
    const load = loadPublicList({ db: own.db, now: NOW }, { ...list, rows: breaking() });

    await expect(load).rejects.toThrow('The disk is gone.');
    expect(await everything(own.db)).toEqual([]);
    expect(await own.db.selectFrom('public_list_loads').selectAll().execute()).toEqual([]);
    const after = await loadPublicList({ db: own.db, now: NOW }, { ...list, rows: inTurn([aListedOrganization()]) });
    expect(after.new).toBe(1);
  });

  test('by the end of its server process has changed nothing either', async () => {
    const before = await everything(own.db);
    async function* killing() {
      for (let n = 0; n < 5000; n++) yield aListedOrganization();
      await own.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy incoming%' and pid <> pg_backend_pid()",
      );
      for (let n = 0; n < 50_000; n++) yield aListedOrganization();
    }

    await expect(loadPublicList({ db: own.db, now: NOW }, { ...list, rows: killing() })).rejects.toThrow();
    expect(await everything(own.db)).toEqual(before);
  });
});
