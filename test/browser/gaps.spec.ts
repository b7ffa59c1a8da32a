/** "Who are we not talking to?": on the screen without script, and on one sheet of paper for the director. */
import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, follow, type Program, signIn, test } from './journey.ts';

/** How many sheets the page needs, and whether they lie across. */
async function sheets(page: Page, format: 'Letter' | 'A4'): Promise<{ pages: number; landscape: boolean }> {
  const pdf = (await page.pdf({ format })).toString('latin1');
  const [, width = '0', height = '0'] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf) ?? [];
  return { pages: pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0, landscape: Number(width) > Number(height) };
}

/** The grid as it is, and near the branch with the fewest partners. */
async function addresses(page: Page, county: Program): Promise<string[]> {
  await page.goto(`${county.address}/l/harlow/gaps`);
  const sable = await page.locator('#filter-branch option', { hasText: 'Sable Junction' }).getAttribute('value');
  return ['', '?stage=dormant', `?branch=${sable}`, `?shape=area&branch=${sable}`].map(
    (query) => `${county.address}/l/harlow/gaps${query}`,
  );
}

test('the grid prints on one landscape sheet, Letter and A4, with what to do about it', async ({ page, county }) => {
  test.setTimeout(180_000); // nine PDF files
  await signIn(page, county, 'ana');
  for (const address of await addresses(page, county)) {
    await page.goto(address);
    for (const format of ['Letter', 'A4'] as const)
      expect([address, await sheets(page, format)]).toEqual([address, { pages: 1, landscape: true }]);
  }
  await page.goto(`${county.address}/l/harlow/gaps/map`);
  const letter = await sheets(page, 'Letter');
  expect(letter.pages).toBe(1);
});

test('at 320 pixels the grid and the map scroll in their own boxes', async ({ page, county }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, county, 'walt');
  for (const path of ['/gaps', '/gaps?shape=area', '/gaps/map', '/gaps/partners?shape=area&sector=business']) {
    await page.goto(`${county.address}/l/harlow${path}`);
    await expectNoSidewaysScroll(page);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one looks for gaps near a branch, opens a figure, and sees the map', async ({ page, county }) => {
    await signIn(page, county, 'ana');
    await page.goto(`${county.address}/l/harlow/sectors`);
    await page.getByRole('link', { name: /Who are we not talking to/ }).click();
    await expect(page.getByRole('table')).toBeVisible();
    await page.getByLabel('Near the branch').selectOption({ label: 'Sable Junction Branch' });
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('heading', { name: 'Nobody yet' })).toBeVisible();
    await follow(page, page.locator('.gap-grid tbody td a').first());
    await expect(page.locator('main li').first()).toBeVisible();

    await page.goto(`${county.address}/l/harlow/gaps/map`);
    await expect(page.getByRole('group', { name: 'Map of partners and branches' })).toBeVisible();
    await expect(page.getByRole('table')).toContainText('Central Library');
  });
});
