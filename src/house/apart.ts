/**
 * Runs work in a worker thread: work that would block the event loop, or that a file from outside could make endless.
 * The thread has a limit of time and memory, and ends when the request that asked for it ends.
 * Pieces are passed in and out one by one, each when the other side is ready. A piece is small, or its buffers are
 * transferred instead of copied, so that neither side holds the whole file twice.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { root } from './data.ts';
import { type FieldErrors, Invalid } from './errors.ts';

/** The kinds of work that run in a thread. src/thread.ts has the code for each. */
export const WORKS = [
  'list',
  'workbook',
  'worksheet',
  'pairs',
  'typeset',
  'mail',
  'calendar',
  'seal',
  'seal-read',
] as const;
export type Work = (typeof WORKS)[number];
/** `hand` lists the buffers to transfer: the receiver gets them and the sender can no longer read them. */
export type Piece = { piece: unknown; hand?: ArrayBuffer[] };
export type FromThread = { want: true } | { piece: unknown } | { done: true } | { refused: FieldErrors };

/** `megabytes` limits heap and buffers together. `signal` aborts when the client has left. */
export type Bounds = { seconds: number; megabytes: number; signal?: AbortSignal | undefined };
/** Thrown when the thread exceeded its limit of time or memory. */
export class OutOfBounds extends Error {
  override name = 'OutOfBounds';
  readonly what: 'time' | 'memory';
  constructor(what: 'time' | 'memory') {
    super(`Work that was done apart was ended: too much ${what}.`);
    this.what = what;
  }
}

const LOOK = 200;

/** The built thread. Tests build it once and say where (BUILT_THREAD): to load its sources takes a second each time. */
const entry = () => process.env.BUILT_THREAD ?? join(root, 'dist/server/thread.js');

/** Sends the pieces in and yields the pieces that come out. Invalid thrown in the thread is thrown here too. */
export async function* apart<T>(
  work: Work,
  input: AsyncIterable<Piece> | Iterable<Piece>,
  bounds: Bounds,
): AsyncGenerator<T> {
  bounds.signal?.throwIfAborted();
  const worker = new Worker(entry(), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: bounds.megabytes },
  });
  const pieces = (async function* () {
    yield* input;
  })();
  const watch = watched(worker, bounds);
  try {
    for (;;) {
      const said = await watch.next();
      if ('done' in said) return;
      if ('refused' in said) throw new Invalid(said.refused);
      if ('piece' in said) yield said.piece as T;
      else {
        const { value, done } = await pieces.next();
        if (done) worker.postMessage({ end: true });
        else worker.postMessage({ piece: value.piece }, value.hand ?? []);
        continue;
      }
      worker.postMessage({ more: true });
    }
  } finally {
    watch.end();
    await Promise.allSettled([worker.terminate(), pieces.return(undefined)]);
  }
}

/** The same for work that answers with exactly one piece. */
export async function oneApart<T>(
  work: Work,
  input: AsyncIterable<Piece> | Iterable<Piece>,
  bounds: Bounds,
): Promise<T> {
  for await (const piece of apart<T>(work, input, bounds)) return piece;
  throw new Error(`Nothing came of the work "${work}".`);
}

/** The thread's next message; rejects when the thread ends, exceeds a limit, or its request has ended. */
function watched(
  worker: Worker,
  { seconds, megabytes, signal }: Bounds,
): { next: () => Promise<FromThread>; end: () => void } {
  const said: FromThread[] = [];
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {});
  let heard = () => {};
  worker.on('message', (message: FromThread) => {
    said.push(message);
    heard();
  });
  worker.on('error', (error: NodeJS.ErrnoException) =>
    over.reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new OutOfBounds('memory') : error),
  );
  worker.on('exit', () => over.reject(new Error('A thread ended before its work was done.')));
  const late = setTimeout(() => over.reject(new OutOfBounds('time')), seconds * 1000);
  const left = () => over.reject(signal?.reason);
  signal?.addEventListener('abort', left);
  // The heap limit does not count buffers, and most of the memory of a list is in buffers.
  const look = setInterval(async () => {
    const { used_heap_size: heap, external_memory: buffers } = await worker
      .getHeapStatistics()
      .catch(() => ({ used_heap_size: 0, external_memory: 0 }));
    if (heap + buffers > megabytes * 1_000_000) over.reject(new OutOfBounds('memory'));
  }, LOOK);
  const next = async (): Promise<FromThread> => {
    if (said.length === 0) await Promise.race([new Promise<void>((done) => (heard = done)), over.promise]);
    return said.shift() ?? next();
  };
  const end = () => {
    clearTimeout(late);
    clearInterval(look);
    signal?.removeEventListener('abort', left);
  };
  return { next, end };
}

/** Bytes that can be transferred: those whose buffer holds nothing else. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const alone = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  return alone ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
