/**
 * Keeps what is typed, and what belongs to it, on this device meanwhile, so that a lost connection or a closed
 * window loses no note. It stays until the page that says it was taken (draft-done.ts).
 */
const form = document.querySelector<HTMLFormElement>('form[data-island="draft"]');
if (form) upgrade(form, `draft ${form.dataset.draft}`);

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function upgrade(form: HTMLFormElement, shelf: string): void {
  const controls = [
    ...form.querySelectorAll<Control>('input:not([type=hidden], [type=file], [type=checkbox]), textarea, select'),
  ];
  // A control whose value is not the one that the server sent was filled in before this script ran.
  const given = new Set(controls.filter(differs).map(({ name }) => name));

  const keep = () => {
    const all = new FormData(form);
    const kept = new URLSearchParams(
      controls.flatMap(({ name }) => (all.has(name) ? [[name, String(all.get(name))]] : [])),
    );
    const written = controls.some((control) => isText(control) && differs(control));
    if (written) localStorage.setItem(shelf, kept.toString());
    else localStorage.removeItem(shelf);
  };

  const restore = (control: Control, value: string) => {
    if (control.type === 'radio')
      (control as HTMLInputElement).checked = given.has(control.name)
        ? (control as HTMLInputElement).checked
        : control.value === value;
    else if (!given.has(control.name)) control.value = value;
    else if (control instanceof HTMLTextAreaElement && !control.value.startsWith(value))
      control.value = `${value}\n${control.value}`;
  };

  try {
    const kept = new URLSearchParams(localStorage.getItem(shelf) ?? '');
    // After a refusal the form holds what was sent, which is at least as new.
    const refused = document.querySelector('[role="alert"]') !== null;
    if (!refused)
      for (const control of controls) if (kept.has(control.name)) restore(control, kept.get(control.name) ?? '');
    // What came back is not to be overlooked in a fold.
    for (const control of controls) {
      const fold = differs(control) && control.closest('details');
      if (fold) fold.open = true;
    }
    if (given.size > 0) keep();
    form.addEventListener('input', keep);
  } catch {
    // a private window may refuse storage; the form works without
  }
}

/** What somebody has typed, not only chosen, is worth keeping. */
function isText(control: Control): boolean {
  return control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === 'text');
}

function differs(control: Control): boolean {
  if (control instanceof HTMLSelectElement)
    return [...control.options].some((it) => it.selected !== it.defaultSelected);
  return control.value !== control.defaultValue || ('checked' in control && control.checked !== control.defaultChecked);
}
