/**
 * Every page of the list is asked, by whoever may and whoever may not: a new page is in these tests before it has one
 * of its own. What a page's address names comes from test/examples.ts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HTMLElement, parse } from 'node-html-parser';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Ctx, ROLES } from '../../src/house/ctx.ts';
import { root } from '../../src/house/data.ts';
import { Forbidden, NotFound } from '../../src/house/errors.ts';
import { idFrom } from '../../src/house/ids.ts';
import { allPages } from '../../src/pages/routes.ts';
import { addressOf } from '../../src/pages/shell/address.ts';
import { type Doing, type LibraryPage, libraryPage } from '../../src/pages/shell/page.ts';
import type { LibraryVisit } from '../../src/pages/shell/visit.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { buildApp } from '../../src/server.ts';
import { CANARY, type Examples, exampleOf, examples, grow } from '../examples.ts';
import { aLibrary, aMember, aSession } from '../factories.ts';
import { houseOn, useDatabase } from '../support.ts';

let all: Examples;
let base: string;
const world = useDatabase(async ({ host }) => {
  all = await examples(host);
  base = `/l/${all.ana.library.slug}`;
});
/** One app for each test: that it is asked a thousand times is what is tested, not how it is put together. */
let app: ReturnType<typeof buildApp>;
beforeEach(() => {
  app = buildApp(houseOn(world.db));
});
const LONG = 180_000;
const pages = allPages.filter((page) => page.kind === 'library');
const submittable = pages.filter((page) => page.submit);
/** Files are asked what they are, and not made: drawing them takes long. */
const isFile = ({ path }: LibraryPage) => /\.\w+$/.test(path);

type Who = { cookie: string };
const nobody: Who = { cookie: '' };

const request = (address: string, who: Who, method: string, fields: string[][] = []) =>
  app.request(`http://library.test${address}`, {
    method,
    headers: { ...who, origin: 'http://library.test', 'content-type': 'application/x-www-form-urlencoded' },
    ...(method === 'POST' && { body: new URLSearchParams(fields).toString() }),
  });

/** What a form would change is taken back, so that the next page finds the examples as they were. */
async function posted(address: string, who: Who, fields: string[][] = []): Promise<Response> {
  await world.query('savepoint posted');
  const answer = await request(address, who, 'POST', fields);
  // A file holds a connection until its last byte.
  await answer.body?.cancel();
  await world.query('rollback to savepoint posted');
  return answer;
}

const seen = (page: LibraryPage, address: string, who: Who) => request(address, who, isFile(page) ? 'HEAD' : 'GET');

/** Below the library's address. */
function pathOf(page: LibraryPage): string {
  const example = exampleOf(all, page);
  if (!example) throw new Error(`No example for ${page.path}: say in test/examples.ts what stands at its names.`);
  return example.path;
}

/** What the page itself says of whoever asks. */
async function verdict(page: LibraryPage, ctx: Ctx, doing: Doing): Promise<'yes' | 'no' | 'none' | 'elsewhere'> {
  const names = exampleOf(all, page)?.names ?? {};
  const param = (name: string) => names[name] ?? '';
  const to: LibraryVisit['to'] = (path, ...given) => addressOf(base, path, ...given);
  const url = new URL(`http://library.test${base}${pathOf(page)}`);
  const visit = { ctx, base, param, to, url, id: (name = 'id') => idFrom(param(name)) } as unknown as LibraryVisit;
  try {
    await enter(world.host, ctx.library);
    const found = await page.load?.(visit);
    if (page.instead?.({ ...visit, found })) return 'elsewhere';
    return page.allows(ctx.actor, found, doing) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof NotFound) return 'none';
    if (error instanceof Forbidden) return 'no';
    throw error;
  }
}

/** A form that is sent with words in every field may name something that does not exist. */
const ANSWERS = {
  view: { yes: [200, 303], no: [403], none: [404], elsewhere: [303] },
  submit: { yes: [200, 303, 404, 409, 422], no: [403], none: [404], elsewhere: [303, 403, 422] },
};

describe('for every page', () => {
  test('there is an example of what its address names', () => {
    const without = pages.filter((page) => exampleOf(all, page) === null).map((page) => page.path);

    expect(without, 'Say in test/examples.ts what stands at the names of these paths.').toEqual([]);
    expect(pages.length).toBeGreaterThan(50);
  });

  test('there is one address', () => {
    const paths = allPages.map((page) => `${page.kind} ${page.path}`);

    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
  });

  test('who may is said, or it does not compile', () => {
    // @ts-expect-error a page of a library says who may
    libraryPage({ path: '/anything', view: () => ({ title: '', body: '' }) });
  });

  for (const role of ROLES)
    test(`whoever is ${role} sees it and sends its form as it says, and is offered nothing that would be refused`, {
      tags: role === 'coordinator' ? [] : ['long'],
      timeout: LONG,
    }, async () => {
      const member = await aMember(all.ana, role, `Member ${CANARY}`);
      const who = await aSession(member);
      const offered = new Set<string>();
      const forms = new Map<LibraryPage, string[][]>();
      for (const page of pages) {
        const address = base + pathOf(page);
        const view = await verdict(page, member, 'view');
        const answer = await seen(page, address, who);
        expect([page.path, view, answer.status]).toEqual([page.path, view, oneOf(ANSWERS.view[view], answer.status)]);
        if (answer.status !== 200 || isFile(page)) continue;
        const shown = parse(await answer.text());
        for (const each of offeredOn(shown)) offered.add(each);
        forms.set(page, filledIn(shown));
      }
      for (const page of submittable) {
        const submit = await verdict(page, member, 'submit');
        const { status } = await posted(base + pathOf(page), who, forms.get(page));
        expect([page.path, submit, status]).toEqual([page.path, submit, oneOf(ANSWERS.submit[submit], status)]);
      }
      await nothingRefused(offered, who);
    });
});

/** The answer itself where it is one of these, for a comparison that shows what was expected. */
const oneOf = (statuses: number[], status: number) => (statuses.includes(status) ? status : statuses.join(' or '));

/** The links and the forms of a page, as "GET /…" and "POST /…". */
function offeredOn(page: HTMLElement): string[] {
  const links = page.querySelectorAll('a[href]').map((link) => `GET ${link.getAttribute('href')}`);
  const forms = page.querySelectorAll('form[method=post][action]');
  return [...links, ...forms.map((form) => `POST ${form.getAttribute('action')}`)].filter((each) =>
    each.includes(` ${base}`),
  );
}

/**
 * The page's own form with something in each of its fields, so that its verb is reached, which asks who may as well.
 */
function filledIn(page: HTMLElement): string[][] {
  const form = page.querySelectorAll('form[method=post]').find((each) => !each.hasAttribute('action'));
  const fields = new Map<string, string>();
  for (const field of form?.querySelectorAll('input, textarea, select') ?? []) {
    const [name = '', type = ''] = [field.getAttribute('name'), field.getAttribute('type')];
    const first = field.querySelector('option[selected]') ?? field.querySelector('option');
    const value = first?.getAttribute('value') ?? field.getAttribute('value') ?? field.text.trim();
    const chosen = !['radio', 'checkbox'].includes(type) || field.hasAttribute('checked') || !fields.has(name);
    if (chosen) fields.set(name, value || (type === 'hidden' || type === 'date' ? '' : 'Words'));
  }
  return [...fields];
}

/** Three of each kind of address: a page's links to partners are all alike. */
async function nothingRefused(offered: Set<string>, who: Who): Promise<void> {
  const kindOf = (each: string) => each.replace(/[?#].*/, '').replace(/[0-9a-f-]{36}/g, ':id');
  for (const alike of Map.groupBy(offered, kindOf).values())
    for (const each of alike.slice(0, 3)) {
      const [method = '', address = ''] = each.replace(/#.*/, '').split(' ');
      const { status } = await (method === 'POST' ? posted(address, who) : request(address, who, 'HEAD'));
      expect([each, status]).toEqual([each, oneOf([200, 303, 409, 422], status)]);
    }
}

describe('to whoever is no member', () => {
  test(
    'signed in, no page of a library exists, and nothing of it is learned',
    async () => {
      const stranger = await aSession(await aMember(await aLibrary(world.host, 'Other'), 'administrator'));
      for (const page of pages) await nothingAt(page, base + pathOf(page), stranger);

      await enter(world.host, all.ana.library);
      expect((await findPartner(all.ana, idFrom(all.by['/partners/:id']?.id))).version).toBe(1);
    },
    LONG,
  );

  test(
    'signed in and under the address of their own library, what is another’s does not exist',
    async () => {
      const other = await aMember(await aLibrary(world.host, 'Third'), 'administrator');
      const own = await aSession(other);
      for (const page of pages.filter((page) => /[0-9a-f]{8}-/.test(pathOf(page))))
        await nothingAt(page, `/l/${other.library.slug}${pathOf(page)}`, own);
    },
    LONG,
  );

  test(
    'not signed in, every page sends them to sign in, and says nothing',
    async () => {
      for (const page of pages) {
        const answer = await request(base + pathOf(page), nobody, 'GET');
        expect([page.path, answer.status, answer.headers.get('location')]).toEqual([
          page.path,
          303,
          expect.stringMatching(/^\/sign-in\?next=/),
        ]);
        expect([page.path, (await answer.text()).includes(CANARY)]).toEqual([page.path, false]);
      }
    },
    LONG,
  );
});

async function nothingAt(page: LibraryPage, address: string, who: Who): Promise<void> {
  const answers = [await request(address, who, 'GET'), ...(page.submit ? [await request(address, who, 'POST')] : [])];
  for (const answer of answers) {
    expect([page.path, answer.status]).toEqual([page.path, 404]);
    expect([page.path, (await answer.text()).includes(CANARY)]).toEqual([page.path, false]);
  }
}

describe('to a member', () => {
  test(
    'pages show what is there: the tests above can fail',
    async () => {
      const own = await aSession(all.ana);
      for (const path of ['', '/partners', '/gaps/map', '/partners/:id', '/worksheets/:id', '/removed']) {
        const page = pages.find((each) => each.path === path);
        if (!page) throw new Error(`There is no page at ${path}.`);
        expect([path, await (await request(base + pathOf(page), own, 'GET')).text()]).toEqual([
          path,
          expect.stringContaining(CANARY),
        ]);
      }
    },
    LONG,
  );

  test(
    'the number of queries of a page does not grow with the rows it shows',
    async () => {
      const own = await aSession(all.ana);
      const shown = pages.filter((page) => !isFile(page));
      const counted = async () => {
        const counts: Record<string, number> = {};
        for (const page of shown) {
          world.queries.length = 0;
          await request(base + pathOf(page), own, 'GET');
          counts[page.path] = world.queries.length;
        }
        return counts;
      };
      const before = await counted();
      await enter(world.host, all.ana.library);
      await grow(all, 3);

      expect(await counted()).toEqual(before);
    },
    LONG,
  );
});

test('an address that one page gives of another is that of a page', () => {
  const sources = readdirSync(join(root, 'src/pages'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const given = sources.flatMap((name) => {
    const source = readFileSync(join(root, 'src/pages', name), 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '');
    const calls = [...source.matchAll(/\b(?:to|go|may)\(\s*'([^']*)'/g), ...source.matchAll(/\bto="([^"]*)"/g)];
    return calls.map(([, path = '']) => ({ name, path }));
  });
  const paths = new Set(buildApp(houseOn(world.db)).routes.map(({ path }) => path.replace(/^\/l\/:library/, '')));

  expect(given.filter(({ path }) => !paths.has(path))).toEqual([]);
  expect(given.length).toBeGreaterThan(100);
});
