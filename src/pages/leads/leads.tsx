/** The leads shelf: strangers from lists, to look through, promote or wave away. */
import { Invalid } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { branchesOf } from '../../rooms/accounts/branches.ts';
import { type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import { mayImport } from '../../rooms/imports/import.ts';
import { promoteLeads } from '../../rooms/imports/promotions.ts';
import { LEAD_STATES, type LeadFilter, leadChoice, leadFilter, MILES, mayKeepLeads, SIZES } from '../../rooms/leads/lead.ts';
import { dismissLeads, type Lead, type LeadPage, leadSources, listLeads } from '../../rooms/leads/leads.ts';
import { placeOf } from '../../rooms/places/places.ts';
import { Empty, Scroll, SectorTag } from '../../ui/bits.tsx';
import { ErrorSummary, type Option } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { Suggested } from '../catalogue/suggested.tsx';
import { type App, type LibraryVisit, libraryPage } from '../door.tsx';
import { PartnerTabs } from '../partners/tabs.tsx';

export function leadPages(app: App, house: House): void {
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
              <Empty text={t('leads.none')}>{mayImport(ctx.actor) && <a href={`${base}/imports`}>{t('leads.bring_in')}</a>}</Empty>
            ) : (
              <>
                <Filters filter={filter} options={await optionsFor(visit, sectors, sources)} base={base} />
                {filter.near !== '' && near === null && <p class="warning">{t('leads.place_unknown', { place: filter.near })}</p>}
                <p class="summary" role="status">
                  {t('leads.count', { count: result.total })} {result.forgiving && result.total > 0 && t('partners.forgiving', { words: filter.q })}
                </p>
                {result.total > 0 && <Shelf result={result} filter={filter} sectors={sectors} base={base} may={mayKeepLeads(ctx.actor)} again={again} />}
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
        return { to: partners.length === 1 ? `${base}/partners/${partners[0]}` : back, notice: 'notice.promoted' };
      }
      await dismissLeads(ctx, lead, action === 'bring_back');
      return { to: back, notice: action === 'bring_back' ? 'notice.brought_back' : 'notice.dismissed' };
    },
  });
}

type Options = { sector: Option[]; source: Option[]; state: Option[]; size: Option[]; miles: Option[]; branches: Option[] };

async function optionsFor({ ctx, language }: LibraryVisit, sectors: Sector[], sources: { source: string; count: number }[]): Promise<Options> {
  const { t, words, message, number } = language;
  const any = { value: '', label: t('filter.any') };
  return {
    sector: [any, ...sectors.map((each) => ({ value: each.key, label: words(each.label) })), { value: 'none', label: t('filter.no_sector') }],
    source: [any, ...sources.map(({ source, count }) => ({ value: source, label: `${source} (${number(count)})` }))],
    state: LEAD_STATES.map((state) => ({ value: state, label: message({ key: `leads.state_${state}` }) })),
    size: [any, ...Object.keys(SIZES).map((size) => ({ value: size, label: message({ key: `leads.size_${size}` }) }))],
    miles: MILES.map((miles) => ({ value: String(miles), label: t('leads.miles', { miles }) })),
    branches: (await branchesOf(ctx)).filter((branch) => placeOf(branch.postal_code)).map((branch) => ({ value: branch.postal_code, label: branch.name })),
  };
}

function Filters({ filter, options, base }: { filter: LeadFilter; options: Options; base: string }) {
  const { t, message } = useLanguage();
  return (
    <form method="get" action={`${base}/leads`} class="filters no-print">
      <div class="field grow">
        <label for="filter-q">{t('filter.q')}</label>
        <input type="search" id="filter-q" name="q" value={filter.q} />
      </div>
      {(['sector', 'source', 'size', 'state'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`filter-${name}`}>{message({ key: `leads.filter_${name}` })}</label>
          <Choice name={name} options={options[name]} value={filter[name]} />
        </div>
      ))}
      <div class="field">
        <label for="filter-near">{t('leads.near')}</label>
        <input type="text" id="filter-near" name="near" value={filter.near} inputmode="numeric" autocomplete="off" list="branches" />
        <datalist id="branches">
          {options.branches.map((branch) => (
            <option key={branch.value} value={branch.value}>
              {branch.label}
            </option>
          ))}
        </datalist>
      </div>
      <div class="field">
        <label for="filter-miles">{t('leads.within')}</label>
        <Choice name="miles" options={options.miles} value={String(filter.miles)} />
      </div>
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        <a href={`${base}/leads`}>{t('leads.clear')}</a>
      </p>
    </form>
  );
}

function Choice({ name, options, value }: { name: string; options: Option[]; value: string }) {
  return (
    <select id={`filter-${name}`} name={name}>
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

type ShelfProps = { result: LeadPage; filter: LeadFilter; sectors: Sector[]; base: string; may: boolean; again: Again | undefined };

function Shelf({ result, filter, sectors, base, may, again }: ShelfProps) {
  const { t } = useLanguage();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  const chosen = [again?.values.lead ?? []].flat();
  const table = (
    <Scroll label={t('leads.title')}>
      <table class="list">
        <thead>
          <tr>
            {may && filter.state !== 'promoted' && (
              <th scope="col">
                <span class="unseen">{t('leads.choose')}</span>
              </th>
            )}
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('field.sectors')}</th>
            <th scope="col">{t('leads.place')}</th>
            <th scope="col" class="number">
              {t('leads.income')}
            </th>
            <th scope="col">{t('leads.source')}</th>
          </tr>
        </thead>
        <tbody>
          {result.rows.map((lead) => (
            <Row
              key={lead.id}
              lead={lead}
              sector={bySector.get(lead.sector_key)}
              base={base}
              choose={may && filter.state !== 'promoted'}
              chosen={chosen.includes(lead.id)}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
  const query = queryOf(filter);
  return (
    <>
      {may && filter.state !== 'promoted' ? (
        <form method="post" action={`${base}/leads${query}`}>
          <input type="hidden" name="_key" value={newId()} />
          {table}
          <p class="buttons">
            <button type="submit" name="action" value="promote">
              {t('leads.promote')}
            </button>
            {filter.state === 'open' ? (
              <button type="submit" name="action" value="dismiss" class="quiet-button">
                {t('leads.dismiss')}
              </button>
            ) : (
              <button type="submit" name="action" value="bring_back" class="quiet-button">
                {t('leads.bring_back')}
              </button>
            )}
          </p>
        </form>
      ) : (
        table
      )}
      <Paging result={result} filter={filter} base={base} />
    </>
  );
}

function Row({ lead, sector, base, choose, chosen }: { lead: Lead; sector: Sector | undefined; base: string; choose: boolean; chosen: boolean }) {
  const { t, number } = useLanguage();
  const place = [lead.city, lead.state_province].filter(Boolean).join(', ');
  return (
    <tr>
      {choose && (
        <td>
          <label class="choice">
            <input type="checkbox" name="lead" value={lead.id} checked={chosen} />
            <span class="unseen">{lead.name}</span>
          </label>
        </td>
      )}
      <th scope="row">{lead.promoted_partner_id ? <a href={`${base}/partners/${lead.promoted_partner_id}`}>{lead.name}</a> : lead.name}</th>
      <td>
        {sector && <SectorTag sector={sector} />}
        <Suggested reason={lead.sector_reason} />
      </td>
      <td>
        {place} {lead.postal_code}{' '}
        {lead.miles !== null && <span class="quiet block">{lead.miles < 1 ? t('catalogue.same_area') : t('leads.away', { miles: lead.miles })}</span>}
      </td>
      <td class="number">{lead.income !== null && t('leads.dollars', { amount: number(lead.income) })}</td>
      <td>
        {lead.source} <span class="quiet">{lead.vintage}</span>
      </td>
    </tr>
  );
}

function Paging({ result, filter, base }: { result: LeadPage; filter: LeadFilter; base: string }) {
  const { t } = useLanguage();
  if (result.pages <= 1) return null;
  const address = (page: number) => `${base}/leads${queryOf({ ...filter, page })}`;
  return (
    <nav class="paging" aria-label={t('paging.label')}>
      {result.page > 1 && (
        <a href={address(result.page - 1)} rel="prev">
          {t('paging.previous')}
        </a>
      )}
      <span>{t('paging.here', { page: result.page, pages: result.pages })}</span>
      {result.page < result.pages && (
        <a href={address(result.page + 1)} rel="next">
          {t('paging.next')}
        </a>
      )}
    </nav>
  );
}

/** Only what differs from the plain shelf goes into the address. */
function queryOf(filter: LeadFilter): string {
  const plain: Record<string, string> = { state: 'open', miles: '25', page: '1' };
  const kept = Object.entries(filter)
    .map(([name, value]) => [name, String(value)] as [string, string])
    .filter(([name, value]) => value !== '' && value !== plain[name]);
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}
