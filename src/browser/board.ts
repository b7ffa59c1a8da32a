/**
 * Cards can be dragged to another stage: the card's own form is sent, as its menu would send it. Without this the menu
 * is all there is.
 */
const board = document.querySelector<HTMLElement>('[data-island="board"]');
let dragged: HTMLElement | null = null;

board?.addEventListener('dragstart', (event) => {
  dragged = (event.target as Element).closest<HTMLElement>('.board-card');
  event.dataTransfer?.setData('text/plain', dragged?.dataset.partner ?? '');
});

const stageAt = (event: Event) => (event.target as Element).closest<HTMLElement>('.board-stage');
const from = () => dragged?.closest<HTMLElement>('.board-stage');

board?.addEventListener('dragover', (event) => {
  const stage = stageAt(event);
  for (const each of board.querySelectorAll('.board-stage')) each.classList.toggle('over', each === stage);
  if (dragged && stage && stage !== from()) event.preventDefault();
});

board?.addEventListener('dragend', () => {
  for (const each of board.querySelectorAll('.over')) each.classList.remove('over');
  dragged = null;
});

board?.addEventListener('drop', (event) => {
  const stage = stageAt(event);
  const form = dragged?.querySelector('form');
  const select = form?.querySelector('select');
  if (!stage || stage === from() || !form || !select) return;
  event.preventDefault();
  select.value = stage.dataset.stage ?? '';
  form.requestSubmit();
});
