/**
 * Opens one interview's page without a network. It answers for that page and for the files that it is made of, and for
 * nothing else; what it keeps is the form, with the leader's name and without a word of what was said. It is gone when
 * one signs out (draft-done.ts), or opens it and may not any more and has nothing left to copy (interview.ts).
 */
export {};

type Worker = {
  registration: { scope: string };
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void> };
  addEventListener: (kind: string, listener: (event: Happening) => void) => void;
};
type Happening = {
  request: Request;
  waitUntil: (work: Promise<unknown>) => void;
  respondWith: (it: Promise<Response>) => void;
};

const worker = self as unknown as Worker;
const page = () => worker.registration.scope;
const shelf = () => `interview ${page()}`;

/** The page, and its style, script and icon. Each time it is opened with a network they are fetched anew. */
async function fill(): Promise<void> {
  const answer = await fetch(`${page()}?copy=1`, { redirect: 'error', cache: 'no-store' });
  if (!answer.ok) throw new Error(String(answer.status));
  const text = await answer.clone().text();
  const files = [...text.matchAll(/<(?:link|script)\b[^>]*?\b(?:href|src)="([^"]+)"/g)].map(
    ([, address = '']) => address,
  );
  const imported = await importedBy(files);
  const cache = await caches.open(shelf());
  await cache.put(page(), answer);
  await Promise.all([...new Set([...files, ...imported])].map((address) => cache.add(address)));
}

/** Scripts share pieces, which they name relative to themselves. */
async function importedBy(files: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const address of files.filter((each) => each.endsWith('.js'))) {
    const text = await (await fetch(address)).text();
    for (const [, name = ''] of text.matchAll(/["']\.\/([\w.-]+\.js)["']/g)) found.push(`/assets/${name}`);
  }
  return found;
}

worker.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { pathname, origin } = new URL(request.url);
  if (request.mode === 'navigate' && origin + pathname === page()) event.respondWith(pageOr(event));
  else if (pathname.startsWith('/assets/') || pathname.includes('/look/')) event.respondWith(fileOr(request));
});

async function pageOr(event: Happening): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(fill().catch(() => {}));
    // Whoever may not open it any more still reads what they wrote.
    return [403, 404].includes(answer.status) ? ((await kept()) ?? answer) : answer;
  } catch (error) {
    const copy = await kept();
    if (copy) return copy;
    throw error;
  }
}

const kept = async (): Promise<Response | undefined> => (await caches.open(shelf())).match(page());

async function fileOr(request: Request): Promise<Response> {
  return (await (await caches.open(shelf())).match(request)) ?? fetch(request);
}
