/** The partners' own small navigation: those we know, those we might, and the work of keeping the list. */
import { type Actor, atLeast } from '../../house/ctx.ts';
import { Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';

const TABS = [
  ['tabs.partners', '/partners', 'reader'],
  ['tabs.people', '/people', 'reader'],
  ['tabs.leads', '/leads', 'reader'],
  ['tabs.public_lists', '/public-lists', 'reader'],
  ['tabs.duplicates', '/duplicates', 'reader'],
  ['tabs.imports', '/imports', 'coordinator'],
  ['tabs.exports', '/exports', 'contributor'],
  ['tabs.removed', '/removed', 'reader'],
] as const;
export type PartnerTab = (typeof TABS)[number][1];

export function PartnerTabs({ base, here, actor }: { base: string; here: PartnerTab; actor: Actor }) {
  const { t } = useLanguage();
  const tabs = TABS.filter(([, , role]) => atLeast(actor, role)).map(([label, path]) => ({
    label: t(label),
    href: base + path,
  }));
  return <Tabs label={t('tabs.label')} tabs={tabs} here={base + here} />;
}
