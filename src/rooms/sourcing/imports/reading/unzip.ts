/**
 * Zip archives are opened with limits: how much comes out is known, and refused, before it comes out, and no file gives
 * more than the directory says (yauzl stops there). Nothing is ever written to disk, so a name may be anything.
 */
import { fromBufferPromise, type Entry as Packed, type ZipFile } from 'yauzl';
import { type ReadingLimits, type UploadedFile, unreadable } from './sheet.ts';

const MAX_ENTRIES = 2000;

/** A file in an archive, still packed. */
export type Entry = { name: string; packed: Packed };
export type Archive = { zip: ZipFile; entries: Entry[] };

/** Opens an archive and says what it claims to hold. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await orBroken(fromBufferPromise(buffer, { decodeStrings: false, validateEntrySizes: true }));
  if (zip.entryCount > MAX_ENTRIES) throw unreadable('error.zip_entries', { max: MAX_ENTRIES });
  return { zip, entries: await orBroken(entriesOf(zip)) };
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const packed of zip.eachEntry())
    entries.push({ name: new TextDecoder().decode(packed.fileNameRaw), packed });
  return entries;
}

/** Throws when more would come out than is allowed. */
export async function unpack(
  { zip }: Archive,
  entries: Entry[],
  { unpackedBytes }: Pick<ReadingLimits, 'unpackedBytes'>,
): Promise<UploadedFile[]> {
  const total = entries.reduce((sum, { packed }) => sum + packed.uncompressedSize, 0);
  if (total > unpackedBytes) throw unreadable('error.file_unpacked', { max: Math.round(unpackedBytes / 1_000_000) });
  if (entries.some(({ packed }) => packed.isEncrypted())) throw unreadable('error.file_password');
  const files: UploadedFile[] = [];
  for (const { name, packed } of entries) files.push({ name, bytes: await orBroken(content(zip, packed)) });
  return files;
}

/** Archives inside the archive stay closed: bombs are made of them. */
export const listsIn = (entries: Entry[]): Entry[] =>
  entries.filter(({ name }) => /\.(csv|tsv|txt|json|vcf)$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name));

async function content(zip: ZipFile, packed: Packed): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of await zip.openReadStreamPromise(packed)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Cut short, damaged, packed in a way nobody knows, or more comes out than was said. */
async function orBroken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw unreadable('error.file_broken_zip');
  }
}
