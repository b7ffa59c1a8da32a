/**
 * Long work on the one event loop is done in pieces, and everybody else is served between them. Of all who do such work
 * one goes on a round: thirty at once are slower, and nobody else notices.
 */
let line: Promise<void> = Promise.resolve();

/** The next piece's turn. */
export function turn(): Promise<void> {
  line = line.then(() => new Promise((go) => setImmediate(go)));
  return line;
}

/** How long a piece may take, in milliseconds. */
const PIECE = 8;

/** Goes through work that yields now and then, and waits for its turn whenever a piece has taken its time. */
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

/** The same work without a pause. */
export function atOnce<T>(work: Iterator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Batches in smaller parts, each in its turn. */
export async function* fewAtATime<T>(batches: AsyncIterable<T[]>, size = 20): AsyncGenerator<T[]> {
  for await (const batch of batches) {
    for (let at = 0; at < batch.length; at += size) {
      await turn();
      yield batch.slice(at, at + size);
    }
  }
}
