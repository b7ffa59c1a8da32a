/** Text as the bytes that programs write, and zip archives, honest or not. */
import { crc32, deflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export type Files = Record<string, string | Uint8Array>;

export const lines = (...rows: string[]): string => `${rows.join('\r\n')}\r\n`;
export const bom = (text: string): string => `\uFEFF${text}`;

export function utf16(text: string, order: 'LE' | 'BE'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'LE' ? bytes : bytes.swap16();
}

/** Where Windows-1252 is not Latin-1. */
const WINDOWS: Record<string, number> = {
  '€': 0x80,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '–': 0x96,
  '—': 0x97,
  '™': 0x99,
};
export const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => WINDOWS[letter] ?? letter.charCodeAt(0));

// The day is set, so that the same file comes out each time.
const MADE = new Date('2026-01-05T12:00:00');
export const zip = (files: Files): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
    {
      level: 9,
      mtime: MADE,
    },
  );

/** An archive with parts of it written otherwise. */
export function edited(bytes: Uint8Array, edits: Record<string, (text: string) => string>): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, edit] of Object.entries(edits))
    parts[name] = strToU8(edit(strFromU8(parts[name] ?? new Uint8Array())));
  return zip(parts);
}

/** An archive of one file that says of itself what it wants: `says` is the size that it claims to unpack to. */
export function lyingZip(name: string, content: Uint8Array, says: number, flags = 0): Uint8Array {
  const packed = deflateRawSync(content, { level: 9 });
  const title = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(says, 18);
  common.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, packed]);
  const directory = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, Buffer.alloc(14), title]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}
