/** Every page of the list is HTML as the standard has it, and what it has several of is told apart by name. */
import { HtmlValidate } from 'html-validate';
import { parse } from 'node-html-parser';
import { beforeEach, expect, test } from 'vitest';
import { topicOf, topics } from '../../src/pages/help/topics.ts';
import { allPages } from '../../src/pages/routes.ts';
import { standingOf } from '../../src/pages/shell/menu.ts';
import { buildApp } from '../../src/server.ts';
import { type Examples, exampleOf, examples } from '../examples.ts';
import { aSession } from '../factories.ts';
import { houseOn, useDatabase } from '../support.ts';

let all: Examples;
const world = useDatabase(async ({ host }) => {
  all = await examples(host);
});
let shown: { path: string; html: string }[] = [];

beforeEach(async () => {
  const app = buildApp(houseOn(world.db));
  const headers = await aSession(all.ana);
  const base = `/l/${all.ana.library.slug}`;
  shown = [];
  for (const page of allPages) {
    if (page.kind !== 'library' || /\.\w+$/.test(page.path)) continue;
    const address = `${base}${exampleOf(all, page)?.path ?? ''}`;
    const answer = await app.request(`http://library.test${address}`, { headers });
    if (answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/html'))
      shown.push({ path: page.path, html: await answer.text() });
  }
});

const LONG = 180_000;

/** Matters of taste of that tool, which Biome and the style guide decide. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-empty-style': 'off',
    'no-raw-characters': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
    'prefer-native-element': 'off',
    'require-sri': 'off',
    'input-missing-label': 'off',
    'svg-focusable': 'off',
    'valid-id': 'off',
    // A list that looks like none is one to a screen reader only where its role is said; here it is meant to.
    'no-redundant-role': 'off',
  },
});

test('the HTML of every page is as the standard has it', { timeout: LONG }, async () => {
  const wrong: string[] = [];
  for (const { path, html } of shown) {
    const report = await validator.validateString(html);
    for (const { messages } of report.results)
      for (const { ruleId, message, line, column } of messages)
        wrong.push(`${path} ${line}:${column} ${ruleId}: ${message}`);
  }

  expect(wrong).toEqual([]);
  expect(shown.length).toBeGreaterThan(60);
});

test('where a page has several forms, or landmarks of a kind, each has a name', () => {
  const wrong = shown.flatMap(({ path, html }) => {
    const page = parse(html);
    const nameless = (selector: string) =>
      page
        .querySelectorAll(selector)
        .filter((each) => !each.getAttribute('aria-label') && !each.getAttribute('aria-labelledby'));
    const navigations = nameless('nav').length;
    const names = page.querySelectorAll('nav').map((each) => each.getAttribute('aria-label'));
    const twice = names.filter((name, at) => name && names.indexOf(name) !== at);
    return navigations > 0 || twice.length > 0 ? [`${path}: ${navigations} without, twice ${twice.join(', ')}`] : [];
  });

  expect(wrong).toEqual([]);
});

test('every page has one title, a place in the menu or none on purpose, and its help', () => {
  /** They stand nowhere in the menu: what a search found, all there is, what is kept for oneself. */
  const nowhere = [
    '/search',
    '/more',
    '/first-steps',
    '/files/:sha256',
    '/look/:color',
    '/lists/:list/columns',
    '/lists/:list/views',
    '/calendar-feed',
    '/calendar-feed/:token',
  ];
  for (const { path, html } of shown) {
    expect([path, parse(html).querySelectorAll('h1').length]).toEqual([path, 1]);
    expect([path, standingOf(path) !== null || nowhere.includes(path)]).toEqual([path, true]);
    expect([path, topicOf(path) !== null]).toEqual([path, true]);
    expect([path, parse(html).querySelector('.heading a.help')?.getAttribute('href')]).toEqual([
      path,
      `/help/${topicOf(path)}`,
    ]);
  }
});

test('help says the same of the same pages in both languages: what for, three answers, its words', () => {
  expect([...topics.es.keys()]).toEqual([...topics.en.keys()]);
  const paths = new Set(allPages.map(({ path }) => path));
  for (const [key, topic] of topics.en) {
    expect([key, topics.es.get(key)?.at]).toEqual([key, topic.at]);
    expect([key, topic.how.length, topics.es.get(key)?.how.length]).toEqual([key, 3, 3]);
    expect([key, topic.at.filter((path) => !paths.has(path))]).toEqual([key, []]);
  }
});
