/**
 * axe on every page: no violation, and at 320 pixels nothing scrolls sideways and each target can be hit by a thumb.
 * `npm run test:full` looks in both languages, both themes and three widths. The pages are found by following the
 * program's own links, and each is loaded once: theme and width are changed while it stands there.
 */
import type { Page } from '@playwright/test';
import {
  DRAWN_RULES,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  expectNoSniffed,
  follow,
  type Program,
  signIn,
  test,
} from './journey.ts';

test.describe.configure({ mode: 'parallel' });

/** The pages in heaps, so that two workers share them. */
const OF_PARTNERS =
  `partners people misplaced removed contacts interactions services locations leads public-lists gaps sectors
  duplicates merges imports exports`.split(/\s+/);
/** What leaders said is seen by those who ask alone, so that they look. */
const isOfInterviews = (path: string) => /^\/l\/harlow\/(interview|findings)/.test(path);
const isOfPartners = (path: string) => OF_PARTNERS.some((name) => path.startsWith(`/l/harlow/${name}`));
const isTogether = (path: string) =>
  /^\/l\/harlow\/(initiative|proposal|approval|polic|goal|responsib|absence|reward-answers|grid-answers|agreement|clause|verify-agreement)/.test(
    path,
  );
const isOther = (path: string) => !isOfPartners(path) && !isOfInterviews(path) && !isTogether(path);
const HEAPS = [
  { heap: 'page about partners', has: isOfPartners, atLeast: 45, who: 'ana' },
  { heap: 'page of interviews', has: isOfInterviews, atLeast: 24, who: 'thu' },
  { heap: 'page of working together', has: isTogether, atLeast: 55, who: 'ana' },
  { heap: 'other page', has: isOther, atLeast: 24, who: 'ana' },
];

/** Goes to one address of every kind, of those the heap has: ids are folded, so that each page is looked at once. */
async function onEveryPage(
  { page, county }: { page: Page; county: Program },
  has: (path: string) => boolean,
  look: () => Promise<void>,
): Promise<number> {
  // No link leads to what a search finds.
  const roots = [
    '/l/harlow',
    '/l/harlow/search?q=harlow',
    '/l/harlow/interview-rounds',
    '/l/harlow/proposals',
    '/l/harlow/policy-rules',
    '/l/harlow/agreements',
    '/l/harlow/clauses',
    '/l/harlow/verify-agreement',
    '/account',
    '/libraries',
    '/about',
  ];
  const seen = new Set<string>();
  let looked = 0;
  for (const waiting = [...roots]; waiting.length > 0; ) {
    const path = waiting.shift() ?? '';
    const kind = path
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
      .replace(/[?#].*/, '')
      .replace(/raise\/\w+/, 'raise/:code')
      .replace(/rows\/\d+/, 'rows/:row');
    if (seen.has(kind) || /\.(pdf|csv|xlsx|docx|vcf|json|zip)/.test(path) || !(has(path) || roots.includes(path)))
      continue;
    seen.add(kind);
    await page.goto(county.address + path);
    const links = await page.$$eval('main a[href^="/"], header a[href^="/"], footer a[href^="/"]', (all) =>
      all.map((link) => link.getAttribute('href') ?? ''),
    );
    waiting.push(...links);
    if (!has(path)) continue;
    await look();
    looked++;
  }
  return looked;
}

const MATRIX = process.env.MATRIX === '1';
const LOCALES = MATRIX ? (['en', 'es'] as const) : (['en'] as const);

/** All rules read the page once; those that depend on the picture read it again where theme or width differ. */
const LOOKS = [
  { width: 1280, colorScheme: 'light', rules: undefined },
  { width: 1280, colorScheme: 'dark', rules: DRAWN_RULES },
  { width: 768, colorScheme: 'dark', rules: DRAWN_RULES },
  { width: 320, colorScheme: 'dark', rules: DRAWN_RULES },
  { width: 320, colorScheme: 'light', rules: DRAWN_RULES },
] as const;

/** What a narrow screen breaks first: things stand close together there. */
const TARGET_RULES = { type: 'rule' as const, values: ['target-size'] };

async function lookAt(page: Page): Promise<void> {
  await expectNoSniffed(page);
  for (const { width, colorScheme, rules } of MATRIX ? LOOKS : LOOKS.slice(0, 1)) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, rules, `${colorScheme}, ${width} pixels wide`);
    await expectNoSidewaysScroll(page);
  }
  if (MATRIX) return;
  await page.setViewportSize({ width: 320, height: 900 });
  await expectAccessible(page, TARGET_RULES, '320 pixels wide');
  await expectNoSidewaysScroll(page);
}

async function speak(page: Page, county: Program, locale: 'en' | 'es'): Promise<void> {
  await page.goto(`${county.address}/account`);
  await page.locator('select[name=locale]').selectOption(locale);
  await page
    .locator('form', { has: page.locator('[name=locale]') })
    .locator('button[type=submit]')
    .click();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
  await expect(page.locator('.notice')).toBeVisible();
}

for (const locale of LOCALES) {
  for (const { heap, has, atLeast, who } of HEAPS) {
    test(`every ${heap} that ${who} reaches, in ${locale}`, async ({ page, county }) => {
      test.setTimeout(240_000);
      await signIn(page, county, who);
      await speak(page, county, locale);

      const looked = await onEveryPage({ page, county }, has, () => lookAt(page));

      expect(looked).toBeGreaterThanOrEqual(atLeast);
      await speak(page, county, 'en');
    });
  }
}

for (const { who, locale } of [
  { who: 'kofi', locale: 'en' },
  { who: 'marisol', locale: 'es' },
]) {
  test(`rating and handing in, in ${locale}`, async ({ page, county }) => {
    await signIn(page, county, who);
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await page.goto(`${county.address}/l/harlow`);
    await follow(page, page.locator('main a[href$="/rate"]').first());
    await lookAt(page);
    await page.locator('button[value=check]').click();
    await page.waitForURL(/hand-in/);
    await lookAt(page);
  });
}

test('the pages before signing in, and a form that comes back with errors', async ({ page, county, fresh }) => {
  for (const path of [
    '/sign-in',
    '/password-reset',
    '/password-reset-code',
    '/about',
    '/l/harlow/invitations',
    '/nothing-here',
  ]) {
    await page.goto(county.address + path);
    await lookAt(page);
  }
  await page.goto(fresh.address + fresh.setup);
  await lookAt(page);
  await signIn(page, county, 'ana');
  await page.goto(`${county.address}/l/harlow/partners/new`);
  await page.getByRole('button', { name: 'Add a partner' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await lookAt(page);
});
