/** A worksheet's form, filled in with the means or with one's own ratings. */
import { found } from '../../house/errors.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { libraryPage } from '../shell/page.ts';
import { limit } from '../shell/visit.ts';
import { filledWith, sheetPdf } from './on-paper.ts';
import { sheetOf } from './sheet.ts';

export const sheetFilledPdf = libraryPage({
  path: '/worksheets/:id/filled.pdf',
  may: anyMember,
  load: sheetOf,
  view: async (asked) => {
    await limit(asked, 'files', asked.visitor.userId);
    return sheetPdf(asked, 'worksheet-filled', found(await filledWith(asked)));
  },
});
