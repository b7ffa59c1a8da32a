/**
 * Saves the rating form while one goes. Only cells that changed are sent, those first that changed before this script
 * was there; until the server says so the state reads "not yet sent", and a copy stays on this device, so that a lost
 * connection or a closed window loses nothing.
 */
import { cellOf, fieldsOf, put, sentAndGiven } from './rating-fields.ts';

const form = document.querySelector<HTMLFormElement>('form[data-island="autosave"]');
const state = document.querySelector<HTMLElement>('[data-save-state]');
const NEEDS_NOTE = ['1', '2', '5'];
if (form && state) upgrade(form, state);

function openNote(radio: HTMLElement): void {
  const note = radio.closest('.cell')?.querySelector('details');
  if (note) note.open = true;
}

function upgrade(form: HTMLFormElement, state: HTMLElement): void {
  const address = location.pathname.replace(/\/rate$/, '/autosave');
  const shelf = `draft ${form.dataset.draft}`;
  const version = form.elements.namedItem('version') as HTMLInputElement;
  const changed = new Set<string>(); // cells, as "1a.<partner>"
  const { sent: held, given } = sentAndGiven(form); // what the server holds, as far as this page knows
  let flying: string[] = []; // cells that are on their way
  let timer: number | undefined;
  let sending = false;
  let stopped = false;
  let afterwards: (() => void) | undefined;

  const say = (what: 'saved' | 'saving' | 'unsent' | 'conflict') => {
    if (state.dataset.state === what && what !== 'saved') return; // said once is enough, also for a screen reader
    state.dataset.state = what;
    const at =
      what === 'saved'
        ? ` ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })}`
        : '';
    state.textContent = `${state.dataset[what] ?? ''}${at}`;
  };

  const keep = () => {
    try {
      const waiting = new Set([...changed, ...flying]);
      const body = fieldsOf(form, waiting);
      for (const name of [...body.keys()]) body.set(`was.${name}`, held.get(name) ?? '');
      body.set('version', version.value);
      if (waiting.size > 0) localStorage.setItem(shelf, body.toString());
      else localStorage.removeItem(shelf);
    } catch {
      // a private window may refuse; saving to the server goes on
    }
  };

  /**
   * Somebody saved in between: this form in another window, or before it was left, when its answer came to nobody. What
   * they changed and this page did not is taken over. False when both changed the same cell: then the form's own "Save"
   * shows both.
   */
  const takeOver = (theirs: Record<string, string>) => {
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
  };

  const send = async () => {
    if (sending || stopped || changed.size === 0) return;
    sending = true;
    say('saving');
    flying = [...changed];
    const body = fieldsOf(form, flying);
    body.set('version', version.value);
    changed.clear();
    try {
      const response = await fetch(address, { method: 'POST', body, redirect: 'error' });
      if (!response.ok && response.status !== 409) throw new Error(String(response.status));
      const answer = (await response.json()) as { version: number; theirs?: Record<string, string> };
      if (answer.theirs) {
        for (const cell of flying) changed.add(cell);
        stopped = !takeOver(answer.theirs);
      } else for (const [name, value] of body) if (cellOf(name)) held.set(name, value.trim());
      if (!stopped) version.value = String(answer.version);
      say(stopped ? 'conflict' : changed.size > 0 ? 'saving' : 'saved');
    } catch {
      for (const cell of flying) changed.add(cell);
      say('unsent');
    }
    flying = [];
    sending = false;
    keep();
    if (afterwards) return afterwards();
    if (changed.size > 0 && !stopped) plan(state.dataset.state === 'unsent' ? 5000 : 300);
  };

  const plan = (delay: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(send, delay);
  };

  const onDevice = () => {
    try {
      return new URLSearchParams(localStorage.getItem(shelf) ?? '');
    } catch {
      return new URLSearchParams();
    }
  };

  const start = () => {
    const kept = onDevice();
    // After a refusal the form holds what was sent, not what the server has: whoever reads why saves by hand, and until
    // then all stays here.
    stopped = document.querySelector('[role="alert"]') !== null;
    if (stopped) return;
    let contested = false;
    for (const [name, value] of kept) {
      const cell = cellOf(name);
      // What arrived while its answer was lost, because one left or the line broke, waits no longer.
      if (!cell || !held.has(name) || value.trim() === held.get(name)) continue;
      changed.add(cell);
      contested ||= kept.get(`was.${name}`) !== held.get(name);
      if (!given.has(name)) put(form, name, value);
    }
    const waited = changed.size > 0;
    for (const name of given) changed.add(cellOf(name) ?? '');
    for (const radio of form.querySelectorAll<HTMLInputElement>('input:checked')) {
      if (given.has(radio.name) && NEEDS_NOTE.includes(radio.value)) openNote(radio);
    }
    if (contested) {
      // The same cell was saved otherwise since: sending the old one by itself would overwrite it. The form's own
      // "Save" shows both.
      stopped = true;
      version.value = kept.get('version') ?? '';
    }
    keep();
    if (changed.size === 0) return;
    say(stopped ? 'conflict' : waited ? 'unsent' : 'saving');
    if (!stopped) plan(300);
  };

  form.addEventListener('input', (event) => {
    const cell = cellOf((event.target as HTMLInputElement).name);
    if (!cell) return;
    changed.add(cell);
    keep();
    if (
      NEEDS_NOTE.includes((event.target as HTMLInputElement).value) &&
      (event.target as HTMLInputElement).type === 'radio'
    )
      openNote(event.target as HTMLElement);
    if (stopped) return;
    if (state.dataset.state !== 'unsent') say('saving');
    plan((event.target as HTMLInputElement).type === 'radio' ? 150 : 900);
  });
  window.addEventListener('online', () => plan(0));
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (sending) {
      // A save under way will change the version: the form follows when it has its answer.
      event.preventDefault();
      afterwards = () => form.requestSubmit(event.submitter);
      return;
    }
    stopped = true;
  });
  start();
}
