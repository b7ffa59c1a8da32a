/** The public HSDS API as programs and strangers meet it. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addContact } from '../../src/rooms/directory/contacts.ts';
import { addServices } from '../../src/rooms/directory/offered.ts';
import { changeStage, findPartner } from '../../src/rooms/partners/partners.ts';
import { buildApp } from '../../src/server.ts';
import { aContact, aLibrary, aLocation, aMember, aPartner, aRemark, aService, aSession } from '../factories.ts';
import { faults, haveHsds, hsdsPaths, hsdsValidator, WHY_SKIPPED } from '../hsds.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
const RESOURCES = ['organizations', 'services', 'service_at_locations', 'taxonomies', 'taxonomy_terms'] as const;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  base = `/hsds/${ana.library.slug}`;
});

const openUp = () =>
  world.db.updateTable('libraries').set({ public_directory: true }).where('id', '=', ana.library.id).execute();
const ask = (path: string, headers: Record<string, string> = {}) =>
  buildApp(houseOn(world.db)).request(`http://library.test${base}${path}`, { headers });
// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
const get = async (path: string): Promise<any> => (await ask(path)).json();
const names = async (path: string) => (await get(path)).contents.map((each: { name: string }) => each.name);

const ZIP = { city: 'Salida', state_province: 'CO', postal_code: '81201' };

/**
 * Active: a legal clinic at two places and a shelter whose place is confidential. Not active: a partner that is only
 * talked to.
 */
async function aDirectory() {
  const legal = await aPartner(ana, {
    name: 'Legal Aid',
    description: 'Free advice',
    sectors: ['legal'],
    languages: ['es'],
    populations: ['low_income'],
    phones: { 0: { number: '303 555 0123' } },
  });
  const { organization_id } = await findPartner(ana, legal);
  await addContact(
    ana,
    organization_id,
    aContact({
      name: 'canarybird person',
      title: '',
      email: 'canarybird@example.org',
      phone: '',
      starts_on: null,
      ends_on: null,
    }),
  );
  await aRemark(ana, legal, { body: 'canarybird note', audience: 'library', happened_on: null });
  const { locations: _, ...draft } = aService({ name: 'Clinic', description: 'Tenants and 100% of evictions' });
  await addServices(ana, organization_id, {
    services: [
      { ...draft, external_id: 'c', terms: [{ taxonomy: 'Subjects', term: 'Housing', code: 'H1' }] },
      { ...draft, name: 'Wills', description: '', external_id: 'w', terms: [] },
    ],
    locations: [
      { ...aLocation({ name: 'Salida office', address_1: '1 Main', ...ZIP }), external_id: 'near' },
      {
        ...aLocation({
          name: 'Denver office',
          address_1: '2 Main',
          ...ZIP,
          city: 'Denver',
          postal_code: '80202',
          latitude: '39.7527',
          longitude: '-104.9992',
        }),
        external_id: 'far',
      },
    ],
    at: [
      { service: 'c', location: 'near', description: '' },
      { service: 'c', location: 'far', description: '' },
    ],
  });
  const shelter = await aPartner(ana, {
    name: 'Shelter',
    sectors: ['women'],
    confidential_address: 'on',
    addresses: { 0: { address_1: '99 canarybird Lane', ...ZIP } },
  });
  const { organization_id: hidden } = await findPartner(ana, shelter);
  await addServices(ana, hidden, {
    services: [{ ...draft, name: 'Beds', description: '', external_id: 'b', terms: [] }],
    locations: [{ ...aLocation({ name: 'canarybird shed', ...ZIP }), external_id: 'x' }],
    at: [{ service: 'b', location: 'x', description: '' }],
  });
  for (const id of [legal, shelter])
    await changeStage(ana, id, { stage: 'active', reason: 'canarybird reason', version: 1 });
  const talking = await aPartner(ana, { name: 'canarybird talks', sectors: ['senior'] });
  const { organization_id: other } = await findPartner(ana, talking);
  const quiet = {
    ...draft,
    name: 'canarybird service',
    external_id: 'q',
    terms: [{ taxonomy: 'canarybird', term: 'canarybird', code: '' }],
  };
  await addServices(ana, other, { services: [quiet], locations: [], at: [] });
  await openUp();
  return { legal: organization_id, shelter: hidden, talking: other };
}

describe('the door', () => {
  test('is not there until the library turns its directory on, and gone as soon as it turns it off', async () => {
    await changeStage(ana, await aPartner(ana), { stage: 'active', reason: '', version: 1 });
    for (const path of ['', '/', '/openapi.json', ...RESOURCES.map((name) => `/${name}`)])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    const closed = await (await ask('/organizations')).text();
    expect(closed).toBe(
      await (await buildApp(houseOn(world.db)).request('http://library.test/hsds/none/organizations')).text(),
    );

    const admin = new Visitor(houseOn(world.db));
    const { cookie } = await aSession(ana);
    await admin.get(`/l/${ana.library.slug}/settings`, { cookie });
    const fields = admin.fieldsOn(`/l/${ana.library.slug}/settings`);
    expect(admin.text).toContain('Of people, only those you marked as published');
    await admin.post(`/l/${ana.library.slug}/settings`, { ...fields, public_directory: 'on' }, { cookie });
    expect((await ask('/organizations')).status).toBe(200);

    await admin.get(`/l/${ana.library.slug}/settings`, { cookie });
    const { public_directory: _, ...off } = admin.fieldsOn(`/l/${ana.library.slug}/settings`);
    await admin.post(`/l/${ana.library.slug}/settings`, off, { cookie });
    expect((await ask('/organizations')).status).toBe(404);
    await enter(world.host, ana.library);
    const actions = (
      await world.db.selectFrom('history').select('action').where('library_id', '=', ana.library.id).execute()
    ).map((line) => line.action);
    expect(actions.filter((action) => action.startsWith('library.directory')).toSorted()).toEqual([
      'library.directory_closed',
      'library.directory_opened',
    ]);
  });

  test('shows active partners alone: no people, no confidential place, nothing the library thinks', {
    tags: 'long',
  }, async () => {
    const { talking } = await aDirectory();
    const paths = [
      '/',
      '/openapi.json',
      ...RESOURCES.flatMap((name) => [
        `/${name}`,
        `/${name}?full=true&full_service=true`,
        `/${name}?format=ndjson`,
        `/${name}?search=canarybird`,
      ]),
    ];
    for (const path of paths)
      expect([path, (await (await ask(path)).text()).includes('canarybird')]).toEqual([path, false]);

    expect((await ask(`/organizations/${talking}`)).status).toBe(404);
    expect(await names('/organizations')).toEqual(['Legal Aid', 'Shelter']);
    expect(await names('/services')).toEqual(['Beds', 'Clinic', 'Wills']);
    expect((await get('/service_at_locations')).total_items).toBe(2);
  });

  test('of one library shows nothing of another that is open too', async () => {
    const { legal } = await aDirectory();
    const other = await aLibrary(world.host, 'Other');
    await world.db
      .updateTable('libraries')
      .set({ public_directory: true })
      .where('id', '=', other.library.id)
      .execute();
    base = `/hsds/${other.library.slug}`;

    expect(await names('/organizations')).toEqual([]);
    expect((await ask(`/organizations/${legal}`)).status).toBe(404);
    expect(await names('/taxonomies')).toEqual(['Sectors', 'People served']);
  });

  test('is read-only, open to every site, and says what has not changed', async () => {
    await aDirectory();
    const first = await ask('/services?full=true');
    const tag = first.headers.get('etag') ?? '';
    const again = await ask('/services?full=true', { 'if-none-match': `"x", ${tag}` });

    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    expect(first.headers.get('set-cookie')).toBeNull();
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await ask('/services', { 'if-none-match': tag })).status).toBe(200);
    const preflight = await buildApp(houseOn(world.db)).request('http://library.test/hsds/none/services', {
      method: 'OPTIONS',
      headers: { origin: 'https://other.test' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'Accept, If-None-Match',
    ]);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await buildApp(houseOn(world.db)).request(`http://library.test${base}/services`, {
        method,
        headers: { origin: 'http://library.test' },
      });
      expect([method, response.status]).toEqual([method, 404]);
    }
  });

  test('says no in problem documents, in the asker’s language', async () => {
    await aDirectory();
    const problem = async (path: string, headers = {}) => {
      const response = await ask(path, headers);
      return [response.status, response.headers.get('content-type'), await response.json()];
    };

    const type = 'application/problem+json; charset=utf-8';
    expect(await problem('/services?page=x&modified_after=soon')).toEqual([
      400,
      type,
      {
        type: 'about:blank',
        title: 'We could not read this address',
        status: 400,
        detail: 'Please check these parameters: page, modified_after',
      },
    ]);
    expect(await problem('/services/nonsense', { 'accept-language': 'es' })).toEqual([
      404,
      type,
      expect.objectContaining({ status: 404, title: 'Aquí no hay nada' }),
    ]);
    for (const path of [
      '/services?page=0',
      '/services?organization_id=x',
      '/services?full=maybe',
      '/service_at_locations?postcode=00000&proximity=5',
      '/services?search=%00',
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 400]);
  });

  test('asks an address that comes too often to wait', async () => {
    await openUp();
    const house = houseOn(world.db);
    for (let n = 0; n < 120 * 100; n++) await house.limits.take('hsds', 'unknown');
    const response = await buildApp(house).request(`http://library.test${base}/services`);

    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect(seconds > 0 && seconds <= 60).toBe(true);
  });
});

describe('the answers', () => {
  test('have what HSDS requires, nothing empty, and ids that are ids', async () => {
    await aDirectory();
    for (const name of RESOURCES) {
      const basic = (await get(`/${name}`)).contents;
      const full = (await get(`/${name}?full=true&full_service=true`)).contents;
      expect(full.length).toBeGreaterThan(1);
      for (const each of [...basic, ...full, await get(`/${name}/${basic[0].id}`)])
        expect([name, faults(name, each)]).toEqual([name, []]);
    }
  });

  test.skipIf(!haveHsds)(`are what the schemas of HSDS 3.1 ask for (else skipped: ${WHY_SKIPPED})`, async () => {
    await aDirectory();
    const wrong = hsdsValidator();
    const schema = {
      organizations: 'organization',
      services: 'service',
      service_at_locations: 'service_at_location',
      taxonomies: 'taxonomy',
      taxonomy_terms: 'taxonomy_term',
    };
    for (const name of RESOURCES) {
      const basic = (await get(`/${name}`)).contents;
      const full = (await get(`/${name}?full=true&full_service=true`)).contents;
      const one = await get(`/${name}/${basic[0].id}`);
      expect(basic.length).toBeGreaterThan(1);
      for (const each of [...basic, ...full, one]) expect([name, wrong(schema[name], each)]).toEqual([name, []]);
      const compiled = `compiled/${schema[name]}_list`;
      if (!name.startsWith('taxonom'))
        for (const each of basic) expect([name, wrong(compiled, each)]).toEqual([name, []]);
    }
    for (const { services } of (await get('/organizations?full_service=true')).contents)
      for (const service of services ?? []) expect(wrong('service', service)).toEqual([]);
  });

  test.skipIf(!haveHsds)(
    `know every path and parameter of the HSDS 3.1 API (else skipped: ${WHY_SKIPPED})`,
    async () => {
      await openUp();
      const ours = (await get('/openapi.json')).paths;
      for (const [path, { get: theirs }] of Object.entries(hsdsPaths())) {
        const known = (ours[path]?.get.parameters ?? []).map((each: { name: string }) => each.name);
        const asked = (theirs?.parameters ?? []).map((each) => each.$ref?.split('/').at(-1) ?? each.name ?? '');
        expect([path, asked.filter((each) => !known.includes(each) && each !== 'full_service')]).toEqual([path, []]);
      }
    },
  );

  test('say who publishes and where the description is', async () => {
    await openUp();

    expect(await get('/')).toEqual({
      version: '3.1',
      profile: 'https://docs.openreferral.org/',
      openapi_url: `http://library.test${base}/openapi.json`,
      publisher: { name: ana.library.name },
    });
  });

  test('come in pages of the asked size, also beyond the last', async () => {
    await aDirectory();
    const second = await get('/services?per_page=2&page=2');

    expect(second).toMatchObject({
      total_items: 3,
      total_pages: 2,
      page_number: 2,
      size: 1,
      first_page: false,
      last_page: true,
      empty: false,
    });
    expect(await get('/services?page=9')).toMatchObject({ total_items: 3, size: 0, empty: true, contents: [] });
    expect((await get('/services?per_page=100000')).size).toBe(3);
  });

  test('come as lines when asked for', async () => {
    await aDirectory();
    for (const [path, headers] of [
      ['/services?format=ndjson&per_page=1', {}],
      ['/services?format=stream', {}],
      ['/services', { accept: 'application/x-ndjson' }],
    ] as const) {
      const response = await ask(path, headers);
      const lines = (await response.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).name);
      expect([response.headers.get('content-type'), lines]).toEqual([
        'application/x-ndjson; charset=utf-8',
        ['Beds', 'Clinic', 'Wills'],
      ]);
    }
  });

  test('are narrowed by words, organization, term, taxonomy and day', async () => {
    const { legal, shelter } = await aDirectory();
    const terms = (await get('/taxonomy_terms?per_page=100')).contents as {
      id: string;
      name: string;
      code?: string;
      taxonomy_id: string;
    }[];
    const [housing, sector] = [
      terms.find((term) => term.name === 'Housing'),
      terms.find((term) => term.code === 'legal'),
    ];

    expect(await names('/services?search=tenant')).toEqual(['Clinic']);
    expect(await names('/services?search=100%25')).toEqual(['Clinic']);
    expect(await names('/services?search=_')).toEqual([]);
    for (const resource of RESOURCES) {
      const { total_items, contents } = await get(`/${resource}?search=%25`);
      expect([resource, total_items, contents]).toEqual([resource, 0, []]);
    }
    expect(await names('/services?search=shelter')).toEqual(['Beds']);
    expect(await names(`/services?organization_id=${legal}`)).toEqual(['Clinic', 'Wills']);
    expect(await names(`/services?taxonomy_term_id=${housing?.id}`)).toEqual(['Clinic']);
    expect(await names(`/services?taxonomy_term_id=${sector?.id}`)).toEqual(['Clinic', 'Wills']);
    expect(await names(`/organizations?taxonomy_term_id=${housing?.id}`)).toEqual(['Legal Aid']);
    expect(await names(`/organizations?taxonomy_id=${sector?.taxonomy_id}`)).toEqual(['Legal Aid', 'Shelter']);
    expect(await names(`/organizations?taxonomy_id=${housing?.taxonomy_id}`)).toEqual(['Legal Aid']);
    expect(await names(`/organizations?taxonomy_term_id=${shelter}`)).toEqual([]);
    expect(await names('/organizations?search=free advice')).toEqual(['Legal Aid']);
    expect(await names('/services?modified_after=2026-03-09')).toHaveLength(3);
    expect(await names('/services?modified_after=2026-03-09T15:00:01Z')).toEqual([]);
    expect((await get(`/taxonomy_terms?taxonomy_id=${housing?.taxonomy_id}`)).contents).toHaveLength(1);
  });

  test('of offers are of one organization: a service is not offered at the place of another', async () => {
    const { shelter } = await aDirectory();
    const before = (await get('/service_at_locations')).total_items;
    await world.db
      .updateTable('locations')
      .set({ organization_id: shelter })
      .where('name', '=', 'Salida office')
      .execute();

    expect(before).toBe(2);
    expect((await get('/service_at_locations')).total_items).toBe(1);
  });

  test('of services alone can be ids and days, all at once', async () => {
    await aDirectory();
    const { contents, total_pages } = await get('/services?minimal=true&per_page=1');

    expect(total_pages).toBe(1);
    expect(contents).toHaveLength(3);
    expect(Object.keys(contents[0])).toEqual(['id', 'modified_date']);
    expect(contents[0].modified_date).toBe('2026-03-09T15:00:00.000Z');
  });

  test('find what is near a postal code, by a place’s own point or its postal code', async () => {
    await aDirectory();
    const places = async (query: string) =>
      (await get(`/service_at_locations?${query}`)).contents.map(
        (each: { location: { name: string } }) => each.location.name,
      );

    expect(await places('postcode=81201&proximity=1000')).toEqual(['Salida office']);
    expect((await places('postcode=81201&proximity=300000')).toSorted()).toEqual(['Denver office', 'Salida office']);
    expect(await places('postcode=80202')).toEqual(['Denver office']);
    expect(await places('postcode=80202&search=wills')).toEqual([]);
  });

  test('cost the same number of queries, however many services there are', async () => {
    const { legal } = await aDirectory();
    const count = async (path: string) => {
      world.queries.length = 0;
      expect((await ask(path)).status).toBe(200);
      return world.queries.length;
    };
    const paths = RESOURCES.flatMap((name) => [`/${name}`, `/${name}?full=true`]);
    const few = [];
    for (const path of paths) few.push(await count(path));
    const { locations: _, ...draft } = aService();
    await addServices(ana, legal, {
      services: Array.from({ length: 30 }, (_, n) => ({ ...draft, external_id: `m${n}`, terms: [] })),
      locations: [],
      at: [],
    });
    for (let n = 0; n < 10; n++)
      await changeStage(ana, await aPartner(ana), { stage: 'active', reason: '', version: 1 });
    const many = [];
    for (const path of paths) many.push(await count(path));

    expect(many).toEqual(few);
    expect(Math.max(...few)).toBeLessThanOrEqual(6);
  });
});
