/** Two views of the same question. */
import { useLanguage } from '../../ui/here.ts';

const TABS = [
  ['gaps.tab_grid', '/gaps'],
  ['gaps.tab_map', '/gaps/map'],
] as const;

export function GapTabs({ base, here }: { base: string; here: (typeof TABS)[number][1] }) {
  const { t } = useLanguage();
  return (
    <nav class="tabs" aria-label={t('gaps.tabs')}>
      <ul>
        {TABS.map(([label, path]) => (
          <li key={path}>
            <a href={base + path} aria-current={path === here ? 'page' : undefined}>
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
