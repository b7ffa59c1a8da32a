/**
 * The buttons of an import. Each does one step and leads back to the import; a refused step is shown there, with the
 * reason. They are in one file because they differ only in the verb they call.
 */
import type { Ctx } from '../../../house/ctx.ts';
import { parse } from '../../../house/parse.ts';
import { bulkAnswer, type Import, mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { discardImport, queueImport, queueUndo } from '../../../rooms/sourcing/imports/imports.ts';
import { answerAll, checkImport, leaveOutErrors } from '../../../rooms/sourcing/imports/planning/checking.ts';
import type { Values } from '../../../ui/here.ts';
import { redirect } from '../../shell/landing.ts';
import { type LibraryPage, type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { importOf } from './import.ts';
import { importView } from './show.tsx';

type Verb = (ctx: Ctx, id: Import['id'], fields: Values) => Promise<void>;

const step = (path: string, verb: Verb): LibraryPage =>
  libraryPage({
    path,
    may: mayImport,
    load: importOf,
    view: back,
    submit: async ({ ctx, found: { id }, fields, go }) => {
      await verb(ctx, id, fields);
      return go('/imports/:id', { id });
    },
  });

const back = (asked: LibraryViewing<Import>) =>
  asked.again && asked.found.status !== 'mapping'
    ? importView(asked)
    : redirect(asked.to('/imports/:id', { id: asked.found.id }));

export const importSteps = [
  step('/imports/:id/check', (ctx, id) => checkImport(ctx, id)),
  step('/imports/:id/application', (ctx, id) => queueImport(ctx, id)),
  step('/imports/:id/undo', (ctx, id) => queueUndo(ctx, id)),
  step('/imports/:id/errors', (ctx, id) => leaveOutErrors(ctx, id)),
  step('/imports/:id/answers', (ctx, id, fields) => answerAll(ctx, id, parse(bulkAnswer, fields).answer)),
];

export const importRemoval = libraryPage({
  path: '/imports/:id/removal',
  may: mayImport,
  load: importOf,
  view: back,
  submit: async ({ ctx, found: { id }, go }) =>
    go('/imports').saying('notice.removed', { removal: await discardImport(ctx, id) }),
});
