/** The page of one lead, and several promoted at once, as a person without script meets them. */
import { expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/bringing/applying.ts';
import { findImport } from '../../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../../src/rooms/sourcing/imports/starting.ts';
import { aLibrary, aMember, aSession } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
const LIST = `Name,Street,City,State,Zip,Phone,E-mail,Website,EIN,Contact,Notes
Lantern Hardware,12 Main St,Harlow,CO,81416,3035550100,info@lantern.example,lantern.example,012345678,Ana Diaz,Lends tools on Saturdays
Lantern Books,14 Main St,Harlow,CO,81416,,,,,,`;

async function withLeads(role: 'coordinator' | 'reader' = 'coordinator') {
  const ctx = await aMember(await aLibrary(world.host), 'coordinator');
  await bring(ctx);
  const visitor = new Visitor(houseOn(world.db));
  visitor.arrive((await aSession(role === 'reader' ? await aMember(ctx, 'reader') : ctx)).cookie);
  const base = `/l/${ctx.library.slug}`;
  await visitor.get(`${base}/leads?q=lantern`);
  const link = (name: string) => visitor.page.querySelectorAll('tbody th a').find((each) => each.text === name);
  const page = link('Lantern Hardware')?.getAttribute('href') ?? '';
  const ids = [page, link('Lantern Books')?.getAttribute('href') ?? ''].map(
    (path) => /leads\/([^?]+)/.exec(path)?.[1] ?? '',
  );
  return { ctx, visitor, base, page, ids };
}

async function bring(ctx: Ctx): Promise<void> {
  const files = [{ name: 'chamber.csv', bytes: new TextEncoder().encode(LIST) }];
  const sheet = await readFiles(files, { rows: 100, fileBytes: 10_000, unpackedBytes: 10_000 });
  const id = await startImport(ctx, sheet, {
    target: 'leads',
    source: 'Chamber',
    vintage: '2026',
    kind: '',
    fileName: 'chamber.csv',
  });
  const mapping = (await findImport(ctx, id)).mapping.with(10, 'description');
  await setMapping(ctx, id, { mapping, default_sector: 'women', version: 1 });
  await enter(ctx, ctx.library);
  await applyImport(ctx, id);
}

test('a lead’s page has everything that the list said, as people write it', async () => {
  const { visitor, page } = await withLeads();

  await visitor.get(page);

  for (const said of [
    'Lantern Hardware',
    '12 Main St',
    '(303) 555-0100',
    'info@lantern.example',
    '01-2345678',
    'Lends tools',
    'Ana Diaz',
    'Chamber · 2026',
  ])
    expect(visitor.text).toContain(said);
  expect(visitor.page.querySelector('main a[href="https://lantern.example"]')).not.toBeNull();
  expect(visitor.page.querySelector('.trail a')?.getAttribute('href')).toContain('/leads');
});

test('its buttons answer as the shelf does: put away, brought back, made a partner', async () => {
  const { visitor, page, base, ids } = await withLeads();
  const answer = async (action: string) => {
    await visitor.get(page);
    const form = visitor.page
      .querySelectorAll('main form')
      .find((each) => each.querySelector(`input[value=${action}]`));
    const fields =
      form
        ?.querySelectorAll('input')
        .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']) ?? [];
    await visitor.post(form?.getAttribute('action') ?? '', Object.fromEntries(fields));
  };

  await answer('dismiss');
  expect(visitor.path).toBe(`${base}/leads?q=lantern`);
  await visitor.get(page);
  expect(visitor.text).toContain('Someone here said “Not for us”.');
  await answer('bring_back');
  await answer('promote');
  expect(visitor.path).toMatch(/\/partners\//);

  const partner = visitor.path;
  await visitor.get(`${base}/leads/${ids[0]}`);
  expect(visitor.page.querySelector(`main a[href="${partner}"]`)?.text).toBe('See the partner');
  expect(visitor.page.querySelector('main form')).toBeNull();
});

test('a reader sees it without buttons', async () => {
  const { visitor, page } = await withLeads('reader');
  await visitor.get(page);
  expect(visitor.text).toContain('(303) 555-0100');
  expect(visitor.page.querySelector('main form')).toBeNull();
});

test('several promoted at once are counted, and shown where each leads to its partner', async () => {
  const { visitor, base, ids } = await withLeads();
  await visitor.get(`${base}/leads?q=lantern`);

  await visitor.post(visitor.path, { ...visitor.fieldsOn(visitor.path), lead: ids, action: 'promote' });

  expect(visitor.path).toBe(`${base}/leads?q=lantern&state=promoted`);
  expect(visitor.text).toContain('2 leads were added as partners');
  expect(visitor.page.querySelectorAll('tbody a[href*="/partners/"]')).toHaveLength(2);
});
