/**
 * Decides who may hold a database connection. Requests wait here, before the pool, without holding anything. One holder
 * (a library, say) gets at most its share of all places, so that others always find one; its waiting requests have a
 * queue of their own with a maximum length, and the queues take turns.
 */
import { Busy } from './errors.ts';

/** How many requests of one holder may wait. */
const QUEUE = 64;

export type Entering = {
  /**
   * The request waits while the holder has this many places: its share, or less where room is to be left for others.
   */
  upTo: number;
  /** How long it waits, in milliseconds; then it is refused as Busy. */
  patience: number;
  /** Aborting removes the request from the queue. */
  signal?: AbortSignal | undefined;
};
type Waiting = { upTo: number; go: (leave: () => void) => void };

export class Shares {
  readonly #all: number;
  #taken = 0;
  #lastLeft = performance.now();
  readonly #held = new Map<string, number>();
  /** The first entry is the queue whose turn it is. */
  readonly #queues = new Map<string, Waiting[]>();

  constructor(all: number) {
    this.#all = all;
  }

  /**
   * Takes a place and returns the function that gives it back. A request that has one must not ask for another, or both
   * could wait for ever.
   */
  enter(holder: string, { upTo, patience, signal }: Entering): Promise<() => void> {
    if (signal?.aborted) return Promise.reject(new Busy('left'));
    if (this.#isRoom(holder, upTo)) return Promise.resolve(this.#take(holder));
    const queue = this.#queues.get(holder) ?? [];
    if (queue.length >= QUEUE) return Promise.reject(new Busy('full'));
    this.#queues.set(holder, queue);
    return new Promise((done, refuse) => {
      const end = () => {
        clearTimeout(late);
        signal?.removeEventListener('abort', left);
      };
      const waiting: Waiting = {
        upTo,
        go: (leave) => {
          end();
          done(leave);
        },
      };
      const giveUp = (why: 'full' | 'left') => {
        end();
        this.#forget(holder, waiting);
        refuse(new Busy(why));
      };
      const left = () => giveUp('left');
      const late = setTimeout(() => giveUp('full'), patience);
      signal?.addEventListener('abort', left);
      queue.push(waiting);
    });
  }

  /** Milliseconds since a place was last given back while a request is waiting; 0 if none waits. */
  get stuckFor(): number {
    return this.#taken >= this.#all && this.#queues.size > 0 ? performance.now() - this.#lastLeft : 0;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  #isRoom = (holder: string, upTo: number) => this.#taken < this.#all && (this.#held.get(holder) ?? 0) < upTo;

  #take(holder: string): () => void {
    this.#count(holder, 1);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#lastLeft = performance.now();
      this.#count(holder, -1);
      this.#callNext();
    };
  }

  #count(holder: string, by: number): void {
    const held = (this.#held.get(holder) ?? 0) + by;
    if (held > 0) this.#held.set(holder, held);
    else this.#held.delete(holder);
    this.#taken += by;
  }

  /** Gives a free place to the first waiting request of the queue whose turn it is, and moves that queue to the end. */
  #callNext(): void {
    for (const [holder, queue] of this.#queues) {
      const next = queue.find((each) => this.#isRoom(holder, each.upTo));
      if (!next) continue;
      this.#forget(holder, next);
      if (queue.length > 0) {
        this.#queues.delete(holder);
        this.#queues.set(holder, queue);
      }
      next.go(this.#take(holder));
      return;
    }
  }

  #forget(holder: string, waiting: Waiting): void {
    const queue = this.#queues.get(holder);
    if (!queue?.includes(waiting)) return;
    queue.splice(queue.indexOf(waiting), 1);
    if (queue.length === 0) this.#queues.delete(holder);
  }
}
