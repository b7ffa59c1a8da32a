/** Shows how far an import is while the worker is at it, and turns the page over when it is done. */
const place = document.querySelector<HTMLElement>('[data-island="progress"]');
if (place) void watch(place);

async function watch(place: HTMLElement): Promise<void> {
  const bar = place.querySelector('progress');
  for (;;) {
    await new Promise((done) => setTimeout(done, 800));
    const answer = await fetch(place.dataset.address ?? '', { headers: { accept: 'application/json' } }).catch(() => null);
    if (!answer?.ok) continue;
    const { status, done, total } = (await answer.json()) as { status: string; done?: number; total?: number };
    if (status !== 'queued' && status !== 'undoing') return location.reload();
    if (bar && done !== undefined && total) Object.assign(bar, { max: total, value: done });
  }
}
