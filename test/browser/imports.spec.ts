/** Real lists through the wizard, twice, and back: as a librarian with the file on the desk. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, type Program, signIn, test } from './journey.ts';

const IRS = 'test/files/irs/eo-bmf-sample.csv';
const PACKAGE = readdirSync('test/files/hsds/ilao-illinois').map((name) => join('test/files/hsds/ilao-illinois', name));

type List = { files: string | string[]; source: string; target: 'Partners' | 'Leads shelf' };

/** Chooses the file and reads it; leads to what it would do. */
async function read(page: Page, county: Program, { files, source, target }: List): Promise<void> {
  await page.goto(`${county.address}/l/harlow/imports`);
  await page.getByLabel('File', { exact: true }).setInputFiles(files);
  await page.getByRole('radio', { name: target }).check();
  await page.getByText('Name and date of the list').click();
  await page.getByLabel('Name of the list').fill(source);
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page.getByText('Ready, nothing changed yet')).toBeVisible();
}

const count = (page: Page, name: string) =>
  page.locator('.counts > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) }).locator('dd');

async function apply(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bring it in', exact: true }).click();
  await expect(page.getByText('Brought in', { exact: true })).toBeVisible({ timeout: 30_000 });
}

async function takeBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo the whole import' }).click();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible({ timeout: 30_000 });
}

const partners = async (page: Page, county: Program) => {
  await page.goto(`${county.address}/l/harlow/partners`);
  return page.locator('main .summary').innerText();
};

test('49 rows of the IRS’s list: brought in as partners, a second time nothing, and taken back', async ({
  page,
  county,
}) => {
  test.setTimeout(120_000);
  await signIn(page, county, 'ben');
  const before = await partners(page, county);

  await read(page, county, { files: IRS, source: 'IRS', target: 'Partners' });
  await expect(count(page, 'Rows')).toHaveText('49');
  await expect(count(page, 'New')).toHaveText('49');
  await expectAccessible(page);
  const here = page.url();
  await apply(page);
  await expect.poll(() => partners(page, county)).not.toBe(before);
  await page.goto(`${county.address}/l/harlow/partners?q=lewiston`);
  await expect(page.locator('main')).not.toContainText('IN CARE OF');

  await read(page, county, { files: IRS, source: 'IRS', target: 'Partners' });
  await expect(count(page, 'Same as before')).toHaveText('49');
  await expect(page.getByRole('button', { name: 'Bring it in', exact: true })).toHaveCount(0);

  await page.goto(here);
  await takeBack(page);
  await expect.poll(() => partners(page, county)).toBe(before);
});

test('the same rows for the shelf: suggested sectors with their reasons, found by distance, and taken back', async ({
  page,
  county,
}) => {
  test.setTimeout(120_000);
  await signIn(page, county, 'ben');
  await read(page, county, { files: IRS, source: 'IRS sample', target: 'Leads shelf' });
  await expect(count(page, 'New')).toHaveText('49');
  const here = page.url();
  await apply(page);

  await page.goto(`${county.address}/l/harlow/leads?source=IRS+sample`);
  // One of the 49 stands in the file twice.
  await expect(page.getByText('48 leads')).toBeVisible();
  await expect(page.getByText('Suggested from IRS code K31').first()).toBeVisible();
  await page.getByLabel('Near ZIP code').fill('60601');
  await page.getByLabel('Within').selectOption('5');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('48 leads')).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Feeding America/ })).toBeVisible();
  await expectAccessible(page);

  await page.goto(here);
  await takeBack(page);
  await page.goto(`${county.address}/l/harlow/leads?source=IRS+sample`);
  await expect(page.getByText('0 leads')).toBeVisible();
});

test('a package of 33 organizations, services and places: twice, and taken back; nameless ones are asked for', async ({
  page,
  county,
}) => {
  test.setTimeout(150_000);
  await signIn(page, county, 'ana');
  const before = await partners(page, county);

  await read(page, county, { files: PACKAGE, source: 'ILAO', target: 'Partners' });
  await expect(count(page, 'New')).toHaveText('33');
  await expect(count(page, 'With errors')).toHaveText('280');
  const here = page.url();
  await page.locator('tbody td a').first().click();
  await page.getByLabel('name', { exact: true }).fill('A legal clinic');
  await page.getByRole('button', { name: 'Save and check again' }).click();
  await expect(count(page, 'New')).toHaveText('34');
  await apply(page);

  await page.goto(`${county.address}/l/harlow/partners?q=legal+clinic`);
  await page.getByRole('link', { name: 'A legal clinic' }).click();
  await page.getByRole('link', { name: 'Facts', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Services and places' })).toBeVisible();

  await read(page, county, { files: PACKAGE, source: 'ILAO', target: 'Partners' });
  await expect(count(page, 'Same as before')).toHaveText('33');
  await expect(count(page, 'New')).toHaveText('0');

  await page.goto(here);
  await takeBack(page);
  await expect.poll(() => partners(page, county)).toBe(before);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a list is read, brought in and taken back by plain pages', async ({ page, county }) => {
    test.setTimeout(120_000);
    await signIn(page, county, 'ben');
    await page.goto(`${county.address}/l/harlow/imports`);
    const buffer = Buffer.from('Company;City\nQuiet Press;Alder Falls\n', 'utf16le');
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'press.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Read the file' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Bring it in', exact: true }).click();
    await expect(async () => {
      await page
        .getByRole('link', { name: 'Refresh' })
        .click({ timeout: 500 })
        .catch(() => {});
      await expect(page.getByText('Brought in', { exact: true })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Undo the whole import' }).click();
    await expect(page.getByText('The import is being undone.')).toBeVisible();
  });
});
