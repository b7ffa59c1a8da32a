/**
 * A stranger at every door: signed in, administrator of another library, with every address of this one in hand. They
 * get a 404 and not one of the canary words that this library's rows are full of. The routes are read from the app
 * itself, so a new page cannot be forgotten.
 */

import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { idFrom, newId } from '../../src/house/ids.ts';
import { addBranch, branchesOf } from '../../src/rooms/accounts/branches.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { inviteMember, openInvitations } from '../../src/rooms/accounts/members.ts';
import { addContact, contactsOf } from '../../src/rooms/directory/contacts.ts';
import { addLocation } from '../../src/rooms/directory/locations.ts';
import { addService, removeService } from '../../src/rooms/directory/services.ts';
import { mergeOrganizations } from '../../src/rooms/merging/merge.ts';
import { addRemark } from '../../src/rooms/outreach/interactions.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/applying.ts';
import { leadFilter } from '../../src/rooms/sourcing/leads/lead.ts';
import { listLeads } from '../../src/rooms/sourcing/leads/leads.ts';
import { factorSetsOf } from '../../src/rooms/worksheets/factor-sets.ts';
import { buildApp } from '../../src/server.ts';
import { timelineOf } from '../../src/views/timeline/timeline.ts';
import {
  aContact,
  aLibrary,
  aLocation,
  aMember,
  anImport,
  aPartner,
  aService,
  aSession,
  aWorksheet,
  rateAll,
} from '../factories.ts';
import { houseOn, useDatabase } from '../support.ts';

const world = useDatabase();
const CANARY = 'canarybird';
let own: { cookie: string };
let stranger: { cookie: string };
let paths: Record<string, string>;
let slug: string;
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, `${CANARY} library`), 'administrator', `${CANARY} Ana`);
  slug = ana.library.slug;
  const partner = await aPartner(ana, {
    name: `${CANARY} partner`,
    description: CANARY,
    addresses: { 0: { address_1: `1 ${CANARY} Lane` } },
    sectors: ['women'],
  });
  const { organization_id } = await findPartner(ana, partner);
  await addRemark(ana, partner, { body: CANARY, audience: 'library', happened_on: null });
  await addContact(
    ana,
    organization_id,
    aContact({ name: CANARY, title: '', email: '', phone: '', starts_on: null, ends_on: null }),
  );
  const place = await addLocation(ana, organization_id, aLocation({ name: CANARY }));
  const service = await addService(ana, organization_id, aService({ name: CANARY, locations: [place] }));
  const worksheet = await aWorksheet(ana, {
    partners: [partner, await aPartner(ana, { name: `${CANARY} two` })],
    purpose: CANARY,
  });
  await rateAll(ana, worksheet, 4);
  await inviteMember(ana, { email: `${CANARY}@example.org`, role: 'reader' }, () => '');
  await addBranch(ana, { name: `${CANARY} branch`, city: CANARY, postal_code: '81416' });
  const [set] = await factorSetsOf(ana);
  const merged = [await aPartner(ana, { name: `${CANARY} three` }), await aPartner(ana, { name: `${CANARY} four` })];
  const [kept = newId<never>(), gone = newId<never>()] = await Promise.all(
    merged.map(async (id) => (await findPartner(ana, id)).organization_id),
  );
  await applyImport(ana, await anImport(ana, `${CANARY} lead`, 'leads'));
  paths = {
    '/merges/:id': await mergeOrganizations(ana, { kept, gone, take: {} }),
    '/partners/:id': partner,
    '/worksheets/:id': worksheet,
    '/factor-sets/:id': set?.id ?? newId<never>(),
    '/branches/:id': (await branchesOf(ana))[0]?.id ?? newId<never>(),
    '/members/:id': ana.actor.id ?? newId<never>(),
    '/notes/:id': (await timelineOf(ana, partner))[0]?.id ?? newId<never>(),
    '/people/:id': (await contactsOf(ana, organization_id))[0]?.person_id ?? newId<never>(),
    '/contacts/:id': (await contactsOf(ana, organization_id))[0]?.id ?? newId<never>(),
    '/services/:id': service,
    '/locations/:id': place,
    '/invitations/:id': (await openInvitations(ana))[0]?.id ?? newId<never>(),
    '/imports/:id': await anImport(ana, `${CANARY} bakery`),
    '/removed/:id': await removeService(
      ana,
      await addService(ana, organization_id, aService({ name: `${CANARY} removed` })),
    ),
    '/leads/:id': (await listLeads(ana, leadFilter.parse({}), null)).rows[0]?.id ?? newId<never>(),
    ':row': '2',
    ':rater': ana.actor.id ?? newId<never>(),
    ':code': '1a',
    ':partner': partner,
    ':token': 'guess',
  };
  own = await aSession(ana);
  stranger = await aSession(await aMember(await aLibrary(world.host, 'Other library'), 'administrator', 'Stranger'));
});

/** Every address of the library's pages, with this library's own ids filled in. */
function addresses(method: 'GET' | 'POST'): string[] {
  const routes = buildApp(houseOn(world.db)).routes.filter(
    (route) => route.method === method && route.path.startsWith('/l/:library'),
  );
  // The two pages of an invitation are for people who are not members yet; a test of their own is below.
  const forMembers = [...new Set(routes.map((route) => route.path))].filter(
    (path) => !/\/invitations(\/:token)?$/.test(path),
  );
  return forMembers.map((path) => {
    const known = Object.keys(paths).find((start) => path.replace('/l/:library', '').startsWith(start));
    return path
      .replace('/l/:library', `/l/${slug}`)
      .replace(':id', known ? (paths[known] ?? '') : 'missing')
      .replace(/:(rater|code|partner|token|row)/g, (name) => paths[name] ?? '');
  });
}

const ask = (path: string, who: { cookie: string }, method = 'GET') =>
  buildApp(houseOn(world.db)).request(`http://library.test${path}`, {
    method,
    headers: { ...who, origin: 'http://library.test', 'content-type': 'application/x-www-form-urlencoded' },
    ...(method === 'POST' && { body: '' }),
  });

test('a stranger at every page of a library gets a 404 and no canary word', async () => {
  const all = addresses('GET');
  expect(all.length).toBeGreaterThan(35);

  for (const path of all) {
    const response = await ask(path, stranger);
    expect([path, response.status]).toEqual([path, 404]);
    expect([path, (await response.text()).includes(CANARY)]).toEqual([path, false]);
  }
});

test('a stranger who posts to any of them gets a 404, and nothing changes', async () => {
  for (const path of addresses('POST')) {
    const response = await ask(path, stranger, 'POST');
    expect([path, response.status]).toEqual([path, 404]);
  }
  await enter(world.host, ana.library);
  expect((await findPartner(ana, idFrom(paths['/partners/:id']))).version).toBe(1);
});

test('a member gets those pages, with the canary words: the test can fail', async () => {
  const pages = await Promise.all(
    [
      `/l/${slug}`,
      `/l/${slug}/partners`,
      `/l/${slug}/gaps/map`,
      `/l/${slug}/partners/${paths['/partners/:id']}`,
      `/l/${slug}/worksheets/${paths['/worksheets/:id']}`,
      `/l/${slug}/leads/${paths['/leads/:id']}`,
    ].map(async (path) => ask(path, own)),
  );

  for (const page of pages) {
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(CANARY);
  }
});

test('who is not signed in is sent to sign in, and told nothing', async () => {
  for (const path of addresses('GET')) {
    const response = await ask(path, { cookie: '' });
    expect([path, response.status]).toEqual([path, 303]);
    expect(response.headers.get('location')).toMatch(/^\/sign-in\?next=/);
  }
});

test('ids of another library under one’s own address are 404', async () => {
  const mine = await aMember(await aLibrary(world.host, 'Third library'), 'administrator');
  const cookie = await aSession(mine);

  for (const path of addresses('GET').filter((path) => /[0-9a-f]{8}-/.test(path))) {
    const response = await ask(path.replace(`/l/${slug}`, `/l/${mine.library.slug}`), cookie);
    expect([path, response.status]).toEqual([path, 404]);
  }
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
