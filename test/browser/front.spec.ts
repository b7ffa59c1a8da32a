/**
 * What a librarian does most, counted: screens that were loaded, and actions (presses and choices) beside typing. What
 * the program promises here are upper bounds.
 */
import type { Page } from '@playwright/test';
import { Counted } from './counted.ts';
import { expect, type Program, signIn, test } from './journey.ts';

/** Opens a library of its own and invites Lee, whose way in is the code that the page says. */
async function aLibraryOfTwo(page: Page, fresh: Program): Promise<{ lee: Page; base: string }> {
  await page.goto(fresh.address + fresh.setup);
  await page.goto(`${page.url().split('?')[0]}/library?name=Elm+Library`);
  await page.getByLabel('Your name').fill('Kim Doe');
  await page.getByLabel('E-mail address').fill('kim@example.org');
  await page.getByLabel('New password').fill('a few words in a row');
  await page.getByRole('button', { name: 'Open the library' }).click();
  await page.waitForURL(/\/l\//);
  const base = page.url();
  await page.goto(`${base}/members`);
  await page.getByLabel('E-mail address').fill('lee@example.org');
  await page.locator('select[name=role]').selectOption('contributor');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.goto(`${base}/mail`);
  const mails = await page.locator('main').textContent();
  const context = await page.context().browser()?.newContext();
  const lee = (await context?.newPage()) as Page;
  await lee.goto(/https?:\S+\/invitations\/\S+/.exec(mails ?? '')?.[0] ?? '');
  await lee.getByLabel('Your name').fill('Lee');
  await lee.getByLabel('New password').fill('other words in a row');
  await lee.locator('main button[type=submit]').first().click();
  await lee.waitForURL(/\/l\/[^/]+$/);
  return { lee, base };
}

/** By the keys alone: the first cell, then a digit for each. */
async function rateByKeys({ page }: Counted, digits: string): Promise<void> {
  await page.locator('.cell input').first().focus();
  await page.keyboard.type(digits);
  await expect(page.locator('.cell input:checked')).toHaveCount(40);
}

test('from an empty library to the printed comparison of two partners by two raters: 8 screens, 60 actions', async ({
  page,
  fresh,
}) => {
  const { lee, base } = await aLibraryOfTwo(page, fresh);
  await page.goto(base);

  const kim = new Counted(page);
  await kim.press('Compare two partners', 'link');
  await page.getByLabel('Purpose').fill('Evening classes');
  await page.getByLabel('Partners who are not on your list yet').fill('Elm Food Bank\nRiver Grange');
  await kim.check(/^Lee/);
  await kim.press('Start a worksheet');
  await expect(page).toHaveURL(/\/rate/);
  await rateByKeys(kim, '43'.repeat(20));
  await kim.press('Check and hand in');
  await kim.press('Hand in');
  await expect(page.getByText('Handed in. The ratings count from now on.')).toBeVisible();

  // Lee comes by the link of the mail, to the first factor.
  const other = new Counted(lee);
  await lee.goto(`${page.url().split('#')[0]}/rate`);
  await rateByKeys(other, '42'.repeat(20));
  await other.press('Check and hand in');
  await other.press('Hand in');
  await other.press('One-page brief', 'link');
  const pdf = await lee.request.get(`${lee.url()}.pdf`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  await expect(lee.locator('.say')).toContainText('Elm Food Bank leads on');

  expect(kim.screens + other.screens).toBeLessThanOrEqual(8);
  expect(kim.actions + other.actions).toBeLessThanOrEqual(60);
  await lee.context().close();
});

test('a person is found by the last four digits of a phone in two actions, and the arrow keys walk there', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'ben');
  const ben = new Counted(page);
  await ben.key('/');
  await page.keyboard.type('0152');
  await ben.key('Enter');

  await expect(page.getByRole('link', { name: 'Guadalupe Fierro' })).toBeVisible();
  expect(ben.actions).toBe(2);
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.hits li a').first()).toBeFocused();
});

test('"/" can be turned off on a device, and on again', async ({ page, county }) => {
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/help`);
  await page.getByRole('button', { name: 'Do not use / to search on this device' }).click();
  await page.goto(`${county.address}/l/harlow`);
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await expect(page.locator('#seek')).not.toBeFocused();

  await page.goto(`${county.address}/help`);
  await page.getByRole('button', { name: 'Use / to search on this device' }).click();
  await page.keyboard.press('/');
  await expect(page.locator('#seek')).toBeFocused();
});

test('thirty partners are changed together, and back by one press', async ({ page, county }) => {
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/l/harlow/partners`);
  const owners = () => page.locator('.list tbody tr td:nth-of-type(4)').allTextContents();
  const before = await owners();

  const ben = new Counted(page);
  await page.locator('td.box input').first().click();
  await page
    .locator('td.box input')
    .nth(29)
    .click({ modifiers: ['Shift'] });
  await expect(page.locator('td.box input:checked')).toHaveCount(30);
  await page.locator('.choose-bar').getByRole('button', { name: 'Owner' }).click();
  await expect(page.getByRole('heading', { name: '30 partners' })).toBeVisible();
  await page.getByLabel('Staff owner').selectOption({ label: 'Kofi Mensah' });
  await page.getByRole('button', { name: 'Change 30 partners' }).click();
  await expect(page.locator('.notice')).toContainText('partners changed.');
  await expect.poll(async () => new Set((await owners()).slice(0, 30))).toEqual(new Set(['Kofi Mensah']));

  await page.locator('.notice').getByRole('button', { name: /Undo/ }).click();
  await expect(page.locator('.notice')).toContainText('Undone for those that nobody changed since');
  await page.goto(`${county.address}/l/harlow/partners`);
  await expect.poll(owners).toEqual(before);
  expect(ben.screens).toBeLessThanOrEqual(6);
});

test('a view that is kept for the library is above the list of a colleague', async ({ page, browser, county }) => {
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/l/harlow/partners?stage=talking`);
  await page.getByRole('link', { name: 'Keep this view' }).click();
  await page.getByLabel('Name of the view').fill('In talks');
  await page.getByLabel(/My library’s/).check();
  await page.getByRole('button', { name: 'Keep this view' }).click();
  await expect(page.locator('.views [aria-current=page]')).toContainText('In talks');

  const thu = await (await browser.newContext()).newPage();
  await signIn(thu, county, 'thu');
  await thu.goto(`${county.address}/l/harlow/partners`);
  await thu.getByRole('link', { name: 'In talks' }).click();
  await expect(thu).toHaveURL(/stage=talking/);
  await thu.context().close();
});

test('the way back from a record leads to the row in the list as it was filtered', async ({ page, county }) => {
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/l/harlow/partners?stage=active&sort=owner`);
  await page.locator('.list tbody th a').nth(3).click();
  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Partners' }).click();

  await expect(page).toHaveURL(/partners\?stage=active&sort=owner#row-/);
});

test.describe('on a phone, without script', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 375, height: 700 } });

  test('three partners are rated part by part, and what is answered is counted over all parts', async ({
    page,
    county,
  }) => {
    await signIn(page, county, 'ben');
    await page.goto(`${county.address}/l/harlow/worksheets/new`);
    await page.getByLabel('Purpose').fill('On the bus');
    for (const at of [5, 6, 7]) await page.locator('[name=partners]').nth(at).check();
    await page.getByRole('button', { name: 'Start a worksheet' }).click();
    for (let part = 0; part < 6; part++) {
      const shown = page.locator('.rate-part:visible').filter({ has: page.locator('.cell:visible') });
      for (const cell of await page.locator('.cell').all())
        if (await cell.isVisible()) await cell.getByLabel('3', { exact: true }).check();
      const next = page.locator('.next-part a:visible');
      if ((await next.count()) > 0) await next.first().click();
      await expect(shown).not.toHaveCount(0);
    }
    const counted = await page
      .locator('.answered')
      .evaluate((at) => getComputedStyle(at, '::before').getPropertyValue('content'));
    expect(counted).toContain('counter(answered)');
    await page.getByRole('button', { name: 'Check and hand in' }).click();
    await page.getByRole('button', { name: 'Hand in', exact: true }).click();
    await expect(page.getByText('Handed in. The ratings count from now on.')).toBeVisible();
  });

  test('the way to call is on the first screen of a partner', async ({ page, county }) => {
    await signIn(page, county, 'ben');
    await page.goto(`${county.address}/l/harlow/partners?q=food+bank`);
    await page.locator('.list tbody th a').first().click();

    const call = page.getByRole('link', { name: /^Call / });
    await expect(call).toBeInViewport();
  });
});

test('a list has fifteen rows on a desk’s screen, under a head that stays', async ({ page, county }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/l/harlow/partners`);
  const rows = await page.locator('.list tbody tr').all();
  const seen = await Promise.all(
    rows.slice(0, 30).map(async (row) => ((await row.boundingBox())?.y ?? 999) + 24 < 900),
  );
  expect(seen.filter(Boolean).length).toBeGreaterThanOrEqual(15);

  await page.mouse.wheel(0, 900);
  await expect(page.locator('.list thead th').first()).toBeInViewport();
});
