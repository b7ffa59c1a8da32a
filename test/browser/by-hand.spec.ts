/** For those who use no mouse, and those whose browser leaves the style sheets out. */
import { expect, signIn, test } from './journey.ts';

test('by keys alone one finds a partner, writes a note, starts a worksheet, rates and hands in', async ({
  page,
  county,
}) => {
  /** Goes on by Tab until something of this name has the focus. */
  const tabTo = async (name: RegExp) => {
    for (let step = 0; step < 250; step++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const at = document.activeElement;
        const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : null;
        return (at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '').trim();
      });
      if (name.test(focused)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  const enter = async () => {
    const address = page.url();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== address);
    await page.waitForLoadState();
  };

  await page.goto(`${county.address}/sign-in`);
  await tabTo(/E-mail/);
  await page.keyboard.type('ben@harlow.example.org');
  await tabTo(/Password/);
  await page.keyboard.type(county.password);
  await enter();

  await page.keyboard.press('/');
  await page.keyboard.type('food bank');
  await enter();
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.hits li a').first()).toBeFocused();
  await enter();
  await expect(page.locator('h1')).toContainText('Food Bank');
  // The head has one of its own; this is the partner's.
  await tabTo(/^Review$/);
  await tabTo(/^Log$/);
  await enter();
  await tabTo(/^In person/);
  await page.keyboard.press('Space');
  await tabTo(/^What was said or done/);
  await page.keyboard.type('Said without a mouse');
  await tabTo(/^Save/);
  await enter();
  await expect(page.getByText('Said without a mouse')).toBeVisible();

  await page.goto(`${county.address}/l/harlow/worksheets/new`);
  await tabTo(/^Purpose/);
  await page.keyboard.type('By keys');
  await tabTo(/^Alder Falls Chamber/);
  await page.keyboard.press('Space');
  await tabTo(/^Alder Falls Parks/);
  await page.keyboard.press('Space');
  await tabTo(/^Start a worksheet/);
  await enter();
  await tabTo(/^1$/);
  await page.keyboard.type('43'.repeat(20));
  await expect(page.locator('.cell input:checked')).toHaveCount(40);
  await tabTo(/^Check and hand in/);
  await enter();
  await tabTo(/^Hand in/);
  await enter();
  await expect(page.getByText('Handed in. The ratings count from now on.')).toBeVisible();
});

test('without style sheets a page reads in order: where one is, what it is, what it holds; and its forms work', async ({
  page,
  county,
}) => {
  await page.route('**/*.css', (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await signIn(page, county, 'ben');
  for (const path of ['', '/partners', '/people', '/worksheets', '/gaps', '/leads', '/imports', '/more']) {
    await page.goto(`${county.address}/l/harlow${path}`);
    const order = await page.evaluate(() => {
      const at = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top ?? Number.NaN;
      return ['.skip', 'header', 'main', 'h1', 'footer.bottom'].map(at);
    });
    expect([path, order.every((top, n) => n === 0 || top >= (order[n - 1] ?? 0))]).toEqual([path, true]);
  }
  await page.goto(`${county.address}/l/harlow/partners`);
  await page.locator('select[name=stage]').selectOption('active');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.locator('.list tbody th a').first().click();
  await expect(page.locator('h1')).toBeVisible();
});

test('one more phone begins empty: what was said of the one above is not said of it', async ({ page, county }) => {
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/l/harlow/partners?q=millrace+fiber`);
  await page.locator('.list tbody th a').first().click();
  await page.goto(`${page.url()}/edit`);
  await expect(page.getByText('+13035550151 is shown as (303) 555-0151.')).toBeVisible();
  await page.getByRole('button', { name: 'Add another phone' }).click();

  await expect(page.locator('[name="phones.1.number"]')).toHaveValue('');
  await expect(page.getByText('+13035550151 is shown as (303) 555-0151.')).toHaveCount(1);
});
