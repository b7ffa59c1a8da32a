/**
 * The PDF that is kept of a signed agreement: its tags, its words in many scripts, its record, its seal; and that one byte
 * that is another is found.
 *
 * @module-tag long
 */
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, anAgreement, aPartner, onPaper, PASSWORD } from '../../../../test/factories.ts';
import { readPdf } from '../../../../test/read-pdf.ts';
import { useDatabase } from '../../../../test/support.ts';
import { nextJob } from '../../../../test/work.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { found } from '../../../house/errors.ts';
import { findFile } from '../../../house/stored-files.ts';
import { certificateIn, makeCertificate, readCertificate, thumbprint } from '../../../house/typeset/certificate.ts';
import { seal } from '../../../house/typeset/seal.ts';
import { readSeal } from '../../../house/typeset/seal-read.ts';
import type { AgreementId } from '../agreement.ts';
import { versionsIn } from '../agreement-versions.ts';
import { signedOnPaper } from './amending.ts';
import { certificateFor, useCertificate } from './certificates.ts';
import { SEAL } from './completing.ts';
import { RECORD_NAME, readRecord, recordHolds } from './record.ts';
import { verdictOn } from './verifying.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});
const doors = { ways: { link: () => '', code: () => '' }, linkTo: () => '' };

async function signedPdf(over: object = {}): Promise<{ id: AgreementId; pdf: Uint8Array }> {
  const partner = await aPartner(ana, { name: 'مركز النور and Σοφία' });
  const id = await anAgreement(ana, {
    ...{ kind: 'handshake', terms: 'They teach on Tuesdays.\n– Two teachers\n– Ten laptops', partners: [partner] },
    ...{ name: 'Lab evenings {library} #set <b>', ...over },
  });
  const stands = { name: 'ליאה כהן', title: 'Directora, Zo\u0301e' };
  const paper = await onPaper(ana, id, [stands, stands]);
  await signedOnPaper(ana, id, { ...paper, kept_at: '', reason: '', scan: null, doors });
  expect(await nextJob(world.db, { kinds: [SEAL] })).toBe(true);
  const [version] = await versionsIn(ana, id);
  return { id, pdf: new Uint8Array((await findFile(ana, found(version?.sealed_sha256 ?? undefined))).bytes) };
}

const read = (pdf: Uint8Array) => readSeal({ pdf: new Uint8Array(pdf), attachment: RECORD_NAME });
const judged = async (pdf: Uint8Array) => (await verdictOn(ana, pdf, await read(pdf))).verdict;

test('is tagged, has its title and language, and its words can be read in each script', async () => {
  const { pdf } = await signedPdf();

  const { text, roles, title, lang } = await readPdf(pdf);

  expect(title).toBe('Lab evenings {library} #set <b>');
  expect(lang).toBe('en');
  expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'L', 'LI', 'Table', 'TH', 'TR', 'TD']));
  for (const words of [
    'Two teachers',
    'Σοφία',
    'Completion record',
    'Signatures',
    'Directora, Zóe',
    '/verify-agreement',
  ])
    expect(text.normalize('NFC')).toContain(words);
});

test('carries its record, which holds, and a seal that is the installation’s own and holds for every byte', async () => {
  const { pdf, id } = await signedPdf();

  const { seal, attached } = await read(pdf);
  const record = found(readRecord(attached));

  expect(seal).toMatchObject({ holds: true, signedAt: '2026-03-09T15:00:00.000Z' });
  expect(seal?.certificate).toBe(thumbprint((await certificateFor(ana, 'http://library.test')).certificate));
  expect(record).toMatchObject({ agreement: id, number: 1 });
  expect(recordHolds(record)).toBe(true);
  expect(recordHolds({ ...record, content: record.content.replace('Tuesdays', 'Mondays') })).toBe(false);
  expect(await judged(pdf)).toBe('unchanged');
});

test('one byte that is another, a byte less or more, or something written behind it is found', async () => {
  const { pdf } = await signedPdf();
  const flipped = (at: number) => {
    const copy = new Uint8Array(pdf);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  for (const at of [20, 700, Math.floor(pdf.length / 3), pdf.length - 10])
    expect([at, await judged(flipped(at))]).not.toEqual([at, 'unchanged']);

  expect(await judged(flipped(2_000))).toBe('changed');
  expect((await read(flipped(2_000))).seal).toMatchObject({ holds: false });
  expect(await judged(new Uint8Array([...pdf, 10]))).toBe('changed');
  expect(await judged(pdf.slice(0, -1))).toBe('changed');
});

test('what is no PDF, is broken, encrypted or of others is none of ours, and nothing in it is run', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const script =
    '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>';
  const range = '%PDF-1.7\n/ByteRange [0 99999999999 5 7] /Contents <3082> ';
  const encrypted = '%PDF-1.4\n1 0 obj<</Filter/Standard/V 1>>endobj\ntrailer<</Encrypt 1 0 R>>';
  for (const pdf of ['', 'no PDF at all', script, range, encrypted, `%PDF-1.7\n${'['.repeat(50_000)}`])
    expect([pdf.slice(0, 30), await judged(bytes(pdf))]).toEqual([pdf.slice(0, 30), 'unknown']);
});

test('one that was sealed by the same certificate for something else is not taken for ours', async () => {
  const { pdf } = await signedPdf();
  const certificate = await certificateFor(ana, 'http://library.test');
  const { PDF } = await import('@libpdf/core');
  const forged = PDF.create();
  forged.addPage();
  const sealed = await seal({ pdf: await forged.save(), with: certificate, reason: 'x', at: 0 });
  const foreign = await makeCertificate('Somebody else', ana.now);
  const stranger = await seal({ pdf: await forged.save(), with: foreign, reason: 'x', at: 0 });

  expect(await judged(sealed)).toBe('changed');
  expect(await judged(stranger)).toBe('unknown');
  expect(await judged(pdf)).toBe('unchanged');
});

test('another library does not know it, and learns nothing of it', async () => {
  const { pdf } = await signedPdf();
  const reading = await read(pdf);
  const stranger = await aMember(await aLibrary(world.host), 'administrator');

  expect(await verdictOn(stranger, pdf, reading)).toEqual({ verdict: 'unknown', kept: null });
});

test('is sealed with a certificate of the library’s own where the host gave one, and made once', async () => {
  const { id, pdf } = await signedPdf();
  const other = await makeCertificate('Harlow County Library', ana.now);
  await useCertificate(ana, other);
  expect(await nextJob(world.db, { kinds: [SEAL] })).toBe(false);

  const second = await signedPdf({ name: 'Another' });

  expect((await read(second.pdf)).seal?.certificate).toBe(thumbprint(other.certificate));
  // What was sealed before is still ours.
  expect(await judged(pdf)).toBe('unchanged');
  await useCertificate(ana, await makeCertificate('Newer', ana.now));
  const [one] = await versionsIn(ana, id);
  expect(one?.sealed_sha256).toBeTruthy();
});

test('a certificate comes from PEM, with its key; one that belongs to another is refused in a sentence', async () => {
  const made = await makeCertificate('Harlow', ana.now);
  const pem = new X509Certificate(Buffer.from(made.certificate)).toString();
  const key = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(made.privateKey).toString('base64')}\n-----END PRIVATE KEY-----`;
  const { privateKey: rsa } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  expect(thumbprint(certificateIn(pem, key).certificate)).toBe(thumbprint(made.certificate));
  expect(readCertificate(made.certificate)).toMatchObject({ name: 'Harlow' });
  expect(() => certificateIn(pem, rsa)).toThrow('The key belongs to another certificate.');
  expect(() => certificateIn('nothing', key)).toThrow('There is no certificate in the file');
  expect(() => certificateIn(pem, PASSWORD)).toThrow('The key cannot be read');
});

test('the key of the installation is made once, however many ask at the same moment', async () => {
  const [one, two] = await Promise.all([
    certificateFor(ana, 'http://library.test'),
    certificateFor(ana, 'http://library.test'),
  ]);
  const { rows } = await sql<{ count: number }>`select count(*) as count from installation_certificates`.execute(
    ana.db,
  );

  expect(thumbprint(one.certificate)).toBe(thumbprint(two.certificate));
  expect(rows[0]?.count).toBe(1);
});
