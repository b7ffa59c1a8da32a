/**
 * A hundred and more files, good and hostile, read as a library's would be. What each is to be read as stands in
 * test/files/corpus/expected.json; how the files were made, in test/files/make-corpus.ts.
 *
 * @module-tag long
 */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import expectations from '../../../../../test/files/corpus/expected.json' with { type: 'json' };
import { CORPUS_LIMITS, corpus, uploadOf } from '../../../../../test/files/uploads.ts';
import { toCsv } from '../../../../house/csv.ts';
import { Invalid, type Message } from '../../../../house/errors.ts';
import { preferredLocale, speak } from '../../../../house/messages.ts';
import { guessMapping } from '../columns/kinds.ts';
import { readRow } from '../rows/record.ts';
import { readApart } from './apart.ts';
import { readFiles } from './read-file.ts';
import type { Sheet, UploadedFile } from './sheet.ts';

type Expected = {
  says: string;
  refused?: string;
  kind?: string;
  header?: string[];
  mapping?: string[];
  /** The numbers of the rows, as the spreadsheet has them. */
  rows?: number[];
  /** The cells of the last row; of a very long one its length. */
  last?: (string | number)[];
  /** What is known from the first row that can be brought in. */
  first?: unknown;
  /** Row, column (null for the row as a whole) and message. */
  problems?: [number, number | null, string][];
  warnings?: string[];
};

const all = Object.entries(expectations as unknown as Record<string, Expected>);

function readingsOf({ kind, header, rows }: Sheet) {
  const vocabulary = { sector: () => undefined, population: () => undefined };
  const columns = { kind, header, mapping: guessMapping(kind, header, sampleOf(rows)), vocabulary, defaultSector: '' };
  return rows.map((row) => ({ number: row.number, ...readRow(row, columns) }));
}

function readingOf(sheet: Sheet): Omit<Expected, 'says'> {
  const readings = readingsOf(sheet);
  const open = sheet.kind !== 'hsds' && sheet.kind !== 'vcard';
  const first = readings.find(({ record }) => record)?.record;
  const problems = readings.flatMap((row) =>
    row.problems.map((each): [number, number | null, string] => [row.number, each.column, each.message.key]),
  );
  return {
    kind: sheet.kind,
    ...(open && { header: sheet.header, mapping: guessMapping(sheet.kind, sheet.header, sampleOf(sheet.rows)) }),
    rows: sheet.rows.map((row) => row.number),
    ...(open && { last: sheet.rows.at(-1)?.cells.map((cell) => (cell.length > 100 ? cell.length : cell)) ?? [] }),
    ...(first && { first: withoutEmpty(first) }),
    ...(problems.length > 0 && { problems }),
    ...(sheet.warnings.length > 0 && { warnings: sheet.warnings.map(({ key }) => key) }),
  };
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const says = (each: unknown) =>
    each !== '' &&
    each !== null &&
    each !== false &&
    each !== undefined &&
    !(typeof each === 'object' && Object.keys(each).length === 0);
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, withoutEmpty(each)] as const)
      .filter(([, each]) => says(each)),
  );
}

async function refusal(reading: () => unknown): Promise<string> {
  try {
    await reading();
  } catch (error) {
    if (error instanceof Invalid) return error.fields.file?.key ?? '';
    throw error;
  }
  return 'nothing';
}

const sampleOf = (rows: Sheet['rows']) => rows.map((row) => row.cells);

describe('of the files in the corpus', () => {
  test('each has its expectation, and each expectation its file', async () => {
    const names = readdirSync(corpus).filter((name) => name !== 'expected.json');
    expect(all.map(([name]) => name).toSorted()).toEqual(names.toSorted());
    expect(new Set(all.map(([, { says }]) => says)).size).toBe(all.length);
  });

  const good = all
    .filter(([, expected]) => !expected.refused)
    .map(([name, { says, ...expected }]) => ({ name, says, expected }));
  test.each(good)('$says ($name)', async ({ name, expected }) => {
    expect(readingOf(await readFiles(uploadOf(name), CORPUS_LIMITS))).toEqual(expected);
  });

  const bad = all.flatMap(([name, { says, refused }]) => (refused ? [{ name, says, refused }] : []));
  test.each(bad)('$says ($name)', async ({ name, refused }) => {
    expect(await refusal(() => readFiles(uploadOf(name), CORPUS_LIMITS))).toBe(refused);
  });

  test('what goes wrong is a sentence in both languages, with all that it speaks of', async () => {
    const messages = await Promise.all(all.map(([name]) => messagesOf(uploadOf(name))));
    for (const message of messages.flat())
      for (const locale of ['en', 'es'])
        expect(speak(preferredLocale(locale)).message(message)).not.toMatch(/^(error|import)\.|[{}]/);
  });
});

async function messagesOf(files: UploadedFile[]): Promise<Message[]> {
  try {
    const sheet = await readFiles(files, CORPUS_LIMITS);
    return [...sheet.warnings, ...readingsOf(sheet).flatMap(({ problems }) => problems.map(({ message }) => message))];
  } catch (error) {
    if (error instanceof Invalid) return Object.values(error.fields);
    throw error;
  }
}

describe('in a thread of their own', () => {
  const names =
    'bomb.zip lying-bomb.zip bomb-in-sheet.xlsx lying-sheet.xlsx endless-columns.xlsx endless-rows.ods far-column.xlsx laughs.xlsx deep.json'.split(
      ' ',
    );
  test.each([...names, 'deep-organization.json', 'comma.csv', 'hsds-3-folder'])(
    '%s is read or refused just the same',
    async (name) => {
      const expected = all.find(([each]) => each === name)?.[1];
      if (expected?.refused)
        expect(await refusal(() => readApart(uploadOf(name), CORPUS_LIMITS))).toBe(expected.refused);
      else
        expect(await readApart(uploadOf(name), CORPUS_LIMITS)).toEqual(await readFiles(uploadOf(name), CORPUS_LIMITS));
    },
  );
});

describe('what a list holds', () => {
  test('is never run: a formula comes in as text and goes out for spreadsheets with an apostrophe', async () => {
    const { rows } = await readFiles(uploadOf('formulas.csv'), CORPUS_LIMITS);
    expect(rows[0]?.cells[0]).toBe(`=cmd|' /C calc'!A0`);
    const out = toCsv(
      rows.map((row) => row.cells),
      'spreadsheets',
    );
    expect(out).toContain(`'=cmd|`);
    expect(out).toContain(`'@SUM`);
  });

  test('that became a date is named by the day, in any time zone', async () => {
    const shown = async (name: string) =>
      (await readFiles(uploadOf(name), CORPUS_LIMITS)).rows[0]?.problems?.map(({ message }) => message.values?.shown);
    expect(await shown('iso-dates.xlsx')).toEqual(['2024-01-05']);
    expect(await shown('dates-of-numbers.ods')).toEqual(['1911-08-10']);
    expect(await shown('dates-of-numbers.xlsx')).toEqual(['2-Jan', '8/10/11', '2/18/82']);
  });

  test('stays private where the IRS names a person', async () => {
    expect(JSON.stringify(await readFiles(uploadOf('irs.csv'), CORPUS_LIMITS))).not.toMatch(/private/i);
  });

  test('does not reach what is common to all objects', async () => {
    await readFiles(uploadOf('proto.json'), CORPUS_LIMITS);
    await readFiles(uploadOf('prototype-names.zip'), CORPUS_LIMITS);
    expect('admin' in {} || 'polluted' in {}).toBe(false);
  });
});

describe('files too large to keep', () => {
  const text = (content: string): UploadedFile[] => [{ name: 'list.csv', bytes: new TextEncoder().encode(content) }];
  const wide = { rows: 50_000, fileBytes: 20_000_000, unpackedBytes: 200_000_000 };

  test('of 400,000 rows are refused', async () => {
    expect(await refusal(() => readFiles(text(`Name,City\n${'Harlow Bakery,Harlow\n'.repeat(400_000)}`), wide))).toBe(
      'error.file_rows',
    );
  });

  test('of too many bytes are refused', async () => {
    expect(await refusal(() => readFiles(text('x'.repeat(20_000_001)), wide))).toBe('error.file_too_large');
  });

  test('with a cell of ten million characters name the cell', async () => {
    const { rows } = await readFiles(
      text(`Name,City\n"${'x'.repeat(10_000_000)}",Harlow\nValley Clinic,Harlow\n`),
      wide,
    );
    expect(rows[0]?.problems).toEqual([
      { column: 0, message: { key: 'error.cell_too_long', values: { length: 10_000_000, max: 10_000 } }, hard: true },
    ]);
    expect(rows[0]?.cells[0]).toHaveLength(10_000);
    expect(rows[1]?.cells).toEqual(['Valley Clinic', 'Harlow']);
  });

  test('of nothing but marks, quotes, brackets or beginnings of cards end', async () => {
    const many = (piece: string) => text(piece.repeat(Math.floor(2_000_000 / piece.length)));
    for (const piece of [
      ',',
      '"',
      '""',
      '\n',
      '"\n',
      'a,"',
      '[',
      '{',
      '\0',
      '\u00e9\n',
      'BEGIN:VCARD\n',
      'BEGIN:VCARD\nEND:VCARD\n',
      'sep=',
      ' ',
      '\t',
      '"a\n"b,',
    ])
      await refusal(() => readFiles(many(piece), wide));
  }, 180_000);
});
