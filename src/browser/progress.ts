/**
 * Shows how far an import is while the worker is at it, and reloads the page when it is done, or when a list that waits
 * has moved up.
 */
const place = document.querySelector<HTMLElement>('[data-island="progress"]');
if (place) void watch(place);

async function watch(place: HTMLElement): Promise<void> {
  const bar = place.querySelector('progress');
  for (;;) {
    await new Promise((done) => setTimeout(done, 800));
    const answer = await fetch(place.dataset.address ?? '', { headers: { accept: 'application/json' } }).catch(
      () => null,
    );
    // The import was removed meanwhile: the page itself says so.
    if (answer?.status === 404) return location.reload();
    if (!answer?.ok) continue;
    const {
      status,
      done,
      total,
      place: at,
    } = (await answer.json()) as { status: string; done?: number; total?: number; place?: number };
    if (!['queued', 'undoing', 'waiting'].includes(status)) return location.reload();
    if (at !== undefined && String(at) !== place.dataset.place) return location.reload();
    if (bar && done !== undefined && total) Object.assign(bar, { max: total, value: done });
  }
}
