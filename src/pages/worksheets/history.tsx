/** Who changed what about a worksheet, and when. */

import { anyMember } from '../../rooms/accounts/account.ts';
import { historyOf } from '../../views/history/history.ts';
import { HistoryList } from '../partners/history-list.tsx';
import { libraryPage } from '../shell/page.ts';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const history = libraryPage({
  path: '/worksheets/:id/history',
  may: anyMember,
  load: sheetOf,
  view: async (asked) => {
    const { ctx, found: sheet, language } = asked;
    const title = language.t('history.title', { name: sheet.purpose });
    return {
      title,
      trail: worksheetTrail(asked, sheet),
      body: <HistoryList lines={await historyOf(ctx, [sheet.id])} />,
    };
  },
});
