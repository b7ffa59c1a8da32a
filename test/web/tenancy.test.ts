/**
 * What a stranger may try at the doors of a library beyond its pages as they are, which test/web/list.test.ts asks one
 * by one: ids that are none, libraries that are none, and the pages of an invitation, which are for people who are not
 * members yet.
 */

import { beforeEach, expect, test } from 'vitest';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aMember, aSession } from '../factories.ts';
import { houseOn, useDatabase } from '../support.ts';

const world = useDatabase();
let own: { cookie: string };
let stranger: { cookie: string };
let slug: string;

beforeEach(async () => {
  const ana = await aMember(await aLibrary(world.host), 'administrator');
  slug = ana.library.slug;
  own = await aSession(ana);
  stranger = await aSession(await aMember(await aLibrary(world.host, 'Other library'), 'administrator', 'Stranger'));
});

const ask = (path: string, who: { cookie: string }) =>
  buildApp(houseOn(world.db)).request(`http://library.test${path}`, {
    headers: { ...who, origin: 'http://library.test' },
  });

test('an id that is no id is a 404, and so is a library that is none', async () => {
  for (const path of ['/partners/1', "/partners/'%20or%201=1", '/worksheets/%01', '/notes/../../etc/passwd']) {
    expect([path, (await ask(`/l/${slug}${path}`, own)).status]).toEqual([path, 404]);
  }
  expect((await ask('/l/none/partners', own)).status).toBe(404);
  expect((await ask('/l/%01/partners', own)).status).toBe(404);
  // A NUL is in no address of ours.
  expect((await ask('/l/%00/partners', own)).status).toBe(400);
  expect((await ask(`/l/${slug}/partners?sector=%01&q=%01&population=%01`, own)).status).toBe(200);
});

test('the page for an invitation’s code is the same for a library that exists and one that does not', async () => {
  const withoutKey = async (path: string) =>
    (await (await ask(path, { cookie: '' })).text()).replace(/value="[0-9a-f-]{36}"/, '');

  expect(await withoutKey(`/l/${slug}/invitations`)).toBe(await withoutKey('/l/none/invitations'));
  expect((await ask(`/l/${slug}/invitations/guessed`, stranger)).status).toBe(404);
});
