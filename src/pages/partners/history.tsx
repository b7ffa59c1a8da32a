/** Who changed what about a partner and its organization, and when. */

import type { House } from '../../house/furnish.ts';
import { type Details, type HistoryLine, historyOf } from '../../house/history.ts';
import { isMessageKey } from '../../house/messages.ts';
import { formerIds } from '../../rooms/merging/merges.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage } from '../shell/door.tsx';

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

export function HistoryList({ lines }: { lines: HistoryLine[] }) {
  const { moment, day, list, message, t } = useLanguage();
  const said = (value: Details[string]) => {
    if (Array.isArray(value)) return value.join(', ') || '–';
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
    const known = ['stage', 'role', 'detail'].map((kind) => `${kind}.${value}`).find(isMessageKey);
    return known ? message({ key: known }) : String(value ?? '–');
  };
  const fieldNames = (value: Details[string]) =>
    list([value].flat().map((field) => message({ key: `detail.${field}` })));
  return (
    <ol class="plain lines">
      {lines.map((line) => (
        <li key={`${line.at.getTime()} ${line.action}`}>
          <span class="quiet">
            {moment(line.at)} · {line.who ?? t('history.system')}
          </span>
          <span class="block">{message({ key: `history.${line.action}` })}</span>
          {line.details.from && line.details.to && (
            <span class="block detail">
              {said(line.details.from)} → {said(line.details.to)}
            </span>
          )}
          {Object.entries(line.details).map(
            ([name, value]) =>
              !(['from', 'to'].includes(name) && line.details.to) && (
                <span class="block detail" key={name}>
                  <span class="quiet">{message({ key: `detail.${name}` })}:</span>{' '}
                  {name === 'left' ? fieldNames(value) : said(value)}
                </span>
              ),
          )}
        </li>
      ))}
    </ol>
  );
}
