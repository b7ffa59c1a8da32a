/** The partners' own small navigation: those we know, those we might, and the work of keeping the list. */
import { Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';

const TABS = [
  ['tabs.partners', '/partners'],
  ['tabs.people', '/people'],
  ['tabs.leads', '/leads'],
  ['tabs.public_lists', '/public-lists'],
  ['tabs.duplicates', '/duplicates'],
  ['tabs.imports', '/imports'],
  ['tabs.exports', '/exports'],
  ['tabs.removed', '/removed'],
] as const;
export type PartnerTab = (typeof TABS)[number][1];

export function PartnerTabs({ here }: { here: PartnerTab }) {
  const { t } = useLanguage();
  const { may, to } = useAround();
  const tabs = TABS.filter(([, path]) => may(path)).map(([label, path]) => ({ label: t(label), href: to(path) }));
  return <Tabs label={t('tabs.label')} tabs={tabs} here={to(here)} />;
}
