/** The settings' own small navigation. */
import { type Actor, atLeast } from '../../house/ctx.ts';
import { useLanguage } from '../../ui/here.ts';

const TABS = [
  ['settings.library', '/settings', 'administrator'],
  ['settings.members', '/members', 'reader'],
  ['settings.branches', '/branches', 'reader'],
  ['settings.factor_sets', '/factor-sets', 'reader'],
  ['settings.mail', '/mail', 'administrator'],
] as const;

export function SettingsTabs({ base, here, actor }: { base: string; here: (typeof TABS)[number][1]; actor: Actor }) {
  const { t } = useLanguage();
  return (
    <nav class="tabs" aria-label={t('nav.settings')}>
      <ul>
        {TABS.filter(([, , role]) => atLeast(actor, role)).map(([label, path]) => (
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
