/**
 * What the journeys share: the built program, a page that fails the test on anything the browser complains
 * about, and axe.
 */
import { readFileSync } from 'node:fs';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type axe from 'axe-core';
import type { NodeResult, RunOptions } from 'axe-core';
import { end, type Program, startCounty, startEmpty } from './program.ts';

export { expect, type Program };

/** `fresh` is each test's own: it can be set up once. */
type Fixtures = { quiet: undefined; fresh: Program };
type WorkerFixtures = { county: Program };

export const test = base.extend<Fixtures, WorkerFixtures>({
  county: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see a pattern
    async ({}, use) => {
      const program = await startCounty();
      await use(program);
      await end(program);
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  fresh: async ({}, use) => {
    const program = await startEmpty();
    await use(program);
    await end(program);
  },
  quiet: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        // A refused form is a 4xx by design, and one journey takes the connection away; the browser says so in the
        // console.
        if (message.type() === 'error' && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text()))
          complaints.push(message.text());
      });
      context.on('weberror', (error) => complaints.push(String(error.error())));
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export async function signIn(page: Page, county: Program, name: string): Promise<void> {
  await page.goto(`${county.address}/sign-in`);
  await page.getByLabel(/E-mail|correo/i).fill(`${name}@harlow.example.org`);
  await page.locator('input[type=password]').fill(county.password);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(/\/l\/harlow/);
}

/**
 * Follows a link until its page is all there: a click is over when the answer begins, and there is nothing to measure
 * then.
 */
export async function follow(page: Page, link: Locator): Promise<void> {
  const address = await link.evaluate((a: HTMLAnchorElement) => a.href);
  await link.click();
  await page.waitForURL(address);
}

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
/** WCAG 2.2 A and AA, and axe's best practices. */
const ALL_RULES: RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** Of these, what depends on the theme or the width. The others read the page, not the picture. */
export const DRAWN_RULES: RunOptions['runOnly'] = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
};

/**
 * No violation. axe is asked inside the page: its adapter for Playwright carries everything that passed out through a
 * second page, which takes ten times as long as the checking.
 */
export async function expectAccessible(page: Page, runOnly = ALL_RULES, look = ''): Promise<void> {
  await page.waitForLoadState();
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const told = await page.evaluate(async (runOnly) => {
    const inPage = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await inPage.run(document, {
      runOnly,
      resultTypes: ['violations'],
      iframes: false,
      preload: false,
    });
    const worst = (nodes: NodeResult[]) =>
      nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} ${failureSummary?.split('\n').at(1)?.trim()}`);
    return violations.map(({ id, nodes }) => `${id}: ${worst(nodes).join(' | ')}`);
  }, runOnly);
  expect.soft(told, `${page.url()} ${look}`).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await page.waitForLoadState();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

const HTMLCS = readFileSync('node_modules/html_codesniffer/build/HTMLCS.js', 'utf8');

/**
 * HTML_CodeSniffer, the second opinion beside axe: WCAG 2 AA, its errors. It does not yet know that HTML lets an e-mail
 * field be the user name, and has no sentence for saying so: that one finding is passed over.
 */
export async function expectNoSniffed(page: Page): Promise<void> {
  await page.evaluate(HTMLCS);
  const told = await page.evaluate(() => {
    type Message = { type: number; code: string; element: Element };
    type Sniffer = {
      getTranslation: (name: string) => string | undefined;
      process: (standard: string, of: Document, then: () => void) => void;
      getMessages: () => Message[];
    };
    const sniffer = (window as unknown as { HTMLCS: Sniffer }).HTMLCS;
    const { getTranslation } = sniffer;
    sniffer.getTranslation = (name) => getTranslation.call(sniffer, name) ?? name;
    const userName = ({ code, element }: Message) =>
      code.endsWith('H98') && element.matches('[type=email][autocomplete=username]');
    return new Promise<string[]>((done) => {
      sniffer.process('WCAG2AA', document, () =>
        done(
          sniffer
            .getMessages()
            .filter((message) => message.type === 1 && !userName(message))
            .map(({ code, element }) => `${code} ${element.outerHTML?.slice(0, 90)}`),
        ),
      );
    });
  });
  expect.soft(told, page.url()).toEqual([]);
}
