/**
 * Reads uploaded files in a thread of their own, with limits of memory and time: a hostile or huge file makes only its
 * own import fail. The bytes are transferred to the thread, so the caller cannot use them afterwards.
 */
import { apart, OutOfBounds, ownBytes, type Piece } from '../../../../house/apart.ts';
import { turn } from '../../../../house/turns.ts';
import type { ReadingQuestion } from './in-pieces.ts';
import { type ReadingLimits, type Sheet, type SheetRow, type UploadedFile, unreadable } from './sheet.ts';

const SECONDS = 60;
/** Heap and buffers together. A workbook of 50,000 rows that unpacks to 200 MB takes most of it. */
const MEGABYTES = 1200;

/**
 * As `readFiles`. Throws Invalid with one sentence at `file` when it cannot be read, takes too long or too much memory.
 */
export async function readApart(files: UploadedFile[], limits: ReadingLimits, signal?: AbortSignal): Promise<Sheet> {
  try {
    return await gathered(
      apart<Omit<Sheet, 'rows'> | SheetRow[]>('list', [question(files, limits)], {
        seconds: SECONDS,
        megabytes: MEGABYTES,
        signal,
      }),
    );
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
    throw error.what === 'time'
      ? unreadable('error.file_slow', { seconds: SECONDS })
      : unreadable('error.file_too_much');
  }
}

function question(files: UploadedFile[], limits: ReadingLimits): Piece {
  const own = files.map(({ name, bytes }) => ({ name, bytes: ownBytes(bytes) }));
  return {
    piece: { files: own, limits } satisfies ReadingQuestion,
    hand: [...new Set(own.map(({ bytes }) => bytes.buffer))],
  };
}

async function gathered(pieces: AsyncIterable<Omit<Sheet, 'rows'> | SheetRow[]>): Promise<Sheet> {
  let sheet: Omit<Sheet, 'rows'> | undefined;
  const rows: SheetRow[] = [];
  for await (const piece of pieces) {
    if (Array.isArray(piece)) for (const row of piece) rows.push(row);
    else sheet = piece;
    await turn();
  }
  if (!sheet) throw new Error('A list was read, and nothing came of it.');
  return { ...sheet, rows };
}
