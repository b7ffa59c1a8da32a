/**
 * What other programs make of the files that leave the house. They are Debian's (poppler-utils, unzip,
 * libreoffice-calc), not npm's: one that is not installed is named, and its tests are left out.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { buildApp } from '../../src/server.ts';
import { aLibrary, aMember, aPartner, aSession, aWorksheet, rateAll } from '../factories.ts';
import { houseOn, useDatabase } from '../support.ts';

const TOOLS = ['pdfinfo', 'pdftotext', 'unzip', 'soffice'] as const;
const missing = new Set(TOOLS.filter((tool) => !isInstalled(tool)));
const needing = (...tools: (typeof TOOLS)[number][]) => test.skipIf(tools.some((tool) => missing.has(tool)));

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`]);
    return true;
  } catch {
    return false;
  }
}

/** Commas, quotes, UTF-8: in LibreOffice's own words. */
const CSV_IN_UTF8 = 'csv:Text - txt - csv (StarCalc):44,34,76';

const world = useDatabase();
let folder: string;
let ana: Ctx;
let headers: { cookie: string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'common-table-interop-'));
  if (missing.size > 0) console.log(`Left out, because it is not installed: ${[...missing].join(', ')}.`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  headers = await aSession(ana);
});

/** Takes a file out as a member's browser would, and says where it was put. */
async function download(path: string, name: string): Promise<string> {
  const address = `http://library.test/l/${ana.library.slug}${path}`;
  const response = await buildApp(houseOn(world.db)).request(address, { headers });
  expect([path, response.status]).toEqual([path, 200]);
  writeFileSync(join(folder, name), new Uint8Array(await response.arrayBuffer()));
  return join(folder, name);
}

needing('pdfinfo', 'pdftotext')(
  'a filled worksheet is a tagged PDF with a title, and its words can be read',
  async () => {
    const partners = [await aPartner(ana, { name: 'Ñandú House' }), await aPartner(ana, { name: 'Grange' })];
    const sheet = await aWorksheet(ana, { partners, purpose: 'Digital skills' });
    await rateAll(ana, sheet, 4);

    const file = await download(`/worksheets/${sheet}/filled.pdf`, 'filled.pdf');

    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/^Tagged:\s+yes/m);
    expect(info).toMatch(/^Title:\s+\S/m);
    const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(words).toContain('Ñandú House');
    expect(words).toContain('Digital skills');
  },
);

needing('unzip')('the archive and the HSDS package are whole zip files', async () => {
  await aPartner(ana, { name: 'Grange' });
  const files = [
    await download('/exports/archive.zip', 'archive.zip'),
    await download('/exports/hsds.zip', 'hsds.zip'),
  ];

  for (const file of files) {
    expect(execFileSync('unzip', ['-t', file], { encoding: 'utf8' })).toMatch(/No errors detected/);
  }
});

needing('soffice')('a spreadsheet program reads the workbook of partners as it was written', async () => {
  await aPartner(ana, { name: '=HYPERLINK("Grange")', addresses: { 0: { city: 'Harlow', postal_code: '01234' } } });
  await aPartner(ana, { name: 'Ñandú House', phones: { 0: { number: '303 555 0123' } } });

  const file = await download('/exports/partners.xlsx', 'partners.xlsx');
  const options = [
    '--headless',
    `-env:UserInstallation=file://${folder}/office`,
    '--convert-to',
    CSV_IN_UTF8,
    '--outdir',
    folder,
  ];
  execFileSync('soffice', [...options, file], { stdio: 'ignore' });

  const csv = readdirSync(folder).find((name) => name.endsWith('.csv')) ?? '';
  const rows = parseCsv(readFileSync(join(folder, csv)), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map((row) => row.Name).sort()).toEqual(['=HYPERLINK("Grange")', 'Ñandú House']);
  expect(rows.map((row) => row.Addresses)).toContain('Harlow, 01234, US');
});
