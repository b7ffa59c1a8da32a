import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { type Id, newId } from '../../house/ids.ts';
import { addBranch, branchesOf } from '../../rooms/accounts/branches.ts';
import { enter } from '../../rooms/accounts/libraries.ts';
import type { Stage } from '../../rooms/partners/partner.ts';
import { changeStage, findPartner } from '../../rooms/partners/partners.ts';
import { cellFilter, gapFilter, mapFilter, present } from './gap.ts';
import { gapGrid, partnersBehind } from './gaps.ts';
import { gapMap } from './maps.ts';
import { suggestionsFor } from './suggestions.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});

/** Delta, Colorado, and two towns around it. */
const [DELTA, HOTCHKISS, PAONIA] = ['81416', '81419', '81428'];
const CHICAGO = '60601';
const at = (postal_code = '', extra: Record<string, unknown> = {}) => ({
  addresses: { 0: { address_1: '1 Main St', postal_code } },
  ...extra,
});

const grid = (filter: Record<string, string> = {}, ctx = ana) => gapGrid(ctx, gapFilter.parse(filter));
const branch = async (name: string, postal_code: string) => {
  await addBranch(ana, { name, city: '', postal_code });
  return (await branchesOf(ana)).find((each) => each.name === name)?.id ?? newId<never>();
};
async function partnerAt(stage: Stage, over: Parameters<typeof aPartner>[1]): Promise<Id<'partners'>> {
  const id = await aPartner(ana, over);
  await changeStage(ana, id, { stage, reason: '', version: 1 });
  return id;
}
async function cell(sector: string, column: string, filter: Record<string, string> = {}) {
  const { rows, columns } = await grid(filter);
  return rows.find(({ key }) => key === sector)?.cells[columns.findIndex(({ key }) => key === column)];
}

describe('the grid', () => {
  test('has a row for each of the 23 sectors and a column for each population, zeros included', async () => {
    const empty = await grid();

    expect(empty.rows).toHaveLength(23);
    expect(empty.columns).toHaveLength(19);
    expect(empty.rows.flatMap(({ cells }) => cells).every((counts) => present(counts, '') === 0)).toBe(true);
    expect(empty.missing).toHaveLength(23);
    expect(empty.bare).toHaveLength(19);
  });

  test('counts partners by how things stand, in every sector and population they have, and once in the totals', async () => {
    await partnerAt('active', { sectors: ['senior', 'health'], populations: ['older_adults', 'veterans'] });
    await partnerAt('evaluating', { sectors: ['senior'], populations: ['older_adults'] });
    await partnerAt('declined', { sectors: ['senior'], populations: ['older_adults'] });
    const { total, columnTotals, columns } = await grid();

    expect(await cell('senior', 'older_adults')).toEqual({ active: 1, in_talks: 1, potential: 0, dormant: 0, over: 1 });
    expect(await cell('health', 'veterans')).toMatchObject({ active: 1, in_talks: 0 });
    expect(await cell('health', 'women')).toMatchObject({ active: 0, in_talks: 0 });
    expect(total).toMatchObject({ active: 1, in_talks: 1, over: 1 });
    expect(columnTotals[columns.findIndex(({ key }) => key === 'older_adults')]).toMatchObject({
      active: 1,
      in_talks: 1,
    });
  });

  test('shows who has no sector or population noted, so that its figures add up', async () => {
    await partnerAt('active', {});
    const { rows, columns } = await grid();

    expect(rows.at(-1)).toMatchObject({ key: 'none', total: { active: 1 } });
    expect(columns.at(-1)?.key).toBe('none');
  });

  test('nobody there who is only on paper: found, dormant and ended partners leave the gap open', async () => {
    await aPartner(ana, { name: 'Found', sectors: ['legal'] });
    await partnerAt('dormant', { name: 'Asleep', sectors: ['media'] });
    await partnerAt('ended', { sectors: ['women'] });
    await partnerAt('contacted', { sectors: ['youth'] });
    const { missing, dormant, thin } = await grid();

    const keys = missing.map(({ sector }) => sector.key);
    expect(keys).toHaveLength(22);
    expect(keys.slice(-3)).toEqual(['women', 'legal', 'media']);
    expect(missing.at(-1)?.dormant.map(({ name }) => name)).toEqual(['Asleep']);
    expect(dormant.map(({ name }) => name)).toEqual(['Asleep']);
    expect(thin).toEqual([]);
  });

  test('names the thinnest sectors when few are empty', async () => {
    const { rows } = await grid();
    for (const { key } of rows.slice(2))
      await partnerAt('active', {
        sectors: [key],
        populations: key === 'youth' ? ['teens', 'families'] : ['women', 'teens', 'families'],
      });
    const { missing, thin } = await grid();

    expect(missing).toHaveLength(2);
    expect(thin).toHaveLength(4);
    expect(thin[0]).toMatchObject({ sector: { key: 'youth' }, zeros: 17 });
  });

  test('a sector is thin when more than half of the populations are missing, not counting who has none noted', async () => {
    const { rows, columns } = await grid();
    const some = columns.slice(0, 9).map(({ key }) => key);
    for (const { key } of rows)
      await partnerAt('active', {
        sectors: [key],
        populations: key === 'youth' ? some : columns.slice(0, 10).map((each) => each.key),
      });

    expect((await grid()).thin).toMatchObject([{ sector: { key: 'youth' }, zeros: 10 }]);
  });

  test('asks for one stage and counts that alone', async () => {
    await partnerAt('contacted', { sectors: ['youth'] });

    expect((await grid({ stage: 'active' })).missing).toHaveLength(23);
    expect((await grid({ stage: 'in_talks' })).missing).toHaveLength(22);
    expect((await grid({ stage: 'nonsense', shape: 'x', branch: '%00' })).missing).toHaveLength(22);
  });

  test('is another library’s own', async () => {
    await partnerAt('active', { sectors: ['youth'] });
    await branch('Ours', DELTA);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    const theirs = await grid({ shape: 'area' }, stranger);

    expect(theirs.total.active).toBe(0);
    expect(theirs.areas).toEqual([]);
    expect((await gapMap(stranger, mapFilter.parse({}))).lines).toEqual([]);
  });
});

describe('areas', () => {
  test('a partner is in the area of the nearest branch; far away, without a ZIP code or of another country it is in none', async () => {
    const [delta, hotchkiss] = [await branch('Delta', DELTA), await branch('Hotchkiss', HOTCHKISS)];
    await partnerAt('active', at(DELTA, { sectors: ['legal'] }));
    await partnerAt('active', at(`${PAONIA}-1234`, { sectors: ['legal'] }));
    await partnerAt('active', at(CHICAGO, { sectors: ['media'] }));
    await partnerAt('active', at('99999', { sectors: ['media'] }));
    await partnerAt('active', { sectors: ['media'] });

    const area = { shape: 'area' };
    expect(await cell('legal', delta, area)).toMatchObject({ active: 1 });
    expect(await cell('legal', hotchkiss, area)).toMatchObject({ active: 1 });
    expect(await cell('media', 'none', area)).toMatchObject({ active: 3 });
    expect((await grid({ branch: hotchkiss })).total.active).toBe(1);
    expect((await grid({ branch: newId() })).total.active).toBe(5);
  });

  test('branches of one ZIP code share an area, and one without has none', async () => {
    await branch('Central', DELTA);
    const annex = await branch('Annex', DELTA);
    await branch('Bookmobile', '');
    await partnerAt('active', at(DELTA));
    const { areas, total } = await grid({ branch: annex });

    expect(areas.map(({ branches }) => branches.map(({ name }) => name))).toEqual([['Annex', 'Central']]);
    expect(total.active).toBe(1);
  });

  test('a location’s ZIP code counts where no address has one', async () => {
    const delta = await branch('Delta', DELTA);
    const { organization_id } = await findPartner(ana, await partnerAt('active', { sectors: ['legal'] }));
    const location = {
      library_id: ana.library.id,
      id: newId<'locations'>(),
      organization_id,
      postal_code: DELTA,
      created_at: ana.now,
      updated_at: ana.now,
    };
    await ana.db.insertInto('locations').values(location).execute();

    expect(await cell('legal', delta, { shape: 'area' })).toMatchObject({ active: 1 });
  });

  test('a confidential address is in no area, on no map and in no list, but its partner still counts', async () => {
    const delta = await branch('Delta', DELTA);
    const secret = await partnerAt(
      'active',
      at(PAONIA, { name: 'Canary House', sectors: ['women'], confidential_address: 'on' }),
    );
    const { organization_id } = await findPartner(ana, secret);
    const location = {
      library_id: ana.library.id,
      id: newId<'locations'>(),
      organization_id,
      postal_code: PAONIA,
      created_at: ana.now,
      updated_at: ana.now,
    };
    await ana.db.insertInto('locations').values(location).execute();
    const map = await gapMap(ana, mapFilter.parse({}));

    expect(await cell('women', 'none', { shape: 'area' })).toMatchObject({ active: 1 });
    expect((await grid({ branch: delta })).total.active).toBe(0);
    expect(map.confidential).toBe(1);
    expect(map.dots).toEqual([]);
    expect(map.lines.map(({ zip }) => zip)).toEqual([DELTA]);
    expect(JSON.stringify(map)).not.toMatch(/Canary|81428/);
  });
});

describe('a figure', () => {
  test('opens the partners behind it', async () => {
    const delta = await branch('Delta', DELTA);
    await partnerAt('active', at(DELTA, { name: 'Here', sectors: ['legal'] }));
    await partnerAt('active', at(CHICAGO, { name: 'There', sectors: ['legal'] }));
    await partnerAt('ended', at(DELTA, { name: 'Over', sectors: ['legal'] }));
    const names = async (filter: Record<string, string>) =>
      (await partnersBehind(ana, cellFilter.parse(filter))).partners.rows.map(({ name }) => name);

    expect(await names({ shape: 'area', sector: 'legal', column: delta })).toEqual(['Here']);
    expect(await names({ shape: 'area', sector: 'legal' })).toEqual(['Here', 'There']);
    expect(await names({ sector: 'media' })).toEqual([]);
    expect(await names({ stage: 'in_talks' })).toEqual([]);
    expect(await names({ shape: 'area', column: 'none' })).toEqual(['There']);
    expect(await names({ branch: delta, sector: 'legal' })).toEqual(['Here']);
    expect(await names({ column: 'none' })).toEqual(['Here', 'There']);
  });

  test('of many partners comes a page at a time, each partner once', async () => {
    const organizations = Array.from({ length: 60 }, (_, n) => `Partner ${String(n).padStart(2, '0')}`);
    for (const name of organizations) await aPartner(ana, { name, sectors: ['legal'] });
    const page = async (page: string) =>
      (await partnersBehind(ana, cellFilter.parse({ sector: 'legal', page }))).partners;
    const [first, second, beyond] = [await page('1'), await page('2'), await page('9')];

    expect([first.total, first.pages, second.page, beyond.page]).toEqual([60, 2, 2, 2]);
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(organizations);
  });
});

describe('the map', () => {
  test('draws the branches’ county with its neighbours, a dot for each partner there, never two in one place', async () => {
    await branch('Delta', DELTA);
    for (let n = 0; n < 60; n++) await aPartner(ana, at(DELTA, n === 0 ? { sectors: ['legal'] } : {}));
    await partnerAt('declined', at(DELTA));
    await aPartner(ana, at(CHICAGO));
    const map = await gapMap(ana, mapFilter.parse({}));
    const again = await gapMap(ana, mapFilter.parse({}));

    expect(map.sheet?.counties.filter(({ home }) => home).map(({ name }) => name)).toEqual(['Delta']);
    expect(map.sheet?.counties.map(({ name }) => name)).toContain('Mesa');
    expect(map.dots).toHaveLength(60);
    const near = map.dots.flatMap((a, i) => map.dots.slice(i + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < 6));
    expect(near).toEqual([]);
    expect(again.dots).toEqual(map.dots);
    expect(map.lines.find(({ zip }) => zip === CHICAGO)).toMatchObject({
      drawn: false,
      branches: [],
      counts: { potential: 1 },
    });
    expect((await gapMap(ana, mapFilter.parse({ sector: 'legal' }))).dots).toHaveLength(1);
  });

  test('shows one circle where there are too many for dots, and the county of most partners where no branch has a ZIP code', {
    tags: 'long',
  }, async () => {
    for (let n = 0; n < 121; n++) await aPartner(ana, at(DELTA));
    const map = await gapMap(ana, mapFilter.parse({}));

    expect(map.dots).toEqual([]);
    expect(map.heaps).toMatchObject([{ count: 121 }]);
  });

  test('is not there without any place, and finds a county whose code is newer than the outlines', async () => {
    expect((await gapMap(ana, mapFilter.parse({}))).sheet).toBeNull();
    await branch('Hartford', '06103');

    expect(
      (await gapMap(ana, mapFilter.parse({}))).sheet?.counties.filter(({ home }) => home).map(({ name }) => name),
    ).toEqual(['Hartford']);
  });
});

describe('whom to ask', () => {
  const lead = async (name: string, over: Record<string, unknown> = {}) => {
    const row = {
      id: newId<'leads'>(),
      source: 'list',
      source_key: name,
      name,
      name_key: name.toLowerCase(),
      search_key: name.toLowerCase(),
      sector_key: 'legal',
      record: '{}',
    };
    await ana.db
      .insertInto('leads')
      .values({ library_id: ana.library.id, ...row, created_at: ana.now, updated_at: ana.now, ...over })
      .execute();
  };
  const stranger = async (name: string, over: Record<string, unknown> = {}) => {
    const load = newId<'public_list_loads'>();
    await ana.db
      .insertInto('public_list_loads')
      .values({ id: load, source: 'irs', vintage: '', file_name: '', counts: '{}', loaded_at: ana.now })
      .execute();
    await sql`insert into listed_organizations (source, source_key, load_id, name, sector_key, state, latitude, longitude, words, name_key, tax_id)
      values ('irs', ${name}, ${load}, ${name}, 'legal', ${over.state ?? 'CO'}, ${over.latitude ?? 38.74}, ${over.longitude ?? -108.06}, '', '', ${over.tax_id ?? ''})`.execute(
      ana.db,
    );
  };
  const names = async (ctx = ana) => {
    const { areas } = await grid({}, ctx);
    return (await suggestionsFor(ctx, ['legal', 'media'], areas)).get('legal')?.map(({ name }) => name);
  };

  test('the library’s leads come first, nearest first, and then strangers within 25 miles; three in all', async () => {
    await branch('Delta', DELTA);
    await lead('Far lead', { latitude: 39.7, longitude: -105 });
    await lead('Near lead', { latitude: 38.75, longitude: -108.05 });
    await stranger('Near stranger');
    await stranger('Nearish stranger', { latitude: 38.9 });
    await stranger('Denver stranger', { latitude: 38.74, longitude: -105 });

    expect(await names()).toEqual(['Near lead', 'Far lead', 'Near stranger']);
  });

  test('strangers on the other side of a state border are near, too', async () => {
    await branch('Holly', '81047');
    await stranger('Kansas stranger', { state: 'KS', latitude: 38.04, longitude: -102.0 });

    expect(await names()).toEqual(['Kansas stranger']);
  });

  test('what is near any branch is near, also near one of many', async () => {
    for (const zip of ['81416', '81001', '80202', '80301', '80521', '80631', '81301', '81501', '81601', '81201'])
      await branch(zip, zip);
    for (const zip of ['81101', '80807', '80701', '81650', '81435']) await branch(zip, zip);
    await branch('Holly', '81047');
    await stranger('Kansas stranger', { state: 'KS', latitude: 38.04, longitude: -102.0 });

    expect(await names()).toEqual(['Kansas stranger']);
  });

  test('who was promoted, dismissed or is in the directory already is not suggested, nor another library’s lead', async () => {
    await branch('Delta', DELTA);
    const partner = await aPartner(ana, { name: 'Known', tax_id: '004180217' });
    await lead('Dismissed', { dismissed_at: ana.now });
    await lead('Promoted', { promoted_partner_id: partner });
    await lead('Open');
    await stranger('Known elsewhere', { tax_id: '004180217' });
    await stranger('Answered');
    const answer = {
      library_id: ana.library.id,
      source: 'irs',
      source_key: 'Answered',
      answer: 'dismissed',
      answered_at: ana.now,
    };
    await ana.db.insertInto('listed_organization_answers').values(answer).execute();

    expect(await names()).toEqual(['Open']);
    const other = await aMember(await aLibrary(world.host), 'administrator');
    expect(await names(other)).toEqual([]);
    await enter(ana, ana.library);
  });

  test('without a branch on the map, leads come by name and the public lists are not asked', async () => {
    await stranger('Stranger');
    for (const name of ['B', 'A', 'D', 'C']) await lead(name);

    expect(await names()).toEqual(['A', 'B', 'C']);
  });
});

test('the grid, its suggestions and the map ask the same number of queries for many partners as for few', async () => {
  await branch('Delta', DELTA);
  const count = async () => {
    world.queries.length = 0;
    const { areas, missing } = await grid();
    await suggestionsFor(ana, missing.map(({ sector }) => sector.key), areas); // biome-ignore format: one call
    await gapMap(ana, mapFilter.parse({}));
    return world.queries.length;
  };
  const before = await count();
  for (let n = 0; n < 20; n++) await aPartner(ana, at(DELTA, { sectors: ['legal', 'media'], populations: ['women'] }));

  expect(await count()).toBe(before);
  expect(before).toBe(9);
});
