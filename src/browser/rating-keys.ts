/**
 * Rating by keys: on any score, 1 to 5 and 0 or ? ("don't know yet") answer the cell and lead to the next one, in the
 * order of the page. The arrow keys stay what they are in a group of choices.
 */
export function answerByKeys(form: HTMLFormElement): void {
  form.addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || !/^[0-5?]$/.test(key)) return;
    if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
    const cell = target.closest<HTMLElement>('.cell');
    const value = /[0?]/.test(key) ? 'unknown' : key;
    const score = cell?.querySelector<HTMLInputElement>(`input[type=radio][value="${value}"]`);
    if (!cell || !score) return;
    event.preventDefault();
    score.checked = true;
    score.dispatchEvent(new Event('input', { bubbles: true }));
    const cells = [...form.querySelectorAll<HTMLElement>('.cell')];
    next(cells.slice(cells.indexOf(cell) + 1)) ?? score.focus();
  });
}

/** The first of these that is in sight: on a phone the others wait for their part. */
function next(cells: HTMLElement[]): true | undefined {
  const cell = cells.find((each) => getComputedStyle(each).visibility === 'visible');
  const choices = [...(cell?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])];
  const choice = choices.find(({ checked }) => checked) ?? choices[0];
  choice?.focus();
  return choice && true;
}
