/** Keeping in touch: a call is logged in half a minute on a phone, and a partner does their part from a mail. */
import { type Browser, devices, type Page } from '@playwright/test';
import { Counted } from './counted.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, follow, signIn, test } from './journey.ts';
import { aMailbox } from './mail-server.ts';
import { end, startCounty } from './program.ts';

const PHONE = { width: 390, height: 844 };

test.describe('on a phone', () => {
  test.use({ viewport: PHONE });
  const TAPS = 4;

  test('a call is logged from the head in four taps beside typing', async ({ page, county }) => {
    await signIn(page, county, 'ana');
    const ana = new Counted(page);
    await ana.press('Log', 'link');
    await page.getByLabel('With which partner').fill('credit union');
    await ana.choose('Phone');
    await page.getByLabel('What was said or done').fill('They will send a teacher');
    await ana.press('Save');

    await expect(page.locator('.notice')).toContainText('Saved in the log.');
    await expect(page.locator('.timeline').first()).toContainText('They will send a teacher');
    expect(ana.actions).toBeLessThanOrEqual(TAPS);
  });

  test('from a partner’s page in three, and the page says at once who called and when', async ({ page, county }) => {
    await signIn(page, county, 'kofi');
    await page.goto(`${county.address}/l/harlow/partners?q=tamarack`);
    await follow(page, page.locator('.list tbody th a').first());
    const kofi = new Counted(page);
    // The head has one of its own; this one knows the partner.
    kofi.actions++;
    await page.locator('main').getByRole('link', { name: 'Log', exact: true }).click();
    await kofi.choose('Phone');
    await page.getByLabel('What was said or done').fill('Lunchroom on the 12th');
    await kofi.press('Save');

    await expect(page.locator('.now')).toContainText('Kofi Mensah, Millrace Branch · Phone');
    expect(kofi.actions).toBeLessThanOrEqual(TAPS);
  });

  test('and from Today in two', async ({ page, county }) => {
    await signIn(page, county, 'ben');
    const ben = new Counted(page);
    ben.actions++;
    await page.getByLabel('How', { exact: true }).selectOption({ label: 'E-mail' });
    await page.getByLabel('What happened?').fill('Sent the calendar');
    await page.getByLabel('With which partner').fill('fiber coop');
    await ben.press('Log it');

    await expect(page.locator('.timeline').first()).toContainText('Sent the calendar');
    expect(ben.actions).toBeLessThanOrEqual(TAPS);
  });
});

test('a card of the board is moved by its menu, by dragging, and back', async ({ page, county }) => {
  // All of it in sight, so that nothing scrolls under the hand that drags.
  await page.setViewportSize({ width: 2400, height: 3200 });
  await signIn(page, county, 'ben');
  await page.goto(`${county.address}/l/harlow/board`);
  const stage = (name: string) => page.locator('.board-stage', { has: page.getByRole('heading', { name }) });
  const card = stage('Potential').locator('.board-card').first();
  const name = (await card.getByRole('link').textContent()) ?? '';
  await card.locator('summary').click();
  await card.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(stage('Researching').getByRole('link', { name })).toBeVisible();

  await stage('Researching').locator('.board-card', { hasText: name }).dragTo(stage('Contacted').locator('h2'));
  await expect(stage('Contacted').getByRole('link', { name })).toBeVisible();
  await page.locator('.notice').getByRole('button', { name: /Undo/ }).click();
  await expect(page.locator('.notice')).toContainText('Undone');
  await page.goto(`${county.address}/l/harlow/board`);
  await expect(stage('Researching').getByRole('link', { name })).toBeVisible();
});

/** What guards a mailbox: opens everything it finds with scripts on, and follows what the pages link to. */
async function scan(browser: Browser, links: string[]): Promise<void> {
  const scanner = await browser.newPage();
  for (const link of links) {
    await scanner.goto(link);
    await scanner.waitForLoadState('networkidle');
    const further = await scanner
      .locator('a[href], form[action]')
      .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href ?? each.getAttribute('action')));
    for (const address of further) if (address.startsWith('http')) await scanner.goto(address);
  }
  await scanner.close();
}

/** The promise of somebody at the food bank, with the link sent. */
async function sendPromise(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/l/harlow/tasks?q=fridays`);
  await follow(page, page.locator('.list tbody th a').first());
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('The link is on its way.')).toBeVisible();
}

test('a partner ticks off a promise from a mail, on an old phone without script, after a scanner opened all of it', async ({
  browser,
}) => {
  const mailbox = await aMailbox();
  const county = await startCounty({ SMTP_URL: mailbox.url });
  try {
    const staff = await browser.newPage();
    await signIn(staff, county, 'ana');
    await sendPromise(staff, county.address);
    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1);
    const [mail] = mailbox.mails;
    const links = mail?.text.match(/http:\/\/\S+/g) ?? [];
    await scan(browser, links);
    await staff.reload();
    await expect(staff.getByRole('button', { name: 'Done', exact: true })).toBeVisible();

    const phone = await browser.newPage({
      ...devices['Galaxy S5'],
      viewport: { width: 320, height: 570 },
      javaScriptEnabled: false,
    });
    const link = links.find((each) => each.includes('/guest/promise/')) ?? '';
    await phone.goto(link);
    await phone.getByRole('button', { name: 'It is done' }).click();
    await expect(phone.getByRole('status')).toContainText('Thank you.');
    await phone.getByRole('button', { name: 'No, it is not done yet' }).click();
    await phone.locator('summary', { hasText: 'I have a question' }).click();
    await phone.getByLabel('Your question').fill('Which Fridays do you mean?');
    await phone.getByRole('button', { name: 'Send the question' }).click();
    await expect(phone.locator('.asked')).toContainText('Which Fridays do you mean?');

    await staff.goto(`${county.address}/l/harlow`);
    await expect(staff.locator('main')).toContainText('1 question to answer');
    await follow(staff, staff.getByRole('link', { name: /Food Bank/ }).first());
    await staff.getByLabel('Your answer').fill('All of December.');
    await staff.getByRole('button', { name: 'Send the answer' }).click();
    await expect.poll(() => mailbox.mails.at(-1)?.text, { timeout: 20_000 }).toContain('All of December.');

    const desk = await browser.newPage();
    await desk.goto(link);
    await expect(desk.locator('.asked')).toContainText('All of December.');
    await expectAccessible(desk);
    await desk.setViewportSize({ width: 320, height: 640 });
    await expectNoSidewaysScroll(desk);
    await desk.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(desk);
  } finally {
    await end(county as Awaited<ReturnType<typeof startCounty>>);
    await mailbox.close();
  }
});

test('a letter goes to each partner alone, and an answer is filed from the tray on a phone without script', async ({
  browser,
}) => {
  const mailbox = await aMailbox();
  const secret = 'what the mail server knows';
  const comesIn = { COMMON_TABLE_MAIL_IN: 'log@harlow.example.org', COMMON_TABLE_MAIL_IN_SECRET: secret };
  const county = await startCounty({ SMTP_URL: mailbox.url, ...comesIn });
  try {
    const staff = await browser.newPage();
    await signIn(staff, county, 'ben');
    await staff.goto(`${county.address}/l/harlow/partners?q=alder+falls`);
    for (const box of await staff.locator('.list tbody input[type=checkbox]').all()) await box.check();
    await staff.getByRole('button', { name: 'Write to them' }).click();
    await staff.getByLabel('Subject').first().fill('Summer with {library}');
    await staff.getByLabel('Text').first().fill('Dear {person},\n\nwill {partner} read with us?');
    await staff.getByRole('button', { name: 'Keep the draft' }).click();
    await expect(staff.locator('main')).toContainText('gets it');
    await expectAccessible(staff);
    await follow(staff, staff.getByRole('link', { name: 'Send the letter' }));
    await staff.getByRole('button', { name: 'Send the letter' }).click();
    await expect(staff.locator('.notice')).toContainText('The letter is being sent.');

    await expect.poll(() => mailbox.mails.length, { timeout: 30_000 }).toBe(2);
    const [mail, other] = mailbox.mails;
    expect(mail?.subject).toBe('Summer with Harlow County Library');
    expect(mail?.to).toHaveLength(1);
    expect(mail?.text).not.toContain(other?.to[0]);
    const answers = mail?.replyTo.match(/log\+\w+@harlow\.example\.org/)?.[0] ?? '';
    const answer = `From: Somebody <me@private.example>\r\nTo: ${answers}\r\nSubject: Re: Summer\r\n\r\nGladly, on Fridays.`;
    const handed = await fetch(`${county.address}/mail/incoming`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'message/rfc822' },
      body: answer,
    });
    expect(handed.status).toBe(200);

    const phone = await browser.newPage({ viewport: { width: 320, height: 570 }, javaScriptEnabled: false });
    await signIn(phone, county, 'ben');
    const today = async () => {
      await phone.goto(`${county.address}/l/harlow`);
      return phone.locator('main').textContent();
    };
    await expect.poll(today, { timeout: 30_000 }).toContain('1 e-mail to file');
    await follow(phone, phone.getByRole('link', { name: 'Somebody' }));
    await expect(phone.locator('main')).toContainText('Not signed. Anyone can write this sender.');
    await expect(phone.locator('main')).toContainText('Gladly, on Fridays.');
    await expectNoSidewaysScroll(phone);
    await phone.getByRole('button', { name: 'File it' }).click();
    await expect(phone.locator('.timeline').first()).toContainText('Gladly, on Fridays.');
  } finally {
    await end(county as Awaited<ReturnType<typeof startCounty>>);
    await mailbox.close();
  }
});
