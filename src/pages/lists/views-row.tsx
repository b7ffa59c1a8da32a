/** The views of a list, above it: those that everybody has, one's own and the library's, and the way to keep one. */
import type { ListName, SavedView } from '../../rooms/lists/saved-view.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';

/** A view that the list brings itself; `count` is of what it shows. */
export type BuiltIn = { label: string; query: string; count?: number };
type Props = { list: ListName; builtIn: readonly BuiltIn[]; saved: readonly SavedView[]; query: string };

export function ViewsRow({ list, builtIn, saved, query }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const own = saved.map(({ name, query }) => ({ label: name, query }));
  const all: BuiltIn[] = [...builtIn, ...own];
  const known = all.some((view) => view.query === query);
  return (
    <nav class="views no-print" aria-label={t('lists.views')}>
      <ul>
        {all.map((view) => (
          <li key={`${view.query} ${view.label}`}>
            <a
              href={to(`/${list}`) + (view.query && `?${view.query}`)}
              aria-current={view.query === query ? 'page' : undefined}
            >
              {view.label} {view.count !== undefined && <span class="quiet">{view.count}</span>}
            </a>
          </li>
        ))}
        <li class="own">
          <Link to="/lists/:list/views" at={{ list, query: known ? undefined : query }}>
            {known ? t('lists.views_own') : t('lists.keep_view')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
