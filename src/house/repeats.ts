/**
 * A form that is sent twice (a double click) waits here for the first one's answer: in memory, without a connection.
 * Several processes are told apart by the key's row in the database, for as long as a lock may be waited for.
 */
export class Repeats {
  readonly #last = new Map<string, Promise<void>>();

  /** Does the work when all that came before it under this key is done, well or not. */
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
