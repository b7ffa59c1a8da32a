/** axe on every page, in both themes, wide and narrow, in both languages: no violation. The pages are found by following the program's own links. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, type Program, signIn, test } from './journey.ts';

/** One address of every kind: ids are folded, so that each page is looked at once. */
async function everyPage(page: Page, county: Program): Promise<string[]> {
  const kinds = new Map<string, string>();
  const waiting = ['/l/harlow', '/account', '/libraries', '/about'];
  while (waiting.length > 0 && kinds.size < 80) {
    const path = waiting.shift() ?? '';
    const kind = path
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
      .replace(/\?.*/, '')
      .replace(/raise\/\w+/, 'raise/:code');
    if (kinds.has(kind) || /\.(pdf|csv|xlsx|vcf|json|zip)|sign-out|mailto|tel:/.test(path)) continue;
    kinds.set(kind, path);
    await page.goto(county.address + path);
    const links = await page.$$eval('main a[href^="/"], header a[href^="/"], footer a[href^="/"]', (all) => all.map((link) => link.getAttribute('href') ?? ''));
    waiting.push(...links);
  }
  return [...kinds.values()];
}

for (const { who, theme, width } of [
  { who: 'ana', theme: 'light', width: 1280 },
  { who: 'ana', theme: 'dark', width: 320 },
  { who: 'marisol', theme: 'dark', width: 1280 },
  { who: 'kofi', theme: 'light', width: 768 },
] as const) {
  test(`every page that ${who} reaches, ${theme}, ${width} pixels wide`, async ({ page, county }) => {
    test.setTimeout(240_000);
    await signIn(page, county, who);
    const pages = await everyPage(page, county);
    expect(pages.length).toBeGreaterThan(18);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    for (const path of pages) {
      await page.goto(county.address + path);
      await expectAccessible(page);
      if (width === 320) await expectNoSidewaysScroll(page);
    }
  });
}

test('the pages before signing in, and a form that comes back with errors', async ({ page, county, fresh }) => {
  for (const path of ['/sign-in', '/password-reset', '/password-reset-code', '/about', '/l/harlow/invitations', '/nothing-here']) {
    await page.goto(county.address + path);
    await expectAccessible(page);
  }
  const closed = await page.goto(`${fresh.address}/setup`);
  if (closed?.status() === 200) await expectAccessible(page);
  await signIn(page, county, 'ana');
  await page.goto(`${county.address}/l/harlow/partners/new`);
  await page.getByRole('button', { name: 'Add a partner' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expectAccessible(page);
});
