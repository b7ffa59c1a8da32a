import type { Page } from '@playwright/test';
import { expect, type Program, signIn, test } from './journey.ts';

/**
 * Opens a worksheet as Marisol's colleague Ben, for him and Thu, on two partners of the county; returns its address.
 */
async function openWorksheet(page: Page, county: Program, purpose: string): Promise<string> {
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/l/harlow/worksheets/new`);
  await page.getByLabel('Purpose').fill(purpose);
  await page.locator('[name=partners]').nth(0).check();
  await page.locator('[name=partners]').nth(1).check();
  await page.getByLabel(/Thu Nguyễn/).check();
  await page.getByRole('button', { name: 'Start a worksheet' }).click();
  await expect(page.getByText('The worksheet is open.')).toBeVisible();
  return page.url().replace(/\/rate$/, '');
}

type Scores = { score: string; other: { code: string; score: string } };

/** Clicks the same score in every cell, another in the cells of one factor. */
async function rate(page: Page, sheet: string, { score, other }: Scores): Promise<void> {
  await page.goto(`${sheet}/rate`);
  for (const cell of await page.locator('.cell').all()) {
    const special = (await cell.getAttribute('id'))?.startsWith(`field-score-${other.code}-`);
    await cell.getByLabel(special ? other.score : score, { exact: true }).check();
  }
  await page.getByRole('button', { name: 'Check and hand in' }).click();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  await expect(page.getByText('Handed in. The ratings count from now on.')).toBeVisible();
}

test('two raters who disagree see it said, after both handed in, and turn it into a next step', async ({
  page,
  browser,
  county,
}) => {
  const sheet = await openWorksheet(page, county, 'Evening classes');
  await rate(page, sheet, { score: '4', other: { code: '4a', score: '5' } });

  // Thu sees that others have handed in, not what
  const thu = await (await browser.newContext()).newPage();
  await signIn(thu, county, 'thu');
  await thu.goto(sheet);
  await expect(thu.getByText('You will see their ratings once you hand in yours.')).toBeVisible();
  await expect(thu.locator('.figures')).toHaveCount(0);
  await rate(thu, sheet, { score: '4', other: { code: '4a', score: '1' } });

  // Both see the disagreement in words, in the table and in the open details
  await expect(thu.getByText('1 to 5: raters disagree').first()).toBeVisible();
  await page.goto(sheet);
  const said = page.locator('details[open]', { hasText: '4a' });
  await expect(said).toContainText('Thu Nguyễn: 1');
  await expect(said).toContainText('Ben Whitlock: 5');
  await said
    .getByRole('link', { name: /What would raise this/ })
    .first()
    .click();
  await page.getByLabel('What to do').fill('Ask both branches how fast they answer');
  await page.getByRole('button', { name: 'Set the next step' }).click();
  await expect(page.getByText('Ask both branches how fast they answer').first()).toBeVisible();
  await thu.context().close();
});

test('a paper sheet of 20 scores and two partners is typed in by keyboard alone', async ({ page, county }) => {
  const sheet = await openWorksheet(page, county, 'On paper');
  await page.goto(sheet);
  await page.getByRole('link', { name: /Type in from paper.*Thu/ }).click();
  await expect(page.locator('.paper-grid input').first()).toBeFocused();

  // Two columns, one key a cell; the cursor goes on by itself and ends on the button
  await page.keyboard.type('4453?434454344354434');
  await page.keyboard.type('3322132233222332332');
  await expect(page.getByRole('button', { name: 'Save and hand in' })).not.toBeFocused();
  await page.keyboard.type('2');
  await expect(page.getByRole('button', { name: 'Save and hand in' })).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(page.getByText('Handed in. The ratings count from now on.')).toBeVisible();
  await expect(page.getByText('Thu Nguyễn: handed in')).toBeVisible();
  expect(page.url()).toBe(sheet);
});

test('what is rated without a connection is kept, said to be unsent, and sent when it is back', async ({
  page,
  county,
  context,
}) => {
  const sheet = await openWorksheet(page, county, 'In the bus');
  await page.goto(`${sheet}/rate`);
  await context.setOffline(true);
  await page.locator('.cell').first().getByLabel('4', { exact: true }).check();
  await expect(page.locator('[data-save-state]')).toContainText('Not yet sent');
  await context.setOffline(false);
  await expect(page.locator('[data-save-state]')).toContainText('Saved', { timeout: 15_000 });
});
