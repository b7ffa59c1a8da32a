/** The settings' own small navigation: what whoever reads it may open. */
import { Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';

const TABS = [
  ['settings.library', '/settings'],
  ['settings.members', '/members'],
  ['settings.branches', '/branches'],
  ['settings.tab_factor_sets', '/factor-sets'],
  ['settings.mail', '/mail'],
  ['tabs.removed', '/removed'],
] as const;

export function SettingsTabs({ here }: { here: (typeof TABS)[number][1] }) {
  const { t } = useLanguage();
  const { may, to } = useAround();
  const tabs = TABS.filter(([, path]) => may(path)).map(([label, path]) => ({ label: t(label), href: to(path) }));
  return <Tabs label={t('nav.settings')} tabs={tabs} here={to(here)} />;
}
