/** Who changed what about a partner and its organization, and when. */

import type { House } from '../../house/furnish.ts';
import { historyOf } from '../../house/history.ts';
import { formerIds } from '../../rooms/merging/merges.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { type App, libraryPage } from '../shell/door.tsx';
import { HistoryList } from './history-list.tsx';

export function partnerHistoryPages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/history', {
    show: async (visit) => {
      const { ctx, base, language } = visit;
      const partner = await findPartner(ctx, visit.id());
      const lines = await historyOf(ctx, [
        partner.id,
        partner.organization_id,
        ...(await formerIds(ctx, partner.organization_id)),
      ]);
      const title = language.t('history.title', { name: partner.name });
      return {
        title,
        section: 'partners',
        body: (
          <>
            <h1>{title}</h1>
            <HistoryList lines={lines} />
            <p>
              <a href={`${base}/partners/${partner.id}`}>{language.t('history.back')}</a>
            </p>
          </>
        ),
      };
    },
  });
}
