/** What the journeys of slow pages share: scripts that wake up late, and what is kept on the device. */
import type { Page } from '@playwright/test';

import type { Program } from './journey.ts';

/** Holds a script back; what is returned lets it go. */
export async function hold(page: Page, island: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(`**/assets/${island}-*.js`, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

export const drafts = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')));

/** Where a note on the first partner is written. */
export const note = async (page: Page, county: Program) => {
  await page.goto(`${county.address}/l/harlow/partners`);
  return `${county.address + (await page.locator('.list tbody th a').first().getAttribute('href'))}/interactions/new`;
};

/** The fields of a note: that it is one, its words, and for whom it is. */
export async function writeNote(page: Page, words: string): Promise<void> {
  await page.getByRole('radio', { name: 'Note', exact: true }).check();
  if (!(await wordsOf(page).isVisible())) await page.locator('form summary').first().click();
  await wordsOf(page).fill(words);
}
export const wordsOf = (page: Page) => page.locator('[name=body]');
