/**
 * From an approved proposal to an agreement that is signed, amended and ended well. The partners have a phone without
 * script, and no account; one of them has a colleague sign.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, follow, type Program, signIn, test } from './journey.ts';
import { aMailbox } from './mail-server.ts';
import { end, startCounty } from './program.ts';

type Mailbox = Awaited<ReturnType<typeof aMailbox>>;
type Scene = { ana: Page; county: Program; mailbox: Mailbox; browser: Browser };

const at = (county: Program, path: string) => `${county.address}/l/harlow${path}`;
const PHONE = { viewport: { width: 320, height: 570 }, javaScriptEnabled: false };
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The newest mail to this address that has these words, once it is there. */
async function mailTo({ mailbox }: Pick<Scene, 'mailbox'>, to: string, words: RegExp): Promise<string> {
  const there = () =>
    mailbox.mails.filter((mail) => mail.to.some((address) => address.startsWith(to)) && words.test(mail.text)).at(-1)
      ?.text;
  await expect.poll(there, { timeout: 30_000 }).toBeTruthy();
  return there() ?? '';
}
const linkIn = (text: string, purpose: string) =>
  new RegExp(`http://\\S+/guest/${purpose}/[^\\s/]+`).exec(text)?.[0] ?? '';

async function writeAgreement({ ana, county }: Scene): Promise<string> {
  await ana.goto(at(county, '/proposals?q=Story+mornings'));
  await follow(ana, ana.getByRole('link', { name: 'Story mornings in Spanish and English' }).first());
  await follow(ana, ana.getByRole('link', { name: 'Write the agreement' }));
  await ana.getByLabel('What it is called').fill('Story mornings, second year');
  await ana.getByLabel('Last day').fill('2020-01-01');
  await ana.getByRole('button', { name: 'Save the agreement' }).click();
  await expect(ana.getByText('The end cannot be before the start').first()).toBeVisible();
  await ana.getByLabel('Begins on').fill(dayFromNow(-30));
  await ana.getByLabel('Last day').fill(dayFromNow(300));
  await ana.getByLabel('Notice period in days').fill('60');
  await ana.getByLabel('Looked after by').selectOption({ label: 'Ana Beltrán' });
  await expectAccessible(ana);
  await ana.getByRole('button', { name: 'Save the agreement' }).click();
  await expect(ana.getByText('The agreement is saved.')).toBeVisible();
  await expect(ana.getByText('Still to be filled in: Notices')).toBeVisible();
  const address = ana.url();
  await follow(ana, ana.getByRole('link', { name: 'Who signs' }));
  await ana.getByLabel('Who receives notices at the library').fill('Ana Beltrán, ana@harlow.example.org');
  for (const select of await ana.getByLabel('Who signs', { exact: true }).all())
    await select.selectOption({ index: 1 });
  for (const field of await ana.getByLabel('Who receives notices', { exact: true }).all())
    await field.fill('The office');
  await expectAccessible(ana);
  await ana.getByRole('button', { name: 'Save' }).click();
  await expect(ana.getByText('Still to be filled in')).toHaveCount(0);
  return address;
}

/** A partner comments at a clause by a link; the answer comes to it by mail. */
async function talkAbout(scene: Scene, address: string): Promise<void> {
  const { ana, browser, mailbox } = scene;
  await ana.goto(`${address}/readers`);
  await ana.getByLabel(/Tomás/).check();
  await expectAccessible(ana);
  await ana.getByRole('button', { name: 'Send it to be read' }).click();
  await expect(ana.getByText(/asked to read it/)).toBeVisible();

  const phone = await browser.newPage(PHONE);
  await phone.goto(linkIn(await mailTo(scene, 'tomas@', /guest\/agreement/), 'agreement'));
  await expectNoSidewaysScroll(phone);
  const clause = phone.locator('section.clause', { has: phone.getByRole('heading', { name: 'Ending it' }) });
  await clause.locator('summary').click();
  await clause.getByLabel('Your comment').fill('Sixty days are long for us.');
  await clause.getByRole('button', { name: 'Send the comment' }).click();
  await expect(phone.getByRole('status')).toContainText('sees your comment');

  await ana.goto(at(scene.county, ''));
  await follow(ana, ana.locator('main a[href$="/comments"]', { hasText: 'Story mornings, second year' }));
  await expectAccessible(ana);
  await ana.getByRole('link', { name: 'Answer or settle' }).click();
  await ana.getByLabel('Your answer').fill('Thirty it is.');
  await ana.getByLabel('It is settled').check();
  await ana.getByRole('button', { name: 'Save' }).click();
  await expect(ana.getByText('settled').first()).toBeVisible();
  await ana.goto(`${address}/edit`);
  await ana.getByLabel('Notice period in days').fill('30');
  await ana.getByRole('button', { name: 'Save' }).click();
  await phone.goto(linkIn(await mailTo(scene, 'tomas@', /has an answer/), 'agreement'));
  await expect(phone.getByText('Thirty it is.')).toBeVisible();
  await phone.close();
  expect(mailbox.mails.length).toBeGreaterThan(1);
}

async function send({ ana }: Scene, address: string): Promise<void> {
  await ana.goto(`${address}/signing`);
  await expectAccessible(ana);
  await ana.getByRole('button', { name: 'Send for signing' }).click();
  await expect(ana.getByText('It is out for signing.')).toBeVisible();
  await expectAccessible(ana);
}

/** Whoever opens the link by a program does nothing; the code comes when a person presses. */
async function signByLink(scene: Scene, who: { email: string; name: string; words?: RegExp }): Promise<void> {
  const phone = await scene.browser.newPage(PHONE);
  await phone.goto(linkIn(await mailTo(scene, who.email, who.words ?? /guest\/signature/), 'signature'));
  await expectNoSidewaysScroll(phone);
  await phone.getByLabel('Your name, as your signature').fill(who.name);
  await phone.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(phone.getByText('without it you cannot sign electronically').first()).toBeVisible();
  await expect(phone.getByLabel('Your name, as your signature')).toHaveValue(who.name);
  await phone.getByLabel(/I have read this/).check();
  await phone.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(phone.getByText(`You sign as: ${who.name}`)).toBeVisible();
  const code = /code for this: (\d{6})/.exec(await mailTo(scene, who.email, /Your code for this: \d{6}/))?.[1] ?? '';
  await phone.getByLabel('The six digits').fill(code === '000000' ? '111111' : '000000');
  await phone.getByRole('button', { name: 'Sign now' }).click();
  await expect(phone.getByRole('alert')).toContainText('not the digits');
  await phone.getByLabel('The six digits').fill(code);
  await expectNoSidewaysScroll(phone);
  await phone.getByRole('button', { name: 'Sign now' }).click();
  await expect(phone.getByRole('status')).toContainText('You signed');
  await phone.close();
}

async function passOn(scene: Scene, from: string, to: { name: string; email: string }): Promise<void> {
  const phone = await scene.browser.newPage(PHONE);
  await phone.goto(linkIn(await mailTo(scene, from, /guest\/signature/), 'signature'));
  await phone.locator('summary', { hasText: 'Someone else signs for us' }).click();
  await phone.getByLabel('Name of your colleague').fill(to.name);
  await phone.getByLabel('Their e-mail address').fill(to.email);
  await phone.getByRole('button', { name: 'Pass it on' }).click();
  const code = /code for this: (\d{6})/.exec(await mailTo(scene, from, /Your code for this: \d{6}/))?.[1] ?? '';
  await phone.getByLabel('The six digits').fill(code);
  await phone.getByRole('button', { name: 'Pass it on now' }).click();
  await expect(phone.getByRole('status')).toContainText('passed this on');
  await phone.close();
}

/** Ana signs with a mouse: what she draws is under it. */
async function signAsMember({ ana, county }: Scene): Promise<void> {
  await ana.goto(at(county, ''));
  await follow(ana, ana.locator('main a[href*="/agreement-signers/"]', { hasText: 'Story mornings, second year' }));
  await expectAccessible(ana);
  const box = ana.locator('.draw-mark svg');
  await box.scrollIntoViewIfNeeded();
  const area = await box.boundingBox();
  if (area) {
    await ana.mouse.move(area.x + 20, area.y + 20);
    await ana.mouse.down();
    await ana.mouse.move(area.x + 90, area.y + 60, { steps: 4 });
    await ana.mouse.up();
  }
  await ana.getByLabel(/I have read this/).check();
  await ana.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(ana.getByText('You signed.')).toBeVisible();
}

/** The command line, beside the running program. */
function verified({ county }: Pick<Scene, 'county'>, file: string): { code: number | null; said: string } {
  const env = { PATH: process.env.PATH, COMMON_TABLE_DATA: (county as Awaited<ReturnType<typeof startCounty>>).folder };
  const { status, stdout } = spawnSync(process.execPath, ['bin/commontable', 'verify-agreement', file], { env });
  return { code: status, said: stdout.toString() };
}

/** The public page and the command know the file, and not one of which a byte is another. */
async function checkPdf(scene: Scene, address: string): Promise<void> {
  const { ana, county, browser } = scene;
  const link = ana.getByRole('link', { name: 'The signed PDF' });
  await expect
    .poll(
      async () => {
        await ana.goto(address);
        return link.count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  const pdf = await (
    await ana.context().request.get(new URL((await link.getAttribute('href')) ?? '', address).href)
  ).body();
  const folder = mkdtempSync(join(tmpdir(), 'common-table-signed-'));
  const flipped = Buffer.from(pdf);
  flipped[5_000] = (flipped[5_000] ?? 0) ^ 1;
  for (const [name, bytes, verdict] of [
    ['same', pdf, 'and it is unchanged'],
    ['flipped', flipped, 'it has been changed'],
  ] as const) {
    writeFileSync(join(folder, `${name}.pdf`), bytes);
    const anybody = await browser.newPage(PHONE);
    await anybody.goto(at(county, '/verify-agreement'));
    await expectNoSidewaysScroll(anybody);
    await anybody.setInputFiles('input[type=file]', join(folder, `${name}.pdf`));
    await anybody.getByRole('button', { name: 'Check the file' }).click();
    await expect(anybody.getByRole('status')).toContainText(verdict);
    await anybody.close();
  }
  const same = verified(scene, join(folder, 'same.pdf'));
  expect([same.code, same.said]).toEqual([0, expect.stringContaining('UNCHANGED: "Story mornings, second year"')]);
  expect(same.said).toContain('Record: every line holds.');
  const other = verified(scene, join(folder, 'flipped.pdf'));
  rmSync(folder, { recursive: true });
  expect([other.code, other.said]).toEqual([1, expect.stringMatching(/Seal: BROKEN[\s\S]*CHANGED/)]);
}

test('from an approved proposal to an agreement that is talked about, signed, amended and ended well', async ({
  browser,
}) => {
  test.slow();
  const mailbox = await aMailbox();
  const county = await startCounty({ SMTP_URL: mailbox.url });
  try {
    const ana = await browser.newPage();
    const scene = { ana, county, mailbox, browser };
    await signIn(ana, county, 'ana');
    const address = await writeAgreement(scene);
    await talkAbout(scene, address);
    await send(scene, address);
    await passOn(scene, 'tomas@', { name: 'Dolores Ruiz', email: 'dolores@harlowliteracy.example.org' });
    await signByLink(scene, { email: 'dolores@', name: 'Dolores Ruiz' });
    await signByLink(scene, { email: 'araceli@', name: 'Araceli Montúfar' });
    await signAsMember(scene);
    await ana.goto(address);
    await expect(ana.locator('main .state-in_force')).toBeVisible();
    await expect(ana.getByText(/Notice by/)).toBeVisible();
    await expect(ana.getByRole('img', { name: /drawn by Ana/ })).toBeVisible();
    await expectAccessible(ana);
    await checkPdf(scene, address);
    expect(linkIn(await mailTo(scene, 'dolores@', /signed by all/), 'agreement')).not.toBe('');

    await amend(scene, address);
    await endWell(scene, address);
  } finally {
    await end(county as Awaited<ReturnType<typeof startCounty>>);
    await mailbox.close();
  }
});

/** Something small is told and holds at once. */
async function amend(scene: Scene, address: string): Promise<void> {
  const { ana } = scene;
  await ana.goto(`${address}/sides`);
  await ana.getByLabel('Who receives notices at the library').fill('Marisol Quintanar');
  await ana.getByRole('button', { name: 'Save' }).click();
  await expect(ana.getByText('Something was changed since it was signed')).toBeVisible();
  await follow(ana, ana.getByRole('link', { name: 'Tell a small change' }));
  await expect(ana.locator('ins', { hasText: 'Marisol' }).first()).toBeVisible();
  await ana.getByLabel('What this changes, in a sentence').fill('Marisol receives notices.');
  await expectAccessible(ana);
  await ana.getByRole('button', { name: 'Tell a small change' }).click();
  await expect(ana.getByText('The change holds, and the partners are told.')).toBeVisible();
  const told = await mailTo(scene, 'araceli@', /Marisol receives notices/);
  expect(told).toContain('/guest/agreement/');
  await ana.goto(`${address}/versions/2`);
  await expectAccessible(ana);
}

async function endWell(scene: Scene, address: string): Promise<void> {
  const { ana, county } = scene;
  await ana.goto(address);
  await follow(ana, ana.getByRole('link', { name: 'Renew: write a proposal' }));
  await expect(ana.getByLabel('What the library does')).toHaveValue(/story room/);
  await ana.getByRole('button', { name: 'Save the proposal' }).click();
  await expect(ana.getByRole('link', { name: 'It renews an agreement' })).toBeVisible();

  await ana.goto(`${address}/ending`);
  await ana.getByLabel('What came of it').fill('Seventy children came every week.');
  await ana.getByLabel('Thanks').fill('Thank you for the van.');
  await expectAccessible(ana);
  await ana.getByRole('button', { name: 'Close it' }).click();
  await expect(ana.getByText('It is closed.')).toBeVisible();
  await expect(ana.locator('main .state-ended')).toBeVisible();
  await expectAccessible(ana);
  const ended = await mailTo(scene, 'araceli@', /Seventy children/);
  expect(ended).toContain('Thank you for the van.');
  await ana.goto(at(county, '/agreements?state=ended'));
  await expect(ana.getByRole('link', { name: 'Story mornings, second year' })).toBeVisible();
  await expectAccessible(ana);
}
