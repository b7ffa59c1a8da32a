/**
 * A page for anybody: of a library, without an account, without a script and without a menu; it says whose it is, and in
 * which other language it can be read. What is not public does not exist.
 */
import type { ComponentChildren } from 'preact';
import type { Ctx } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import { type HostPage, hostPage } from './page.ts';
import type { Visit } from './visit.ts';

/** `ctx` is the library's, with nobody in particular asking. */
type Found = { ctx: Ctx; language: Language };
type Declared<F extends Found> = {
  path: string;
  load: (visit: Visit) => Promise<F>;
  view: (found: F) => { title: string; body: ComponentChildren };
};

export const publicPage = <F extends Found>({ path, load, view }: Declared<F>): HostPage =>
  hostPage<F>({
    path,
    load,
    view: ({ found }) => ({
      ...view(found),
      guest: { library: found.ctx.library.name, language: found.language, look: found.ctx.library },
    }),
  });
