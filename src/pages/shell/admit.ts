/** Who comes in: the page's kind is asked, what the address names is found, and the page's policy has its say. */
import { allow, NotFound } from '../../house/errors.ts';
import type { Doing, Page } from './page.ts';
import type { LibraryVisit, PersonalVisit, Visit } from './visit.ts';

/** Whoever is not signed in is sent to do so, and back. */
export class SignInFirst extends Error {}
/** There is nothing to do at this address just now, but there is at another. */
export class Elsewhere extends Error {
  readonly to: string;
  constructor(to: string) {
    super(`Elsewhere: ${to}`);
    this.to = to;
  }
}

export type Admitted = LibraryVisit & { found: unknown };

/**
 * As a visit of the page's kind; to a stranger a library does not exist. What a host page asks of a visit is less, so
 * that one type does for all.
 */
export function enter(page: Page, visit: Visit): LibraryVisit {
  if (page.kind !== 'host' && !visit.visitor) throw new SignInFirst();
  if (page.kind === 'library' && !visit.ctx) throw new NotFound();
  const { visitor, ctx } = visit as PersonalVisit;
  return { ...visit, visitor, ctx, base: ctx ? `/l/${ctx.library.slug}` : '' } as LibraryVisit;
}

/** Throws what keeps the visitor out. */
export async function admit(page: Page, visit: Visit, doing: Doing): Promise<Admitted> {
  const inside = enter(page, visit);
  const asked = { ...inside, found: await page.load?.(inside) };
  const elsewhere = page.instead?.(asked);
  if (elsewhere && doing === 'view') throw new Elsewhere(elsewhere);
  if (page.kind === 'library' && !elsewhere) allow(page.allows(asked.ctx.actor, asked.found, doing));
  return asked;
}
