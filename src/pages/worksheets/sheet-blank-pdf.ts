/** A worksheet's form to circle on. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { libraryPage } from '../shell/page.ts';
import { limit } from '../shell/visit.ts';
import { EMPTY, sheetPdf } from './on-paper.ts';
import { sheetOf } from './sheet.ts';

export const sheetBlankPdf = libraryPage({
  path: '/worksheets/:id/blank.pdf',
  may: anyMember,
  load: sheetOf,
  view: async (asked) => {
    await limit(asked, 'files', asked.visitor.userId);
    return sheetPdf(asked, 'worksheet', EMPTY);
  },
});
