/**
 * Zip archives are opened with limits: how much comes out is known, and refused, before it comes out. Nothing is ever
 * written to disk. The directory of the archive is read here, because no library stops unpacking where the directory
 * says that the file ends.
 */
import { inflateRawSync } from 'node:zlib';
import { type ReadingLimits, type UploadedFile, unreadable } from './sheet.ts';

const MAX_ENTRIES = 2000;
const MAX_64 = 0xffffffff;

/** A file in an archive, still packed. */
export type PackedFile = {
  name: string;
  method: number;
  locked: boolean;
  packed: number;
  size: number;
  offset: number;
};

/** What the archive says that it holds. */
export function entriesOf(bytes: Uint8Array): PackedFile[] {
  try {
    return directory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // Beyond the end of what is there.
    if (error instanceof RangeError) throw unreadable('error.file_broken_zip');
    throw error;
  }
}

/**
 * Throws when more would come out than is allowed; what an entry says of its size binds, because unpacking stops there.
 */
export function unpack(
  bytes: Uint8Array,
  entries: PackedFile[],
  { unpackedBytes }: Pick<ReadingLimits, 'unpackedBytes'>,
): UploadedFile[] {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > unpackedBytes) throw unreadable('error.file_unpacked', { max: Math.round(unpackedBytes / 1_000_000) });
  if (entries.some((entry) => entry.locked)) throw unreadable('error.file_password');
  return entries.map((entry) => ({ name: entry.name, bytes: content(bytes, entry) }));
}

/** Archives inside the archive stay closed: bombs are made of them. */
export const listsIn = (entries: PackedFile[]): PackedFile[] =>
  entries.filter(({ name }) => /\.(csv|tsv|txt|json|vcf)$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name));

function directory(view: DataView): PackedFile[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) throw unreadable('error.zip_entries', { max: MAX_ENTRIES });
  const entries: PackedFile[] = [];
  for (let at = view.getUint32(end + 16, true), n = 0; n < count; n++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw unreadable('error.file_broken_zip');
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
    entries.push({
      name: new TextDecoder().decode(slice(view, at + 46, nameLength)),
      locked: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      ...sizes(view, at, at + 46 + nameLength, extraLength),
    });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end of the directory is looked for from behind, for a remark may follow it. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 66_000); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw unreadable('error.file_broken_zip');
}

/** Some programs write eight-byte sizes even of small files; those stand in a field of their own. */
function sizes(
  view: DataView,
  at: number,
  extra: number,
  extraLength: number,
): Pick<PackedFile, 'packed' | 'size' | 'offset'> {
  const [size = 0, packed = 0, offset = 0] = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  let long = extra;
  while (long < extra + extraLength && view.getUint16(long, true) !== 1) long += 4 + view.getUint16(long + 2, true);
  long += 4;
  const value = (short: number) => {
    if (short !== MAX_64 || long >= extra + extraLength) return short;
    long += 8;
    return Number(view.getBigUint64(long - 8, true));
  };
  return { size: value(size), packed: value(packed), offset: value(offset) };
}

function slice(view: DataView, at: number, length: number): Uint8Array {
  if (at + length > view.byteLength) throw unreadable('error.file_broken_zip');
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}

function content(bytes: Uint8Array, { offset, packed, size, method }: PackedFile): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > view.byteLength || (method !== 0 && method !== 8)) throw unreadable('error.file_broken_zip');
  const data = slice(view, offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true), packed);
  if (method === 0) return data;
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch {
    // Damaged, or more comes out than was said.
    throw unreadable('error.file_broken_zip');
  }
}
