/**
 * Saves the rating form while one goes. Only cells that changed are sent, those first that changed before this script was there; until the
 * server says so the state reads "not yet sent", and a copy stays on this device, so that a lost connection or a closed window loses nothing.
 */
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
  let timer: number | undefined;
  let sending = false;
  let stopped = false;
  let afterwards: (() => void) | undefined;

  const say = (what: 'saved' | 'saving' | 'unsent' | 'conflict') => {
    if (state.dataset.state === what && what !== 'saved') return; // said once is enough, also for a screen reader
    state.dataset.state = what;
    const at = what === 'saved' ? ` ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })}` : '';
    state.textContent = `${state.dataset[what] ?? ''}${at}`;
  };

  const cellOf = (name: string) => /^(?:score|note|evidence)\.(.+)$/.exec(name)?.[1];

  const fieldsOf = (cells: Iterable<string>): URLSearchParams => {
    const all = new FormData(form);
    const body = new URLSearchParams();
    for (const cell of cells) {
      for (const kind of ['score', 'note', 'evidence']) {
        const value = all.get(`${kind}.${cell}`);
        if (typeof value === 'string') body.set(`${kind}.${cell}`, value);
      }
    }
    return body;
  };

  const keep = () => {
    try {
      const body = fieldsOf(changed);
      body.set('version', version.value);
      if (changed.size > 0) localStorage.setItem(shelf, body.toString());
      else localStorage.removeItem(shelf);
    } catch {
      // a private window may refuse; saving to the server goes on
    }
  };

  const send = async () => {
    if (sending || stopped || changed.size === 0) return;
    sending = true;
    say('saving');
    const cells = [...changed];
    const body = fieldsOf(cells);
    body.set('version', version.value);
    for (const cell of cells) changed.delete(cell);
    try {
      const response = await fetch(address, { method: 'POST', body, redirect: 'error' });
      if (response.ok) version.value = String(((await response.json()) as { version: number }).version);
      else if (response.status === 409) stopped = true;
      else throw new Error(String(response.status));
      say(stopped ? 'conflict' : changed.size > 0 ? 'saving' : 'saved');
    } catch {
      for (const cell of cells) changed.add(cell);
      say('unsent');
    }
    if (stopped) for (const cell of cells) changed.add(cell);
    sending = false;
    keep();
    if (afterwards) return afterwards();
    if (changed.size > 0 && !stopped) plan(state.dataset.state === 'unsent' ? 5000 : 300);
  };

  const plan = (delay: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(send, delay);
  };

  /** What the controls hold and the server did not send was given before this script woke up. */
  const given = () => {
    const names = new Set<string>();
    for (const control of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
      const chosen = 'checked' in control && control.checked !== control.defaultChecked;
      if (cellOf(control.name) && (chosen || control.value !== control.defaultValue)) names.add(control.name);
    }
    return names;
  };

  const onDevice = () => {
    try {
      return new URLSearchParams(localStorage.getItem(shelf) ?? '');
    } catch {
      return new URLSearchParams();
    }
  };

  /** What the server sent for a field. */
  const sent = (field: Element | RadioNodeList) => {
    if (!(field instanceof RadioNodeList)) return (field as HTMLInputElement | HTMLTextAreaElement).defaultValue;
    return ([...field] as HTMLInputElement[]).find((radio) => radio.defaultChecked)?.value ?? '';
  };

  const start = () => {
    const [names, kept] = [given(), onDevice()];
    // After a refusal the form holds what was sent, and whoever reads why decides what is saved next.
    const refused = document.querySelector('[role="alert"]') !== null;
    for (const [name, value] of kept) {
      const field = form.elements.namedItem(name);
      const cell = cellOf(name);
      // What arrived while its answer was lost, because one left or the line broke, waits no longer.
      if (!cell || !field || (!refused && value.trim() === sent(field))) continue;
      changed.add(cell);
      if (!refused && !names.has(name)) (field as RadioNodeList | HTMLInputElement | HTMLTextAreaElement).value = value;
    }
    const waited = changed.size > 0;
    stopped = refused && waited;
    for (const name of names) changed.add(cellOf(name) ?? '');
    for (const radio of form.querySelectorAll<HTMLInputElement>('input:checked')) {
      if (names.has(radio.name) && NEEDS_NOTE.includes(radio.value)) openNote(radio);
    }
    if (stopped) return;
    const keptVersion = kept.get('version');
    if (waited && keptVersion !== null) {
      // Something else was saved since: sending the old cells by itself would overwrite it. The form's own "Save" shows both.
      stopped = keptVersion !== version.value;
      version.value = keptVersion;
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
    if (NEEDS_NOTE.includes((event.target as HTMLInputElement).value) && (event.target as HTMLInputElement).type === 'radio')
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
