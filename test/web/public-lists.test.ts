/** The pages of the public lists, as somebody without script uses them. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { partnerFilter } from '../../src/rooms/partners/partner.ts';
import { listPartners } from '../../src/rooms/partners/partners.ts';
import { dismissListed } from '../../src/rooms/sourcing/leads/listed-answers.ts';
import { aLibrary, aMember, aPartner, aSession, PASSWORD } from '../factories.ts';
import { aListedOrganization, loaded } from '../public-list-factory.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Alder Library'), 'contributor', 'Ana');
  base = `/l/${ana.library.slug}`;
});

const listed = () =>
  loaded(world.host, [
    aListedOrganization({
      source_key: '010000001',
      name: 'Good Shepherd Food Bank',
      city: 'Auburn',
      postal_code: '04210',
      sector_key: 'homelessness',
      sector_reason: 'ntee K31',
    }),
    aListedOrganization({ source_key: '010000002', name: 'Bridge Club' }),
  ]);
const open = async (path: string, who = ana) => {
  const { email } = await world.db
    .selectFrom('users')
    .select('email')
    .where('id', '=', who.actor.userId ?? '')
    .executeTakeFirstOrThrow();
  return (await new Visitor(houseOn(world.db)).submit('/sign-in', { email, password: PASSWORD })).get(base + path);
};
/** Presses the button of that name, with the fields of its own form. */
const press = async (page: Visitor, name: string) => {
  const form = page.page
    .querySelectorAll('form[method=post]')
    .find((each) => each.querySelector('button')?.getAttribute('aria-label') === name);
  const fields = Object.fromEntries(
    (form?.querySelectorAll('input') ?? []).map((input) => [
      input.getAttribute('name') ?? '',
      input.getAttribute('value') ?? '',
    ]),
  );
  return page.post((form?.getAttribute('action') ?? '').replace(/&amp;/g, '&'), fields);
};

describe('the search', () => {
  test('says who, probably what and why, where, how far, and from which list', async () => {
    await listed();
    const page = await open('/public-lists?near=04240&miles=25&q=shepherd');

    expect(page.status).toBe(200);
    for (const words of [
      'Good Shepherd Food Bank',
      'EIN 01-0000001',
      'Suggested from IRS code K31',
      'Auburn, ME 04210',
      'miles away',
      'IRS list of nonprofits',
      '2026-08',
    ])
      expect(page.text).toContain(words);
    expect(page.text).not.toContain('Bridge Club');
    expect(page.page.querySelector('#public-lists-near')?.getAttribute('value')).toBe('04240');
  });

  test('tells that no list is loaded and who can load one, and shows staff no command', async () => {
    const page = await open('/public-lists');

    expect(page.text).toContain('No public list is loaded yet.');
    expect(page.text).toContain('The person who runs Common Table can load one');
    expect(page.page.querySelectorAll('main pre, main code')).toEqual([]);
    expect(page.text).not.toContain('npx');
  });

  test('says when nothing matches, when a ZIP code is none, and when words were mended', async () => {
    await listed();

    expect((await open('/public-lists?q=zebra')).text).toContain('Nothing matches.');
    expect((await open('/public-lists?near=99')).text).toContain('We do not know the ZIP code “99”. Enter five digits');
    expect((await open('/public-lists?q=shepard')).text).toContain(
      'No match for “shepard”. These are the results for “shepherd”.',
    );
  });

  test('goes on by a link that keeps the question', async () => {
    await loaded(
      world.host,
      Array.from({ length: 30 }, (_, n) =>
        aListedOrganization({ source_key: `5${n}`, name: `Elm ${String(n).padStart(2, '0')}` }),
      ),
    );
    const first = await open('/public-lists?q=elm&state=ME');
    const next = first.page.querySelector('a[rel=next]')?.getAttribute('href')?.replace(/&amp;/g, '&') ?? '';
    const second = await first.get(next);

    expect(next).toContain('q=elm');
    expect(second.text).toContain('Elm 29');
    expect(second.text).not.toContain('Elm 24');
    expect(second.page.querySelector('a[rel=next]')).toBeNull();
  });

  test('asks the same few questions of the database, however many rows', async () => {
    const count = async () => {
      const session = await aSession(ana);
      world.queries.length = 0;
      await new Visitor(houseOn(world.db)).get(`${base}/public-lists?near=04240`, session);
      return world.queries.length;
    };
    await loaded(world.host, [aListedOrganization()]);
    await loaded(
      world.host,
      Array.from({ length: 60 }, () => aListedOrganization()),
    );

    expect(await count()).toBeLessThanOrEqual(10);
  });
});

describe('the buttons', () => {
  test('add a partner and lead to it', async () => {
    await listed();
    const page = await press(await open('/public-lists?q=bridge'), 'Add as a partner: Bridge Club');

    expect(page.path).toMatch(/\/partners\/[0-9a-f-]{36}$/);
    expect(page.text).toContain('Bridge Club');
    expect((await open('/public-lists?q=bridge')).text).toContain('Your partner already');
  });

  test('set aside, stay in the list one works through, and bring back', async () => {
    await listed();
    const page = await press(await open('/public-lists?state=ME'), 'Not for us: Bridge Club');
    expect(page.path).toBe(`${base}/public-lists?state=ME`);
    expect(page.page.querySelector('table')?.text).not.toContain('Bridge Club');

    const aside = await open('/public-lists/dismissed');
    expect(aside.text).toContain('Bridge Club');
    expect(aside.text).toContain('Ana');
    await press(aside, 'Bring back: Bridge Club');
    expect((await open('/public-lists')).text).toContain('Bridge Club');
  });

  test('name the partner one has already, and lead to it', async () => {
    await listed();
    const partner = await aPartner(ana, { name: 'Our Bridge Friends', tax_id: '010000002' });
    const page = await press(await open('/public-lists?q=bridge'), 'Add as a partner: Bridge Club');

    expect(page.status).toBe(422);
    expect(page.text).toContain('Our Bridge Friends has the same tax ID');
    expect(page.page.querySelector('.error-summary a')?.getAttribute('href')).toBe(`${base}/partners/${partner}`);
    expect((await listPartners(ana, partnerFilter.parse({}))).total).toBe(1);
  });

  test('are not there for readers, and do nothing when a reader presses them all the same', async () => {
    await listed();
    const rosa = await aMember(ana, 'reader', 'Rosa');
    const page = await open('/public-lists', rosa);

    expect(page.text).not.toContain('Not for us');
    expect(
      (await page.post(`${base}/public-lists`, { answer: 'dismiss', source: 'irs', source_key: '010000002' })).status,
    ).toBe(403);
  });
});

test('what one library set aside no other library sees or is missing', async () => {
  await listed();
  await dismissListed(ana, 'irs', '010000002');
  const ben = await aMember(await aLibrary(world.host, 'Birch Library'), 'administrator', 'Ben');
  await enter(world.host, ben.library);
  const [list, aside] = await Promise.all(
    ['/public-lists', '/public-lists/dismissed'].map(async (path) =>
      new Visitor(houseOn(world.db)).get(`/l/${ben.library.slug}${path}`, await aSession(ben)),
    ),
  );

  expect(list?.text).toContain('Bridge Club');
  expect(aside?.text).not.toContain('Bridge Club');
  expect((await new Visitor(houseOn(world.db)).get(`${base}/public-lists`, await aSession(ben))).status).toBe(404);
});
