/** The leads shelf: organizations from lists, to look through, promote or wave away. */
import { Invalid } from '../../../house/errors.ts';
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import { sectorsOf } from '../../../rooms/directory/sectors.ts';
import { isZip, placeOf } from '../../../rooms/places/places.ts';
import { mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { promoteLeads } from '../../../rooms/sourcing/imports/promotions.ts';
import { leadChoice, leadFilter, mayKeepLeads } from '../../../rooms/sourcing/leads/lead.ts';
import { bringLeadsBack, dismissLeads, leadSources, listLeads } from '../../../rooms/sourcing/leads/leads.ts';
import { Empty } from '../../../ui/bits.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { PartnerTabs } from '../../partners/tabs.tsx';
import { type App, libraryPage } from '../../shell/door.tsx';
import { Filters, optionsFor, queryOf } from './filters.tsx';
import { leadShowPages } from './lead.tsx';
import { Shelf } from './shelf.tsx';

export function leadPages(app: App, house: House): void {
  leadShowPages(app, house);

  libraryPage(app, house, '/leads', {
    show: async (visit, again) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      const filter = leadFilter.parse(Object.fromEntries(url.searchParams));
      const near = placeOf(filter.near) ?? null;
      const result = await listLeads(ctx, filter, near);
      const sectors = await sectorsOf(ctx);
      const sources = await leadSources(ctx);
      return {
        title: t('leads.title'),
        section: 'partners',
        glyphs: true,
        body: (
          <>
            <h1>{t('leads.title')}</h1>
            <PartnerTabs base={base} here="/leads" actor={ctx.actor} />
            {again && <ErrorSummary errors={again.errors} />}
            {sources.length === 0 ? (
              <Empty text={t('leads.none')}>
                {mayImport(ctx.actor) && <a href={`${base}/imports`}>{t('leads.bring_in')}</a>}
              </Empty>
            ) : (
              <>
                <Filters filter={filter} options={await optionsFor(visit, sectors, sources)} base={base} />
                {filter.near !== '' && near === null && (
                  <p class="warning">
                    {t(isZip(filter.near) ? 'leads.place_nowhere' : 'leads.place_unknown', { place: filter.near })}
                  </p>
                )}
                <p class="summary" role="status">
                  {t('leads.count', { count: result.total })}{' '}
                  {result.forgiving && result.total > 0 && t('partners.forgiving', { words: filter.q })}
                </p>
                {result.total > 0 && (
                  <Shelf
                    result={result}
                    filter={filter}
                    sectors={sectors}
                    base={base}
                    may={mayKeepLeads(ctx.actor)}
                    again={again}
                  />
                )}
              </>
            )}
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      const { ctx, base, url } = visit;
      const { action, lead } = parse(leadChoice, fields);
      const back = `${base}/leads${url.search}`;
      if (action === 'promote') {
        const partners = await promoteLeads(ctx, lead);
        if (partners.length === 0) throw new Invalid({ lead: { key: 'error.lead_promoted' } });
        if (partners.length === 1) return { to: `${base}/partners/${partners[0]}`, notice: 'notice.promoted' };
        const filter = leadFilter.parse(Object.fromEntries(url.searchParams));
        const to = `${base}/leads${queryOf({ ...filter, state: 'promoted', page: 1 })}`;
        return { to, notice: 'notice.promoted_several', count: partners.length };
      }
      if (action === 'dismiss') return { to: back, notice: 'notice.dismissed', removal: await dismissLeads(ctx, lead) };
      await bringLeadsBack(ctx, lead);
      return { to: back, notice: 'notice.brought_back' };
    },
  });
}
