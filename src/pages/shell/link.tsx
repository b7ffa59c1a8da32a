/**
 * Links and buttons that ask the page they lead to whether the reader may open it; if not, they are not shown. `at`
 * fills the path; `about` is what the `may` of that page is asked about, as its `load` would find it.
 */
import type { ComponentChildren } from 'preact';
import { PostButton } from '../../ui/form.tsx';
import { perPage } from '../../ui/here.ts';
import type { Fills, NamesIn, Query } from './address.ts';
import type { LibraryVisit } from './visit.ts';

/**
 * The page that is shown: how to make addresses from it, and what the reader may do. `ctx` only on the pages of a
 * library.
 */
export type Around = Pick<LibraryVisit, 'to' | 'may' | 'ctx' | 'url'>;
export const aroundHere = perPage<Around>();
export const useAround = aroundHere.use;

type Leading<P extends string> = { to: P; about?: unknown } & ([NamesIn<P>] extends [never]
  ? { at?: Query }
  : { at: Fills<P>[0] });
type Looks = { class?: string; 'aria-current'?: 'true' | 'page' | undefined; download?: boolean };
type LinkProps<P extends string> = Leading<P> &
  Looks & {
    children: ComponentChildren;
    /** "#comparison", a place on that page. */
    hash?: string;
  };

export function Link<P extends string>({ to: path, at, about, hash = '', children, ...looks }: LinkProps<P>) {
  const { to, may } = useAround();
  if (!may(path, about)) return null;
  return (
    <a {...(looks as Looks)} href={to(path, ...([at] as unknown as Fills<P>)) + hash}>
      {children}
    </a>
  );
}

type Pressed = Omit<Parameters<typeof PostButton>[0], 'action'>;
type PressProps<P extends string> = Leading<P> & Pressed;

/** One button that changes something. */
export function Press<P extends string>({ to: path, at, about, ...rest }: PressProps<P>) {
  const { to, may } = useAround();
  if (!may(path, about, 'submit')) return null;
  return <PostButton {...(rest as Pressed)} action={to(path, ...([at] as unknown as Fills<P>))} />;
}
