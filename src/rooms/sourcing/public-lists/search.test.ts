import { beforeEach, describe, expect, test } from 'vitest';
import { aListedOrganization, loaded } from '../../../../test/public-list-factory.ts';
import { useDatabase } from '../../../../test/support.ts';
import { publicListsFilter } from './filter.ts';
import { publicListsAreEmpty, searchPublicLists, statesOf } from './search.ts';

const world = useDatabase();
const search = (filter: Record<string, string | number>) =>
  searchPublicLists(world.host, publicListsFilter.parse(filter));
const names = async (filter: Record<string, string | number>) => (await search(filter)).rows.map((row) => row.name);

/** All pages, following the tokens. */
async function walk(filter: Record<string, string | number>): Promise<string[]> {
  const all: string[] = [];
  for (let after = '', pages = 0; pages < 50; pages++) {
    const { rows, more } = await search({ ...filter, after });
    all.push(...rows.map((row) => row.source_key));
    if (!more) return all;
    after = rows.at(-1)?.token ?? '';
  }
  throw new Error('The pages do not end.');
}

describe('public lists of a few', () => {
  beforeEach(async () => {
    await loaded(world.host, [
      aListedOrganization({
        source_key: '1',
        name: 'Peña Family Foundation',
        city: 'Bangor',
        postal_code: '04401',
        sector_key: 'financial',
      }),
      aListedOrganization({
        source_key: '2',
        name: 'Good Shepherd Food Bank',
        city: 'Auburn',
        postal_code: '04210',
        sector_key: 'homelessness',
      }),
      aListedOrganization({ source_key: '3', name: 'Food Pantry of Lewiston', sector_key: 'homelessness' }),
      aListedOrganization({
        source_key: '4',
        name: 'Boy Scouts of America',
        chapter: '218 Pine Tree Council',
        city: 'Raymond',
        postal_code: '04071',
        sector_key: 'youth',
      }),
      aListedOrganization({
        source_key: '271067272',
        name: 'Food for San Juan',
        city: 'San Juan',
        state: 'PR',
        postal_code: '00901',
      }),
    ]);
  });

  test('is searched without regard to accents, case, punctuation and the order of words', async () => {
    expect(await names({ q: 'pena' })).toEqual(['Peña Family Foundation']);
    expect(await names({ q: 'FOUNDATION, Peña' })).toEqual(['Peña Family Foundation']);
    expect(await names({ q: "x' & ! | <-> :*" })).toEqual([]);
    expect(await names({ q: 'shep' })).toEqual(['Good Shepherd Food Bank']);
  });

  test('shows names that begin as typed first, then those that have the words somewhere', async () => {
    expect(await names({ q: 'food' })).toEqual([
      'Food for San Juan',
      'Food Pantry of Lewiston',
      'Good Shepherd Food Bank',
    ]);
    expect(await names({ q: 'food auburn' })).toEqual(['Good Shepherd Food Bank']);
    expect(await names({ q: 'boy scouts pine' })).toEqual(['Boy Scouts of America']);
  });

  test('mends mistyped words one by one, and says so', async () => {
    expect(await search({ q: 'shephrd food bnak' })).toMatchObject({
      mended: 'shepherd food bank',
      rows: [{ name: 'Good Shepherd Food Bank' }],
    });
    expect(await search({ q: 'foudnation' })).toMatchObject({ mended: 'foundation', rows: [{ source_key: '1' }] });
    expect(await search({ q: 'fondattion' })).toMatchObject({ mended: 'foundation' });
    expect(await search({ q: 'food' })).toMatchObject({ mended: null });
    expect(await search({ q: 'zzzzqqqq' })).toMatchObject({ mended: null, rows: [] });
    expect((await search({ q: 'lewistonn pantri', near: '04240' })).rows.map((row) => row.source_key)).toEqual(['3']);
  });

  test('is narrowed by sector and state, alone and together', async () => {
    expect(await names({ sector: 'homelessness' })).toEqual(['Food Pantry of Lewiston', 'Good Shepherd Food Bank']);
    expect(await names({ state: 'PR' })).toEqual(['Food for San Juan']);
    expect(await names({ q: 'food', state: 'ME', sector: 'homelessness' })).toEqual([
      'Food Pantry of Lewiston',
      'Good Shepherd Food Bank',
    ]);
    expect(await names({ q: 'food', sector: 'youth' })).toEqual([]);
    expect(await statesOf(world.host)).toEqual(['ME', 'PR']);
  });

  test('is shown nearest first around a ZIP code, with the miles', async () => {
    const { rows } = await search({ near: '04240', miles: 100 });

    expect(rows.map((row) => row.source_key)).toEqual(['3', '2', '4', '1']);
    expect(rows[0]?.miles).toBe(0);
    expect(rows[1]?.miles).toBeGreaterThan(1);
    expect(rows[1]?.miles).toBeLessThan(10);
    expect(await names({ near: '04240', miles: 10 })).toEqual(['Food Pantry of Lewiston', 'Good Shepherd Food Bank']);
    expect(await names({ near: '04240', miles: 10, q: 'good' })).toEqual(['Good Shepherd Food Bank']);
    expect(await names({ near: '04240', miles: 100, sector: 'youth', state: 'ME' })).toEqual(['Boy Scouts of America']);
  });

  test('finds the one row of an EIN', async () => {
    expect(await names({ q: '27-1067272' })).toEqual(['Food for San Juan']);
    expect(await names({ q: '271067272' })).toEqual(['Food for San Juan']);
  });

  test('says so when a ZIP code is none that we know', async () => {
    expect(await search({ near: 'Lewiston' })).toMatchObject({ rows: [], unknownPlace: true });
  });

  test('takes an address somebody mistyped as the plain question', async () => {
    expect(await names({ state: 'maine', sector: 'x; drop', miles: 'far', after: 'nonsense', q: 'pena' })).toEqual([
      'Peña Family Foundation',
    ]);
    const forged = Buffer.from(
      JSON.stringify({ at: ['name', '', 0], terms: [{ words: ["x' | 'y"], prefix: true }] }),
    ).toString('base64url');
    expect(await names({ q: 'pena', after: forged })).toEqual(['Peña Family Foundation']);
  });
});

test('a place to go on from that belongs to another question, or was made up, does no harm', async () => {
  await loaded(world.host, [aListedOrganization({ name: 'Only' })]);
  const places = [
    ['near', '04240', 'only', 1],
    ['name', '', 0],
    ['words', 0, '', 0],
    ['name', 'nul \0', 1],
    ['name', '', 2 ** 40],
  ];

  for (const at of places)
    for (const filter of [{}, { q: 'only' }, { near: '04240' }, { near: '04240', q: 'only' }]) {
      const after = Buffer.from(JSON.stringify({ at })).toString('base64url');
      expect((await search({ ...filter, after } as Record<string, string>)).rows.length).toBeLessThanOrEqual(1);
    }
});

describe('the pages', () => {
  test('of every order have each row once', async () => {
    const zips = ['04240', '04210', '04401', '04101', '04103'];
    const rows = Array.from({ length: 130 }, (_, n) =>
      aListedOrganization({
        source_key: String(n),
        name: `${n % 2 ? 'Elm' : 'The Elm'} Street Club ${n % 13}`,
        postal_code: zips[n % 5],
        sector_key: 'youth',
      }),
    );
    await loaded(world.host, rows);

    for (const filter of [
      {},
      { q: 'elm' },
      { q: 'street club' },
      { q: 'stret' },
      { near: '04240', miles: 100 },
      { near: '04240', miles: 100, q: 'club', sector: 'youth' },
    ]) {
      const keys = await walk(filter as Record<string, string>);
      expect([filter, keys.length, new Set(keys).size]).toEqual([filter, 130, 130]);
    }
  });
});

test('public lists without rows are known to be empty, and searching them finds nothing', async () => {
  expect(await publicListsAreEmpty(world.host)).toBe(true);
  expect(await names({ q: 'food', near: '04240' })).toEqual([]);
  expect(await statesOf(world.host)).toEqual([]);
});
