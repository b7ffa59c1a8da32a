/**
 * Typing in from paper at the speed of reading: one key fills a cell and goes on down the column; arrows and Enter
 * move.
 */
const form = document.querySelector<HTMLFormElement>('form[data-island="paper-grid"]');
if (form) upgrade(form);

type Cell = HTMLInputElement;
/** The cells of the form in rows, and in the order in which one goes through them: down the columns. */
type Grid = { rows: Cell[][]; order: Cell[]; button: HTMLButtonElement | null };

function upgrade(form: HTMLFormElement): void {
  const grid = gridIn(form);
  const { order } = grid;
  for (const cell of order) {
    cell.addEventListener('focus', () => cell.select());
    cell.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (press(grid, cell, event.key)) event.preventDefault();
    });
  }
  for (const cell of order.toReversed()) if (cell.defaultValue === '' && cell.value !== '') spread(grid, cell);
  // Whoever is in the grid already stays where they are.
  if (document.activeElement === document.body && !document.querySelector('[role="alert"]')) order[0]?.focus();
}

function gridIn(form: HTMLFormElement): Grid {
  const rows = [...form.querySelectorAll('tbody tr')]
    .map((row) => [...row.querySelectorAll<Cell>('input')])
    .filter((row) => row.length > 0);
  const order = rows[0]?.flatMap((_, column) => rows.flatMap((row) => row[column] ?? [])) ?? [];
  return { rows, order, button: form.querySelector<HTMLButtonElement>('button[type=submit]') };
}

/** False where the key keeps its usual meaning: Tab, Backspace and others with a name. */
function press(grid: Grid, cell: Cell, key: string): boolean {
  if (/^[1-5?]$/.test(key)) {
    cell.value = key;
    move(grid, cell, 1);
  } else if (key === 'ArrowDown' || key === 'Enter') move(grid, cell, 1);
  else if (key === 'ArrowUp') move(grid, cell, -1);
  else if (key === 'ArrowRight') across(grid, cell, 1);
  else if (key === 'ArrowLeft') across(grid, cell, -1);
  else return key.length === 1; // any other character is not taken
  return true;
}

function move({ order, button }: Grid, from: Cell, by: number): void {
  const next = order[order.indexOf(from) + by];
  if (next) next.focus();
  else if (by > 0) button?.focus();
}

function across({ rows }: Grid, from: Cell, by: number): void {
  const row = rows.find((cells) => cells.includes(from));
  row?.[row.indexOf(from) + by]?.focus();
}

/** Keys that came before this script are all in one cell: they go on down the column, as they would have. */
function spread(grid: Grid, cell: Cell): void {
  const { order } = grid;
  const keys = [...cell.value];
  const column = order.slice(order.indexOf(cell), order.indexOf(cell) + keys.length);
  const free = column.length === keys.length && column.slice(1).every((each) => each.value === '');
  if (!free || !/^[1-5?]+$/.test(cell.value)) return;
  for (const [index, each] of column.entries()) each.value = keys[index] ?? '';
  if (document.activeElement === cell) move(grid, cell, keys.length);
}
