/**
 * Files from outside are read in a thread of their own, with a limit to its memory and its time: a file that is made to harm, or is only huge,
 * costs its own import and never the app.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { root } from '../../../house/data.ts';
import { type FieldErrors, Invalid } from '../../../house/errors.ts';
import { type ReadingLimits, type Sheet, type UploadedFile, unreadable } from './sheet.ts';

export type Question = { files: UploadedFile[]; limits: ReadingLimits };
export type Answer = { sheet: Sheet } | { refused: FieldErrors };

const MAX_MS = 60_000;
const MAX_HEAP_MB = 1500;

/** As `readFiles`. Throws Invalid with one sentence at `file` when it cannot be read, takes too long or too much memory. */
export function readApart(files: UploadedFile[], limits: ReadingLimits): Promise<Sheet> {
  const entry = import.meta.url.endsWith('.ts') ? new URL('./thread.ts', import.meta.url) : join(root, 'dist/server/reading-thread.js');
  const worker = new Worker(entry, { workerData: { files, limits } satisfies Question, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
  return new Promise<Sheet>((resolve, reject) => {
    const late = setTimeout(() => reject(unreadable('error.file_slow', { seconds: MAX_MS / 1000 })), MAX_MS);
    worker.once('message', (answer: Answer) => {
      clearTimeout(late);
      if ('sheet' in answer) resolve(answer.sheet);
      else reject(new Invalid(answer.refused));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unreadable('error.file_too_much') : error);
    });
  }).finally(() => worker.terminate());
}
