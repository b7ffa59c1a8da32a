/** What a slow machine or line shows: pages that are used the moment they arrive, and scripts that wake up late. */
import type { Page } from '@playwright/test';
import { expect, follow, signIn, test } from './journey.ts';

/** Holds a script back; what is returned lets it go. */
async function hold(page: Page, island: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(`**/assets/${island}-*.js`, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test('a page that arrives can be used at once: no picture of the page before lies over it', async ({ page, county }) => {
  await page.addInitScript(() => addEventListener('pagereveal', (event) => Object.assign(window, { covered: event.viewTransition !== null })));
  await signIn(page, county, 'ana');
  await follow(page, page.getByRole('link', { name: 'Partners', exact: true }));

  expect(await page.evaluate(() => (window as Window & { covered?: boolean }).covered)).toBe(false);
});

test('scores from paper that were typed before the script woke up go down the column, and the cursor with them', async ({ page, county }) => {
  await signIn(page, county, 'ana');
  await page.goto(`${county.address}/l/harlow/worksheets`);
  await follow(page, page.locator('.list tbody th a').first());
  const paper = county.address + (await page.locator('main a[href*="/paper/"]').first().getAttribute('href'));
  const wake = await hold(page, 'paper-grid');
  await page.goto(paper, { waitUntil: 'commit' });
  const cell = (row: number) =>
    page
      .locator('.paper-grid tr', { has: page.locator('input') })
      .nth(row)
      .locator('input')
      .first();
  await cell(2).click();
  await page.keyboard.type('34?');

  wake();
  await expect(cell(5)).toBeFocused();
  await page.keyboard.type('5');
  const values = await Promise.all([0, 1, 2, 3, 4, 5].map((row) => cell(row).inputValue()));
  expect(values).toEqual(['', '', '3', '4', '?', '5']);
});

test('a name that was typed before the script woke up is looked for, too', async ({ page, county }) => {
  await signIn(page, county, 'ana');
  const wake = await hold(page, 'duplicates');
  await page.goto(`${county.address}/l/harlow/partners/new`, { waitUntil: 'commit' });
  await page.getByLabel('Name of the organization').fill('Alder Falls Chamber of Comerce');

  wake();
  await expect(page.locator('[data-duplicates]')).toContainText('Alder Falls Chamber of Commerce');
});
