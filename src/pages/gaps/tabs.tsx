/** Two views of the same question. */
import { Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';

const TABS = [
  ['gaps.tab_grid', '/gaps'],
  ['gaps.tab_map', '/gaps/map'],
] as const;

export function GapTabs({ base, here }: { base: string; here: (typeof TABS)[number][1] }) {
  const { t } = useLanguage();
  return (
    <Tabs
      label={t('gaps.tabs')}
      tabs={TABS.map(([label, path]) => ({ label: t(label), href: base + path }))}
      here={base + here}
    />
  );
}
