/**
 * On the page that signs out: whether something on this device was not sent yet. Signing out deletes it, so that is
 * said before, with the ways to what waits.
 */
const box = document.querySelector<HTMLElement>('[data-island="unsent"]');
if (box) {
  const paths = new Set<string>();
  try {
    for (const name of Object.keys(localStorage)) {
      const path = /^draft \S+ (\/\S+)/.exec(name)?.[1];
      if (path) paths.add(path);
    }
  } catch {
    // a private window may refuse storage; then nothing was kept
  }
  box.hidden = paths.size === 0;
  const agree = box.querySelector<HTMLInputElement>('input');
  if (agree) agree.required = paths.size > 0;
  // The form checks nothing by itself, so that errors are the server's; this one the server cannot know.
  agree?.form?.addEventListener('submit', (event) => {
    if (!agree.required || agree.checked) return;
    event.preventDefault();
    agree.focus();
  });
  box.querySelector('ul')?.replaceChildren(
    ...[...paths].map((path) => {
      const link = document.createElement('a');
      link.href = path;
      link.textContent = path;
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
}
