/**
 * Signs that no database, page or address can bear, in every place where text comes in: each parameter of each page
 * that a member can reach, and each field of each form. The pages are found by following links, so that a new one
 * cannot be forgotten.
 *
 * @module-tag full
 */
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { aLibrary, aMember, anImport, aPartner, aSession, aWorksheet } from '../factories.ts';
import { type Fields, houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let visitor: Visitor;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator');
  base = `/l/${ana.library.slug}`;
  await aWorksheet(ana);
  await aPartner(ana, { name: 'Twin House', phones: { 0: { number: '303 555 0123' } } });
  await aPartner(ana, { name: 'Twin House', phones: { 0: { number: '303 555 0123' } } });
  await anImport(ana, 'Harlow Bakery');
  visitor = new Visitor(houseOn(world.db, {})).arrive((await aSession(ana)).cookie);
});

type Form = { action: string; fields: Fields };
/** One address of each kind, with every parameter seen of it, and one form of each kind. */
async function explore(): Promise<{ pages: Map<string, Set<string>>; forms: Map<string, Form> }> {
  const pages = new Map<string, Set<string>>();
  const forms = new Map<string, Form>();
  const addresses = new Map<string, string>();
  const waiting = [base, '/account'];
  const kind = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\/\d+(?=\/|$)/g, '/:n');
  const note = (address: string) => {
    const url = new URL(address, 'http://library.test');
    const known = addresses.get(kind(url.pathname)) ?? url.pathname;
    if (!addresses.has(kind(url.pathname))) waiting.push(url.pathname + url.search);
    addresses.set(kind(url.pathname), known);
    const names = pages.get(known) ?? new Set();
    for (const name of url.searchParams.keys()) names.add(name);
    pages.set(known, names);
  };
  for (let at = 0; at < waiting.length; at++) {
    const here = waiting[at] ?? '';
    await visitor.get(here);
    if (!visitor.headers.get('content-type')?.includes('html')) continue;
    const path = visitor.path.split('?')[0] ?? '';
    for (const link of visitor.page.querySelectorAll('a[href]')) {
      const to = new URL(link.getAttribute('href') ?? '', `http://library.test${path}`);
      if (to.host === 'library.test' && (to.pathname.startsWith(base) || to.pathname === '/account'))
        note(to.pathname + to.search);
    }
    for (const form of visitor.page.querySelectorAll('form')) {
      const action = form.getAttribute('action') ?? path;
      const names = form.querySelectorAll('[name]').map((each) => each.getAttribute('name') ?? '');
      if (form.getAttribute('method') === 'get') for (const name of names) note(`${action}?${name}=`);
      else if (!forms.has(kind(action)))
        forms.set(kind(action), {
          action,
          fields: { ...visitor.fieldsOn(action), ...Object.fromEntries(names.map((name) => [name, ''])) },
        });
    }
  }
  return { pages, forms };
}

const HOSTILE = {
  turned: '%E2%80%AEgpj',
  half: '%ED%A0%80',
  endless: '9'.repeat(400),
  broken: '%zz',
  minus: '-1',
  quote: "'%22\\",
};

test('no address of ours answers with an error of ours, and a NUL is named', { timeout: 240_000 }, async () => {
  const { pages } = await explore();
  expect(pages.size).toBeGreaterThan(40);
  const wrong: unknown[] = [];
  for (const [path, names] of pages) {
    const all = [...new Set([...names, 'q', 'page'])];
    for (const [what, text] of Object.entries(HOSTILE)) {
      await visitor.get(`${path}?${all.map((name) => `${name}=${text}`).join('&')}`);
      if (visitor.status >= 500) wrong.push([path, what, visitor.status]);
    }
    for (const name of all) {
      await visitor.get(`${path}?${name}=a%00b`);
      if (visitor.status !== 400) wrong.push([path, name, visitor.status]);
    }
    await visitor.get(path.replace(/[^/]+$/, '%00'));
    if (visitor.status !== 400) wrong.push([path, 'path', visitor.status]);
  }

  expect(wrong).toEqual([]);
});

test('no field of any form makes an error of ours, whatever NUL is in it', { timeout: 240_000 }, async () => {
  const { forms } = await explore();
  expect(forms.size).toBeGreaterThan(15);
  const wrong: unknown[] = [];
  for (const { action, fields } of forms.values()) {
    for (const name of [...Object.keys(fields), 'n\u0000me']) {
      await visitor.post(action, { ...fields, [name]: 'a\u0000b' });
      if (visitor.status >= 500) wrong.push([action, name, visitor.status]);
    }
  }

  expect(wrong).toEqual([]);
});

test('nor does one of the public directory', async () => {
  await world.db.updateTable('libraries').set({ public_directory: true }).where('id', '=', ana.library.id).execute();
  const wrong: unknown[] = [];
  const names =
    'search page per_page taxonomy_term_id taxonomy_id organization_id parent_id top_only modified_after minimal full full_service postcode proximity format';
  for (const resource of ['organizations', 'services', 'service_at_locations', 'taxonomies', 'taxonomy_terms']) {
    for (const name of names.split(' ')) {
      for (const [what, text] of Object.entries({ nul: 'a%00b', ...HOSTILE })) {
        await visitor.get(`/hsds/${ana.library.slug}/${resource}?${name}=${text}`);
        if (visitor.status >= 500) wrong.push([resource, name, what, visitor.status]);
      }
    }
    await visitor.get(`/hsds/${ana.library.slug}/${resource}/%00`);
    if (visitor.status >= 500) wrong.push([resource, 'path', visitor.status]);
  }

  expect(wrong).toEqual([]);
});

test('a file’s name keeps its letters and loses what cannot be seen', async () => {
  await visitor.upload(`${base}/imports`, [
    { name: 'cha\u0000mber\u202Evsc.csv', bytes: new TextEncoder().encode('Name\nHarlow Bakery\n') },
  ]);

  expect(visitor.text).toContain('What is in the columns of chambervsc.csv?');
});
