/**
 * Decides whether a visitor may see a page: checks what kind of page it is, finds what the address names, and asks the
 * policy of the page.
 */
import { allow, NotFound } from '../../house/errors.ts';
import type { Doing, Page } from './page.ts';
import type { LibraryVisit, PersonalVisit, Visit } from './visit.ts';

/** Whoever is not signed in is sent to do so, and back. */
export class SignInFirst extends Error {}
/** The page has moved or is done with: another address is the right one now. */
export class Elsewhere extends Error {
  readonly to: string;
  constructor(to: string) {
    super(`Elsewhere: ${to}`);
    this.to = to;
  }
}

export type Admitted = LibraryVisit & { found: unknown };

/**
 * The visit in the shape that the page's kind needs. To a stranger a library does not exist. A host page needs less of
 * a visit, so one return type does for all kinds.
 */
export function enter(page: Page, visit: Visit): LibraryVisit {
  if (page.kind !== 'host' && !visit.visitor) throw new SignInFirst();
  if (page.kind === 'library' && !visit.ctx) throw new NotFound();
  const { visitor, ctx } = visit as PersonalVisit;
  return { ...visit, visitor, ctx, base: ctx ? `/l/${ctx.library.slug}` : '' } as LibraryVisit;
}

/** Throws the reason why the visitor may not see the page. */
export async function admit(page: Page, visit: Visit, doing: Doing): Promise<Admitted> {
  const inside = enter(page, visit);
  const asked = { ...inside, found: await page.load?.(inside) };
  const elsewhere = page.instead?.(asked);
  if (elsewhere && doing === 'view') throw new Elsewhere(elsewhere);
  if (page.kind === 'library' && !elsewhere) allow(page.allows(asked.ctx.actor, asked.found, doing));
  return asked;
}
