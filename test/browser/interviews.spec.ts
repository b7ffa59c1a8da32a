/**
 * A round of interviews from set-up to findings, with the network gone in the middle; and a leader who chooses a time on
 * an old phone.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, follow, type Program, signIn, test } from './journey.ts';
import { aMailbox } from './mail-server.ts';
import { end, startCounty } from './program.ts';

const SAID = 'Nobody drives the old men to anything after six';

async function setUp(page: Page, county: Program, name: string): Promise<string> {
  await page.goto(`${county.address}/l/harlow/interview-rounds/new`);
  await page.getByLabel('Name of the round').fill(name);
  await page.getByLabel('What you want to find out').fill('Who is left out?');
  await page.getByLabel('Kofi Mensah').check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Set up the round' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return page.url();
}

async function addLeader(page: Page, round: string, name: string, email = ''): Promise<string> {
  await page.goto(`${round}/people/new`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add to the round' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return page.url();
}

const answer = (page: Page) => page.getByLabel(/Who gets left out/);
const state = (page: Page) => page.locator('[data-save-state]');

/** As the browser has it when the train enters a tunnel. */
async function withoutNetwork(context: BrowserContext, work: () => Promise<void>): Promise<void> {
  await context.setOffline(true);
  await work();
  await context.setOffline(false);
}

test('a round goes from set-up to findings, with the network gone in the middle and two devices on one interview', async ({
  page,
  context,
  browser,
  county,
}) => {
  await signIn(page, county, 'ben');
  const round = await setUp(page, county, 'Autumn round');
  const leader = await addLeader(page, round, 'Lena Quindicular');

  // In the hand, as it is on the road.
  const desk = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${leader}/hold`);
  await expect(page.getByText('You can go on without a network')).toBeVisible();
  await page.getByLabel('May be quoted, with the name').check();
  await expect(state(page)).toHaveText('Saved');
  await expectNoSidewaysScroll(page);

  await withoutNetwork(context, async () => {
    await answer(page).fill('Nobody drives the old men');
    await expect(state(page)).toContainText('Not yet sent');
    await page.reload();
    await expect(answer(page)).toHaveValue('Nobody drives the old men');
    await expect(page.getByText('There is no network')).toBeVisible();
    await answer(page).fill(SAID);
    await expect(state(page)).toContainText('Not yet sent');

    const other = await browser.newPage();
    await signIn(other, county, 'kofi');
    await other.goto(`${leader}/hold`);
    await answer(other).fill('The mothers on second shift');
    await expect(state(other)).toHaveText('Saved');
    await other.context().close();
  });
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(state(page)).toHaveText('Saved');
  await expect(page.locator('.others')).toContainText(['', '', '', '', 'Kofi Mensah']);
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('draft ')));
  await expect.poll(drafts).toEqual([]);

  await page.goto(`${leader}/hold`);
  await expect(page.getByText('Two people or devices wrote this')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save and finish' }).click();
  await expect(page.locator('.notice')).toContainText('Thank them within two days');
  for (const words of [SAID, 'The mothers on second shift']) await expect(page.getByText(words)).toBeVisible();

  await page.setViewportSize(desk);
  await markIt(page, round, leader);
  await writeFindings(page, round);
  const address = await page.locator('main a[href*="/l/harlow/findings/"]').getAttribute('href');
  const anybody = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 320, height: 570 } });
  await anybody.goto(address ?? '');
  await expect(anybody.getByText(SAID)).toBeVisible();
  await expect(anybody.getByText('Lena Quindicular')).toBeVisible();
  await expectNoSidewaysScroll(anybody);
  await follow(anybody, anybody.getByRole('link', { name: 'Español' }));
  await expect(anybody.getByText('A quién se preguntó')).toBeVisible();

  await page.goto(`${leader}/consent`);
  await page.getByLabel('Notes only: nothing is quoted').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await anybody.reload();
  await expect(anybody.getByText(SAID)).toHaveCount(0);
  await expect(anybody.getByText('Lena Quindicular')).toHaveCount(0);
});

/** With the mouse, and once more with the keyboard alone. */
async function markIt(page: Page, round: string, leader: string): Promise<void> {
  await page.goto(`${round}/themes`);
  await page.getByLabel('Theme', { exact: true }).fill('Being alone');
  await page.getByRole('button', { name: 'Add the theme' }).click();
  await expect(page.getByRole('link', { name: 'Being alone' })).toBeVisible();

  await page.goto(`${leader}/passages`);
  const text = page.locator('[data-passages]').first();
  await text.evaluate((element, words) => {
    const node = [...element.childNodes].find((each) => each.textContent?.includes(words)) as Text;
    const start = node.data.indexOf(words);
    document.getSelection()?.setBaseAndExtent(node, start, node, start + words.length);
  }, SAID);
  await expect(page.getByLabel('Words', { exact: true })).toHaveValue(SAID);
  await page.getByRole('checkbox', { name: 'Being alone' }).check();
  await page.getByRole('button', { name: 'Mark the words' }).click();
  await expect(page.locator('.marked mark')).toHaveText(new RegExp(SAID));
  await expectAccessible(page);

  await page.getByText('Select with the keyboard').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('[data-select]').first()).toBeFocused();
  await page.keyboard.press('Control+Home');
  for (let n = 0; n < 6; n++) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByLabel('Words', { exact: true })).toHaveValue(/^.{6}$/);
  await page.getByRole('checkbox', { name: 'Being alone' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Mark the words' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.marks li')).toHaveCount(2);
}

async function writeFindings(page: Page, round: string): Promise<void> {
  await page.goto(`${round}/findings`);
  await expect(page.getByText('1 of 1 leader').first()).toBeVisible();
  await follow(page, page.getByRole('link', { name: 'Write the findings' }));
  await page.getByLabel('What happens next').fill('We open until eight.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await follow(page, page.getByRole('link', { name: 'Put on a public page' }));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Put on a public page' }).click();
  await expect(page.getByText('Anyone can read these findings here:')).toBeVisible();
  const [pdf, word] = await Promise.all(['pdf', 'docx'].map((end) => page.request.get(`${round}/findings.${end}`)));
  expect([pdf?.headers()['content-type'], word?.status()]).toEqual(['application/pdf', 200]);
  // On paper it says whose and of which round it is, and has nothing to press.
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.on-paper')).toContainText('Harlow County Library · Autumn round');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
}

test('what is chosen last is what stands, also while the first is on its way, and a refusal is said', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'ben');
  const round = await setUp(page, county, 'Winter round');
  const leader = await addLeader(page, round, 'Otto Lind');
  await page.goto(`${leader}/hold`);
  await expect(page.getByText('You can go on without a network')).toBeVisible();
  await page.route('**/answers', async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  const sent = page.waitForRequest('**/answers');
  await page.getByLabel('May be quoted, with the name').check();
  await sent;
  await page.getByLabel('No interview, no notes').check();
  await expect(state(page)).toHaveText('Saved');
  await answer(page).fill('Call again in spring');
  await expect(state(page)).toContainText('nothing can be written down');
  await page.getByRole('button', { name: 'Save and finish' }).click();
  await expect(page.getByText('They said no, so nothing can be written down.').first()).toBeVisible();
  await expect(answer(page)).toHaveValue('Call again in spring');
  await page.goto(`${leader}/consent`);
  await expect(page.getByLabel('No interview, no notes')).toBeChecked();
});

test('what comes back from the device takes no place of what a colleague wrote meanwhile', async ({
  page,
  browser,
  county,
}) => {
  await signIn(page, county, 'ben');
  const round = await setUp(page, county, 'Summer round');
  const leader = await addLeader(page, round, 'Ida Voss');
  await page.goto(`${leader}/hold`);
  await page.getByLabel('May be quoted, with the name').check();
  await expect(state(page)).toHaveText('Saved');
  await page.route('**/answers', (route) => route.abort('internetdisconnected'));
  await answer(page).fill('Mine, from the road');
  await expect(state(page)).toContainText('Not yet sent');
  await page.goto(leader);

  const other = await browser.newPage();
  await signIn(other, county, 'kofi');
  await other.goto(`${leader}/hold`);
  await answer(other).fill('Theirs, from the desk');
  await expect(state(other)).toHaveText('Saved');
  await other.context().close();

  await page.unroute('**/answers');
  await page.goto(`${leader}/hold`);
  await expect(answer(page)).toHaveValue('Mine, from the road');
  await expect(page.locator('.others').getByText('Theirs, from the desk')).toBeVisible();
  await expect(state(page)).toHaveText('Saved');
  await page.getByRole('button', { name: 'Save for now' }).click();
  await expect(page.getByText('Two people or devices wrote this')).toBeVisible();
  for (const words of ['Mine, from the road', 'Theirs, from the desk'])
    await expect(page.locator('blockquote').getByText(words)).toBeVisible();
});

test('whoever asks no more still reads what they wrote, and then nothing of it is left', async ({
  page,
  browser,
  county,
}) => {
  const ben = await browser.newPage();
  await signIn(ben, county, 'ben');
  const round = await setUp(ben, county, 'Closed round');
  const leader = await addLeader(ben, round, 'Uma Thorne');
  await signIn(page, county, 'kofi');
  await page.goto(`${leader}/hold`);
  await expect(page.getByText('You can go on without a network')).toBeVisible();
  await page.route('**/answers', (route) => route.abort('internetdisconnected'));
  await answer(page).fill('Only on this phone');
  await expect(state(page)).toContainText('Not yet sent');

  await ben.goto(`${round}/edit`);
  await ben.getByLabel('Kofi Mensah').uncheck();
  await ben.getByRole('button', { name: 'Save' }).click();
  await expect(ben.getByText('Saved.', { exact: true })).toBeVisible();
  await ben.context().close();

  await page.unroute('**/answers');
  await page.goto(`${leader}/hold`);
  await expect(answer(page)).toHaveValue('Only on this phone');
  await expect(state(page)).toContainText('you no longer ask in this round');
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${leader}/hold`);
  await expect(page.getByRole('heading', { level: 1, name: 'This is not open to you' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
});

test('a device that can keep nothing does not say that it does', async ({ page, county }) => {
  await signIn(page, county, 'ben');
  const round = await setUp(page, county, 'Full round');
  const leader = await addLeader(page, round, 'Nell Ames');
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
  });
  await page.route('**/answers', (route) => route.abort('internetdisconnected'));
  await page.goto(`${leader}/hold`);
  const tried = page.waitForRequest('**/answers');
  await answer(page).fill('Nowhere but here');
  await tried;
  await expect(state(page)).toHaveAttribute('data-state', 'full');
  await page.waitForRequest('**/answers');
  await expect(state(page)).toHaveAttribute('data-state', 'full');
  await page.unroute('**/answers');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(state(page)).toHaveText('Saved');
});

test('signing out asks about what was not sent, and leaves nothing on the device', async ({
  page,
  context,
  county,
}) => {
  await signIn(page, county, 'thu');
  await page.goto(`${county.address}/l/harlow/interview-rounds`);
  await follow(page, page.getByRole('link', { name: 'New in Harlow' }));
  await follow(page, page.getByRole('link', { name: 'Grace Oyelaran' }));
  await follow(page, page.getByRole('link', { name: 'Begin the interview' }));
  await expect(page.getByText('You can go on without a network')).toBeVisible();
  // Also once there is a network again nothing arrives.
  await page.route('**/answers', (route) => route.abort('internetdisconnected'));
  await withoutNetwork(context, async () => {
    await page.locator('textarea').first().fill('Only here');
    await expect(state(page)).toContainText('Not yet sent');
  });

  await page.goto(`${county.address}/sign-out`);
  await expect(page.getByText('There is text on this device that was not sent yet')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Delete it and sign out')).toBeFocused();
  await page.getByLabel('Delete it and sign out').check();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  const left = () =>
    page.evaluate(async () => [
      ...Object.keys(localStorage).filter((name) => name.startsWith('draft ')),
      ...(await caches.keys()),
      ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    ]);
  await expect.poll(left).toEqual([]);
});

test('a leader chooses a time on a phone without script, and asks for another', async ({ browser }) => {
  const mailbox = await aMailbox();
  const county = await startCounty({ SMTP_URL: mailbox.url });
  try {
    const page = await browser.newPage();
    await signIn(page, county, 'ben');
    const round = await setUp(page, county, 'Spring round');
    const leader = await addLeader(page, round, 'Lena Ruiz', 'lena@example.org');
    await follow(page, page.getByRole('link', { name: 'Invite' }));
    for (const [at, day] of ['2031-03-04', '2031-03-10', '2031-03-11'].entries()) {
      await page.getByLabel(`Day ${at + 1}`).fill(day);
      await page.getByLabel(`Time ${at + 1}`).fill('14:30');
    }
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1);
    const [link = ''] = mailbox.mails[0]?.text.match(/http:\/\/\S+/) ?? [];

    const lena = await browser.newPage({ viewport: { width: 320, height: 570 }, javaScriptEnabled: false });
    await lena.goto(link);
    await lena.getByLabel('Mar 10, 2031, 2:30 PM').check();
    await expectNoSidewaysScroll(lena);
    await lena.getByRole('button', { name: 'Choose this time' }).click();
    await expect(lena.getByText('We talk on Mar 10, 2031')).toBeVisible();
    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(3);
    expect(mailbox.mails.slice(1).map(({ to }) => to.join())).toContain('lena@example.org');

    await lena.getByText('Another time suits me better').click();
    await lena.getByLabel('When would it suit you?').fill('Any Thursday after three');
    await lena.getByRole('button', { name: 'Send' }).click();
    await page.goto(leader);
    await expect(page.getByText('Any Thursday after three')).toBeVisible();
  } finally {
    await end(county);
    await mailbox.close();
  }
});
