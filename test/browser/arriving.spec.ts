/** What a slow machine shows: pages that are used the moment they arrive, and scripts that wake up late. */
import { expect, signIn, test } from './journey.ts';

test('a page that arrives can be used at once: no picture of the page before lies over it', async ({ page, county }) => {
  await page.addInitScript(() => addEventListener('pagereveal', (event) => Object.assign(window, { covered: event.viewTransition !== null })));
  await signIn(page, county, 'ana');
  await page.getByRole('link', { name: 'Partners', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Partners' })).toBeVisible();

  expect(await page.evaluate(() => (window as Window & { covered?: boolean }).covered)).toBe(false);
});
