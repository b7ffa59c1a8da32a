/** The front of the house: where one is and was, the first week, the quick log, the library's own look. */
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { contrast } from '../../src/house/color.ts';
import type { Ctx } from '../../src/house/ctx.ts';
import { found } from '../../src/house/errors.ts';
import { findLibrary } from '../../src/rooms/accounts/libraries.ts';
import { colorsOf, GROUNDS } from '../../src/rooms/accounts/look.ts';
import { addContact } from '../../src/rooms/directory/contacts.ts';
import type { PartnerId } from '../../src/rooms/partners/partner.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/bringing/applying.ts';
import { timelineOf } from '../../src/views/timeline/timeline.ts';
import { aContact, aLibrary, aMember, anImport, aPartner, aRemark, aSession, aWorksheet } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let visitor: Visitor;
let base: string;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
});

const links = (selector: string) =>
  visitor.page.querySelectorAll(selector).map((each) => each.getAttribute('href') ?? '');

describe('where one is', () => {
  test('the trail leads back to the list as it was filtered, to the very row; a plain look forgets the filter', async () => {
    const id = await aPartner(ana, { name: 'Food Bank' });
    await visitor.get(`${base}/partners?stage=potential&sort=stage`);
    await visitor.get(`${base}/partners/${id}/facts`);
    expect(links('.trail a')).toEqual([`${base}/partners?stage=potential&sort=stage#row-${id}`]);

    await visitor.get(`${base}/partners`);
    await visitor.get(`${base}/partners/${id}`);
    expect(links('.trail a')).toEqual([`${base}/partners#row-${id}`]);
  });

  test('what one saw is on the own device only: the next at this desk sees nothing of it', async () => {
    const id = await aPartner(ana, { name: 'Food Bank' });
    await visitor.get(`${base}/partners/${id}`);
    await visitor.get(base);
    expect(visitor.text).toContain('Seen last');

    const ben = await aMember(ana, 'contributor', 'Ben');
    visitor.arrive((await aSession(ben)).cookie);
    await visitor.get(base);
    expect(visitor.text).not.toContain('Seen last');
  });

  test('account, help and what is not there keep the menu of the library one was in last', async () => {
    await visitor.get(base);
    for (const path of ['/account', '/help', '/about', '/nothing-here', `${base}/partners/no-such-thing`]) {
      await visitor.get(path);
      expect([path, links('.menu a').includes(`${base}/partners`)]).toEqual([path, true]);
    }
    const nobody = new Visitor(houseOn(world.db));
    expect((await nobody.get('/about')).page.querySelector('.menu')).toBeNull();
  });

  test('what colleagues did since is news; what one did oneself, and what is private, is not', async () => {
    const ben = await aMember(ana, 'contributor', 'Ben');
    const id = await aPartner(ben, { name: 'Grange' });
    const own = await aPartner(ana, { name: 'Own Partner' });
    await aRemark(ben, own, { body: 'Between us', audience: 'me', happened_on: '2026-03-01' });
    await visitor.get(base);

    const news = visitor.page.querySelector('aside .part')?.text ?? '';
    expect(news).toContain('Grange');
    expect(news).toContain('Ben');
    expect(news).not.toContain('Own Partner');
    expect(links('aside a')).toContain(`${base}/partners/${id}`);
  });
});

describe('a list', () => {
  test('of partners, people, worksheets or leads is printed whole, and the way back is to its page', async () => {
    const partners: PartnerId[] = [];
    for (let at = 0; at < 51; at++) partners.push(await aPartner(ana, { name: `Partner ${at}` }));
    for (const [at, id] of partners.entries())
      await addContact(ana, (await findPartner(ana, id)).organization_id, aContact({ name: `Person ${at}` }));
    for (let at = 0; at < 51; at++) await aWorksheet(ana, { partners: partners.slice(0, 2) });
    await applyImport(ana, await anImport(ana, partners.map((_, at) => `Lead ${at}`).join(',Elm,\n'), 'leads'));

    for (const list of ['partners', 'people', 'worksheets', 'leads']) {
      const rows = async (query: string) =>
        (await visitor.get(`${base}/${list}${query}`)).page.querySelectorAll('.list tbody tr').length;
      expect([list, await rows(''), await rows('?print=1')]).toEqual([list, 50, 51]);
      expect(links('main .no-print a')).toContain(`${base}/${list}`);
    }
    await visitor.get(`${base}/partners/${partners[0]}`);
    expect(links('.trail a')[0]).not.toContain('print');
  });
});

describe('the first week', () => {
  test('of a new library is a list of tasks; one is put aside, and the list goes when nothing is open', async () => {
    await visitor.get(base);
    expect(visitor.text).toContain('Your first week');
    expect(visitor.text).toContain('0 of 5 done');

    for (const step of ['branches', 'list', 'invite', 'compare', 'print'])
      await visitor.post(`${base}/first-steps`, { step });
    await visitor.get(base);
    expect(visitor.text).not.toContain('Your first week');
  });

  test('shows what is done by doing it, and is nobody’s who does not set the library up', async () => {
    const ben = await aMember(ana, 'contributor', 'Ben');
    await visitor.get(base);
    expect(visitor.text).toContain('1 of 5 done');

    visitor.arrive((await aSession(ben)).cookie);
    await visitor.get(base);
    expect(visitor.text).not.toContain('Your first week');
  });
});

describe('the quick log', () => {
  const log = (partner: string, more = {}) =>
    visitor.submit(`${base}/interactions/new`, { partner, kind: 'phone', summary: 'They lend chairs', ...more });

  test('takes a few letters of a name for the one partner that has them', async () => {
    const id = await aPartner(ana, { name: 'Harlow Food Bank' });
    await log('food b');

    expect(visitor.path).toBe(`${base}/partners/${id}`);
    expect((await timelineOf(ana, id)).map(({ text }) => text)).toEqual(['They lend chairs']);
  });

  test('asks where several have it, says so where none does, and loses nothing', async () => {
    const id = await aPartner(ana, { name: 'Harlow Food Bank' });
    await aPartner(ana, { name: 'Harlow Grange' });

    await log('harlow');
    expect(visitor.status).toBe(422);
    expect(visitor.page.querySelectorAll('input[name=partner_id]')).toHaveLength(2);
    expect(visitor.page.querySelector('input[name=summary]')?.getAttribute('value')).toBe('They lend chairs');
    await log('nobody at all');
    expect(visitor.text).toContain('No partner is called “nobody at all”.');
    await log('harlow', { partner_id: id });
    expect(visitor.path).toBe(`${base}/partners/${id}`);
  });
});

describe('a form that grows', () => {
  test('comes back with one more row and what was typed, and saves nothing', async () => {
    await visitor.submit(`${base}/partners/new`, {
      name: 'Half Typed',
      'phones.0.number': '303 555 0142',
      grow: 'phones',
    });

    expect(visitor.status).toBe(200);
    expect(visitor.page.querySelectorAll('[role=alert]')).toHaveLength(0);
    expect(visitor.page.querySelector('input[name="phones.1.number"]')).not.toBeNull();
    expect(visitor.page.querySelector('input[name="phones.0.number"]')?.getAttribute('value')).toBe('303 555 0142');
    expect(visitor.text).toContain('“303 555 0142” is kept as +13035550142 and shown as (303) 555-0142.');
    await visitor.get(`${base}/partners`);
    expect(visitor.text).not.toContain('Half Typed');
  });

  test('shows at most eight fields of a partner before one unfolds more', async () => {
    await visitor.get(`${base}/partners/new`);
    const seen = visitor.page
      .querySelectorAll('main form input, main form select, main form textarea')
      .filter((each) => each.getAttribute('type') !== 'hidden' && !each.closest('details'));

    expect(seen.map((each) => each.getAttribute('name'))).toHaveLength(8);
  });
});

test('partners who are not on the list yet are named on the worksheet; one that is like another is asked about', async () => {
  await aPartner(ana, { name: 'Harlow County Food Bank' });
  const open = (names: string) =>
    visitor.submit(`${base}/worksheets/new`, { purpose: 'Evenings', raters: ana.actor.id ?? '', new_partners: names });

  await open('Harlow County Foodbank\nRiver Grange');
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('“Harlow County Foodbank” looks like Harlow County Food Bank.');
  await visitor.get(`${base}/partners?q=river`);
  expect(visitor.text).not.toContain('River Grange');

  await open('Harlow County Food Bank\nRiver Grange');
  expect(visitor.path).toMatch(/\/rate$/);
  await visitor.get(`${base}/partners?q=river`);
  expect(visitor.text).toContain('River Grange');
});

describe('the library’s look', () => {
  const send = (bytes: Uint8Array, fields = {}) =>
    visitor.upload(`${base}/settings/look`, [{ name: 'logo.jpg', bytes }], { color: '', version: '1', ...fields });

  test('is a logo on every page, written anew: nothing of where it was taken is left', async () => {
    const photo = await sharp({ create: { width: 1600, height: 400, channels: 3, background: '#7a2d1d' } })
      .withExif({ IFD0: { Artist: 'canary of the camera' } })
      .jpeg()
      .toBuffer();
    expect(photo.includes('canary of the camera')).toBe(true);

    await send(photo);

    const { logo } = await findLibrary(ana, ana.library.slug);
    const [src] = visitor.page.querySelectorAll('.brand img').map((each) => each.getAttribute('src') ?? '');
    expect(src).toBe(`${base}/files/${logo}`);
    const kept = await visitor.get(found(src));
    expect([kept.headers.get('content-type'), kept.headers.get('cache-control')]).toEqual([
      'image/png',
      'private, max-age=31536000, immutable',
    ]);
    expect(Buffer.from(kept.bytes).includes('canary')).toBe(false);
    expect((await sharp(kept.bytes).metadata()).width).toBe(800);

    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    const other = new Visitor(houseOn(world.db)).arrive((await aSession(stranger)).cookie);
    expect((await other.get(`/l/${stranger.library.slug}/files/${logo}`)).status).toBe(404);
  });

  test('takes no file that only says it is a picture, nor a broken one, and says why', async () => {
    await send(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'));
    expect([visitor.status, visitor.text.includes('This is no picture that we know.')]).toEqual([422, true]);
    await send(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array(40).fill(7)]));
    expect(visitor.status).toBe(422);
    expect((await findLibrary(ana, ana.library.slug)).logo).toBeNull();
  });

  test('has one color, which has to be readable; on the dark page it is lighter', async () => {
    await visitor.submit(`${base}/settings/look`, { color: '#ffcc00' });
    expect([visitor.status, visitor.text.includes('too light to be read')]).toEqual([422, true]);
    await visitor.submit(`${base}/settings/look`, { color: '0B4F9E' });
    expect(links('link[rel=stylesheet]')).toContain(`${base}/look/0b4f9e`);
    await visitor.get(`${base}/look/0b4f9e`);
    expect(visitor.html).toContain('light-dark(#0b4f9e,');

    for (const color of ['#0b4f9e', '#000000', '#123456', '#7a2d1d', '#225500'])
      for (const ground of GROUNDS.dark) expect(contrast(colorsOf(color).dark, ground)).toBeGreaterThanOrEqual(4.5);
    // Readable on paper, and not in a row that is marked.
    await visitor.submit(`${base}/settings/look`, { color: '#707070' });
    expect(visitor.status).toBe(422);
  });

  test('is not overwritten by whoever opened the form before', async () => {
    const other = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
    await other.get(`${base}/settings/look`);
    const version = other.page.querySelector('input[name=version]')?.getAttribute('value') ?? '';
    await visitor.submit(`${base}/settings/look`, { color: '0B4F9E' });
    await other.post(`${base}/settings/look`, { color: '225500', version });

    expect(other.status).toBe(409);
    expect((await findLibrary(ana, ana.library.slug)).color).toBe('#0b4f9e');
  });
});

test('removing a partner asks nothing, and one press brings it back', async () => {
  const id = await aPartner(ana, { name: 'Juniper House' });
  await visitor.get(`${base}/partners/${id}`);
  await visitor.post(`${base}/partners/${id}/removal`, {});
  expect(visitor.text).toContain('Removed: Juniper House.');

  const undo = found(visitor.page.querySelector('.notice form')?.getAttribute('action'));
  await visitor.post(undo, { back: `${base}/partners` });
  expect(visitor.text).toContain('Back as it was: Juniper House.');
  expect((await findPartner(ana, id)).name).toBe('Juniper House');
});
