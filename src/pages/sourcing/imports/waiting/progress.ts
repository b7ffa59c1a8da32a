/** Answers the progress island while a list waits, in the same way as for a running import. */
import { mayImport } from '../../../../rooms/sourcing/imports/import.ts';
import { placeInLine } from '../../../../rooms/sourcing/imports/waiting.ts';
import { libraryPage } from '../../../shell/page.ts';
import { waitingOf } from './waiting.ts';

export const waitingProgress = libraryPage({
  path: '/imports/waiting/:id/progress',
  may: mayImport,
  type: 'application/json',
  load: waitingOf,
  view: async ({ ctx, found: list }) =>
    list && list.problem === null
      ? Response.json({ status: 'waiting', place: await placeInLine(ctx, list.id) })
      : Response.json({ status: 'read' }),
});
