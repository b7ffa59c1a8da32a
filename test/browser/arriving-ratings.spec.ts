/** Ratings on a slow machine or line: given before the script wakes up, while it sends, and when the line is dead. */
import type { Locator, Page } from '@playwright/test';
import { drafts, hold, note, writeNote } from './arriving.ts';
import { expect, follow, type Program, signIn, test } from './journey.ts';

/** Kofi's worksheet, and those of its cells that nobody has answered. */
async function rating(
  page: Page,
  county: Program,
): Promise<{ address: string; open: (nth: number, on?: Page) => Locator }> {
  await page.goto(`${county.address}/l/harlow`);
  await follow(page, page.locator('main a[href$="/rate"]').first());
  const ids = await page
    .locator('.cell:not(:has(input[checked]))')
    .evaluateAll((cells) => cells.map((cell) => cell.id));
  return { address: page.url(), open: (nth, on = page) => on.locator(`#${ids[nth]}`) };
}

test('scores and notes that were given before the script woke up are saved', async ({ page, county }) => {
  await signIn(page, county, 'kofi');
  const { address, open } = await rating(page, county);
  const [first, second] = [open(0), open(1)];
  const wake = await hold(page, 'autosave');
  await page.goto(address, { waitUntil: 'commit' });
  await first.getByLabel('4', { exact: true }).check();
  await second.getByLabel('2', { exact: true }).check();
  await first.locator('summary').click();
  await first.locator('textarea').fill('Typed before the script');

  wake();
  await expect(page.locator('[data-save-state]')).toContainText('Saved');
  await expect(second.locator('details')).toHaveAttribute('open');

  await page.reload();
  await expect(first.getByLabel('4', { exact: true })).toBeChecked();
  await expect(second.getByLabel('2', { exact: true })).toBeChecked();
  await expect(first.locator('textarea')).toHaveValue('Typed before the script');
});

test('what was given before the script woke up stays beside what was kept from the last time', async ({
  page,
  county,
  context,
}) => {
  await signIn(page, county, 'kofi');
  const { address, open } = await rating(page, county);
  const [kept, given] = [open(0), open(1)];
  await context.setOffline(true);
  await kept.getByLabel('3', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Not yet sent');
  await page.goto('about:blank');
  await context.setOffline(false);

  const wake = await hold(page, 'autosave');
  await page.goto(address, { waitUntil: 'commit' });
  await given.getByLabel('4', { exact: true }).check();
  wake();
  await expect(page.locator('[data-save-state]')).toContainText('Saved');
  await page.reload();
  await expect(kept.getByLabel('3', { exact: true })).toBeChecked();
  await expect(given.getByLabel('4', { exact: true })).toBeChecked();
});

test('a score that arrived while its answer was lost is no conflict, on the page or when one comes back', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'kofi');
  const { address, open } = await rating(page, county);
  const [first, second] = [open(0), open(1)];
  // The server has it, and the answer never comes
  await page.route('**/autosave', async (route) => {
    await route.fetch();
    await route.abort('internetdisconnected');
  });
  await first.getByLabel('3', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Not yet sent');
  await page.unroute('**/autosave');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.locator('[data-save-state]')).toContainText('Saved');

  await page.route('**/autosave', async (route) => {
    await route.fetch();
    await route.abort('internetdisconnected');
  });
  await second.getByLabel('4', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Not yet sent');
  await page.goto(address);
  await expect(second.getByLabel('4', { exact: true })).toBeChecked();
  await expect(page.locator('[data-save-state]')).toHaveText('');
  await expect.poll(() => drafts(page)).toEqual([]);
});

test('another cell from another window is taken over, and the same cell is a conflict', async ({
  page,
  county,
  context,
}) => {
  await signIn(page, county, 'kofi');
  const { address, open } = await rating(page, county);
  const [first, second, third] = [open(0), open(1), open(2)];
  const other = await context.newPage();
  await other.goto(address);
  await open(0, other).getByLabel('4', { exact: true }).check();
  await expect(other.locator('[data-save-state]')).toContainText('Saved');

  // Another cell: both stay, and the form here knows of both
  await second.getByLabel('3', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Saved');
  await expect(first.getByLabel('4', { exact: true })).toBeChecked();

  // The same cell: nobody is overwritten
  await third.getByLabel('3', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Saved');
  await open(2, other).getByLabel('4', { exact: true }).check();
  await expect(other.locator('[data-save-state]')).toContainText('changed in another window');
  await other.getByRole('button', { name: 'Save for now' }).click();
  await expect(other.getByRole('alert').getByRole('cell')).toHaveText(['4', '3']);
  await other.getByRole('button', { name: 'Save for now' }).click();
  await expect(other.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(open(2, other).getByLabel('4', { exact: true })).toBeChecked();
});

test('ratings that wait on the device go when the form is saved, and everything does when one signs out', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'kofi');
  const text = await note(page, county);
  const { open } = await rating(page, county);
  const [first, second] = [open(0), open(1)];
  await page.route('**/autosave', (route) => route.abort('internetdisconnected'));
  await first.getByLabel('3', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Not yet sent');
  await expect.poll(() => drafts(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'Save for now' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
  await expect(page.locator('[data-save-state]')).toHaveText('');

  await second.getByLabel('3', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Not yet sent');
  await page.goto(text);
  await writeNote(page, 'For me to remember.');
  await expect.poll(() => drafts(page)).toHaveLength(2);
  await page.goto(`${county.address}/sign-out`);
  await expect(page.getByText('There is text on this device that was not sent yet')).toBeVisible();
  await page.getByLabel('Delete it and sign out').check();
  await page.locator('main button[type=submit]').click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
});
