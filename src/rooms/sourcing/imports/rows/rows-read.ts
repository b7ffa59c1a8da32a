/** The rows of an import read as facts, with this library's own words for sectors and people served. */

import type { Ctx } from '../../../../house/ctx.ts';
import { turn } from '../../../../house/turns.ts';
import { type ColumnRead, columnsRead } from '../columns/columns-read.ts';
import { type Vocabulary, vocabularyOf } from '../columns/vocabulary.ts';
import type { Import } from '../import.ts';
import { keyOf, kinOf, withParents } from '../planning/units.ts';
import type { CellProblem, SheetRow } from '../reading/sheet.ts';
import { type ImportRecord, readRow } from './record.ts';

export type StoredRow = SheetRow & { answer: string };

/** What a row says of the columns, and its unknown words; nothing of a row that is left out. */
export async function noticedAt(
  ctx: Ctx,
  item: Import,
  row: StoredRow,
): Promise<{ columns: ColumnRead[]; unknown: Map<string, number> }> {
  const rows = row.answer === 'out' ? [] : [row];
  const { unknown, problems } = await readRows(ctx, item, rows);
  return { unknown, columns: columnsRead(item, rows, problems) };
}

/** The kin of a row as it reads now; null when it cannot be read. */
export async function kinOfRow(ctx: Ctx, item: Import, row: StoredRow): Promise<string | null> {
  const { read } = await readRows(ctx, item, [row]);
  return read[0] ? kinOf(keyOf(item.kind, read[0].record)) : null;
}

/** Every row as facts, or its problems; and the words for sectors that mean nothing to us, with how often they come. */
export async function readRows(ctx: Ctx, item: Import, rows: StoredRow[]) {
  const unknown = new Map<string, number>();
  const columns = {
    kind: item.kind,
    header: item.header,
    mapping: item.mapping,
    defaultSector: item.default_sector,
    vocabulary: listening(await vocabularyOf(ctx, item.format.sector_words), unknown),
  };
  const read: { number: number; record: ImportRecord }[] = [];
  const problems = new Map<number, CellProblem[]>();
  const errors: number[] = [];
  for (const [at, row] of rows.entries()) {
    // There may be tens of thousands of rows: other requests are served in between.
    if (at % 50 === 49) await turn();
    const reading = readRow(row, columns);
    if (reading.problems.length > 0) problems.set(row.number, reading.problems);
    if (reading.record)
      read.push({
        number: row.number,
        record: ctx.actor.kind === 'member' ? reading.record : withNotesAsRead(reading.record),
      });
    else errors.push(row.number);
  }
  const { standing, orphans } = withParents(read);
  for (const { number, record } of orphans) {
    const message = { key: 'error.parent_missing', values: { id: record.under?.parent ?? '' } };
    problems.set(number, [
      ...(problems.get(number) ?? []),
      { column: item.mapping.indexOf('parent_id'), message, hard: true },
    ]);
    errors.push(number);
  }
  return { read: standing, problems, errors, unknown };
}

/**
 * A note needs an author, and a list that the host imports has none. Its notes are kept with the organization as text.
 */
function withNotesAsRead({ notes = [], organization, ...record }: ImportRecord): ImportRecord {
  if (notes.length === 0) return { ...record, organization };
  const { further = {} } = organization;
  return {
    ...record,
    organization: {
      ...organization,
      further: { ...further, columns: { ...further.columns, Notes: notes.join('\n') } },
    },
  };
}

/** Notes the words for sectors that mean nothing to us, and how often they come. */
function listening(vocabulary: Vocabulary, unknown: Map<string, number>): Vocabulary {
  const sector = (word: string) => {
    const key = vocabulary.sector(word);
    if (!key) unknown.set(word, (unknown.get(word) ?? 0) + 1);
    return key;
  };
  return { ...vocabulary, sector };
}
