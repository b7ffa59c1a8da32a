/**
 * The library whose name and menu stand on a page: the one that it is a page of or, on a page of one's own and on an
 * error, the one that its reader last worked in. So nobody who opens their account is left without a way back.
 */
import type { Role } from '../../house/ctx.ts';
import { addressOf, type To } from './address.ts';
import type { Asking, Visit } from './visit.ts';

export type Inside = {
  name: string;
  to: To;
  may: (path: string) => boolean;
  look: { logo: string | null; color: string | null };
};

export function insideOf(c: Asking, { ctx, visitor, to, may, homes, remembered }: Visit): Inside | null {
  if (ctx) return { name: ctx.library.name, to, may: (path) => may(path), look: ctx.library };
  if (!visitor) return null;
  const last = homes.find(({ slug }) => slug === remembered?.library);
  const home = last ?? (homes.length === 1 ? homes[0] : undefined);
  if (!home) return null;
  const actor = { kind: 'member' as const, ...visitor, id: home.id, role: home.role as Role };
  return {
    name: home.name,
    look: home,
    to: (path, ...given) => addressOf(`/l/${home.slug}`, path, ...given),
    may: (path) => {
      const page = c.get('pages').get(path);
      return page?.kind === 'library' && page.allows(actor, undefined, 'view');
    },
  };
}
