/**
 * From a decided worksheet to an approved proposal with goals and a grid that both partners accepted: the way that is a
 * Word file and a mailbox today. The partners have a phone without script, and no account.
 */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, follow, type Program, signIn, test } from './journey.ts';
import { aMailbox } from './mail-server.ts';
import { end, startCounty } from './program.ts';

const at = (county: Program, path: string) => `${county.address}/l/harlow${path}`;

async function beginInitiative(page: Page, county: Program): Promise<void> {
  await page.goto(at(county, '/worksheets?state=decided'));
  await follow(page, page.getByRole('link', { name: /Digital skills for job seekers/ }).first());
  await follow(page, page.getByRole('link', { name: 'Begin an initiative with it' }));
  await page.getByLabel('Who is better off, and how').fill('People who lost work apply online by themselves.');
  await page.getByLabel('The need, in a few words').fill('computer skills classes');
  await page.getByRole('button', { name: 'Look who does this already' }).click();
  await expect(page.getByRole('heading', { name: 'Before you save: who already does this here?' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save the initiative' }).first().click();
  await expect(page.getByText('The initiative is saved.')).toBeVisible();
  await expect(page.getByText(/Worksheet: chosen/)).toBeVisible();
}

/** The partners come along from the initiative. */
async function writeProposal(page: Page): Promise<string> {
  await follow(page, page.getByRole('link', { name: 'Write a proposal' }));
  await page.getByLabel('What it is called').fill('Lab evenings');
  await page.getByLabel('How will you know?').fill('Applications sent are counted.');
  await page.getByLabel('Sponsorship').check();
  await page.getByLabel('What the library does').fill('Opens the lab on Tuesdays');
  await page.getByLabel('What the partner does').fill('Sends teachers');
  await page.locator('summary', { hasText: 'Money that one side gives' }).click();
  await page.getByLabel('How many dollars').fill('-5');
  await page.getByRole('button', { name: 'Save the proposal' }).click();
  await expect(page.getByText('Money cannot be less than nothing').first()).toBeVisible();
  await page.getByLabel('How many dollars').fill('1,500');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save the proposal' }).click();
  await expect(page.getByText('The proposal is saved.')).toBeVisible();
  return page.url();
}

async function answerPolicy(page: Page): Promise<void> {
  await follow(page, page.getByRole('link', { name: 'Answer what the policy asks' }));
  await page.getByLabel('Where is the letter of agreement?').fill('In the folder of 2026');
  const conflict = page.getByRole('group', { name: /gain from it/ });
  await conflict.getByLabel('no').check();
  const neutral = page.getByLabel(/How do we stay neutral/);
  if ((await neutral.count()) > 0) await neutral.fill('No candidate is asked.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
}

async function handIn(page: Page, proposal: string): Promise<void> {
  await page.goto(`${proposal}/submission`);
  await page.getByLabel('Step 1: who approves').selectOption({ label: 'Ana Beltrán' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hand in for approval' }).click();
  await expect(page.getByText('It is handed in.')).toBeVisible();
}

/** In whichever language they read. */
async function giveWord(page: Page, county: Program, word: 'approved' | 'changes', comment = ''): Promise<void> {
  await page.goto(at(county, ''));
  await follow(page, page.locator('main a[href*="/approvals/"]', { hasText: 'Lab evenings' }).first());
  await page.locator(`input[value=${word}]`).check();
  await page.locator('textarea[name=comment]').fill(comment);
  await expectAccessible(page);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/proposals\//);
}

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function addRow(page: Page, proposal: string, what: string, side: string): Promise<void> {
  await page.goto(`${proposal}/responsibilities/new`);
  await page.getByLabel('To be done').fill(what);
  await page.locator('fieldset').first().getByLabel('Part').selectOption('told');
  const group = page.getByRole('group', { name: side });
  await group.getByLabel('Part').selectOption('does');
  await group.getByLabel('Who').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Save the row' }).click();
  await expect(page.getByRole('link', { name: what })).toBeVisible();
}

test('from a decided worksheet to a grid that two partners accepted, with changes asked for and a deputy', async ({
  browser,
}) => {
  test.slow();
  const mailbox = await aMailbox();
  const county = await startCounty({ SMTP_URL: mailbox.url });
  try {
    const ben = await browser.newPage();
    await signIn(ben, county, 'ben');
    await beginInitiative(ben, county);
    const proposal = await writeProposal(ben);
    await answerPolicy(ben);
    await handIn(ben, proposal);

    const ana = await (await browser.newContext()).newPage();
    await signIn(ana, county, 'ana');
    await giveWord(ana, county, 'changes', 'How many evenings?');
    await ben.goto(`${proposal}/edit`);
    await ben.getByLabel('What the library does').fill('Opens the lab on ten Tuesdays');
    await ben.getByRole('button', { name: 'Save' }).click();
    await handIn(ben, proposal);
    await ben.goto(`${proposal}/versions/2`);
    await expect(ben.getByRole('cell', { name: 'Opens the lab on Tuesdays' })).toBeVisible();
    await expectAccessible(ben);

    // Ana is away: whoever acts for her gives her word; the director's step that the policy asks for is hers as well.
    await ana.goto(at(county, '/absences'));
    await ana.getByLabel('Last day away').fill(dayFromNow(3));
    await ana.getByLabel('Who acts for them').selectOption({ label: 'Marisol Quintanar' });
    await ana.getByRole('button', { name: 'Save' }).click();
    await expect(ana.getByText('Marisol Quintanar acts for them')).toBeVisible();
    const marisol = await (await browser.newContext()).newPage();
    await signIn(marisol, county, 'marisol');
    await giveWord(marisol, county, 'approved', 'Bien');
    await giveWord(marisol, county, 'approved');
    await ben.goto(proposal);
    await expect(ben.locator('main .state-approved')).toBeVisible();
    await expect(ben.getByText('Marisol Quintanar for Ana Beltrán, who was away').first()).toBeVisible();

    await follow(ben, ben.getByRole('link', { name: 'Set a goal' }));
    await ben.getByLabel('What is measured').fill('Applications sent');
    await ben.getByLabel('Where it is now').fill('0');
    await ben.getByLabel('Where that is from').fill('Nobody counted before');
    await ben.getByLabel('Where it is to be').fill('200');
    await ben.getByLabel('By when').fill(dayFromNow(180));
    await ben.getByRole('button', { name: 'Save the goal' }).click();
    await expect(ben.locator('.state-unknown')).toBeVisible();
    await ben.goto(proposal);
    await expect(ben.locator('main .state-approved')).toBeVisible();
    await expect(ben.locator('main .state-changed')).toHaveCount(0);

    await acceptedByBoth(ben, { proposal, mailbox, browser });
    await orphaned(ben, { county, proposal });
  } finally {
    await end(county as Awaited<ReturnType<typeof startCounty>>);
    await mailbox.close();
  }
});

type Sent = {
  proposal: string;
  mailbox: Awaited<ReturnType<typeof aMailbox>>;
  browser: import('@playwright/test').Browser;
};

async function acceptedByBoth(ben: Page, { proposal, mailbox, browser }: Sent): Promise<void> {
  await ben.goto(`${proposal}/sides`);
  for (const side of await ben.getByLabel('Who speaks for them').all()) await side.selectOption({ index: 1 });
  await ben.getByLabel('What the library hopes to get').fill('Evening visitors');
  await expectAccessible(ben);
  await ben.getByRole('button', { name: 'Save' }).click();
  await addRow(ben, proposal, 'Send two teachers', 'Alder Falls Community College');
  await addRow(ben, proposal, 'Bring the laptops', 'Harlow Workforce Center');
  await expectAccessible(ben);
  const before = mailbox.mails.length;
  await follow(ben, ben.getByRole('link', { name: 'Send it to the partners' }));
  await expect(ben.getByText(/Asked to accept their part/)).toBeVisible();
  await ben.getByRole('button', { name: 'Send' }).click();
  await expect(ben.getByText('It is sent.')).toBeVisible();
  await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(before + 2);

  for (const mail of mailbox.mails.slice(before)) {
    const link = mail.text.match(/http:\/\/\S+\/guest\/grid\/\S+/)?.[0] ?? '';
    const phone = await browser.newPage({ viewport: { width: 320, height: 570 }, javaScriptEnabled: false });
    await phone.goto(link);
    await expectNoSidewaysScroll(phone);
    await phone.getByRole('button', { name: 'I accept our part' }).click();
    await expect(phone.getByRole('status')).toContainText('You accepted it');
    await phone.close();
  }
  await ben.goto(`${proposal}/responsibilities`);
  await expect(ben.getByText(/: accepted/)).toHaveCount(2);
  await ben.getByRole('button', { name: 'Make tasks of it now' }).click();
}

/** Whoever is named for the first partner leaves it. */
async function orphaned(ben: Page, { county, proposal }: { county: Program; proposal: string }): Promise<void> {
  await ben.goto(`${proposal}/responsibilities`);
  const row = ben.getByRole('row', { name: /Send two teachers/ });
  const cells = row.getByRole('cell');
  const named = (await cells.allInnerTexts()).find((text) => text.startsWith('does it')) ?? '';
  const [, person = ''] = named.split('\n');
  await ben.goto(at(county, `/people?q=${encodeURIComponent(person)}`));
  await follow(ben, ben.getByRole('link', { name: person }).first());
  await follow(ben, ben.locator('main a[href*="/contacts/"]').first());
  await ben.locator('details', { has: ben.locator('[name=ends_on]') }).evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
  await ben.getByLabel('Until').fill(dayFromNow(-1));
  await ben.getByRole('button', { name: 'Save' }).first().click();
  await expect(ben.getByText('Saved.')).toBeVisible();
  await ben.goto(`${proposal}/responsibilities`);
  await expect(ben.locator('.state-orphaned')).toHaveText('has left: nobody does it');
  await ben.goto(at(county, ''));
  await expect(ben.getByRole('link', { name: 'Send two teachers' })).toBeVisible();
}

test('an initiative prints on two pages, and its parts are read on a phone without script', async ({
  page,
  browser,
  county,
}) => {
  await signIn(page, county, 'ana');
  await page.goto(at(county, '/initiatives'));
  await follow(page, page.getByRole('link', { name: 'Online and ready for work' }));
  await expectAccessible(page);
  const bytes = await page.pdf({ format: 'Letter' });
  expect(bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);

  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  await context.addCookies(await page.context().cookies());
  const phone = await context.newPage();
  for (const path of [
    '/initiatives',
    '/proposals',
    '/initiatives/new?template=newcomers',
    '/policy-rules',
    '/proposals/new',
  ]) {
    await phone.goto(at(county, path));
    await expectNoSidewaysScroll(phone);
  }
});
