/** The thread that reads a file (see apart.ts): one file, one answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { Invalid } from '../../../house/errors.ts';
import type { Answer, Question } from './apart.ts';
import { readFiles } from './read-file.ts';

const { files, limits } = workerData as Question;
try {
  answer({ sheet: readFiles(files, limits) });
} catch (error) {
  if (!(error instanceof Invalid)) throw error;
  answer({ refused: error.fields });
}

function answer(answer: Answer): void {
  parentPort?.postMessage(answer);
}
