/** The leads of a page, to be chosen for promoting or dismissing. */
import { newId } from '../../../house/ids.ts';
import type { Sector } from '../../../rooms/directory/sectors.ts';
import type { LeadFilter } from '../../../rooms/sourcing/leads/lead.ts';
import type { Lead, LeadPage } from '../../../rooms/sourcing/leads/leads.ts';
import { Scroll, SectorTag } from '../../../ui/bits.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { Suggested } from '../public-lists/suggested.tsx';
import { queryOf } from './filters.tsx';

type ShelfProps = {
  result: LeadPage;
  filter: LeadFilter;
  sectors: Sector[];
  base: string;
  may: boolean;
  again: Again | undefined;
};

export function Shelf({ result, filter, sectors, base, may, again }: ShelfProps) {
  const { t } = useLanguage();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  const chosen = [again?.values.lead ?? []].flat();
  const query = queryOf(filter);
  const table = (
    <Scroll label={t('leads.title')}>
      <table class="list">
        <thead>
          <tr>
            {may && filter.state !== 'promoted' && (
              <th scope="col" class="no-print">
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
              query={query}
              choose={may && filter.state !== 'promoted'}
              chosen={chosen.includes(lead.id)}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
  return (
    <>
      {may && filter.state !== 'promoted' ? (
        <form method="post" action={`${base}/leads${query}`}>
          <input type="hidden" name="_key" value={newId()} />
          {result.rows.length > MANY && <Answers state={filter.state} />}
          {table}
          <Answers state={filter.state} />
        </form>
      ) : (
        table
      )}
      <Paging result={result} filter={filter} base={base} />
    </>
  );
}

/** More rows than this do not fit a screen: the answers stand above them too. */
const MANY = 15;

function Answers({ state }: { state: LeadFilter['state'] }) {
  const { t } = useLanguage();
  return (
    <p class="buttons no-print">
      <button type="submit" name="action" value="promote">
        {t('leads.promote')}
      </button>
      {state === 'open' ? (
        <button type="submit" name="action" value="dismiss" class="quiet-button">
          {t('leads.dismiss')}
        </button>
      ) : (
        <button type="submit" name="action" value="bring_back" class="quiet-button">
          {t('leads.bring_back')}
        </button>
      )}
    </p>
  );
}

type RowProps = {
  lead: Lead;
  sector: Sector | undefined;
  base: string;
  query: string;
  choose: boolean;
  chosen: boolean;
};

function Row({ lead, sector, base, query, choose, chosen }: RowProps) {
  const { t, number } = useLanguage();
  const place = [lead.city, lead.state_province].filter(Boolean).join(', ');
  return (
    <tr>
      {choose && (
        <td class="pick no-print">
          <label>
            <input type="checkbox" name="lead" value={lead.id} checked={chosen} />
            <span class="unseen">{lead.name}</span>
          </label>
        </td>
      )}
      <th scope="row">
        <a href={`${base}/leads/${lead.id}${query}`}>{lead.name}</a>{' '}
        {lead.promoted_partner_id && (
          <a class="block" href={`${base}/partners/${lead.promoted_partner_id}`}>
            {t('leads.open_partner')}
            <span class="unseen">: {lead.name}</span>
          </a>
        )}
      </th>
      <td>
        {sector && <SectorTag sector={sector} />}
        <Suggested reason={lead.sector_reason} />
      </td>
      <td>
        {place} {lead.postal_code}{' '}
        {lead.miles !== null && (
          <span class="quiet block">
            {lead.miles < 1 ? t('public_lists.same_area') : t('leads.away', { miles: lead.miles })}
          </span>
        )}
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
