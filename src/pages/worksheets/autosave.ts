/**
 * The address that the autosave island sends to: the same verb as the rating form's, answered with the new version
 * instead of a page. After a conflict it also answers with what is stored.
 */
import { Conflict, Invalid } from '../../house/errors.ts';
import { mayRate } from '../../rooms/worksheets/worksheet.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { saveOwn } from './save-own.ts';
import { sheetOf } from './sheet.ts';

export const autosave = libraryPage({
  path: '/worksheets/:id/autosave',
  may: mayRate,
  load: sheetOf,
  view: ({ found: { id }, to }) => redirect(to('/worksheets/:id/rate', { id })),
  submit: async (asked) => {
    try {
      return Response.json({ version: await saveOwn(asked) });
    } catch (error) {
      if (error instanceof Conflict)
        return Response.json({ version: error.version, theirs: error.theirs }, { status: 409 });
      if (error instanceof Invalid) return Response.json({ invalid: true }, { status: 422 });
      throw error;
    }
  },
});
