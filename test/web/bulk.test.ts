/**
 * What holds for a row on its page holds wherever rows go out in bulk. One library with one of each thing that somebody
 * may not see, and every way out of it: files, the public directory, lists, and what is printed of the pages that
 * compare.
 *
 * @module-tag long
 */

import { utils, read as workbook } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { borrow } from '../../src/house/db.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addLocation } from '../../src/rooms/directory/locations.ts';
import { changeStage, findPartner } from '../../src/rooms/partners/partners.ts';
import { findImport } from '../../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../../src/rooms/sourcing/imports/starting.ts';
import { saveRatings } from '../../src/rooms/worksheets/saved-ratings.ts';
import { findWorksheet } from '../../src/rooms/worksheets/worksheets.ts';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aLocation, aMember, aPartner, aRemark, aSession, aWorksheet, rateAll } from '../factories.ts';
import { copyOfTemplate, houseOn, NOW } from '../support.ts';

/** What nobody but its author may read, and what only the archive may hold. */
const NEVER = ['canarynote', 'canarydraft', 'canaryrated'];
const CONFIDENTIAL = ['Canary Lane', 'Canary Shed'];

let real: Awaited<ReturnType<typeof copyOfTemplate>>;
let ana: Ctx;
let ben: Ctx;
let sheet: Id<'worksheets'>;
let list: Id<'imports'>;

beforeEach(async () => {
  real = await copyOfTemplate();
  await borrow(real.db, { libraryId: null }, async (db) => {
    ana = await aMember(await aLibrary({ db, now: NOW }), 'administrator', 'Ana');
    ben = await aMember(ana, 'contributor', 'Ben');
    const cora = await aMember(ana, 'contributor', 'Cora');
    const phones = { 0: { number: '303 555 0123' } };
    const shelter = await aPartner(ana, {
      name: 'Haven House',
      phones,
      confidential_address: 'on',
      addresses: { 0: { address_1: '1 Canary Lane' } },
    });
    const twin = await aPartner(ana, { name: 'Haven House', phones });
    for (const id of [shelter, twin]) await changeStage(ana, id, { stage: 'active', reason: '', version: 1 });
    const { organization_id } = await findPartner(ana, shelter);
    await addLocation(ana, organization_id, aLocation({ name: 'Canary Shed', address_1: '1 Canary Lane' }));
    await aRemark(ben, shelter, { body: 'canarynote', audience: 'me', happened_on: null });
    sheet = await aWorksheet(ana, {
      partners: [shelter, twin],
      raters: [ana, ben, cora].map((each) => each.actor.id ?? newId()),
    });
    await rateAll(ben, sheet, 4);
    await db.updateTable('ratings').set({ note: 'canaryrated' }).where('member_id', '=', ben.actor.id).execute();
    await saveRatings(cora, sheet, {
      raterId: cora.actor.id ?? '',
      cells: [{ code: '1a', partnerId: twin, score: 5, note: 'canarydraft' }],
      version: 1,
    });
    const bytes = new TextEncoder().encode('Name,Phone\nHaven House,303 555 0123\n');
    const read = await readFiles([{ name: 'list.csv', bytes }], {
      rows: 100,
      fileBytes: 10_000,
      unpackedBytes: 10_000,
    });
    list = await startImport(ana, read, {
      target: 'partners',
      source: 'list',
      vintage: '',
      kind: '',
      fileName: 'list.csv',
    });
    await setMapping(ana, list, { mapping: (await findImport(ana, list)).mapping, default_sector: '', version: 1 });
    await db.updateTable('libraries').set({ public_directory: true }).where('id', '=', ana.library.id).execute();
  });
  return () => real.drop();
});

/** What an address answers, as words: archives unpacked, workbooks read, and of pages what is printed. */
async function words(path: string, who: Ctx): Promise<string> {
  const { cookie } = await borrow(real.db, { libraryId: null }, (db) => aSession({ ...who, db }));
  const answer = await buildApp(houseOn(real.db)).request(`http://library.test${path}`, { headers: { cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  const bytes = await answer.bytes();
  if (path.includes('.zip'))
    return Object.values(unzipSync(bytes))
      .map((each) => strFromU8(each))
      .join('\n');
  if (path.includes('.xlsx'))
    return Object.values(workbook(bytes).Sheets)
      .map((each) => utils.sheet_to_csv(each))
      .join('\n');
  const text = strFromU8(bytes).replaceAll('\r\n ', '');
  return text.replace(/<(ul|span|div|section|li|td|form)\b[^>]*class="[^"]*no-print[^"]*"[\s\S]*?<\/\1>/g, '');
}

test('nobody else’s note or rating, and no confidential place, goes out in bulk', { timeout: 120_000 }, async () => {
  const base = `/l/${ana.library.slug}`;
  const files = 'partners.xlsx partners.csv contacts.csv partners-3.vcf partners-4.vcf hsds.json hsds.zip'
    .split(' ')
    .map((name) => `${base}/exports/${name}`);
  const api = [
    'organizations?full=true&full_service=true',
    'services?full=true',
    'service_at_locations?full=true',
    'organizations?format=ndjson',
    'services?search=canary',
  ].map((path) => `/hsds/${ana.library.slug}/${path}`);
  const lists = [
    '/partners?q=canary',
    '/partners',
    '/duplicates',
    '/gaps',
    '/gaps/map',
    `/imports/${list}`,
    `/imports/${list}/rows/2`,
    '/worksheets',
    '',
  ].map((path) => base + path);
  const wrong: unknown[] = [];
  for (const path of [...files, ...api, ...lists]) {
    const text = await words(path, ana);
    for (const word of [...NEVER, ...CONFIDENTIAL]) if (text.includes(word)) wrong.push([path, word]);
  }

  expect(wrong).toEqual([]);
});

test('the archive holds what whoever takes it may see: the ratings of others after handing in, drafts never', {
  timeout: 120_000,
}, async () => {
  const archive = `/l/${ana.library.slug}/exports/archive.zip`;
  const before = await words(archive, ana);
  expect(NEVER.filter((word) => before.includes(word))).toEqual([]);
  // The library's own copy of everything else.
  expect(CONFIDENTIAL.filter((word) => before.includes(word))).toEqual(CONFIDENTIAL);
  expect(
    (JSON.parse(before.slice(before.lastIndexOf('{\n  "format"'))) as { left_out: Record<string, string> }).left_out
      .ratings,
  ).toContain('not handed in');

  await borrow(real.db, { libraryId: null }, async (db) => {
    const here = { ...ana, db };
    await enter(here, ana.library);
    expect((await findWorksheet(here, sheet)).raters).toHaveLength(3);
    await rateAll(here, sheet, 3);
  });
  const after = await words(archive, ana);

  expect(NEVER.filter((word) => after.includes(word))).toEqual(['canaryrated']);
});
