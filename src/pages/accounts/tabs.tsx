/** The settings' own small navigation. */
import { type Actor, atLeast } from '../../house/ctx.ts';
import { Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';

const TABS = [
  ['settings.library', '/settings', 'administrator'],
  ['settings.members', '/members', 'reader'],
  ['settings.branches', '/branches', 'reader'],
  ['settings.tab_factor_sets', '/factor-sets', 'reader'],
  ['settings.mail', '/mail', 'administrator'],
  ['tabs.removed', '/removed', 'reader'],
] as const;

export function SettingsTabs({ base, here, actor }: { base: string; here: (typeof TABS)[number][1]; actor: Actor }) {
  const { t } = useLanguage();
  const tabs = TABS.filter(([, , role]) => atLeast(actor, role)).map(([label, path]) => ({
    label: t(label),
    href: base + path,
  }));
  return <Tabs label={t('nav.settings')} tabs={tabs} here={base + here} />;
}
