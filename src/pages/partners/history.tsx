/** Who changed what about a partner and its organization, and when. */

import { anyMember } from '../../rooms/accounts/account.ts';
import { formerIds } from '../../rooms/merging/merges.ts';
import { historyOf } from '../../views/history/history.ts';
import { libraryPage } from '../shell/page.ts';
import { HistoryList } from './history-list.tsx';
import { partnerOf } from './partner.ts';
import { partnerTrail } from './trail.ts';

export const history = libraryPage({
  path: '/partners/:id/history',
  may: anyMember,
  load: partnerOf,
  view: async (asked) => {
    const { ctx, found: partner, language } = asked;
    const former = await formerIds(ctx, partner.organization_id);
    const lines = await historyOf(ctx, [partner.id, partner.organization_id, ...former]);
    const title = language.t('history.title', { name: partner.name });
    return {
      title,
      trail: partnerTrail(asked, partner),
      body: <HistoryList lines={lines} />,
    };
  },
});
