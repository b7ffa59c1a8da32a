/** From files to one sheet. The first bytes of a file tell its type; its name only decides where they do not. */
import { Invalid } from '../../../../house/errors.ts';
import { type Grid, readDelimited } from './delimited.ts';
import { looksLikePackage, readPackage } from './hsds.ts';
import { readJson } from './hsds-json.ts';
import { fromBook } from './several-sheets.ts';
import { countRows, type ReadingLimits, type Sheet, type UploadedFile, unreadable } from './sheet.ts';
import { ofKind, tableOf } from './table.ts';
import { decode, withLetters, withoutCutLetters } from './text.ts';
import { listsIn, openArchive, unpack } from './unzip.ts';
import { readVcards } from './vcard.ts';
import { isWorkbook, partsOf, repacked } from './workbook-parts.ts';

/** Throws Invalid with one sentence at `file` when it cannot be read. */
export async function readFiles(files: UploadedFile[], limits: ReadingLimits): Promise<Sheet> {
  const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (total === 0) throw unreadable('error.file_empty');
  if (total > limits.fileBytes)
    throw unreadable('error.file_too_large', { max: Math.round(limits.fileBytes / 1_000_000) });
  const [file] = files;
  if (!file) throw unreadable('error.file_empty');
  const sheet = files.length > 1 ? several(files, limits) : await one(file, limits);
  countRows(sheet.rows.length, limits.rows);
  if (sheet.rows.length === 0) throw unreadable('error.file_no_rows');
  return storable(sheet);
}

/**
 * Removes lone surrogates and NULs, which the database cannot store. In cells a NUL stays, so that the row can name it.
 */
function storable({ rows, header, warnings, format, ...sheet }: Sheet): Sheet {
  return {
    ...sheet,
    header: header.map(clean),
    rows: rows.map((row) => ({
      ...row,
      cells: row.cells.every((cell) => cell.isWellFormed()) ? row.cells : row.cells.map((cell) => cell.toWellFormed()),
      ...(row.extra && { extra: cleaned(row.extra) }),
      ...(row.problems && { problems: cleaned(row.problems) }),
    })),
    format: cleaned(format),
    warnings: cleaned(warnings),
  };
}

const clean = (text: string) => text.replaceAll('\0', '').toWellFormed();

function cleaned<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [clean(name), cleaned(each)])) as T;
}

function several(files: UploadedFile[], limits: ReadingLimits): Sheet {
  if (looksLikePackage(files.map((file) => file.name))) return readPackage(files, limits);
  const texts = files.map((file) => decoded(file).text);
  if (texts.every(isVcard)) return readVcards(texts.join('\n'), limits);
  throw unreadable('error.file_several');
}

/** The branches are the kinds of files, asked in order: the first that fits reads it or refuses it. */
async function one(file: UploadedFile, limits: ReadingLimits): Promise<Sheet> {
  const type = magic(file.bytes);
  if (type === 'zip') return fromZip(file, limits);
  if (type === 'ole') return fromWorkbook(file.bytes, limits);
  if (type) throw unreadable('error.file_type', { type });
  // What Excel leaves beside a list while it is open.
  if (file.name.startsWith('~$')) throw unreadable('error.file_not_workbook');
  const { text, encoding } = decoded(file);
  if (SHORTCUTS.some((each) => each.test(text.slice(0, 2000)))) throw unreadable('error.file_shortcut');
  if (isVcard(text)) return readVcards(text, limits);
  if (/^\s*[[{]/.test(text) && (/\.(json|ndjson|jsonl)$/i.test(file.name) || /^\s*(\[\s*)?\{\s*"/.test(text)))
    return readJson(text, limits);
  if (MARKED_UP.test(text)) return fromMarkup(file.name, text, limits);
  if (/^MIME-Version:/i.test(text)) throw unreadable('error.file_type', { type: 'MHTML' });
  if (looksBinary(text))
    throw unreadable(SPREADSHEET.test(file.name) ? 'error.file_not_workbook' : 'error.file_not_text');
  return fromGrid(readDelimited(text, limits), encoding);
}

/** Loaded where there is one: SheetJS takes ten megabytes, and most programs only send workbooks to a thread. */
async function fromWorkbook(content: Uint8Array | string, limits: ReadingLimits): Promise<Sheet> {
  const { readWorkbook } = await import('./workbook.ts');
  return fromBook(readWorkbook(content, limits));
}

const SPREADSHEET = /\.(xls[xmb]?|xlt[xm]?|ods)$/i;
const MARKED_UP = /^\s*<(!--|(!doctype|\?xml|html|head|body|meta|table|div|style)\b)/i;
/** Google's, Windows' and Apple's ways to put a link into a folder. */
const SHORTCUTS = [
  /^\s*\{[^{}]*"(doc_id"\s*:|url"\s*:\s*"https?:\/\/docs\.google\.com\/)/i,
  /^\s*\[InternetShortcut\]/i,
  /<plist[\s\S]{0,400}<key>URL<\/key>/i,
];

/**
 * Many programs write a web page with a table, or Excel's own XML, and call it a spreadsheet. Other pages are not
 * lists.
 */
async function fromMarkup(name: string, text: string, limits: ReadingLimits): Promise<Sheet> {
  const isTable =
    /\.(xls[xm]?|html?|xml)$/i.test(name) && /<table[\s>]|urn:schemas-microsoft-com:office:spreadsheet/i.test(text);
  if (!isTable) throw unreadable('error.file_type', { type: 'HTML' });
  return fromWorkbook(withLetters(text), limits);
}

/** Two of the things a zip can be: a workbook (XLSX, ODS) or a package. */
async function fromZip(file: UploadedFile, limits: ReadingLimits): Promise<Sheet> {
  const archive = await inItsWords(file, 'error.file_cut_short', () => openArchive(file.bytes));
  const { entries } = archive;
  if (isWorkbook(entries)) {
    const parts = await inItsWords(file, 'error.file_broken_workbook', () => unpack(archive, partsOf(entries), limits));
    return fromWorkbook(repacked(parts), limits);
  }
  const document = DOCUMENTS.find(([name]) => entries.some((entry) => name.test(entry.name)));
  if (document) throw unreadable('error.file_type', { type: document[1] });
  const inside = (await unpack(archive, listsIn(entries), limits)).map(({ name, bytes }) => ({
    name: name.split('/').at(-1) ?? name,
    bytes,
  }));
  if (inside.length === 0)
    throw unreadable(SPREADSHEET.test(file.name) ? 'error.file_not_workbook' : 'error.zip_nothing');
  if (looksLikePackage(inside.map((each) => each.name))) return readPackage(inside, limits);
  if (inside.length === 1 && inside[0]) return one(inside[0], limits);
  return several(inside, limits);
}

/** A broken spreadsheet is reported as such: few people know that it is a zip file inside. */
async function inItsWords<T>({ name }: UploadedFile, key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const broken = error instanceof Invalid && error.fields.file?.key === 'error.file_broken_zip';
    throw broken && SPREADSHEET.test(name) ? unreadable(key) : error;
  }
}

const DOCUMENTS: [RegExp, string][] = [
  [/^word\/document\.xml$/, 'Word'],
  [/^ppt\/presentation\.xml$/, 'PowerPoint'],
  [/(^|\/)Index(\.zip|\/Document\.iwa)$/, 'Numbers'],
];

const TYPES: [string, number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['gzip', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];
const magic = (bytes: Uint8Array): string | undefined =>
  TYPES.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
/** Joins letters that a folded line of a card has cut before decoding. */
const decoded = ({ bytes }: UploadedFile) =>
  decode(
    isVcard(
      Buffer.from(bytes.subarray(0, 1000))
        .toString('latin1')
        .replace(/^\xef\xbb\xbf/, ''),
    )
      ? withoutCutLetters(bytes)
      : bytes,
  );

const isVcard = (text: string) => /^\uFEFF?\s*BEGIN:VCARD/i.test(text);

/** A stray NUL in a list is a problem of its cell; a file that is full of controls is no list. */
function looksBinary(text: string): boolean {
  const start = text.slice(0, 8000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it counts
  return (start.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0) > start.length * 0.05;
}

const MARKS: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

function fromGrid({ rows, delimiter, warnings }: Grid, encoding: string): Sheet {
  return { ...ofKind(tableOf({ rows })), format: { encoding, delimiter: MARKS[delimiter] ?? 'other' }, warnings };
}
