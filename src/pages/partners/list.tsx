/**
 * The list of partners: search, filters, sorting and paging are all in the address, so a view can be kept, shared and
 * printed.
 */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import { type PartnerFilter, partnerFilter } from '../../rooms/partners/partner.ts';
import { listPartners, type PartnerPage } from '../../rooms/partners/partner-list.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { type FilterOptions, Filters, filterOptions } from './filters.tsx';
import { PartnerTable } from './table.tsx';
import { PartnerTabs } from './tabs.tsx';

export const list = libraryPage({
  path: '/partners',
  may: anyMember,
  view: async (asked) => {
    const filter = partnerFilter.parse(Object.fromEntries(asked.url.searchParams));
    const result = await listPartners(asked.ctx, filter);
    const sectors = await sectorsOf(asked.ctx);
    return {
      title: asked.language.t('nav.partners'),
      section: 'partners',
      glyphs: true,
      body: <Partners {...{ filter, result, sectors }} options={await filterOptions(asked, sectors)} />,
    };
  },
});

type Props = { filter: PartnerFilter; result: PartnerPage; sectors: Sector[]; options: FilterOptions };

function Partners({ filter, result, sectors, options }: Props) {
  const { t } = useLanguage();
  const filtered = Boolean(filter.q || filter.sector || filter.stage || filter.owner || filter.population);
  return (
    <>
      <div class="title-row">
        <h1>{t('nav.partners')}</h1>
        <Link class="button" to="/partners/new">
          {t('partners.add')}
        </Link>
      </div>
      <PartnerTabs here="/partners" />
      <Filters filter={filter} options={options} filtered={filtered} />
      <p class="summary" role="status">
        {t('partners.count', { count: result.total })}{' '}
        {result.forgiving && result.total > 0 && t('partners.forgiving', { words: filter.q })}
      </p>
      {result.total === 0 ? (
        <Nobody filtered={filtered} />
      ) : (
        <PartnerTable result={result} filter={filter} sectors={sectors} />
      )}
    </>
  );
}

/** Whoever may add one is shown where to begin. */
function Nobody({ filtered }: { filtered: boolean }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (filtered)
    return (
      <Empty text={t('partners.none_match')}>
        <Link to="/partners">{t('partners.clear')}</Link>
      </Empty>
    );
  return (
    <Empty text={t('partners.none')}>
      {may('/partners/new') && <Link to="/sectors">{t('partners.start_with_sectors')}</Link>}
    </Empty>
  );
}
