/**
 * When a form is sent twice (a double click), the second request waits here for the answer to the first. This is in
 * memory and holds no connection. Across processes, the row of the form key in the database does the same for as long
 * as a lock may be waited for.
 */
export class Repeats {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs `work` after all earlier calls with the same key have ended, successfully or not. */
  async take<T>(key: string | undefined, work: () => Promise<T>): Promise<T> {
    if (!key) return work();
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#last.get(key);
    this.#last.set(key, promise);
    await before;
    try {
      return await work();
    } finally {
      resolve();
      if (this.#last.get(key) === promise) this.#last.delete(key);
    }
  }
}
