/**
 * Runs on the page that says that a form was accepted, or that somebody signed out: deletes the draft of that form, or
 * all drafts, and what opens without a network.
 */
const done = document.querySelector<HTMLElement>('[data-island="draft-done"]')?.dataset.draft;
try {
  for (const key of Object.keys(localStorage))
    if (key === `draft ${done}` || (done === '*' && key.startsWith('draft '))) localStorage.removeItem(key);
} catch {
  // a private window may refuse storage; then nothing was kept
}
if (done === '*') forgetPages().catch(() => {});

/** Pages that open without a network (hold-worker.ts) do so for whoever is signed in. */
async function forgetPages(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name);
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}
