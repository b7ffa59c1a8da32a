/** The exports page and its files, as a member's browser gets them. */

import { parse as parseCsv } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { newId } from '../../src/house/ids.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addLocation } from '../../src/rooms/directory/locations.ts';
import { findService, servicesOf } from '../../src/rooms/directory/services.ts';
import { changeStage, findPartner } from '../../src/rooms/partners/partners.ts';
import { buildApp } from '../../src/server.ts';
import { historyOf } from '../../src/views/history/history.ts';
import { aLibrary, aLocation, aMember, aPartner, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let headers: { cookie: string };

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  headers = await aSession(ana);
});

const visitor = () => new Visitor(houseOn(world.db));
const open = (path: string) => visitor().get(path, headers);
const press = (path: string) => visitor().post(path, {}, headers);

describe('the exports page', () => {
  test('remembers who took out what is people’s own, and an address alone takes nothing out', async () => {
    const file = `${base}/exports/contacts-with-personal-data.csv`;
    const taken = async () =>
      (await historyOf(ana, [ana.library.id]))
        .filter((line) => line.action === 'export.personal')
        .map((line) => line.details.file);

    expect((await visitor().arrive(headers.cookie).get(file)).path).toBe(`${base}/exports`);
    await enter(world.host, ana.library);
    expect(await taken()).toEqual([]);

    expect((await press(file)).headers.get('content-disposition')).toContain('contacts-with-personal-data.csv');
    await enter(world.host, ana.library);
    expect(await taken()).toEqual(['contacts-with-personal-data.csv']);
  });

  test('offers every file with its own link, and each link is a download of its kind', { tags: 'long' }, async () => {
    await aPartner(ana, { name: 'Ñandú' });
    const page = await open(`${base}/exports`);
    const links = page.page.querySelectorAll('main a[download]').map((link) => link.getAttribute('href') ?? '');
    // What is people's own is asked for by a button: the history remembers who did.
    const buttons = page.page
      .querySelectorAll('main form[method=post]')
      .map((form) => form.getAttribute('action') ?? '');
    const types = Object.fromEntries(
      await Promise.all(
        [...links, ...buttons]
          .filter((link) => !link.endsWith('archive.zip'))
          .map(async (link) => {
            const { status, headers } = await (buttons.includes(link) ? press(link) : open(link));
            expect([link, status]).toEqual([link, 200]);
            expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
            expect(headers.get('x-content-type-options')).toBe('nosniff');
            return [link.replace(`${base}/exports/`, ''), headers.get('content-type')];
          }),
      ),
    );

    expect(page.text).toContain('The files below hold one partner.');
    expect(links).toContain(`${base}/exports/archive.zip`);
    expect(types).toEqual({
      'partners.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'partners.csv': 'text/csv; charset=utf-8',
      'partners.csv?for=machines': 'text/csv; charset=utf-8',
      'contacts.csv': 'text/csv; charset=utf-8',
      'contacts.csv?for=machines': 'text/csv; charset=utf-8',
      'partners-4.vcf': 'text/vcard; charset=utf-8',
      'partners-3.vcf': 'text/vcard; charset=utf-8',
      'hsds.json': 'application/json; charset=utf-8',
      'hsds.zip': 'application/zip',
      'contacts-with-personal-data.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'contacts-with-personal-data.csv': 'text/csv; charset=utf-8',
      'contacts-with-personal-data.csv?for=machines': 'text/csv; charset=utf-8',
      'cards-with-personal-data-4.vcf': 'text/vcard; charset=utf-8',
      'cards-with-personal-data-3.vcf': 'text/vcard; charset=utf-8',
    });
  });

  test('sends a library two files at once; the third is asked to wait until one is read', async () => {
    const app = buildApp(houseOn(world.db));
    const ask = async (name: string) => await app.request(`http://library.test${base}/exports/${name}`, { headers });
    const [first] = [await ask('archive.zip'), await ask('hsds.json')];
    const third = await ask('hsds.zip');
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await third.text()).toContain('Too many files at once');
    expect((await ask('partners.csv')).status).toBe(429);

    await first.bytes();

    expect((await ask('hsds.zip')).status).toBe(200);
  });

  test('narrows every file to active partners', async () => {
    await changeStage(ana, await aPartner(ana, { name: 'Active one' }), { stage: 'active', reason: '', version: 1 });
    await aPartner(ana, { name: 'Only talked to' });
    const page = await open(`${base}/exports?partners=active`);
    const link = page.page
      .querySelectorAll('main a[download]')
      .find((each) => each.getAttribute('href')?.includes('partners.csv?for=machines'));
    const rows: string[][] = parseCsv((await open(link?.getAttribute('href') ?? '')).html);

    expect(rows.map((row) => row[0])).toEqual(['Name', 'Active one']);
    expect((await open(`${base}/exports/partners.csv?partners=nonsense`)).html).toContain('Only talked to');
  });

  test('CSV for spreadsheets runs no formula', async () => {
    await aPartner(ana, { name: '=1+1' });

    expect((await open(`${base}/exports/partners.csv`)).html).toContain("'=1+1");
    expect((await open(`${base}/exports/partners.csv?for=machines`)).html).toContain('\n=1+1,');
  });

  test('is not for readers, and its archive is for administrators', async () => {
    headers = await aSession(await aMember(ana, 'reader'));
    for (const path of [
      '/exports',
      '/exports/partners.xlsx',
      '/exports/contacts.csv',
      '/exports/contacts-with-personal-data.csv',
      '/exports/cards-with-personal-data-4.vcf',
      '/exports/hsds.json',
      '/exports/archive.zip',
    ])
      expect([path, (await open(base + path)).status]).toEqual([path, 403]);
    expect((await open(`${base}/partners`)).html).not.toContain('/exports');

    headers = await aSession(await aMember(ana, 'coordinator'));
    expect((await open(`${base}/exports`)).html).not.toContain('archive.zip');
    expect((await open(`${base}/exports/archive.zip`)).status).toBe(403);
  });

  test('asks the same number of queries for 2 partners as for 20', async () => {
    const count = async () => {
      world.queries.length = 0;
      await open(`${base}/exports`);
      return world.queries.length;
    };
    await aPartner(ana);
    const few = await count();
    for (let n = 0; n < 18; n++) await aPartner(ana);

    expect(await count()).toBe(few);
    expect(few).toBe(3);
  });
});

describe('services and places on the partner’s page', () => {
  test('are added, shown, changed and removed with plain forms', async () => {
    const partner = await aPartner(ana, { name: 'Legal Aid' });
    const here = `${base}/partners/${partner}`;
    const ana_ = visitor();
    await ana_.get(here, headers);
    const cookie = headers.cookie;
    const submit = async (path: string, fields: Record<string, string | string[]>) => {
      await ana_.get(path, { cookie });
      return ana_.post(path, { ...ana_.fieldsOn(path), ...fields }, { cookie });
    };
    await submit(`${here}/locations/new`, { name: 'Court house', city: 'Alder Falls' });
    await enter(world.host, ana.library);
    const { organization_id } = await findPartner(ana, partner);
    await ana_.get(`${here}/services/new`, { cookie });
    const place = ana_.page.querySelector('input[name=locations]')?.getAttribute('value') ?? '';
    await submit(`${here}/services/new`, {
      name: 'Clinic',
      status: 'temporarily closed',
      locations: [place],
      hours: 'Tuesdays',
    });
    const shown = await open(`${here}/facts`);

    expect(shown.text).toContain('Clinic Closed for a while');
    expect(shown.text).toContain('At: Court house');
    const [service] = await servicesOf(ana, organization_id);
    const wrong = await submit(`${base}/services/${service?.id}`, { name: '' });
    expect(wrong.status).toBe(422);
    await submit(`${base}/services/${service?.id}`, { name: 'Night clinic' });
    await enter(world.host, ana.library);
    expect((await findService(ana, service?.id ?? newId())).name).toBe('Night clinic');
    await ana_.post(`${base}/locations/${place}/removal`, {}, { cookie });
    await ana_.post(`${base}/services/${service?.id}/removal`, {}, { cookie });
    expect((await open(`${here}/facts`)).text).toContain('Nobody has written down yet what they offer and where.');
  });

  test('do not print where the address is confidential', async () => {
    const partner = await aPartner(ana, { confidential_address: 'on' });
    await addLocation(
      ana,
      (await findPartner(ana, partner)).organization_id,
      aLocation({ name: '', address_1: '99 Hidden Lane' }),
    );
    const { page } = await open(`${base}/partners/${partner}/facts`);

    expect(page.querySelectorAll('ul.no-print').some((list) => list.text.includes('99 Hidden Lane'))).toBe(true);
    for (const printed of page.querySelectorAll('.no-print')) printed.remove();
    expect(page.text).not.toContain('Hidden Lane');
  });
});
