/**
 * What holds for any file whatever.
 *
 * @module-tag long
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windows1252 } from '../../../../../test/files/making/bytes.ts';
import { corpus } from '../../../../../test/files/uploads.ts';
import { Invalid } from '../../../../house/errors.ts';
import { guessMapping } from '../columns/kinds.ts';
import { readRow } from '../rows/record.ts';
import { readDelimited } from './delimited.ts';
import { readFiles } from './read-file.ts';
import { decode } from './text.ts';
import { readWorkbook } from './workbook.ts';

const LIMITS = { rows: 200, fileBytes: 1_000_000, unpackedBytes: 10_000_000 };
const MARKS = [',', ';', '\t', '|'];

/** What a cell is compared by: spaces around it are nobody's wish, and empty cells behind the last are not there. */
function tidy(rows: string[][]): string[][] {
  const trimmed = rows.map((row) => row.map((cell) => cell.trim()));
  const cut = trimmed.map((row) => row.slice(0, row.findLastIndex(Boolean) + 1));
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
}

const grid = (cell: fc.Arbitrary<string>) =>
  fc
    .integer({ min: 1, max: 6 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
    );

describe('any grid of texts', () => {
  const piece = fc.constantFrom('a', 'Ñandú', '🍞', ' ', '"', '""', ',', ';', '\t', '|', '=', "'", '0042', '\u00a0');
  // Two whole rows inside one cell are taken for what a lone quotation mark has swallowed.
  const cell = fc.tuple(
    fc.array(piece, { maxLength: 5 }),
    fc.constantFrom('', '\n', '\r\n', '\r'),
    fc.array(piece, { maxLength: 5 }),
  );
  const cells = cell.map(([before, line, after]) => before.join('') + line + after.join(''));

  test('that is written as CSV, with any mark, reads back the same', () => {
    fc.assert(
      fc.property(
        grid(cells),
        fc.constantFrom(...MARKS),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (rows, delimiter, record_delimiter, quoted) => {
          const text = stringify(rows, { delimiter, record_delimiter, quoted, quoted_match: /[\r\n]|^\s|\s$/ });
          const grid = readDelimited(`sep=${delimiter}\r\n${text}`, LIMITS);
          expect({ rows: tidy(grid.rows), warnings: grid.warnings }).toEqual({ rows: tidy(rows), warnings: [] });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of plain words shows with which mark it is written', () => {
    const word = fc.constantFrom(
      'Harlow',
      'Valley Clinic',
      'ana@bakery.example',
      '04240',
      'Hale, Harlow',
      '(207) 555-0110',
      'a; b',
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 9 }),
        fc.constantFrom(...MARKS),
        (rows, delimiter) => {
          const given = [['Name', 'Contact', 'City', 'Zip'], ...rows];
          const grid = readDelimited(stringify(given, { delimiter }), LIMITS);
          expect(grid).toEqual({ rows: given, delimiter, warnings: [] });
        },
      ),
    );
  });

  test('that is written as a spreadsheet reads back the same', () => {
    const letters = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('_x'));
    fc.assert(
      fc.property(
        grid(letters),
        fc.constantFrom('xlsx' as const, 'biff8' as const, 'xlsb' as const),
        (rows, bookType) => {
          fc.pre(tidy(rows).length > 0);
          const book = utils.book_new();
          utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'List');
          const bytes = new Uint8Array(write(book, { type: 'array', bookType }));
          const { read, fullest } = readWorkbook(bytes, LIMITS);
          expect(tidy(read(fullest).rows)).toEqual(tidy(rows));
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Milliseconds: thousands of files, on a machine that has other things to do. */
const LONG = 180_000;

describe('any bytes', () => {
  /** Reads the file and each of its rows. Only a refusal may come of it. */
  async function read(name: string, bytes: Uint8Array): Promise<void> {
    try {
      const { kind, header, rows } = await readFiles([{ name, bytes }], LIMITS);
      const vocabulary = { sector: () => undefined, population: () => undefined };
      const columns = { kind, header, mapping: guessMapping(kind, header), vocabulary, defaultSector: '' };
      for (const row of rows) readRow(row, columns);
      // What is read can be sent to another thread, and stored.
      const kept = JSON.stringify(structuredClone(rows.map(({ extra, problems }) => ({ extra, problems }))));
      expect(kept.replaceAll('\\\\', '')).not.toMatch(/\\u0000|\\ud[89a-f]/);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
    }
  }
  const starts = [
    '',
    'PK\x03\x04',
    'PK\x05\x06',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    'BEGIN:VCARD\nVERSION:3.0\n',
    '[{"name":',
    '{"',
    'Name,City\n',
    '\xff\xfe',
    'sep=',
  ];

  test(
    'are read or refused',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...starts),
          fc.uint8Array({ maxLength: 600 }),
          fc.constantFrom('a.csv', 'a.json', 'a.xlsx', 'a.vcf'),
          async (start, rest, name) => {
            await read(name, Buffer.concat([Buffer.from(start, 'latin1'), rest]));
          },
        ),
        { numRuns: 2000 },
      );
    },
    LONG,
  );

  test(
    'that were a good file before they were damaged are read or refused',
    async () => {
      const good = readdirSync(corpus).filter(
        (name) => statSync(join(corpus, name)).isFile() && name !== 'expected.json',
      );
      const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
        maxLength: 12,
      });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...good),
          damage,
          fc.double({ min: 0.2, max: 1, noNaN: true }),
          async (name, changes, kept) => {
            const bytes = new Uint8Array(readFileSync(join(corpus, name)));
            for (const [at, byte] of changes) bytes[Math.floor(at * bytes.length)] = byte;
            await read(name, kept > 0.8 ? bytes : bytes.subarray(0, Math.floor(kept * bytes.length)));
          },
        ),
        { numRuns: 1000 },
      );
    },
    LONG,
  );

  test(
    'of JSON of any shape are read or refused',
    async () => {
      const key = fc.constantFrom(
        'id',
        'name',
        'services',
        'organization',
        'phones',
        'contacts',
        'addresses',
        'locations',
        'schedules',
        'attributes',
        '__proto__',
        'number',
      );
      const { value } = fc.letrec((tie) => ({
        value: fc.oneof(
          { maxDepth: 6 },
          fc.jsonValue({ maxDepth: 1 }),
          fc.constantFrom('Harlow', '\ud83d', '\0'),
          fc.array(tie('value'), { maxLength: 3 }),
          tie('object'),
        ),
        object: fc
          .array(fc.tuple(key, tie('value')), { maxLength: 6 })
          .map((entries) => Object.fromEntries([['name', 'Harlow'], ...entries])),
      }));
      await fc.assert(
        fc.asyncProperty(value, (each) => read('a.json', Buffer.from(JSON.stringify(each) ?? 'null'))),
        { numRuns: 1500 },
      );
    },
    LONG,
  );
});

describe('any text', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 }).map((each) => each.replace(/^\ufeff/, ''));
  const western = fc.string({ unit: 'grapheme-ascii', minLength: 4, maxLength: 200 });

  test('in UTF-8, with or without a mark, is that text', () => {
    // NULs at every other place are the sign of UTF-16.
    const plain = text.map((each) => `begin${each.replaceAll('\0', '')}`);
    fc.assert(
      fc.property(plain, fc.boolean(), (each, mark) => {
        expect(decode(Buffer.from(mark ? `\ufeff${each}` : each))).toEqual({ text: each, encoding: 'UTF-8' });
      }),
    );
  });

  test('in UTF-16 with a mark is that text', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (each, swapped) => {
        const bytes = Buffer.from(`\ufeff${each}`, 'utf16le');
        expect(decode(swapped ? bytes.swap16() : bytes).text).toBe(each);
      }),
    );
  });

  test('of western letters in UTF-16 needs no mark', () => {
    fc.assert(
      fc.property(western, fc.boolean(), (each, swapped) => {
        const bytes = Buffer.from(each, 'utf16le');
        expect(decode(swapped ? bytes.swap16() : bytes)).toEqual({
          text: each,
          encoding: swapped ? 'UTF-16BE' : 'UTF-16LE',
        });
      }),
    );
  });

  test('in Windows-1252, among lines in UTF-8 or alone, is that text', () => {
    const word = fc
      .constantFrom('é', 'ñ', '€', '’', '“', 'ü', '–')
      .chain((letter) => western.map((rest) => `${letter}a${rest.replace(/\s/g, ' ')}`));
    const line = fc.record({ text: word, windows: fc.boolean() });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const bytes = Buffer.concat(
          lines.map(({ text, windows }) => (windows ? windows1252(`${text}\n`) : Buffer.from(`${text}\n`))),
        );
        expect(decode(bytes).text).toBe(lines.map((each) => `${each.text}\n`).join(''));
      }),
    );
  });
});
