/**
 * The ratings of a form as they go to the server: what it holds, which cells have changed since, and which are on their
 * way. A cell is called "1a.<partner>".
 */
import { cellOf, fieldsOf, put } from './rating-fields.ts';

export type Ratings = {
  form: HTMLFormElement;
  version: HTMLInputElement;
  /** What the server holds, by field, as far as this page knows. */
  held: Map<string, string>;
  changed: Set<string>;
  sending: string[];
};
/** What the server says to a save. `theirs` is there when somebody has saved in between, and nothing was taken. */
export type Answer = { version: number; theirs?: Record<string, string> };

export function ratingsIn(form: HTMLFormElement, held: Map<string, string>): Ratings {
  const version = form.elements.namedItem('version') as HTMLInputElement;
  return { form, version, held, changed: new Set(), sending: [] };
}

/** The changed cells as a form, which are on their way from now on. */
export function takeChanged(ratings: Ratings): URLSearchParams {
  const { form, version, changed } = ratings;
  ratings.sending = [...changed];
  changed.clear();
  const body = fieldsOf(form, ratings.sending);
  body.set('version', version.value);
  return body;
}

/** What was on its way has not arrived, and counts as changed again. */
export function putBack({ sending, changed }: Ratings): void {
  for (const cell of sending) changed.add(cell);
}

/** Notes what the server has taken. False when the same cell was changed there too: then only a person can decide. */
export function settle(ratings: Ratings, body: URLSearchParams, { version, theirs }: Answer): boolean {
  if (theirs) {
    putBack(ratings);
    if (!takeOver(ratings, theirs)) return false;
  } else for (const [name, value] of body) if (cellOf(name)) ratings.held.set(name, value.trim());
  ratings.version.value = String(version);
  return true;
}

/**
 * Somebody saved in between: this form in another window, or this page before it was left, when the answer reached
 * nobody. What they changed and this page did not is taken over. False when both changed the same cell: then the form's
 * own "Save" shows both.
 */
function takeOver({ form, held, changed }: Ratings, theirs: Record<string, string>): boolean {
  const mine = new FormData(form);
  let agreed = true;
  for (const [name, was] of held) {
    const now = theirs[name] ?? '';
    if (now === was) continue;
    const ours = changed.has(cellOf(name) ?? '');
    const contested = ours && String(mine.get(name) ?? '').trim() !== now;
    if (contested) agreed = false;
    else held.set(name, now);
    if (!ours) put(form, name, now);
  }
  return agreed;
}
