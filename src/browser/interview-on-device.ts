/**
 * What an interview's page has written and the server has not: kept on this device under whose it is, of which page,
 * and which writer. A writer is one page on one device; while its page is open it holds a lock, so that another window
 * does not go on in its name.
 */
export type Base = { writer: string; counter: number }[];
export type Waiting = { body: string; counter: number; base: Base };
export type Shelf = { writer: string; guide: string; said: string; answers: Record<string, Waiting> };

const placeOf = (draft: string, writer: string) => `draft ${draft} ${writer}`;

export const isEmpty = ({ said, answers }: Shelf) => said === '' && Object.keys(answers).length === 0;

/** False where the device keeps nothing: it is full, or forbids it. */
export function keep(draft: string, shelf: Shelf): boolean {
  try {
    if (isEmpty(shelf)) localStorage.removeItem(placeOf(draft, shelf.writer));
    else localStorage.setItem(placeOf(draft, shelf.writer), JSON.stringify(shelf));
    return true;
  } catch {
    return isEmpty(shelf);
  }
}

/** Those of this page that no open window writes on. */
export async function left(draft: string): Promise<Shelf[]> {
  const shelves: Shelf[] = [];
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(placeOf(draft, ''))) continue;
      const shelf = JSON.parse(localStorage.getItem(name) ?? '') as Shelf;
      if (await claim(shelf.writer)) shelves.push(shelf);
    }
  } catch {
    // a private window may refuse storage; then nothing was kept
  }
  return shelves;
}

/** Held until the page is gone. Without locks (plain http) nobody else can be asked, and it is taken as free. */
export function claim(writer: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((answer) => {
    navigator.locks.request(`interview ${writer}`, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      return lock ? new Promise<void>(() => {}) : undefined;
    });
  });
}
