/** Answers the progress island while the worker is at it. */
import { mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { progressOf } from '../../../rooms/sourcing/imports/imports.ts';
import { libraryPage } from '../../shell/page.ts';
import { importOf } from './import.ts';

export const importProgress = libraryPage({
  path: '/imports/:id/progress',
  may: mayImport,
  type: 'application/json',
  load: importOf,
  view: async ({ ctx, found: { id, status } }) => Response.json({ status, ...(await progressOf(ctx, id)) }),
});
