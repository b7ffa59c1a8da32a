import { expect, follow, test } from './journey.ts';

test('from the first run to the first printed comparison', async ({ page, fresh }) => {
  // The set-up page, from the address in the log
  await page.goto(fresh.address + fresh.setup);
  await page.getByLabel('Name, city or ZIP code').fill('anchorage');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Anchorage Public Library' }).click();
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Anchorage');
  await page.getByLabel('Your name').fill('Kim Doe');
  await page.getByLabel('E-mail address').fill('kim@example.org');
  await page.getByLabel('New password').fill('a few words in a row');
  await page.getByRole('button', { name: 'Open the library' }).click();
  await expect(page.locator('.me summary')).toContainText('Kim');

  // Two partners, the second of which looks like the first
  await page.getByRole('link', { name: 'Partners', exact: true }).first().click();
  await page.getByRole('link', { name: 'Add a partner' }).click();
  await page.getByLabel('Name of the organization').fill('Northern Food Bank');
  await page.getByText('What kind of organization it is').click();
  await page.getByLabel('Services for people experiencing homelessness').check();
  await page.getByRole('button', { name: 'Add a partner' }).click();
  await expect(page.getByText('Partner added.')).toBeVisible();
  await page.getByRole('link', { name: 'Partners', exact: true }).first().click();
  await page.getByRole('link', { name: 'Add a partner' }).click();
  await page.getByLabel('Name of the organization').pressSequentially('Northern Foodbank');
  await expect(page.locator('[data-duplicates]')).toContainText('Northern Food Bank');
  await page.getByLabel('Name of the organization').fill('Harbor College');
  await page.getByRole('button', { name: 'Add a partner' }).click();
  await expect(page.getByText('Partner added.')).toBeVisible();

  // A worksheet on both
  await page.getByRole('link', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('link', { name: 'Start a worksheet' }).click();
  await page.getByLabel('Purpose').fill('Digital skills for job seekers');
  await page.getByLabel(/Northern Food Bank/).check();
  await page.getByLabel(/Harbor College/).check();
  await page.getByRole('button', { name: 'Start a worksheet' }).click();
  // Rating: saved while one goes, and still there after a reload
  await expect(page.locator('.cell')).toHaveCount(40);
  for (const cell of await page.locator('.cell').all()) {
    const college = (await cell.locator('legend').textContent())?.includes('Harbor');
    await cell.getByLabel(college ? '4' : '3', { exact: true }).check();
  }
  await expect(page.locator('[data-save-state]')).toContainText('Saved');
  await page.reload();
  await expect(page.locator('.cell input:checked')).toHaveCount(40);
  await page.getByRole('button', { name: 'Check and hand in' }).click();
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();

  // The comparison, and on paper
  await expect(page.locator('.say')).toContainText('Harbor College leads on');
  await expect(page.getByRole('row', { name: /Harbor College/ }).first()).toContainText('4.0 holds up');
  const paper = await page.pdf({ format: 'Letter' });
  expect(paper.subarray(0, 4).toString()).toBe('%PDF');
  await follow(page, page.getByRole('link', { name: 'Print', exact: true }));
  const filled = await page.request.get(page.url().replace(/print$/, 'filled.pdf'));
  expect(filled.headers()['content-type']).toBe('application/pdf');

  // The decision stays
  await page.goBack();
  await page.getByRole('link', { name: 'Decide' }).click();
  await page.getByLabel('Harbor College').check();
  await page.getByLabel('Reason').fill('They have the lab and the instructors.');
  await page.getByRole('button', { name: 'Close with this decision' }).click();
  await expect(page.getByRole('heading', { name: 'Chosen: Harbor College' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Change my ratings' })).toHaveCount(0);
});
