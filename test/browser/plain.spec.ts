/** Without script, in Spanish, on a narrow screen. */
import { expect, expectNoSidewaysScroll, follow, signIn, test } from './journey.ts';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one searches, adds a partner, notes, opens a worksheet, rates and hands in', async ({ page, county }) => {
    await signIn(page, county, 'ana');
    await page.getByRole('link', { name: 'Partners', exact: true }).first().click();
    await page.getByLabel('Search names').fill('chamber');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('link', { name: 'Alder Falls Chamber of Commerce' })).toBeVisible();

    await page.goto(`${county.address}/l/harlow/partners/new`);
    await page.getByLabel('Name of the organization').fill('');
    await page.getByRole('button', { name: 'Add a partner' }).click();
    await expect(page.getByRole('alert')).toContainText('Please fill this in.');
    await page.getByLabel('Name of the organization').fill('Quilters of Sable Junction');
    await page.getByRole('button', { name: 'Add a partner' }).click();
    await page.locator('main').getByRole('link', { name: 'Log', exact: true }).click();
    await page.getByRole('radio', { name: 'In person' }).check();
    await page.getByRole('textbox', { name: 'What was said or done' }).fill('Met at the fair.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Met at the fair.')).toBeVisible();

    await page.goto(`${county.address}/l/harlow/worksheets/new`);
    await page.getByLabel('Purpose').fill('Plain worksheet');
    await page.locator('[name=partners]').nth(2).check();
    await page.locator('[name=partners]').nth(3).check();
    await page.getByRole('button', { name: 'Start a worksheet' }).click();
    await expect(page.locator('.factor-row')).toHaveCount(20);
    for (const row of await page.locator('.factor-row').all()) await row.locator('input[value="3"]').first().check();
    await page.getByRole('button', { name: 'Save for now' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.getByRole('button', { name: 'Check and hand in' }).click();
    await expect(page.getByText('Not answered', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Hand in', exact: true }).click();
    await expect(page.getByText('Handed in. The ratings count from now on.')).toBeVisible();
  });
});

test('Marisol works in Spanish, from signing in to the comparison', async ({ browser, county }) => {
  const context = await browser.newContext({ locale: 'es-MX' });
  const page = await context.newPage();
  await page.goto(`${county.address}/sign-in`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await signIn(page, county, 'marisol');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByRole('link', { name: 'Evaluar', exact: true }).click();
  await page.getByRole('link', { name: 'Digital skills for job seekers at two branches' }).click();

  await expect(page.locator('.figures')).toContainText('Un historial de cooperación en la comunidad');
  await expect(page.locator('main')).not.toContainText(/not known yet|raters disagree|Overall/);
  await context.close();
});

test('at 320 pixels nothing scrolls sideways but tables in their own box', async ({ page, county }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, county, 'ben');
  for (const path of [
    '',
    '/partners',
    '/partners/new',
    '/sectors',
    '/factors',
    '/worksheets',
    '/worksheets/new',
    '/members',
  ]) {
    await page.goto(`${county.address}/l/harlow${path}`);
    await expectNoSidewaysScroll(page);
  }
  await page.goto(`${county.address}/l/harlow/worksheets`);
  for (const link of await page.locator('.list tbody th a').all()) await expect(link).toBeVisible();
  await follow(page, page.locator('.list tbody th a').last());
  await expectNoSidewaysScroll(page);
  await page.goto(`${county.address}/l/harlow/partners`);
  await follow(page, page.locator('.list tbody th a').first());
  await expectNoSidewaysScroll(page);
});
