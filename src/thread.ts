/**
 * The thread in which work is done apart (see house/apart.ts): one work, pieces in, pieces out. Each work is loaded
 * only where it is done.
 */
import module from 'node:module';
import { constants, platform, setPriority } from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FromThread, Piece, Work } from './house/apart.ts';
import { Invalid } from './house/errors.ts';

type Doing = (input: AsyncIterable<never>) => AsyncIterable<Piece>;

const WORKS: Record<Work, () => Promise<Doing>> = {
  list: async () => (await import('./rooms/sourcing/imports/reading/in-pieces.ts')).readInPieces,
  workbook: async () => (await import('./house/xlsx.ts')).workbookOf,
  pairs: async () => (await import('./rooms/directory/pairs-apart.ts')).pairsOf,
  worksheet: async () => (await import('./pages/worksheets/worksheet-drawing.ts')).drawWorksheets,
  mail: async () => (await import('./rooms/mailbox/reading.ts')).mailsRead,
  calendar: async () => (await import('./rooms/outreach/listed/calendar.ts')).calendarsRead,
  seal: async () => (await import('./house/typeset/seal.ts')).sealed,
  'seal-read': async () => (await import('./house/typeset/seal-read.ts')).sealsRead,
  typeset: async () => (await import('./house/typeset/typeset.ts')).typesetOf,
};

// A thread does not have it from the one that made it; the works are loaded after this.
module.setSourceMapsSupport(true);

// Pages come first. On Linux this says so of this thread alone.
if (platform() === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const port = parentPort as MessagePort;
const say = (message: FromThread, hand: ArrayBuffer[] = []) => port.postMessage(message, hand);
const heard: unknown[] = [];
let wake = () => {};
port.on('message', (message) => {
  heard.push(message);
  wake();
});

async function hear(): Promise<{ piece?: unknown; end?: true }> {
  while (heard.length === 0) await new Promise<void>((done) => (wake = done));
  return heard.shift() as { piece?: unknown };
}

async function* input(): AsyncGenerator<never> {
  for (;;) {
    say({ want: true });
    const { piece, end } = await hear();
    if (end) return;
    yield piece as never;
  }
}

try {
  const work = await WORKS[workerData as Work]();
  for await (const { piece, hand } of work(input())) {
    say({ piece }, hand);
    await hear();
  }
  say({ done: true });
} catch (error) {
  if (!(error instanceof Invalid)) throw error;
  say({ refused: error.fields });
} finally {
  port.unref();
}
