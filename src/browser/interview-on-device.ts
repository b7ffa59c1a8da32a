/**
 * What an interview's page has written and the server has not: kept on this device under whose it is, of which page,
 * and which writer. A writer is one page on one device; while its page is open it holds a lock, so that another window
 * does not go on in its name.
 */
export type Base = { writer: string; counter: number }[];
export type Waiting = { body: string; counter: number; base: Base };
/** `said` is a consent, and `from` the one that the page was opened with. */
export type Shelf = {
  writer: string;
  guide: string;
  said: string;
  from: string;
  /** Of the writer's last change, also of one that was sent. */
  counter: number;
  answers: Record<string, Waiting>;
};

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

/** An id (UUID, version 4) that no other page has; `crypto.randomUUID` is there over https only. */
export function newWriter(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
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
