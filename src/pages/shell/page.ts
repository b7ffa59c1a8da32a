/**
 * A page is a value: one file, one address. It says at which `path` it is, who `may`, what it is about (`load`), what
 * it shows (`view`) and, where it changes something, what its form does (`submit`). The door (mount.ts) asks them in
 * this order, so a page cannot forget to ask: a page of a library without `may` does not compile.
 *
 *  - `load` finds the noun of the address and is cheap: it is asked before `may`, also for a form whose body has not
 *    been read, and counts nothing. What is not this library's is NotFound.
 *  - `may` is a policy of a room, asked with whoever acts and what `load` found. Links and buttons ask it, too
 *    (link.tsx). `maySubmit` is asked of a form instead, where fewer may change what they see.
 *  - `view` runs after it, and reads there what only it shows. A form posts to the page's own address, and what cannot
 *    be taken is shown again by the same `view`, as `again`: what was typed, and why.
 *  - `submit` runs in the transaction that claims the form's key, with what `load` found inside it, and says where the
 *    form leads.
 *
 * The whole list (pages/routes.ts) is data: test/web/list.test.ts asks every page of it, for every role and a stranger.
 */
import type { Actor } from '../../house/ctx.ts';
import type { House } from '../../house/furnish.ts';
import type { Again, Values } from '../../ui/here.ts';
import type { UploadedFile } from './form-body.ts';
import type { Outcome } from './landing.ts';
import type { View } from './layout.tsx';
import type { LibraryVisit, PersonalVisit, Visit } from './visit.ts';

/** What a page is asked for: to be seen, or to take its form. */
export type Doing = 'view' | 'submit';
/** Who sends files: their library, and a signal that aborts when they disconnect. */
export type Sender = { house: House; libraryId: string; left: AbortSignal };

export type Viewing<V extends Visit, F = undefined> = V & { found: F; again: Again | undefined };
export type Submitting<V extends Visit, F = undefined, B = undefined> = V & { found: F; fields: Values; brought: B };
/** What most pages are given. */
export type LibraryViewing<F = undefined> = Viewing<LibraryVisit, F>;
export type LibrarySubmitting<F = undefined> = Submitting<LibraryVisit, F>;

type Shown = View | Response;

type Declared<V extends Visit, F, B> = {
  path: string;
  load?: (visit: V) => Promise<F> | F;
  /**
   * Another address to go to while there is nothing to do here, such as the form for a decision that was already made.
   * The page is then shown to nobody; a form that is sent all the same gets its reason from the verb.
   */
  instead?: (asked: V & { found: F }) => string | false | null;
  view: (asked: Viewing<V, F>) => Promise<Shown> | Shown;
  submit?: (asked: Submitting<V, F, B>) => Promise<Outcome> | Outcome;
  /** The Content-Type, for HEAD; an HTML page where it is left out. */
  type?: string;
  /** Whether an island keeps a draft of this form on the device, which is deleted once the form is accepted. */
  drafts?: boolean;
  /**
   * For a form with files: the most bytes it may have, and the function that reads them, without a connection, for
   * `submit`.
   */
  files?: { bytes: (house: House) => number; read: (files: UploadedFile[], sender: Sender) => Promise<B> };
};
type Policies<F> = {
  may: (actor: Actor, found: F) => boolean;
  maySubmit?: (actor: Actor, found: F) => boolean;
};

export type HostPage = Declared<Visit, unknown, unknown> & { kind: 'host' };
export type PersonalPage = Declared<PersonalVisit, unknown, unknown> & { kind: 'personal' };
export type LibraryPage = Declared<LibraryVisit, unknown, unknown> &
  Policies<unknown> & { kind: 'library'; allows: (actor: Actor, found: unknown, doing: Doing) => boolean };
export type Page = HostPage | PersonalPage | LibraryPage;

/** A page outside any library: set-up, signing in. */
export const hostPage = <F = undefined, B = undefined>(page: Declared<Visit, F, B>): HostPage =>
  ({ kind: 'host', ...page }) as HostPage;

/** One for signed-in people only; others are sent to sign in and come back. */
export const personalPage = <F = undefined, B = undefined>(page: Declared<PersonalVisit, F, B>): PersonalPage =>
  ({ kind: 'personal', ...page }) as PersonalPage;

/** A page of a library, for its members: to anyone else who is signed in it does not exist. */
export const libraryPage = <F = undefined, B = undefined>(
  page: Declared<LibraryVisit, F, B> & Policies<F>,
): LibraryPage =>
  ({
    kind: 'library',
    ...page,
    allows: (actor: Actor, found: F, doing: Doing) =>
      (doing === 'submit' && page.maySubmit ? page.maySubmit : page.may)(actor, found),
  }) as LibraryPage;

/** The address at which a page is mounted. */
export const mountedAt = (page: Page) => (page.kind === 'library' ? `/l/:library${page.path}` : page.path);
