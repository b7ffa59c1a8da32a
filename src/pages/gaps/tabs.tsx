/** Two views of the same question. */
import { Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';

const TABS = [
  ['gaps.tab_grid', '/gaps'],
  ['gaps.tab_map', '/gaps/map'],
] as const;

export function GapTabs({ here }: { here: (typeof TABS)[number][1] }) {
  const { t } = useLanguage();
  const { to } = useAround();
  const tabs = TABS.map(([label, path]) => ({ label: t(label), href: to(path) }));
  return <Tabs label={t('gaps.tabs')} tabs={tabs} here={to(here)} />;
}
