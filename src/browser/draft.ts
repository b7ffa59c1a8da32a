/** Keeps a long text on this device until it is sent, so that a lost connection or a closed window loses no note. */
const form = document.querySelector<HTMLFormElement>('form[data-island="draft"]');
if (form) upgrade(form);

function upgrade(form: HTMLFormElement): void {
  const shelf = `draft ${form.dataset.owner} ${location.pathname}`;
  const field = form.querySelector('textarea');
  if (!field) return;
  try {
    const kept = localStorage.getItem(shelf);
    if (kept && field.value === '') field.value = kept;
    field.addEventListener('input', () => localStorage.setItem(shelf, field.value));
    form.addEventListener('submit', () => {
      if (navigator.onLine) localStorage.removeItem(shelf);
    });
  } catch {
    // a private window may refuse storage; the form works without
  }
}
