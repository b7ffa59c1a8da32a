/**
 * Runs on the page that says that a form was accepted, or that somebody signed out: deletes the draft of that form, or
 * all drafts.
 */
const done = document.querySelector<HTMLElement>('[data-island="draft-done"]')?.dataset.draft;
try {
  for (const key of Object.keys(localStorage))
    if (key === `draft ${done}` || (done === '*' && key.startsWith('draft '))) localStorage.removeItem(key);
} catch {
  // a private window may refuse storage; then nothing was kept
}
