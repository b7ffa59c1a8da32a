/** What a slow machine or line shows: pages that are used the moment they arrive, and scripts that wake up late. */
import { drafts, hold, note, wordsOf, writeNote } from './arriving.ts';
import { expect, follow, signIn, test } from './journey.ts';

test('a page that arrives can be used at once: no picture of the page before lies over it', async ({
  page,
  county,
}) => {
  await page.addInitScript(() =>
    addEventListener('pagereveal', (event) => Object.assign(window, { covered: event.viewTransition !== null })),
  );
  await signIn(page, county, 'ana');
  await follow(page, page.getByRole('link', { name: 'Partners', exact: true }));

  const covered = () => page.evaluate(() => (window as Window & { covered?: boolean }).covered);
  await expect.poll(covered).toBe(false);
});

test('a note that was begun before the script woke up is kept, after what was kept before, and for whom it is', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'ana');
  const address = await note(page, county);
  await page.goto(address);
  await writeNote(page, 'Last week.');
  await page.getByLabel(/Only me/).check();

  const wake = await hold(page, 'draft');
  await page.goto(address, { waitUntil: 'commit' });
  await writeNote(page, 'This morning.');
  wake();
  await expect(wordsOf(page)).toHaveValue('Last week.\nThis morning.');
  await expect(page.getByLabel(/Only me/)).toBeChecked();

  await page.goto(address);
  await expect(wordsOf(page)).toHaveValue('Last week.\nThis morning.');
});

test('a draft stays until its note is saved, and goes with the page that says so', async ({ page, county }) => {
  await signIn(page, county, 'ben');
  const address = await note(page, county);
  await page.goto(address);
  await writeNote(page, 'They moved to Elm Street.');

  // Not saved: the line is dead though the browser believes to be connected
  await page.route(address, (route) =>
    route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.fallback(),
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(/chrome-error/);
  await page.unroute(address);
  await page.goto(address);
  await expect(wordsOf(page)).toHaveValue('They moved to Elm Street.');

  // Nor here: it is too long
  const long = 'They moved to Elm Street. '.repeat(400);
  await writeNote(page, long);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.goto(address);
  await expect(wordsOf(page)).toHaveValue(long);

  // Saved
  await writeNote(page, 'They moved to Elm Street.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved in the log.')).toBeVisible();
  await expect.poll(() => drafts(page)).toEqual([]);
  await page.goto(address);
  await expect(wordsOf(page)).toHaveValue('');
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
