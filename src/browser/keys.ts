/**
 * "/" puts the cursor into the search, and the arrow keys walk through what was found. A single key can be in the way
 * of whoever speaks to their computer, so it can be turned off (keys-switch.ts, WCAG 2.1.4), and it never acts where
 * something is typed.
 */
import { slashIsOn } from './slash.ts';

const seek = document.querySelector<HTMLInputElement>('input[data-island="keys"]');
const found = [...document.querySelectorAll<HTMLAnchorElement>('.hits li a')];
const isTyped = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && seek && slashIsOn() && !isTyped(event.target)) {
    event.preventDefault();
    seek.focus();
    seek.select();
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walk(event);
});

/** Up from the first of them is the field again. */
function walk(event: KeyboardEvent): void {
  const at = event.target === seek ? -1 : found.indexOf(event.target as HTMLAnchorElement);
  if (found.length === 0 || (at < 0 && event.target !== seek)) return;
  const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
  if (at < 0 && next < 0) return;
  event.preventDefault();
  if (next < 0) seek?.focus();
  else found[Math.min(next, found.length - 1)]?.focus();
}
