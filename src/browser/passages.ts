/**
 * Marking passages: what is selected in an answer is put into the form beside it, with where it begins, counted in code
 * points as the server counts. By keyboard one selects in a field that holds the same text.
 */
for (const text of document.querySelectorAll<HTMLElement>('[data-passages]')) {
  const form = text.closest('.marking')?.querySelector<HTMLFormElement>('.mark-form');
  if (form) upgrade(text, form);
}

/** What was selected last, so that a click into the form does not lose it. */
function upgrade(text: HTMLElement, form: HTMLFormElement): void {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const take = (words: string, lead: string) => {
    if (words.trim() === '') return;
    field('words').value = words;
    field('starts_at').value = String(points(lead));
    field('length').value = String(points(words));
  };
  const copy = form.querySelector<HTMLTextAreaElement>('[data-select]');
  copy?.addEventListener('select', () => {
    const { value, selectionStart, selectionEnd } = copy;
    take(value.slice(selectionStart, selectionEnd), value.slice(0, selectionStart));
  });
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    take(plain(range.cloneContents()), before(text, range));
  });
  // Typed words are looked for anew.
  field('words').addEventListener('input', () => {
    field('starts_at').value = '';
    field('length').value = '';
  });
}

const points = (words: string) => [...words].length;

/** The numbers behind a mark are not part of what was said. */
function plain(fragment: DocumentFragment): string {
  for (const each of fragment.querySelectorAll('[data-not-text]')) each.remove();
  return fragment.textContent ?? '';
}

function before(text: HTMLElement, range: Range): string {
  const lead = document.createRange();
  lead.setStart(text, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  return plain(lead.cloneContents());
}
