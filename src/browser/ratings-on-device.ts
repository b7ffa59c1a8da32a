/** The copy on this device of ratings that the server has not taken yet. */
import { cellOf, fieldsOf, put } from './rating-fields.ts';
import type { Ratings } from './ratings.ts';

const shelfOf = (form: HTMLFormElement) => `draft ${form.dataset.draft}`;

/** Keeps the cells that wait, each with what the server held when it was changed; without any, the copy goes. */
export function keepOnDevice({ form, version, held, changed, sending }: Ratings): void {
  const waiting = new Set([...changed, ...sending]);
  const body = fieldsOf(form, waiting);
  for (const name of [...body.keys()]) body.set(`was.${name}`, held.get(name) ?? '');
  body.set('version', version.value);
  try {
    if (waiting.size > 0) localStorage.setItem(shelfOf(form), body.toString());
    else localStorage.removeItem(shelfOf(form));
  } catch {
    // a private window may refuse; saving to the server goes on
  }
}

function keptOnDevice(form: HTMLFormElement): URLSearchParams {
  try {
    return new URLSearchParams(localStorage.getItem(shelfOf(form)) ?? '');
  } catch {
    return new URLSearchParams();
  }
}

/**
 * Puts the copy into the form, but for fields that somebody has `given` a value just now. True when a kept cell was
 * saved otherwise since: sending the old one by itself would overwrite it, so the form goes back to the version that it
 * was kept with, and its own "Save" shows both.
 */
export function restoreFromDevice({ form, version, held, changed }: Ratings, given: Set<string>): boolean {
  const kept = keptOnDevice(form);
  let contested = false;
  for (const [name, value] of kept) {
    const cell = cellOf(name);
    // The server may hold it already: it arrived, and only the answer was lost.
    if (!cell || !held.has(name) || value.trim() === held.get(name)) continue;
    changed.add(cell);
    contested ||= kept.get(`was.${name}`) !== held.get(name);
    if (!given.has(name)) put(form, name, value);
  }
  if (contested) version.value = kept.get('version') ?? '';
  return contested;
}
