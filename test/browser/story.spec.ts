/** What is taken along: a pitch, a story with consent, a way to somebody new, and who already does it. */

import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { type ReadPdf, readPdf } from '../read-pdf.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, follow, type Program, signIn, test } from './journey.ts';
import { aMailbox } from './mail-server.ts';
import { end, startCounty } from './program.ts';

async function openPartner(page: Page, county: Program, name: string): Promise<void> {
  await page.goto(`${county.address}/l/harlow/partners?q=${encodeURIComponent(name)}`);
  await follow(page, page.locator('.list tbody th a').first());
}
async function fromMore(page: Page, link: string): Promise<void> {
  await page.locator('.fold-menu > summary').click();
  await page.locator('.fold-menu').getByRole('link', { name: link }).click();
}
/** The file that a link of the page leads to, read as whoever looks at it. */
async function pdfOf(page: Page, link: string): Promise<ReadPdf> {
  const address = await page.getByRole('link', { name: link, exact: true }).evaluate((a: HTMLAnchorElement) => a.href);
  const answer = await page.request.get(address);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
  return readPdf(new Uint8Array(await answer.body()));
}

test('a pitch for a chamber of commerce goes from nothing to a printed page, in English and in Spanish', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'kofi');
  const written = [
    { in: 'English', ask: 'Meet us for half an hour in May', said: 'What we ask of you' },
    { in: 'Español', ask: 'Reunirse media hora en mayo', said: 'Lo que le pedimos' },
  ];
  for (const each of written) {
    await openPartner(page, county, 'Alder Falls Chamber');
    await fromMore(page, 'Write a pitch');
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);
    await page.getByLabel('What they want').fill('People at the winter market');
    await page.getByLabel('One ask').fill(each.ask);
    await page.getByText('In which language').click();
    await page.getByLabel(each.in).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save the pitch' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(each.ask);

    const { pages, text, roles, lang } = await pdfOf(page, 'One page (PDF)');
    expect([pages, lang]).toEqual([1, each.in === 'English' ? 'en' : 'es']);
    for (const said of [each.ask, each.said, 'Alder Falls Chamber of Commerce', 'Kofi Mensah', '(c'])
      expect(text).toContain(said);
    expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'P']));
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('link', { name: 'One page (PDF)' })).toBeHidden();
    await expect(page.getByText(each.ask).last()).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  }

  await page.getByRole('link', { name: 'Log it as used' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice')).toContainText('Saved in the log.');
  await page.getByRole('link', { name: 'Say what came of it' }).click();
  await page.getByLabel('Interested').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.goto(`${county.address}/l/harlow/talking-points/outcomes`);
  await expect(page.locator('table tbody tr').first()).toBeVisible();
  await expect(page.getByText('From so few nobody can tell')).toBeVisible();
});

const WORDS = 'I learned to read a quindicular map';

/** A story is written, and the person is asked by e-mail. */
async function writeStory(page: Page, county: Program): Promise<string> {
  await page.goto(`${county.address}/l/harlow/stories/new`);
  await page.getByLabel('Title in English').fill('The map');
  await page.getByLabel('Text in English').fill(`${WORDS}, and now I drive the bus.`);
  await page.getByRole('button', { name: 'Save the story' }).click();
  const address = page.url();
  await page.getByRole('link', { name: 'Ask for consent' }).click();
  await page.getByLabel('Who agrees').fill('Rosa Diaz');
  await page.getByLabel('E-mail', { exact: false }).last().fill('rosa@example.org');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.locator('.notice')).toContainText('The link is being sent.');
  return address;
}

test('a story is told with consent, and withdrawn disappears from the page that is handed out, search and archive', async ({
  browser,
}) => {
  const mailbox = await aMailbox();
  const county = await startCounty({ SMTP_URL: mailbox.url });
  try {
    const page = await browser.newPage();
    await signIn(page, county, 'ana');
    const story = await writeStory(page, county);
    const search = `${county.address}/l/harlow/search?q=quindicular`;
    const archived = async () => {
      const answer = await page.request.get(`${county.address}/l/harlow/exports/archive.zip`);
      const files = Object.values(unzipSync(new Uint8Array(await answer.body())));
      return files.some((file) => strFromU8(file).includes('quindicular'));
    };
    await page.goto(search);
    await expect(page.getByText(WORDS)).toHaveCount(0);

    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(1);
    const [link = ''] = mailbox.mails[0]?.text.match(/http:\/\/\S+/) ?? [];
    const rosa = await browser.newPage({ viewport: { width: 320, height: 570 }, javaScriptEnabled: false });
    await rosa.goto(link);
    await expect(rosa.getByText(WORDS)).toBeVisible();
    await expectNoSidewaysScroll(rosa);
    await rosa.getByLabel('on paper').check();
    await rosa.getByLabel('With the first name only').check();
    await rosa.getByRole('button', { name: 'Yes, it may be told like this' }).click();
    await expect(rosa.getByText('You agreed on')).toBeVisible();

    await page.goto(search);
    await expect(page.getByText(WORDS)).not.toHaveCount(0);
    await expect.poll(archived).toBe(true);
    await openPartner(page, county, 'Alder Falls Chamber');
    await fromMore(page, 'Write a pitch');
    await page.getByLabel('One ask').fill('Meet the driver');
    await page.getByLabel('A story that goes with it').selectOption({ label: 'The map' });
    await page.getByRole('button', { name: 'Save the pitch' }).click();
    const told = await pdfOf(page, 'One page (PDF)');
    expect([told.text.includes('quindicular'), told.text.includes('– Rosa')]).toEqual([true, true]);
    await page.getByRole('link', { name: 'Log it as used' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    const pitch = page.url();

    await rosa.getByRole('button', { name: 'Withdraw my consent' }).click();
    await expect(rosa.getByText('Consent was withdrawn on')).toBeVisible();

    await page.goto(pitch);
    await expect(page.getByText('may no longer be told')).toBeVisible();
    const after = await pdfOf(page, 'One page (PDF)');
    expect(after.text).not.toContain('quindicular');
    await page.goto(search);
    await expect(page.getByText(WORDS)).toHaveCount(0);
    await expect.poll(archived).toBe(false);
    await page.goto(story);
    await expect(page.getByText('Collect it where you can.')).toBeVisible();
    await expect(page.getByText('on paper: Alder Falls Chamber of Commerce')).toBeVisible();
    await expectAccessible(page);
  } finally {
    await end(county);
    await mailbox.close();
  }
});

test('an introduction over three steps is found, asked for, logged, and said to be made', async ({ page, county }) => {
  await signIn(page, county, 'ana');
  await openPartner(page, county, 'Harlow Valley Hospital');
  await fromMore(page, 'How do we reach them?');
  const way = page.locator('.ways li').first();
  await expect(way).toContainText(
    /talked with Yolanda Grijalva.*Yolanda Grijalva, RN worked with Sister Maeve Corrigan.*Sister Maeve Corrigan works at/,
  );
  await expectAccessible(page);
  await way.getByRole('link', { name: /Ask Yolanda/ }).click();
  await expect(page.getByLabel('Text')).toHaveValue(/worked with Sister Maeve Corrigan/);
  await page.getByRole('button', { name: 'Log the e-mail' }).click();
  await expect(page.locator('.notice')).toContainText('It is logged.');

  await page.getByRole('link', { name: /Ana Beltrán asked Yolanda/ }).click();
  await page.getByLabel('They introduced us').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.ways li').first()).toContainText(
    'Yolanda Grijalva, RN introduced us to Harlow Valley Hospital',
  );
  await page.goto(`${county.address}/l/harlow/interactions?q=introduce`);
  await expect(page.locator('.list')).toContainText('Could you introduce us to Harlow Valley Hospital?');
});

test('who already does this finds a program at another partner and a lead nearby, and is kept as evidence', async ({
  page,
  county,
}) => {
  await signIn(page, county, 'ben');
  await openPartner(page, county, 'Piñon Bend Senior Center');
  await fromMore(page, 'Who already does this?');
  await page.getByRole('link', { name: 'Who already does this?' }).last().click();
  await page.getByLabel('The need').fill('Food for families');
  await page.locator('main').getByLabel('ZIP code').fill('81416');
  await page.getByLabel('Within').selectOption('25');
  await page.getByRole('button', { name: 'Look' }).click();
  const hits = page.locator('.overlap-hits li');
  await expect(hits.filter({ hasText: 'Service or program' }).first()).toBeVisible();
  await expect(hits.filter({ hasText: /Lead · .*mile/ }).first()).toBeVisible();
  await expectAccessible(page);

  const before = await hits.count();
  await page
    .getByRole('button', { name: /^Not the same/ })
    .first()
    .click();
  await expect(hits).toHaveCount(before - 1);
  await page.getByRole('button', { name: 'Keep this as evidence' }).click();
  await expect(page.locator('.notice')).toContainText('Print this page as evidence.');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Planned with Piñon Bend Senior Center')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove' })).toBeHidden();
});
