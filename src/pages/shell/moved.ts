/**
 * Redirects addresses of earlier releases, as people have them in bookmarks and mails. 308 keeps the method and the
 * body, so a form that was open during the upgrade works too.
 */
import type { App } from './visit.ts';

/** What a part of an address under a library was called before. */
const FOLDERS: Record<string, string> = { catalogue: 'public-lists', notes: 'interactions' };
/** What a sector's key was before (migration 0026). */
const SECTORS: Record<string, string> = { ex_offender: 'reentry', homeless: 'homelessness' };

export function movedAddresses(app: App): void {
  app.use('/l/*', async (c, next) => {
    const now = addressNow(new URL(c.req.url));
    if (!now) return next();
    return c.redirect(now, c.req.method === 'GET' || c.req.method === 'HEAD' ? 301 : 308);
  });
}

/** Undefined when the address has not changed. */
function addressNow({ pathname, searchParams }: URL): string | undefined {
  const [, l, library, ...parts] = pathname.split('/');
  const path = ['', l, library, ...parts.map((part) => FOLDERS[part] ?? part)].join('/');
  const sector = SECTORS[searchParams.get('sector') ?? ''];
  if (sector) searchParams.set('sector', sector);
  const query = searchParams.size > 0 ? `?${searchParams}` : '';
  return path !== pathname || sector ? path + query : undefined;
}
