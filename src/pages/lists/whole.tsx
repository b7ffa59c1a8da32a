/**
 * What stands between a list's filters and its table: how many rows there are, which columns are shown, and the way to
 * the whole of it on paper. `?print` shows all rows at once; what is filtered stays filtered.
 */
import type { ComponentChildren } from 'preact';
import type { ListName } from '../../rooms/lists/saved-view.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';

/** As many as are printed at once: more would not be read, and filters make it fewer. */
const PRINTED = 2_000;

export const isWhole = (url: URL): boolean => url.searchParams.has('print');
/** How many rows the list is asked for; its own page of them unless the whole is wanted. */
export const rowsWanted = (url: URL): number | undefined => (isWhole(url) ? PRINTED : undefined);

/** `query` is what is filtered, as the address says it, without the page. */
type Props = { list: ListName; query: string };

export function PrintWhole({ list, query }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <a class="button low" href={`${to(`/${list}`)}?${query && `${query}&`}print=1`}>
      {t('lists.print')}
    </a>
  );
}

type SummaryProps = Props & { whole: boolean; total: number; children: ComponentChildren };

export function Summary({ list, query, whole, total, children }: SummaryProps) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <>
      {whole && (
        <p class="no-print buttons">
          <span>{t('lists.print_how')}</span>
          {total > PRINTED && <span class="overdue">{t('lists.print_some', { count: PRINTED })}</span>}
          <a href={to(`/${list}`) + (query && `?${query}`)}>{t('lists.print_back')}</a>
        </p>
      )}
      <p class="summary" role="status">
        <span>{children}</span>{' '}
        {!whole && (
          <Link class="no-print" to="/lists/:list/columns" at={{ list }}>
            {t('lists.columns')}
          </Link>
        )}
      </p>
    </>
  );
}
