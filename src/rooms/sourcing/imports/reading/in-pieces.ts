/**
 * A list as it comes out of the thread it is read in (see apart.ts): first what it is, then its rows, a thousand at a
 * time.
 */
import type { Piece } from '../../../../house/apart.ts';
import { readFiles } from './read-file.ts';
import type { ReadingLimits, UploadedFile } from './sheet.ts';

export type ReadingQuestion = { files: UploadedFile[]; limits: ReadingLimits };

const ROWS_AT_A_TIME = 1000;

export async function* readInPieces(questions: AsyncIterable<ReadingQuestion>): AsyncGenerator<Piece> {
  for await (const { files, limits } of questions) {
    const { rows, ...sheet } = await readFiles(files, limits);
    yield { piece: sheet };
    for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) yield { piece: rows.slice(at, at + ROWS_AT_A_TIME) };
  }
}
