/**
 * What the journeys share: the built program on a data folder of its own, a page that fails the test on anything the browser complains
 * about, and axe.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

export type Program = { address: string; setup: string; password: string };

/** Starts the program, empty or with the demo county; ends it with the file's tests. */
async function startProgram(demo: boolean): Promise<Program & { stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'common-table-browser-'));
  const env = { PATH: process.env.PATH, COMMON_TABLE_DATA: folder, COMMON_TABLE_PORT: '0', COMMON_TABLE_LOG: 'error', COMMON_TABLE_DB_CONNECTIONS: '6' };
  const child = spawn(process.execPath, ['bin/commontable', 'start', ...(demo ? ['--demo'] : [])], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await untilOpen(child);
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const find = (pattern: RegExp) => pattern.exec(said)?.[1] ?? '';
  return { address: find(/open at (\S+)/), setup: find(/(\/setup\/\S+)/), password: find(/password for all of them: (\S+)/), stop };
}

function untilOpen(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('open at')) done(said);
    });
    child.once('exit', (code) => fail(new Error(`the program ended with ${code}: ${said}`)));
  });
}

type Fixtures = { quiet: undefined };
type WorkerFixtures = { county: Program; fresh: Program };

export const test = base.extend<Fixtures, WorkerFixtures>({
  county: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see a pattern
    async ({}, use) => {
      const program = await startProgram(true);
      await use(program);
      await program.stop();
    },
    { scope: 'worker' },
  ],
  fresh: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const program = await startProgram(false);
      await use(program);
      await program.stop();
    },
    { scope: 'worker' },
  ],
  quiet: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        // A refused form is a 4xx by design, and one journey takes the connection away; the browser says so in the console.
        if (message.type() === 'error' && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text())) complaints.push(message.text());
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

/** Follows a link until its page is all there: a click is over when the answer begins, and there is nothing to measure then. */
export async function follow(page: Page, link: Locator): Promise<void> {
  const address = await link.evaluate((a: HTMLAnchorElement) => a.href);
  await link.click();
  await page.waitForURL(address);
}

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const told = violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes
        .map((node) => `${node.target} ${node.failureSummary?.split('\n').at(1)?.trim()}`)
        .slice(0, 3)
        .join(' | ')}`,
  );
  expect.soft(told, page.url()).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await page.waitForLoadState();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
