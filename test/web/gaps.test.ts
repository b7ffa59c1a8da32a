/** The grid and the map as pages, and branches with a ZIP code. */

import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { newId } from '../../src/house/ids.ts';
import { addBranch, branchesOf } from '../../src/rooms/accounts/branches.ts';
import { changeStage } from '../../src/rooms/partners/partners.ts';
import { aLibrary, aMember, aPartner, aSession, PASSWORD } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let cookie: { cookie: string };

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  cookie = await aSession(ana);
});

const open = (path: string, who = cookie) => new Visitor(houseOn(world.db)).get(base + path, who);
/** A visitor who keeps the cookie over redirects, for forms. */
async function signedIn(): Promise<Visitor> {
  const id = ana.actor.userId ?? newId<never>();
  const { email } = await world.db.selectFrom('users').select('email').where('id', '=', id).executeTakeFirstOrThrow();
  return new Visitor(houseOn(world.db)).submit('/sign-in', { email, password: PASSWORD });
}
const at = (postal_code: string) => ({ addresses: { 0: { address_1: '1 Main St', postal_code } } });

test('a branch gets a ZIP code, is changed, and a stale form shows mine and theirs', async () => {
  const visitor = await signedIn();
  await visitor.submit(`${base}/branches`, { name: 'Central', city: 'Delta', postal_code: '00000' });
  expect(visitor.text).toContain('We do not know where this ZIP code is.');
  const [branch] = await branchesOf(ana);
  const address = `${base}/branches/${branch?.id}`;
  expect(visitor.html).toContain(address);

  await visitor.submit(address, { postal_code: '81416' });
  expect(visitor.path).toBe(`${base}/branches`);
  expect(await branchesOf(ana)).toEqual([{ id: branch?.id, name: 'Central', city: 'Delta', postal_code: '81416' }]);
  await visitor.submit(address, { postal_code: '81410', version: '1' });
  expect(visitor.status).toBe(409);
  expect(visitor.text).toContain('ZIP or postal code8141081416');

  await addBranch(ana, { name: 'Annex', city: '', postal_code: '' });
  await visitor.submit(address, { name: 'Annex' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('There is already a branch with this name.');
});

test('only administrators change branches', async () => {
  await addBranch(ana, { name: 'Central', city: '', postal_code: '' });
  const [branch] = await branchesOf(ana);
  const reader = await aSession(await aMember(ana, 'coordinator'));

  expect((await open(`/branches/${branch?.id}`, reader)).status).toBe(403);
  expect((await open('/branches', reader)).html).not.toContain(`/branches/${branch?.id}`);
});

test('the grid is a table with a heading for every row and column; zeros say so, figures lead to the partners behind them', async () => {
  await aPartner(ana, { sectors: ['senior'], populations: ['older_adults'] });
  await changeStage(ana, await aPartner(ana, { sectors: ['senior'], populations: ['older_adults'] }), {
    stage: 'active',
    reason: '',
    version: 1,
  });
  const { page, text } = await open('/gaps');
  const table = page.querySelector('.gap-grid');

  expect(table?.querySelectorAll('tbody th[scope=row]')).toHaveLength(23);
  expect(table?.querySelectorAll('thead th[scope=col]')).toHaveLength(21);
  expect(table?.querySelectorAll('tbody td.gap').length).toBe(23 * 20 - 2);
  const link = table?.querySelector(`a[href="${base}/partners?sector=senior&population=older_adults"]`);
  expect(link?.text).toContain('1 active and 1 potential');
  expect(text).toContain('In 22 of 23 sectors there is nobody.');
  expect(text).toContain('No partner serves:');
  expect(
    page
      .querySelectorAll('.nobody-list li a')
      .some((each) => each.getAttribute('href') === `${base}/partners/new?sector=legal`),
  ).toBe(true);
  expect((await open('/sectors')).html).toContain(`href="${base}/gaps"`);
  expect((await open('')).html).toContain(`href="${base}/gaps"`);
});

test('a figure that the list of partners cannot ask for leads to its own list, which holds as many', async () => {
  await addBranch(ana, { name: 'Central', city: '', postal_code: '81416' });
  for (const name of ['Alpha', 'Beta']) {
    const id = await aPartner(ana, { name, sectors: ['legal'], ...at('81416') });
    await changeStage(ana, id, { stage: 'talking', reason: '', version: 1 });
  }
  const grid = await open('/gaps?shape=area');
  const link = grid.page
    .querySelectorAll('.gap-grid tbody td:not(.total) a')
    .find((each) => each.text.includes('2 in talks'));
  const list = await new Visitor(houseOn(world.db)).get(
    (link?.getAttribute('href') ?? '').replaceAll('&amp;', '&'),
    cookie,
  );

  expect(list.text).toContain('2 partners');
  expect(list.text).toContain('Alpha');
  expect(list.text).toContain('Legal help and rights · Central');
});

test('where somebody is over, the figure leads to a list without them', async () => {
  await aPartner(ana, { name: 'Alpha', sectors: ['legal'], populations: ['veterans'] });
  const over = await aPartner(ana, { name: 'Beta', sectors: ['legal'], populations: ['veterans'] });
  await changeStage(ana, over, { stage: 'declined', reason: '', version: 1 });
  const grid = await open('/gaps');
  const link = grid.page
    .querySelectorAll('.gap-grid tbody td.total a')
    .find((each) => each.text.includes('1 potential'));
  const list = await new Visitor(houseOn(world.db)).get(
    (link?.getAttribute('href') ?? '').replaceAll('&amp;', '&'),
    cookie,
  );

  expect(list.text).toContain('Alpha');
  expect(list.text).not.toContain('Beta');
  expect((await open('/gaps?stage=potential')).html).toContain(`${base}/partners?sector=legal&amp;stage=potential`);
});

test('without a branch on the map, areas say what is missing', async () => {
  expect((await open('/gaps?shape=area')).text).toContain('No branch has a ZIP code yet');
  expect((await open('/gaps?shape=%01&branch=x&stage=%27&sector=%01')).status).toBe(200);
  expect((await open('/gaps/partners?shape=%01&branch=x&stage=%27&sector=%01&column=%01')).status).toBe(200);
  expect((await open('/gaps/map')).text).toContain('There is nothing to draw yet.');
});

test('the map has a title and a description, names no confidential partner, and its table says the same', async () => {
  await addBranch(ana, { name: 'Central', city: '', postal_code: '81416' });
  await aPartner(ana, { name: 'Seen Club', sectors: ['women'], ...at('81416') });
  await aPartner(ana, { name: 'Canary House', sectors: ['women'], confidential_address: 'on', ...at('81428') });
  await aPartner(ana, { name: 'Nowhere Club', sectors: ['legal'] });
  const { page, html, text } = await open('/gaps/map');

  const svg = page.querySelector('svg.county-map');
  expect(svg?.querySelector('title')?.text).toBe('Map of partners and branches');
  expect(svg?.querySelector('desc')?.text).toBe(
    'Delta: 1 branch, 1 partner in 1 ZIP code. The table on this page says the same.',
  );
  expect(svg?.text).toContain('Seen Club');
  expect(html).not.toMatch(/Canary House|81428/);
  expect(html).not.toMatch(/ style="|<script(?! type="module")/);
  expect(text).toContain('1 more partner has a confidential address');
  expect(text).toContain('1 more partner has no ZIP code');
  expect(page.querySelectorAll('.zip-table tbody tr')).toHaveLength(1);
  for (const path of ['/gaps', '/gaps?shape=area', '/gaps/partners?sector=women&shape=area'])
    expect((await open(path)).html).not.toContain('81428');
  expect((await open('/gaps/map?sector=legal')).page.querySelectorAll('svg.county-map g[transform]')).toHaveLength(0);
});

test('the pages ask a fixed number of queries', async () => {
  const count = async (path: string) => {
    world.queries.length = 0;
    expect((await open(path)).status).toBe(200);
    return world.queries.length;
  };
  await addBranch(ana, { name: 'Central', city: '', postal_code: '81416' });
  const before = [await count('/gaps'), await count('/gaps/map')];
  for (let n = 0; n < 12; n++) await aPartner(ana, { sectors: ['legal'], populations: ['women'], ...at('81416') });

  expect([await count('/gaps'), await count('/gaps/map')]).toEqual(before);
  expect(before).toEqual([7, 4]);
});
