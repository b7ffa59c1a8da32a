/** What was found in the public lists, or why nothing is shown, and what one can do about it. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { isZip } from '../../../rooms/places/places.ts';
import type { PageHere } from '../../../rooms/sourcing/leads/listed-search.ts';
import type { PublicListsFilter } from '../../../rooms/sourcing/public-lists/filter.ts';
import { Empty } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';
import { ListedTable } from './table.tsx';

type Question = Record<string, string>;
type Asked = { page: PageHere; filter: PublicListsFilter };
type Props = Asked & { sectors: Sector[]; question: Question; empty: boolean };

/** `question` is what the lists were asked, as the address says it; `empty` that the host has loaded none. */
export function Results({ page, filter, sectors, question, empty }: Props) {
  return (
    <>
      {page.rows.length > 0 ? (
        <>
          <Summary page={page} filter={filter} />
          <ListedTable rows={page.rows} sectors={sectors} question={question} />
        </>
      ) : (
        <Nothing page={page} filter={filter} empty={empty} />
      )}
      <Onwards page={page} question={question} />
    </>
  );
}

function Summary({ page: { rows, mended, next }, filter }: Asked) {
  const { t } = useLanguage();
  const count = rows.length;
  return (
    <p class="summary" role="status">
      {mended && `${t('public_lists.mended', { typed: filter.q, mended })} `}
      {next ? t('public_lists.some', { count }) : t('public_lists.count', { count })}
    </p>
  );
}

function Nothing({ page, filter, empty }: Asked & { empty: boolean }) {
  const { t } = useLanguage();
  const { to } = useAround();
  if (empty) {
    return (
      <Empty text={t('public_lists.empty')}>
        <p>{t('public_lists.empty_how')}</p>
      </Empty>
    );
  }
  if (page.next) return <Empty text={t('public_lists.all_dismissed')} />;
  const unknown = isZip(filter.near) ? 'leads.place_nowhere' : 'public_lists.unknown_place';
  return (
    <Empty text={page.unknownPlace ? t(unknown, { place: filter.near }) : t('public_lists.none')}>
      <a href={to('/public-lists')}>{t('public_lists.clear')}</a>
    </Empty>
  );
}

/** There is only a link to the next page: the browser's back button leads to the one before. */
function Onwards({ page: { rows, next }, question }: { page: PageHere; question: Question }) {
  const { t } = useLanguage();
  const { to } = useAround();
  if (!next) return null;
  return (
    <nav class="paging" aria-label={t('paging.label')}>
      <a href={to('/public-lists', { ...question, after: next })} rel="next">
        {rows.length > 0 ? t('paging.next') : t('public_lists.go_on')}
      </a>
    </nav>
  );
}
