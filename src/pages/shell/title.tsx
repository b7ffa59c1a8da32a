/**
 * What stands above a page: where one is and how one gets back, its title with the help for it, and what can be done
 * here.
 */
import { useLanguage } from '../../ui/here.ts';
import type { Inside } from './inside.ts';
import type { View } from './layout.tsx';
import type { Standing } from './menu.ts';

type Props = {
  view: View;
  standing: Standing | null;
  /** The path of this page. */
  path: string;
  inside: Inside | null;
  /** The query that each list was last seen with. */
  lists: Record<string, string>;
  help: string | null;
};

export function Title({ help, ...props }: Props) {
  const { t } = useLanguage();
  const { view } = props;
  return (
    <>
      <Trail {...props} />
      <div class="title">
        <div class="heading">
          <h1>{view.heading ?? view.title}</h1>
          {help && (
            <a class="help no-print" href={help} aria-label={t('nav.help_with', { title: view.title })}>
              ?
            </a>
          )}
        </div>
        {view.beside}
        {view.actions && <div class="buttons acts no-print">{view.actions}</div>}
      </div>
    </>
  );
}

/** The way back to a list keeps what it was filtered and sorted by, and the row that one came from. */
function Trail({ view, standing, path, inside, lists }: Omit<Props, 'help'>) {
  const { t } = useLanguage();
  if (!inside) return null;
  const place = standing && standing.place.path !== path ? standing.place : null;
  const back =
    place &&
    inside.may(place.path) &&
    inside.to(place.path) + (lists[place.path] ?? '') + (view.row ? `#row-${view.row}` : '');
  const steps = [...(place && back ? [{ label: t(place.label), href: back }] : []), ...(view.trail ?? [])];
  if (steps.length === 0) return null;
  return (
    <nav class="trail no-print" aria-label={t('nav.trail')}>
      <ol>
        {steps.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
