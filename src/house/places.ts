/**
 * Limits how many run at once: `each` for one library, `inAll` for all together. Without a free place the caller is
 * refused before any work is done. Only a caller that has already waited in another queue may wait here, and goes
 * first.
 */
import { Busy } from './errors.ts';

export class Places {
  readonly #each: number;
  readonly #inAll: number;
  readonly #places = new Map<string, number>();
  readonly #first: (() => void)[] = [];
  #taken = 0;

  constructor({ each, inAll }: { each: number; inAll: number }) {
    this.#each = each;
    this.#inAll = inAll;
  }

  /** A place, as the call that gives it back; null when there is none. */
  enter(libraryId: string): (() => void) | null {
    return this.#first.length > 0 ? null : this.#enter(libraryId);
  }

  /** A place as soon as there is one. */
  async whenFree(libraryId: string): Promise<() => void> {
    for (;;) {
      const leave = this.#enter(libraryId);
      if (leave) return leave;
      await new Promise<void>((go) => this.#first.push(go));
    }
  }

  #enter(libraryId: string): (() => void) | null {
    const here = this.#places.get(libraryId) ?? 0;
    if (here >= this.#each || this.#taken >= this.#inAll) return null;
    this.#change(libraryId, 1);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#change(libraryId, -1);
      this.#first.shift()?.();
    };
  }

  get taken(): number {
    return this.#taken;
  }

  #change(whose: string, by: number): void {
    const here = (this.#places.get(whose) ?? 0) + by;
    if (here > 0) this.#places.set(whose, here);
    else this.#places.delete(whose);
    this.#taken += by;
  }
}

/** Limits how many run at once, lets a few wait in a queue, and refuses the rest with Busy. */
export class Queue {
  readonly #atOnce: number;
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor({ atOnce, waiting }: { atOnce: number; waiting: number }) {
    this.#atOnce = atOnce;
    this.#most = waiting;
  }

  async do<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#atOnce) {
      if (this.#waiting.length >= this.#most) throw new Busy('full');
      // The one who finishes passes the place directly to the next in the queue.
      await new Promise<void>((go) => this.#waiting.push(go));
    } else this.#inside++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside--;
    }
  }
}
