/** What a slow machine or line shows: pages that are used the moment they arrive, and scripts that wake up late. */
import type { Locator, Page } from '@playwright/test';
import { expect, follow, type Program, signIn, test } from './journey.ts';

/** Holds a script back; what is returned lets it go. */
async function hold(page: Page, island: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(`**/assets/${island}-*.js`, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

const drafts = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')));

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

/** Where a note on the first partner is written. */
const note = async (page: Page, county: Program) => {
  await page.goto(`${county.address}/l/harlow/partners`);
  return `${county.address + (await page.locator('.list tbody th a').first().getAttribute('href'))}/interactions/new`;
};

test('a page that arrives can be used at once: no picture of the page before lies over it', async ({
  page,
  county,
}) => {
  await page.addInitScript(() =>
    addEventListener('pagereveal', (event) => Object.assign(window, { covered: event.viewTransition !== null })),
  );
  await signIn(page, county, 'ana');
  await follow(page, page.getByRole('link', { name: 'Partners', exact: true }));

  expect(await page.evaluate(() => (window as Window & { covered?: boolean }).covered)).toBe(false);
});

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
  expect(await drafts(page)).toEqual([]);
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

test('a note that was begun before the script woke up is kept, after what was kept before, and for whom it is', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'ana');
  const address = await note(page, county);
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Note' }).fill('Last week.');
  await page.getByLabel(/Only me/).check();

  const wake = await hold(page, 'draft');
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('textbox', { name: 'Note' }).fill('This morning.');
  wake();
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Last week.\nThis morning.');
  await expect(page.getByLabel(/Only me/)).toBeChecked();

  await page.goto(address);
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Last week.\nThis morning.');
});

test('a draft stays until its note is saved, and goes with the page that says so', async ({ page, county }) => {
  await signIn(page, county, 'ben');
  const address = await note(page, county);
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Note' }).fill('They moved to Elm Street.');

  // Not saved: the line is dead though the browser believes to be connected
  await page.route(address, (route) =>
    route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.fallback(),
  );
  await page.getByRole('button', { name: 'Save the note' }).click();
  await page.waitForURL(/chrome-error/);
  await page.unroute(address);
  await page.goto(address);
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('They moved to Elm Street.');

  // Nor here: it is too long
  const long = 'They moved to Elm Street. '.repeat(400);
  await page.getByRole('textbox', { name: 'Note' }).fill(long);
  await page.getByRole('button', { name: 'Save the note' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue(long);

  // Saved
  await page.getByRole('textbox', { name: 'Note' }).fill('They moved to Elm Street.');
  await page.getByRole('button', { name: 'Save the note' }).click();
  await expect(page.getByText('Note saved.')).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
  await page.goto(address);
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('');
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
  expect(await drafts(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'Save for now' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
  await expect(page.locator('[data-save-state]')).toHaveText('');

  await second.getByLabel('3', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Not yet sent');
  await page.goto(text);
  await page.getByRole('textbox', { name: 'Note' }).fill('For me to remember.');
  expect(await drafts(page)).toHaveLength(2);
  await page.goto(`${county.address}/sign-out`);
  await page.locator('main button[type=submit]').click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
});

test('scores from paper, typed before the script woke up, go down the column, and the cursor with them', async ({
  page,
  county,
}) => {
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
