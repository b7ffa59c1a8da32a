/**
 * Who reads a long file holds a connection to the database until the last byte, so only a few may at once: of one library two, and of all
 * together so few that pages always find a connection.
 */
export class Readers {
  readonly #inAll: number;
  readonly #places = new Map<string, number>();
  #taken = 0;

  /** `connections` is the size of the pool. */
  constructor(connections: number) {
    this.#inAll = Math.max(1, Math.floor(connections / 4));
  }

  /** A place, as the call that gives it back; null when there is none. */
  enter(libraryId: string): (() => void) | null {
    const here = this.#places.get(libraryId) ?? 0;
    if (here >= EACH || this.#taken >= this.#inAll) return null;
    this.#change(libraryId, 1);
    let inside = true;
    return () => {
      if (inside) this.#change(libraryId, -1);
      inside = false;
    };
  }

  #change(libraryId: string, by: number): void {
    const here = (this.#places.get(libraryId) ?? 0) + by;
    if (here > 0) this.#places.set(libraryId, here);
    else this.#places.delete(libraryId);
    this.#taken += by;
  }
}

const EACH = 2;
