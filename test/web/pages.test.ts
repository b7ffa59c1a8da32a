/** What pages ask of the database, what they ship, and what they tell the browser. */

import { gunzipSync } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import { toCsv } from '../../src/house/csv.ts';
import type { Ctx } from '../../src/house/ctx.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { changeStage } from '../../src/rooms/partners/partners.ts';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aMember, aPartner, aSession, aWorksheet, rateAll } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let headers: { cookie: string };

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  base = `/l/${ana.library.slug}`;
  headers = await aSession(ana);
});

const open = async (path: string) => new Visitor(houseOn(world.db)).get(path, headers);

/** That none grows with the rows is asked of every page, in list.test.ts. */
describe('the number of queries of a page', () => {
  const count = async (path: string) => {
    world.queries.length = 0;
    const { status } = await open(path);
    expect(status).toBe(200);
    return world.queries.length;
  };

  test('is small, and the same for a worksheet of two partners and one rater as for a large one', async () => {
    const partners = [await aPartner(ana), await aPartner(ana)];
    const small = await aWorksheet(ana, { partners });
    await rateAll(ana, small, 4);
    const raters = [ana, await aMember(ana, 'contributor'), await aMember(ana, 'contributor')];
    const large = await aWorksheet(ana, {
      partners: [...partners, await aPartner(ana), await aPartner(ana)],
      raters: raters.map((rater) => rater.actor.id ?? newId()),
    });
    for (const rater of raters) await rateAll(rater, large, 3);

    expect(await count(`${base}/partners`)).toBe(9);
    expect(await count(`${base}/partners/${partners[0]}`)).toBe(14);
    for (const worksheet of [small, large]) {
      expect(await count(`${base}/worksheets/${worksheet}/rate`)).toBe(5);
      expect(await count(`${base}/worksheets/${worksheet}`)).toBe(4);
    }
  });
});

describe('every page', () => {
  test('carries a strict content security policy, is not kept by caches and names its language', async () => {
    const page = await open(`${base}/partners`);

    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.html).toContain('<html lang="en">');
    expect(page.html).not.toMatch(/ style="|<script>|onclick=/);
  });

  test('is the same compressed, for whoever takes that, and says that it depends on it', async () => {
    const app = buildApp(houseOn(world.db));
    const ask = (encoding?: string, method = 'GET') =>
      app.request(`http://library.test${base}/partners`, {
        method,
        headers: { ...headers, ...(encoding && { 'accept-encoding': encoding }) },
      });
    const plain = await ask();
    const html = await plain.text();
    expect([plain.headers.get('content-encoding'), plain.headers.get('vary')]).toEqual([null, 'Accept-Encoding']);

    for (const encoding of ['gzip', 'br;q=1, gzip;q=0.5', 'GZIP']) {
      const answer = await ask(encoding);
      expect([encoding, answer.headers.get('content-encoding')]).toEqual([encoding, 'gzip']);
      expect(answer.headers.get('vary')).toBe('Accept-Encoding');
      expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(html);
    }
    for (const encoding of ['gzip;q=0', 'identity', 'deflate'])
      expect((await ask(encoding)).headers.get('content-encoding')).not.toBe('gzip');
    expect(await (await ask('gzip', 'HEAD')).text()).toBe('');
  });

  test('of the public side sends no script', async () => {
    for (const path of ['/sign-in', '/about', '/password-reset']) {
      const page = await new Visitor(houseOn(world.db)).get(path, { 'accept-language': 'es' });
      expect(page.html).not.toContain('<script');
      expect(page.html).toContain('<html lang="es">');
    }
  });

  test('over https has a __Host- cookie and HSTS', async () => {
    const { furnish } = await import('../../src/house/furnish.ts');
    const house = furnish({ ...houseOn(world.db), baseUrl: 'https://library.test' });

    expect(house.sessionCookie).toBe('__Host-session');
    expect((await new Visitor(house).get('/sign-in')).headers.get('strict-transport-security')).toContain('max-age');
  });
});

describe('a confidential address', () => {
  test('stands on the partner’s page for staff, marked, does not print, and is in no list, file or question', {
    tags: 'long',
  }, async () => {
    const secret = await aPartner(ana, {
      name: 'Haven House',
      sectors: ['women'],
      confidential_address: 'on',
      addresses: { 0: { address_1: '99 Hidden Lane' } },
    });
    const worksheet = await aWorksheet(ana, { partners: [secret, await aPartner(ana)] });
    await rateAll(ana, worksheet, 4);
    const shown = await open(`${base}/partners/${secret}`);
    expect(shown.page.querySelectorAll('dd.no-print').some((place) => place.text.includes('99 Hidden Lane'))).toBe(
      true,
    );
    expect(
      shown.page.querySelectorAll('dd:not(.no-print)').some((place) => place.text.includes('99 Hidden Lane')),
    ).toBe(false);

    const elsewhere = [
      '/partners',
      '/partners?q=hidden',
      `/partners/${secret}/history`,
      '/sectors',
      '/partners/new/duplicates?name=Haven+House',
      `/worksheets/${worksheet}`,
      `/worksheets/${worksheet}/comparison.csv`,
      `/worksheets/${worksheet}/filled.pdf`,
      '',
    ];
    for (const path of elsewhere)
      expect([path, (await open(base + path)).html.includes('Hidden Lane')]).toEqual([path, false]);
  });
});

describe('files', () => {
  let worksheet: Id<'worksheets'>;
  beforeEach(async () => {
    const partners = [await aPartner(ana, { name: '=1+1 "Quoted", Ñandú' }), await aPartner(ana, { name: 'Beta' })];
    worksheet = await aWorksheet(ana, { partners });
    await rateAll(ana, worksheet, 4);
  });

  test('the comparison as CSV for spreadsheets runs no formula; for machines it holds the values as they are', async () => {
    const safe = await open(`${base}/worksheets/${worksheet}/comparison.csv`);
    const raw = await open(`${base}/worksheets/${worksheet}/comparison.csv?for=machines`);
    const rows: string[][] = parseCsv(raw.html, { relax_column_count: false });

    expect(safe.html).toContain("'=1+1");
    expect(rows[0]?.[3]).toBe('=1+1 "Quoted", Ñandú');
    // Its head, the factors, each group and the whole with their coverage, and the two sentences.
    expect(rows).toHaveLength(1 + 20 + 2 * 6 + 2 + 2);
    expect(rows[1]?.slice(0, 4)).toEqual(['1a', 'A history of cooperation in the community', '1', '4']);
    expect(toCsv([['@x', '-1', 5]], 'spreadsheets')).toBe("\ufeff'@x,'-1,5\r\n");
  });

  test('the comparison as XLSX has text cells for names and number cells for figures, and no formula', async () => {
    const response = await open(`${base}/worksheets/${worksheet}/comparison.xlsx`);

    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    expect(response.html.slice(0, 2)).toBe('PK');
  });

  test('the blank and the filled worksheet are tagged PDFs in both papers and two to four columns', {
    tags: 'long',
  }, async () => {
    for (const [file, query] of [
      ['blank', ''],
      ['filled', '?paper=a4'],
      ['blank', '?paper=a4&columns=4'],
      ['filled', '?columns=3'],
    ]) {
      const { html, headers } = await open(`${base}/worksheets/${worksheet}/${file}.pdf${query}`);
      expect(headers.get('content-type')).toBe('application/pdf');
      expect(html).toMatch(/^%PDF-1\.7/);
      expect(html).toContain('/MarkInfo');
      expect(html).toContain('/StructTreeRoot');
      expect(html).toContain('/Lang (en)');
      expect(html).toContain(query?.includes('a4') ? '595.28' : '612');
    }
    expect((await open(`${base}/blank-worksheet.pdf?columns=9`)).status).toBe(200);
  });

  test('a rater who has not handed in gets neither comparison nor others’ means in a file', async () => {
    const ben = await aMember(ana, 'contributor', 'Ben');
    const [alpha = newId<never>(), beta = newId<never>()] = [await aPartner(ana), await aPartner(ana)];
    const sheet = await aWorksheet(ana, {
      partners: [alpha, beta],
      raters: [ana.actor.id ?? newId<never>(), ben.actor.id],
    });
    await rateAll(ana, sheet, 5);
    headers = await aSession(ben);

    for (const file of ['comparison.csv', 'comparison.xlsx', 'filled.pdf'])
      expect([file, (await open(`${base}/worksheets/${sheet}/${file}`)).status]).toEqual([file, 404]);
    expect((await open(`${base}/worksheets/${sheet}`)).text).toContain(
      'You will see their ratings once you hand in yours.',
    );
  });
});

describe('roles', () => {
  test('a reader sees no buttons that would be refused, and is refused where they would lead', async () => {
    const partner = await aPartner(ana);
    headers = await aSession(await aMember(ana, 'reader'));
    const page = await open(`${base}/partners/${partner}`);

    expect(page.html).not.toContain(`${base}/partners/${partner}/edit`);
    expect(page.page.querySelectorAll('form[method=post]')).toHaveLength(0);
    for (const path of ['/edit', '/care', '/stage', '/interactions/new', '/next-step', '/contacts/new'])
      expect([path, (await open(`${base}/partners/${partner}${path}`)).status]).toEqual([path, 403]);
    expect((await open(`${base}/settings`)).status).toBe(403);
    expect((await open(`${base}/mail`)).status).toBe(403);
  });
});

describe('sectors', () => {
  test('all 23 are there, zeros said in words, and one whose only partner declined is a gap', async () => {
    await aPartner(ana, { sectors: ['senior'] });
    await changeStage(ana, await aPartner(ana, { sectors: ['homelessness'] }), {
      stage: 'declined',
      reason: '',
      version: 1,
    });
    const page = await open(`${base}/sectors`);

    expect(page.page.querySelectorAll('.sectors > li')).toHaveLength(23);
    expect(page.text).toContain('In 22 of 23 sectors there is nobody.');
    expect(page.text).toContain('Nobody yet in “Legal');
    expect(page.text).toContain('Nobody anymore in “');
    expect(page.text).toMatch(/bar association/i);
    expect(page.text).toContain('In the guide’s own words: “Organizations serving the homeless”');
    expect(page.page.querySelectorAll('span[lang=en]').map((each) => each.text)).toContain(
      'Organizations serving the homeless',
    );
  });
});

describe('health', () => {
  test('livez and readyz answer without a session', async () => {
    expect((await new Visitor(houseOn(world.db)).get('/livez')).html).toBe('alive');
    expect((await new Visitor(houseOn(world.db)).get('/readyz')).html).toBe('ready');
  });
});
