/** The partners' own small navigation: those we know, those we might, and the work of keeping the list. */
import type { Actor } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { mayImport } from '../../rooms/sourcing/imports/import.ts';
import { Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { mayExport } from '../../views/exports/export.ts';

const TABS = [
  ['tabs.partners', '/partners', anyMember],
  ['tabs.people', '/people', anyMember],
  ['tabs.leads', '/leads', anyMember],
  ['tabs.public_lists', '/public-lists', anyMember],
  ['tabs.duplicates', '/duplicates', anyMember],
  ['tabs.imports', '/imports', mayImport],
  ['tabs.exports', '/exports', mayExport],
  ['tabs.removed', '/removed', anyMember],
] as const;
export type PartnerTab = (typeof TABS)[number][1];

export function PartnerTabs({ base, here, actor }: { base: string; here: PartnerTab; actor: Actor }) {
  const { t } = useLanguage();
  const tabs = TABS.filter(([, , may]) => may(actor)).map(([label, path]) => ({ label: t(label), href: base + path }));
  return <Tabs label={t('tabs.label')} tabs={tabs} here={base + here} />;
}
