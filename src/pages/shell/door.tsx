/** The pages that are not values yet (page.ts); goes when the last folder is one. */
import type { Actor } from '../../house/ctx.ts';
import type { House } from '../../house/furnish.ts';
import type { Again, Values } from '../../ui/here.ts';
import type { UploadedFile } from './form-body.ts';
import type { Outcome } from './landing.ts';
import type { View } from './layout.tsx';
import { mount } from './mount.ts';
import * as page from './page.ts';
import type { App, LibraryVisit, PersonalVisit, Visit } from './visit.ts';

export { redirect } from './landing.ts';
export { type App, draftOf, type LibraryVisit, limit, triedFrom, type Visit } from './visit.ts';
export type Sender = Omit<page.Sender, 'house'>;

type Page<V extends Visit, F = never> = {
  show: (visit: V, again?: Again) => Promise<View | Response> | View | Response;
  submit?: (visit: V, fields: Values, read: F) => Promise<Outcome>;
  type?: string;
  drafts?: boolean;
  files?: { bytes: number; read: (files: UploadedFile[], sender: Sender) => Promise<F> };
};

const declared = <V extends Visit, F>(path: string, { show, submit, files, ...rest }: Page<V, F>) => ({
  ...rest,
  path,
  view: (asked: page.Viewing<V>) => show(asked, asked.again),
  ...(submit && {
    submit: (asked: page.Submitting<V, undefined, F>) => submit(asked, asked.fields, asked.brought),
  }),
  ...(files && { files: { ...files, bytes: () => files.bytes } }),
});

export const hostPage = (app: App, house: House, path: string, old: Page<Visit>) =>
  mount(app, house, page.hostPage(declared(path, old)));

export const personalPage = (app: App, house: House, path: string, old: Page<PersonalVisit>) =>
  mount(app, house, page.personalPage(declared(path, old)));

export const libraryPage = <F,>(
  app: App,
  house: House,
  path: string,
  { may = () => true, ...old }: Page<LibraryVisit, F> & { may?: (actor: Actor) => boolean },
) => mount(app, house, page.libraryPage({ ...declared(path, old), may }));
