/** Who changed what about a partner and its organization, and when. */

import { anyMember } from '../../rooms/accounts/account.ts';
import { formerIds } from '../../rooms/merging/merges.ts';
import { historyOf } from '../../views/history/history.ts';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { HistoryList } from './history-list.tsx';
import { partnerOf } from './partner.ts';

export const history = libraryPage({
  path: '/partners/:id/history',
  may: anyMember,
  load: partnerOf,
  view: async ({ ctx, found: partner, language: { t } }) => {
    const former = await formerIds(ctx, partner.organization_id);
    const lines = await historyOf(ctx, [partner.id, partner.organization_id, ...former]);
    const title = t('history.title', { name: partner.name });
    return {
      title,
      section: 'partners',
      body: (
        <>
          <h1>{title}</h1>
          <HistoryList lines={lines} />
          <p>
            <Link to="/partners/:id" at={{ id: partner.id }}>
              {t('history.back')}
            </Link>
          </p>
        </>
      ),
    };
  },
});
