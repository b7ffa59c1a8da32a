/** One more row at once: the last one again, empty, under the next number. Without this the form is sent for it. */
const MOST = 20;

for (const button of document.querySelectorAll<HTMLButtonElement>('button[name="grow"]'))
  button.addEventListener('click', (event) => {
    const box = button.closest<HTMLElement>('[data-rows]');
    const rows = [...(box?.querySelectorAll<HTMLElement>(':scope > .row-and-more') ?? [])];
    const last = rows.at(-1);
    if (!last || rows.length >= MOST) return;
    event.preventDefault();
    const next = last.cloneNode(true) as HTMLElement;
    renumber(next, box?.dataset.rows ?? '', rows.length);
    for (const field of next.querySelectorAll<HTMLInputElement>('input')) field.value = '';
    // What was said of the row above is not true of an empty one.
    for (const said of next.querySelectorAll('.error, .of-value')) said.remove();
    last.after(next);
    next.querySelector('input')?.focus();
  });

/** "phones.0.number" becomes "phones.1.number", in names, ids and what refers to them; so does "Phone 1". */
function renumber(row: HTMLElement, list: string, at: number): void {
  for (const each of row.querySelectorAll('*'))
    for (const name of ['name', 'id', 'for', 'aria-describedby']) {
      const value = each.getAttribute(name);
      if (value) each.setAttribute(name, value.replace(new RegExp(`(${list}[.-])\\d+`, 'g'), `$1${at}`));
    }
  const label = row.querySelector('label');
  if (label?.firstChild?.nodeType === Node.TEXT_NODE)
    label.firstChild.textContent = (label.firstChild.textContent ?? '').replace(/\d+/, String(at + 1));
}
