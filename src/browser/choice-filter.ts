/** A long list of check boxes gets a field that narrows it while one types. What is ticked stays in sight. */
for (const box of document.querySelectorAll<HTMLElement>('form[data-island="choice-filter"] .choices')) {
  const choices = [...box.querySelectorAll<HTMLLabelElement>('.choice')];
  const legend = box.closest('fieldset')?.querySelector('legend');
  if (choices.length > 12 && legend) upgrade(box, choices, legend.textContent ?? '');
}

function upgrade(box: HTMLElement, choices: HTMLLabelElement[], label: string): void {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const input = document.createElement('input');
  input.type = 'search';
  input.setAttribute('aria-label', label);
  input.placeholder = label;
  input.addEventListener('input', () => {
    const wanted = plain(input.value);
    for (const choice of choices) {
      const ticked = choice.querySelector('input')?.checked ?? false;
      choice.hidden = !ticked && !plain(choice.textContent ?? '').includes(wanted);
    }
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  box.before(input);
}
