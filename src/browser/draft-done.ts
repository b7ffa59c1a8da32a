/**
 * On the page that says that a form was taken, or that one is signed out: what was kept of it on this device is
 * deleted.
 */
const done = document.querySelector<HTMLElement>('[data-island="draft-done"]')?.dataset.draft;
try {
  for (const key of Object.keys(localStorage))
    if (key === `draft ${done}` || (done === '*' && key.startsWith('draft '))) localStorage.removeItem(key);
} catch {
  // a private window may refuse storage; then nothing was kept
}
