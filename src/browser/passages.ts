/**
 * Marking passages: what is selected in an answer is put into the form beside it, with where it begins, counted in code
 * points as the server counts. By keyboard one selects in a field that holds the same text.
 */
const form = document.querySelector<HTMLFormElement>('.mark-form');
const texts = [...document.querySelectorAll<HTMLElement>('[data-passages]')];
if (form) upgrade(form);

type Selected = { question: string; words: string; lead: string };

function upgrade(form: HTMLFormElement): void {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const take = ({ question, words, lead }: Selected) => {
    if (words.trim() === '') return;
    field('question').value = question;
    field('words').value = words;
    field('starts_at').value = String(points(lead));
    field('length').value = String(points(words));
  };
  document.addEventListener('selectionchange', () => {
    const selected = selectedIn(document.getSelection());
    if (selected) take(selected);
  });
  for (const copy of form.querySelectorAll<HTMLTextAreaElement>('[data-select]')) {
    // In a field that is read-only the keyboard has no cursor, so this one only takes no input.
    copy.addEventListener('beforeinput', (event) => event.preventDefault());
    for (const done of ['select', 'keyup'])
      copy.addEventListener(done, () => {
        const { value, selectionStart, selectionEnd } = copy;
        const words = value.slice(selectionStart, selectionEnd);
        take({ question: copy.dataset.select ?? '', words, lead: value.slice(0, selectionStart) });
      });
  }
  // Typed words, and those of another answer, are looked for anew.
  for (const name of ['words', 'question'])
    field(name).addEventListener('input', () => {
      field('starts_at').value = '';
      field('length').value = '';
    });
}

/** What is selected within one answer; a click into the form loses it, so it was taken before. */
function selectedIn(selection: Selection | null): Selected | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = texts.find((each) => each.contains(range.startContainer) && each.contains(range.endContainer));
  if (!text) return null;
  const lead = document.createRange();
  lead.setStart(text, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  const question = text.dataset.passages ?? '';
  return { question, words: plain(range.cloneContents()), lead: plain(lead.cloneContents()) };
}

const points = (words: string) => [...words].length;

/** The numbers behind a mark are not part of what was said. */
function plain(fragment: DocumentFragment): string {
  for (const each of fragment.querySelectorAll('[data-not-text]')) each.remove();
  return fragment.textContent ?? '';
}
