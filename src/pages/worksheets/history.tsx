/** Who changed what about a worksheet, and when. */

import { anyMember } from '../../rooms/accounts/account.ts';
import { historyOf } from '../../views/history/history.ts';
import { HistoryList } from '../partners/history-list.tsx';
import { libraryPage } from '../shell/page.ts';
import { sheetOf } from './sheet.ts';

export const history = libraryPage({
  path: '/worksheets/:id/history',
  may: anyMember,
  load: sheetOf,
  view: async ({ ctx, found: sheet, language: { t } }) => {
    const title = t('history.title', { name: sheet.purpose });
    return {
      title,
      section: 'worksheets',
      body: (
        <>
          <h1>{title}</h1>
          <HistoryList lines={await historyOf(ctx, [sheet.id])} />
        </>
      ),
    };
  },
});
