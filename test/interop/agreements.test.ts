/**
 * What others make of a signed agreement: pdfsig of Debian's poppler-utils checks the seal, qpdf the file. A program that
 * is not installed is named, and its tests are left out. (Our own command and page: test/browser/agreements.spec.ts.)
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { borrow } from '../../src/house/db.ts';
import { found } from '../../src/house/errors.ts';
import { openLog } from '../../src/house/log.ts';
import { findFile } from '../../src/house/stored-files.ts';
import { openBoss } from '../../src/house/work/boss.ts';
import { openPostman } from '../../src/house/work/postman.ts';
import { doNext, prepareWork } from '../../src/house/work/worker.ts';
import { actFor, nameOfLibrary } from '../../src/rooms/accounts/libraries.ts';
import { versionsIn } from '../../src/rooms/agreements/agreement-versions.ts';
import { SEAL } from '../../src/rooms/agreements/signing/completing.ts';
import { work } from '../../src/worker.ts';
import { aLibrary, aMember, anAgreementInForce, aPartner } from '../factories.ts';
import { copyOfTemplate, houseOn, NOW } from '../support.ts';

const isInstalled = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const missing = ['pdfsig', 'qpdf'].filter((tool) => !isInstalled(tool));
const needing = (tool: string) => test.skipIf(missing.includes(tool));

let database: Awaited<ReturnType<typeof copyOfTemplate>>;
let folder: string;
beforeAll(async () => {
  if (missing.length > 0) console.log(`Left out, because it is not installed: ${missing.join(', ')}.`);
  folder = mkdtempSync(join(tmpdir(), 'common-table-agreements-'));
  database = await copyOfTemplate();
  await prepareWork(database, work);
  writeFileSync(join(folder, 'signed.pdf'), await signedPdf());
  const flipped = readFileSync(join(folder, 'signed.pdf'));
  flipped[5_000] = (flipped[5_000] ?? 0) ^ 1;
  writeFileSync(join(folder, 'flipped.pdf'), flipped);
}, 120_000);
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** As the worker makes it, on a database that really commits. */
async function signedPdf(): Promise<Buffer> {
  const { db, pool } = database;
  const { ana, id } = await borrow(db, { libraryId: null }, async (db) => {
    const ana = await aMember(await aLibrary({ db, now: NOW }, 'Ñandú Library'), 'administrator', 'Ana');
    const partners = [await aPartner(ana, { name: 'Søren & Söhne' })];
    return { ana, id: await anAgreementInForce(ana, { partners, name: 'Lab evenings' }) };
  });
  const boss = openBoss(pool, {});
  await boss.start();
  const postman = openPostman({ from: '', baseUrl: 'http://library.test' }, openLog('silent'), undefined);
  const at = { ...{ pool, db, boss, postman, actFor, nameOf: nameOfLibrary }, now: () => NOW, house: houseOn(db) };
  await doNext({ ...at, zones: async () => [] }, work, { kinds: [SEAL] });
  await boss.stop({ graceful: false });
  return borrow(db, { libraryId: ana.library.id }, async (db) => {
    const [version] = await versionsIn({ ...ana, db }, id);
    return Buffer.from((await findFile({ ...ana, db }, found(version?.sealed_sha256))).bytes);
  });
}

const said = (tool: string, args: string[]) => {
  const { stdout, stderr, status } = spawnSync(tool, args, { encoding: 'utf8' });
  return { text: `${stdout}${stderr}`, status };
};

needing('pdfsig')('the seal is valid to another program, covers all, and one flipped byte is found by it', () => {
  const { text } = said('pdfsig', ['-nocert', join(folder, 'signed.pdf')]);

  expect(text).toContain('Signature is Valid.');
  expect(text).toContain('Total document signed');
  expect(text).toContain('ETSI.CAdES.detached');
  expect(said('pdfsig', ['-nocert', join(folder, 'flipped.pdf')]).text).not.toContain('Signature is Valid.');
});

needing('qpdf')('the file is whole, and its record can be taken out', () => {
  expect(said('qpdf', ['--check', join(folder, 'signed.pdf')]).text).toContain('No syntax or stream encoding errors');
  const record = execFileSync('qpdf', ['--show-attachment=completion-record.json', join(folder, 'signed.pdf')]);
  expect(JSON.parse(record.toString())).toMatchObject({ number: 1, name: 'Lab evenings' });
});
