/**
 * Takes from a workbook only the parts that hold its list: macros, external links, pictures and everything else are
 * never unpacked. The rest is zipped again without compression, because SheetJS trusts the sizes that an archive
 * claims, and so these are true.
 */
import { strFromU8, zipSync } from 'fflate';
import { MAX_COLUMNS, type UploadedFile, unreadable } from './sheet.ts';
import type { Entry } from './unzip.ts';

const isOds = (names: string[]) => names.includes('content.xml') && names.includes('META-INF/manifest.xml');
export const isWorkbook = (entries: Entry[]): boolean => {
  const names = entries.map((entry) => entry.name);
  return isOds(names) || names.some((name) => /^xl\/(workbook|worksheets)/.test(name));
};

/** Parts of a workbook that hold nothing of its list. */
const DEAD_WEIGHT = new RegExp(
  [
    '(^|/)(media|embeddings|externalLinks|drawings|activeX|ctrlProps|printerSettings|customXml|charts|pivot\\w+',
    '|comments\\w*|threaded\\w+|Thumbnails|Configurations\\d?|Pictures|Object \\d+)/|vbaProject|/comments\\d*\\.',
  ].join(''),
  'i',
);
export const partsOf = (entries: Entry[]): Entry[] =>
  entries.filter(({ name }) => (name === 'mimetype' || /\.(xml|rels|bin)$/i.test(name)) && !DEAD_WEIGHT.test(name));

export function repacked(parts: UploadedFile[]): Uint8Array {
  return zipSync(
    Object.fromEntries(parts.map(({ name, bytes }) => [name, [checked(name, bytes), { level: 0 }] as const])),
  );
}

const MAX_REPEATED = 1000;
/** The limit of spreadsheet programs themselves. */
const MAX_ROWS = 1_048_576;
const MAX_TEXTS = 2_000_000;

/**
 * SheetJS allocates every column, row and text that the file claims to have, even billions. Formulas are replaced by a
 * short one, because working them out takes SheetJS minutes; only HYPERLINK formulas are kept.
 */
function checked(name: string, bytes: Uint8Array): Uint8Array {
  if (name === 'content.xml')
    return rewritten(bytes, { pattern: /number-(?:columns|rows)-repeated=["']\d{3,}/g, by: atMost });
  if (/sharedStrings[^/]*\.xml$/i.test(name) && occurs(bytes, '<si>', MAX_TEXTS))
    throw unreadable('error.file_too_much');
  if (!/worksheets\/[^/]*\.xml$/i.test(name)) return bytes;
  if (/<(\w+:)?col\s[^>]*m(ax|in)=["']\d{6,}/.test(strFromU8(bytes.subarray(0, 200_000))))
    throw unreadable('error.file_broken_workbook');
  if (occurs(bytes, '<row', MAX_ROWS)) throw unreadable('error.file_rows', { max: MAX_ROWS });
  return rewritten(bytes, {
    pattern: /<f(\s[^<>]*)?(\/>|>[^<]*<\/f>)/g,
    by: (formula) => (LINK.test(formula) ? formula : '<f>0</f>'),
    mark: '<f',
  });
}

const LINK = /^<f>HYPERLINK\([^<]{1,3000}<\/f>$/i;

/** How often a row or column is repeated, but not more often than we read. */
const atMost = (repeated: string) => {
  const most = repeated.startsWith('number-rows') ? MAX_REPEATED : MAX_COLUMNS + 1;
  return repeated.replace(/\d+$/, (count) => String(Math.min(Number(count), most)));
};

function occurs(bytes: Uint8Array, mark: string, more: number): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = buffer.indexOf(mark); at !== -1 && count <= more; at = buffer.indexOf(mark, at + 1)) count++;
  return count > more;
}

/** Each match of `pattern` is replaced; a text without `mark` has none. */
type Rewriting = { pattern: RegExp; by: (found: string) => string; mark?: string };

/** Byte by byte as Latin-1: what is looked for is ASCII, and the rest comes back as it was. */
function rewritten(bytes: Uint8Array, { pattern, by, mark = '' }: Rewriting): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(mark)
    ? Buffer.from(
        buffer.toString('latin1').replace(pattern, (found) => by(found)),
        'latin1',
      )
    : bytes;
}
