/**
 * Splits long computations into pieces, so that requests are served between them. When several such computations run,
 * one piece of one of them runs per round of the event loop.
 */
let line: Promise<void> = Promise.resolve();

/** Resolves when the next piece may run. */
export function turn(): Promise<void> {
  line = line.then(() => new Promise((go) => setImmediate(go)));
  return line;
}

/** How long a piece may take, in milliseconds. */
const PIECE = 8;

/** Runs a generator to its end, pausing whenever a piece has taken its time. */
export async function inTurns<T>(work: Iterator<unknown, T>): Promise<T> {
  for (;;) {
    const until = performance.now() + PIECE;
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (performance.now() >= until) break;
    }
    await turn();
  }
}

/** Runs a generator to its end without pausing. */
export function atOnce<T>(work: Iterator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Splits batches into smaller parts with a pause before each. */
export async function* fewAtATime<T>(batches: AsyncIterable<T[]>, size = 20): AsyncGenerator<T[]> {
  for await (const batch of batches) {
    for (let at = 0; at < batch.length; at += size) {
      await turn();
      yield batch.slice(at, at + size);
    }
  }
}
