/**
 * Typing in from paper at the speed of reading: one key fills a cell and goes on down the column; arrows and Enter
 * move.
 */
const form = document.querySelector<HTMLFormElement>('form[data-island="paper-grid"]');
if (form) upgrade(form);

function upgrade(form: HTMLFormElement): void {
  const rows = [...form.querySelectorAll('tbody tr')]
    .map((row) => [...row.querySelectorAll<HTMLInputElement>('input')])
    .filter((row) => row.length > 0);
  const order = rows[0]?.flatMap((_, column) => rows.flatMap((row) => row[column] ?? [])) ?? [];
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');

  const move = (from: HTMLInputElement, by: number) => {
    const next = order[order.indexOf(from) + by];
    if (next) next.focus();
    else if (by > 0) button?.focus();
  };
  const across = (from: HTMLInputElement, by: number) => {
    const row = rows.find((cells) => cells.includes(from));
    row?.[row.indexOf(from) + by]?.focus();
  };

  for (const cell of order) {
    cell.addEventListener('focus', () => cell.select());
    cell.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^[1-5?]$/.test(event.key)) {
        cell.value = event.key;
        move(cell, 1);
      } else if (event.key === 'ArrowDown' || event.key === 'Enter') move(cell, 1);
      else if (event.key === 'ArrowUp') move(cell, -1);
      else if (event.key === 'ArrowRight') across(cell, 1);
      else if (event.key === 'ArrowLeft') across(cell, -1);
      else if (event.key.length > 1) return; // Tab, Backspace and friends do what they always do
      event.preventDefault();
    });
  }

  // Keys that came before this script stand together in one cell: they go on down the column, as they would have.
  const spread = (cell: HTMLInputElement) => {
    const keys = [...cell.value];
    const column = order.slice(order.indexOf(cell), order.indexOf(cell) + keys.length);
    const free = column.length === keys.length && column.slice(1).every((each) => each.value === '');
    if (!free || !/^[1-5?]+$/.test(cell.value)) return;
    for (const [index, each] of column.entries()) each.value = keys[index] ?? '';
    if (document.activeElement === cell) move(cell, keys.length);
  };
  for (const cell of order.toReversed()) if (cell.defaultValue === '' && cell.value !== '') spread(cell);
  // Whoever is in the grid already stays where they are.
  if (document.activeElement === document.body && !document.querySelector('[role="alert"]')) order[0]?.focus();
}
