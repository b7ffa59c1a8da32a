/** Removing a worksheet as a whole, open or decided. Its button is on the worksheet. */
import { mayRemoveWorksheet, removeWorksheet } from '../../rooms/worksheets/removing.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { sheetOf } from './sheet.ts';

export const removal = libraryPage({
  path: '/worksheets/:id/removal',
  may: mayRemoveWorksheet,
  load: sheetOf,
  view: ({ found: { id }, to }) => redirect(to('/worksheets/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) =>
    go('/worksheets').saying('notice.removed', { removal: await removeWorksheet(ctx, id) }),
});
