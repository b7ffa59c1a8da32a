/** Zip archives are opened with limits: how much comes out is known, and refused, before it comes out. Nothing is ever written to disk. */
import { unzipSync } from 'fflate';
import { type ReadingLimits, type UploadedFile, unreadable } from './sheet.ts';

const MAX_ENTRIES = 2000;

/** Throws when the archive says that more comes out than is allowed; what it says binds, because the unpacking stops there. */
export function checkArchive(bytes: Uint8Array, limits: Pick<ReadingLimits, 'unpackedBytes'>): void {
  open(bytes, limits, () => false);
}

export function unzip(bytes: Uint8Array, limits: Pick<ReadingLimits, 'unpackedBytes'>): UploadedFile[] {
  // Archives inside the archive stay closed: bombs are made of them.
  const files = open(bytes, limits, (name) => /\.(csv|tsv|txt|json|vcf)$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name));
  return Object.entries(files).map(([path, content]) => ({ name: path.split('/').at(-1) ?? path, bytes: content }));
}

function open(bytes: Uint8Array, { unpackedBytes }: Pick<ReadingLimits, 'unpackedBytes'>, wanted: (name: string) => boolean): Record<string, Uint8Array> {
  let total = 0;
  let entries = 0;
  try {
    return unzipSync(bytes, {
      filter: (file) => {
        total += file.originalSize;
        entries += 1;
        if (total > unpackedBytes || entries > MAX_ENTRIES) throw unreadable('error.file_unpacked', { max: Math.round(unpackedBytes / 1_000_000) });
        return wanted(file.name);
      },
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'Invalid') throw error;
    throw unreadable('error.file_broken_zip');
  }
}
