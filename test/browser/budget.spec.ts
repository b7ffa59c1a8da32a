/**
 * What is shipped on a first view, counted in a real browser against the promises: bytes as gzip makes them, and how
 * many requests.
 */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, follow, signIn, test } from './journey.ts';

type Shipped = { requests: number; gzip: number; script: number };

async function firstView(page: Page, address: string): Promise<Shipped> {
  const bodies: Promise<{ type: string; bytes: number }>[] = [];
  const take = (response: import('@playwright/test').Response) =>
    bodies.push(
      response.body().then((body) => ({ type: response.request().resourceType(), bytes: gzipSync(body).length })),
    );
  page.on('response', take);
  await page.goto(address, { waitUntil: 'networkidle' });
  page.off('response', take);
  const all = await Promise.all(bodies);
  const sum = (list: typeof all) => list.reduce((total, each) => total + each.bytes, 0);
  return { requests: all.length, gzip: sum(all), script: sum(all.filter((each) => each.type === 'script')) };
}

test('public pages send no script, at most 60 KB and at most 10 requests', async ({ page, browser, county }) => {
  const staff = await browser.newPage();
  await signIn(staff, county, 'thu');
  await staff.goto(`${county.address}/l/harlow/interview-rounds`);
  await follow(staff, staff.getByRole('link', { name: 'What people need' }));
  await follow(staff, staff.getByRole('link', { name: 'Findings', exact: true }));
  const findings = new URL((await staff.locator('main a[href*="/l/harlow/findings/"]').getAttribute('href')) ?? '');
  await staff.context().close();
  for (const path of ['/sign-in', '/about', '/password-reset', '/l/harlow/invitations', findings.pathname]) {
    const shipped = await firstView(page, county.address + path);
    expect(shipped.script, path).toBe(0);
    expect(shipped.gzip, path).toBeLessThanOrEqual(60_000);
    expect(shipped.requests, path).toBeLessThanOrEqual(10);
  }
});

test('staff pages send at most 60 KB, of which 30 KB of script', async ({ page, county }) => {
  await signIn(page, county, 'kofi');
  await page.goto(`${county.address}/l/harlow`);
  const rate = await page.locator('main a[href$="/rate"]').first().getAttribute('href');
  for (const path of ['/l/harlow', '/l/harlow/partners', '/l/harlow/partners/new', rate ?? '']) {
    const shipped = await firstView(page, county.address + path);
    expect(shipped.script, path).toBeLessThanOrEqual(30_000);
    expect(shipped.gzip, path).toBeLessThanOrEqual(60_000);
  }
});
