/** The settings' own small navigation. */
import { useLanguage } from '../../ui/here.ts';

const TABS = [
  ['settings.library', '/settings'],
  ['settings.members', '/members'],
  ['settings.branches', '/branches'],
  ['settings.factor_sets', '/factor-sets'],
  ['settings.mail', '/mail'],
] as const;

export function SettingsTabs({ base, here }: { base: string; here: (typeof TABS)[number][1] }) {
  const { t } = useLanguage();
  return (
    <nav class="tabs" aria-label={t('nav.settings')}>
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
