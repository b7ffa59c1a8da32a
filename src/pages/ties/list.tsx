/** All ties that were written down, the latest known first; those that began through the library are counted. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { TIE_KINDS, type TieFilter, tieFilter } from '../../rooms/ties/tie.ts';
import { countThroughUs, listTies, type TiePage } from '../../rooms/ties/ties.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { TieLines } from './tie-lines.tsx';

export const tieList = libraryPage({
  path: '/ties',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = tieFilter.parse(Object.fromEntries(url.searchParams));
    return {
      title: t('ties.title'),
      actions: (
        <Link class="button" to="/ties/new">
          {t('ties.add')}
        </Link>
      ),
      body: <Ties filter={filter} result={await listTies(ctx, filter)} pairs={await countThroughUs(ctx)} />,
    };
  },
});

function Ties({ filter, result, pairs }: { filter: TieFilter; result: TiePage; pairs: number }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <>
      <p class="lead">{t('ties.text')}</p>
      <Filters filter={filter} />
      <p>
        {filter.through_us && !filter.kind
          ? t('ties.count_through_us', { count: pairs })
          : t('ties.count', { count: result.total })}
      </p>
      {result.total === 0 && <Empty text={t('ties.none')} />}
      <TieLines ties={result.rows} />
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/ties', { ...filter, page: String(page) })}
      />
    </>
  );
}

function Filters({ filter }: { filter: TieFilter }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const kinds = TIE_KINDS.map((kind) => ({ value: kind, label: message({ key: `ties.kind_${kind}` }) }));
  return (
    <form method="get" action={to('/ties')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <Choice name="kind" label={t('field.kind')} options={kinds} chosen={filter.kind} />
      <Choice
        name="through_us"
        label={t('ties.how_met')}
        options={[{ value: 'on', label: t('ties.through_us') }]}
        chosen={filter.through_us}
      />
      <button type="submit">{t('filter.apply')}</button>
    </form>
  );
}
